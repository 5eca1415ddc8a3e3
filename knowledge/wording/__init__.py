"""One normal form for people's wording: scripts, widths, numerals, units, typos, pinyin."""

from knowledge.wording.normal_form import normalise
from knowledge.wording.quantities import Quantity, find_quantities, mask_quantities

__all__ = ["Quantity", "find_quantities", "mask_quantities", "normalise"]
