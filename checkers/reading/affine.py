"""Affine maps of the plane."""

from __future__ import annotations

from dataclasses import dataclass

from checkers.reading.document import Box


@dataclass(frozen=True)
class Affine:
    """x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: Affine) -> Affine:
        """`first`, then this."""
        return Affine(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            *self(first.e, first.f),
        )

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The upright frame of an upright frame."""
        x0, y0 = self(left, bottom)
        x1, y1 = self(right, top)
        return (x0 if x0 < x1 else x1, y0 if y0 < y1 else y1, x1 if x0 < x1 else x0, y1 if y0 < y1 else y0)
