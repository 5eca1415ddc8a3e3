"""A pack's rules over one applicant's papers: completeness, validity, consistency, eligibility."""

from checkers.rules.findings import Placed
from checkers.rules.judgement import Judgement, check_dossier

__all__ = ["Judgement", "Placed", "check_dossier"]
