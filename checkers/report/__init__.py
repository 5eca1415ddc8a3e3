"""A check report as people get it: in a terminal (`text`), as a page (`html`), as notes in their own files.

`text` and `html` are imported from their modules: a check whose report goes to a program needs none of their libraries.
"""

from checkers.report.annotate import annotated_copy
from checkers.report.compare import Progress, compare
from checkers.report.masking import mask_numbers, masked

__all__ = ["Progress", "annotated_copy", "compare", "mask_numbers", "masked"]
