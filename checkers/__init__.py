"""An applicant's files → a check report."""
