"""A picture of a page → its blocks: set upright, its lines and seals found, its text recognised and put in place."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from checkers.reading.document import Box, Picture, Place
from checkers.reading.gaps import pieces_of
from checkers.reading.grey_seals import find_grey_seals
from checkers.reading.grid import Grid, find_grids
from checkers.reading.layout import Laid, lay_out, lies_in
from checkers.reading.ocr import Quad, Recogniser
from checkers.reading.pieces import Piece
from checkers.reading.rulings import Mask, bridged, find_rulings, ink, slant
from checkers.reading.seals import Pixels, Seal, find_seals, red_mask
from checkers.reading.spread import as_high_as_wide
from checkers.reading.strokes import unread_strokes

Size = tuple[int, int]

# A page takes some 300 MB while it is read.
_PAGES_AT_ONCE: Final = 2
# Below this slant (degrees) turning the picture would cost more sharpness than it mends; above, it is no skew.
_LEAST_SKEW: Final = 0.15
_MOST_SKEW: Final = 10.0
# Lines of text tell the slant to within this many degrees.
_MOST_REST: Final = 2.0
# A frame this many times as wide as high is surely a line of text, as high as wide surely not one.
_LINE_SHAPE: Final = 3.0
_TALL: Final = 1.7
# Lines looked at to tell whether a page stands on its head.
_SAMPLE: Final = 9
_SNAP_HEIGHT: Final = 0.35
_TEXT_HEIGHT: Final = 24.0
# Part of a found line that lies this far (in its own heights) within a cell belongs to the cell.
_PART: Final = 0.35
# A bar of print has this many letters, each no wider than so many times the bar's height.
_BANNER_CELLS: Final = 4
_LETTER_WIDE: Final = 1.2
# Ink this much darker than the ink around it has print under it; the window is wider than a seal's strokes.
_DARK_INK: Final = 0.8
_LIGHT_INK: Final = 0.93
_DARK_RIM: Final = 0.5
_INK_WINDOW: Final = 41
# What lies under a seal is never surely read: a character may be gone without a trace.
_SEALED_SURE: Final = 0.6
_SEALED_SHARE: Final = 0.05
# What is recognised less surely is a smudge.
_SURE: Final = 0.5
_SMUDGE_SURE: Final = 0.7
# Ink on a line of text, or on two.
_ON_LINES: Final = 2.5
# A cell without a found line may hold a single character: ink of this share of its area, away from its border.
_BORDER: Final = 6
_INKED: Final = 0.004
_PADDING: Final = 0.2
_CELLS_LOOKED_AT: Final = 300
_SOLID_SQUARE: Final = "■"
# A filled check box is as wide as high, solid, and a third to four fifths as high as the frame of its line.
_SMALLEST_SQUARE: Final = 8
_SQUARE_ASPECT: Final = 1.25
_SQUARE_HEIGHT: Final = (0.33, 0.8)
_SQUARE_FILLED: Final = 0.88
_COMPONENTS: Final = 1000


def read_scans(pages: Iterable[tuple[int, Pixels]], count: int, threads: int) -> Iterator[tuple[int, list[Laid], Size]]:
    """The blocks of pictures of pages (RGB) by page number, and the upright picture's size, in the order of pages.

    Pages are read side by side; threads that are left over work within a page.
    """
    workers = max(1, min(threads, count, _PAGES_AT_ONCE))
    recogniser = Recogniser(max(1, threads // workers))
    waiting: deque[tuple[int, Future[tuple[list[Laid], Size]]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for number, pixels in pages:
            waiting.append((number, pool.submit(read_scan, pixels, recogniser, number)))
            # Only as many pictures as are being read are held in memory.
            if len(waiting) > workers:
                done, future = waiting.popleft()
                yield done, *future.result()
        for done, future in waiting:
            yield done, *future.result()


def read_scan(pixels: Pixels, recogniser: Recogniser, page: int | None) -> tuple[list[Laid], Size]:
    """The blocks of one picture of a page, in pixels of the picture set upright, and that picture's size."""
    image = _without_seals(np.ascontiguousarray(pixels[..., ::-1]), find_seals(pixels))
    quads, image, turned = _upright(image, pixels, recogniser)
    seals = find_seals(turned) or find_grey_seals(turned)
    height, width = image.shape[:2]
    inked = ink(image)
    text_height = _text_height(quads)
    across, down = find_rulings(inked, text_height, [_frame(quad) for quad in quads])
    snap = _SNAP_HEIGHT * text_height
    across = bridged(across, [(seal.left, seal.right, seal.top, seal.bottom) for seal in seals], snap)
    down = bridged(down, [(seal.top, seal.bottom, seal.left, seal.right) for seal in seals], snap)
    grids = [g for g in find_grids(across, down, snap) if not _is_banner(g)]
    pieces = [_doubted(piece, seals) for piece in _pieces(image, inked, quads, grids, recogniser)]
    sealed = [(seal.left, seal.top, seal.right, seal.bottom) for seal in seals]
    read = [piece.box for piece in pieces if piece.text]
    signed = unread_strokes(inked, text_height, read, (across, down), sealed)
    # Ink that is not read leaves the line or the cell that it stands in in doubt.
    levels = [line for line in across if not any(lies_in(line, grid.box, snap) for grid in grids)]
    # A portrait beside the lines of a card hides none of them.
    unread = [Piece("", box, 0.0) for box in signed if box[3] - box[1] <= _ON_LINES * text_height]
    blocks = lay_out([*as_high_as_wide(pieces), *unread], grids, levels, page, width, cards=True)
    blocks += [_picture(box, page, True) for box in sealed]
    blocks += [_picture(box, page, False) for box in signed]
    return sorted(blocks, key=lambda laid: laid.box[1]), (width, height)


def _picture(box: Box, page: int | None, seal: bool) -> Laid:
    picture = Picture(Place(page=page, box=box), round(box[2] - box[0]), round(box[3] - box[1]), seal)
    return Laid(picture, box)


def _is_banner(grid: Grid) -> bool:
    """Whether a grid is one line of light print on a dark bar, whose letters' strokes stand from edge to edge."""
    widths = sorted(region.box[2] - region.box[0] for region in grid.regions)
    high = grid.box[3] - grid.box[1]
    # The bar before and behind the letters may be of any width.
    return grid.rows == 1 and len(widths) >= _BANNER_CELLS and widths[-3] <= _LETTER_WIDE * high


# Setting upright


def _upright(image: Pixels, pixels: Pixels, recogniser: Recogniser) -> tuple[list[Quad], Pixels, Pixels]:
    """The frames of lines, the picture, and the picture with its seals, all turned so that lines run level."""
    quads = recogniser.find(image)
    sides = sum(_size(quad)[0] * (1 if _is_line(quad) else -1) for quad in quads if _is_line(quad) or _is_tall(quad))
    if quads and sides < 0:
        image, pixels = (np.ascontiguousarray(np.rot90(one)) for one in (image, pixels))
        quads = recogniser.find(image)
    longest = sorted(quads, key=lambda quad: -_size(quad)[0])[:_SAMPLE]
    if recogniser.upside_down([_cut(image, quad) for quad in longest]) > 0.5:
        image, pixels = (np.ascontiguousarray(one[::-1, ::-1]) for one in (image, pixels))
        size = np.array(image.shape[1::-1], np.float32)
        quads = [np.roll(size - quad, 2, axis=0) for quad in quads]
    angle = _slant(image, quads)
    if abs(angle) < _LEAST_SKEW:
        return quads, image, pixels
    turn = _turn(image, angle)
    image, pixels = _warped(image, turn), _warped(pixels, turn)
    return [np.asarray(quad @ turn[:, :2].T + turn[:, 2], np.float32) for quad in quads], image, pixels


def _slant(image: Pixels, quads: Sequence[Quad]) -> float:
    """By how many degrees the page falls to the right: by its lines of text, then more exactly by its ruling lines."""
    angle = _skew(quads)
    inked = ink(image)
    height, width = inked.shape
    level = np.asarray(cv2.warpAffine(inked, _turn(inked, angle), (width, height), flags=cv2.INTER_NEAREST), np.uint8)
    rest = slant(level, _text_height(quads))
    return angle if rest is None or abs(rest) > _MOST_REST else angle + rest


def _turn(image: Pixels, angle: float) -> npt.NDArray[np.float64]:
    height, width = image.shape[:2]
    return np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0))


def _warped(image: Pixels, turn: npt.NDArray[np.float64]) -> Pixels:
    height, width = image.shape[:2]
    white = (255, 255, 255)
    return np.asarray(cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=white), np.uint8)


def _skew(quads: Sequence[Quad]) -> float:
    """By how many degrees lines fall to the right: the middle one of all, long ones counting for more."""
    slants = []
    for quad in quads:
        if _is_line(quad):
            along = (quad[1] - quad[0]) + (quad[2] - quad[3])
            slants.append((float(np.degrees(np.arctan2(along[1], along[0]))), _size(quad)[0]))
    slants = sorted(slant for slant in slants if abs(slant[0]) <= _MOST_SKEW)
    half = sum(length for _, length in slants) / 2
    for angle, length in slants:
        half -= length
        if half <= 0:
            return angle
    return 0.0


def _size(quad: Quad) -> tuple[float, float]:
    return float(np.linalg.norm(quad[1] - quad[0])), float(np.linalg.norm(quad[3] - quad[0]))


def _is_line(quad: Quad) -> bool:
    wide, high = _size(quad)
    return wide >= _LINE_SHAPE * high


def _is_tall(quad: Quad) -> bool:
    wide, high = _size(quad)
    return high >= _LINE_SHAPE * wide


def _text_height(quads: Sequence[Quad]) -> float:
    heights = sorted(_size(quad)[1] for quad in quads if not _is_tall(quad))
    return heights[len(heights) // 2] if heights else _TEXT_HEIGHT


def _without_seals(image: Pixels, seals: Sequence[Seal]) -> Pixels:
    """The picture with red ink made light where a seal lies, so that the text under it can be read."""
    if not seals:
        return image
    image = image.copy()
    for seal in seals:
        part = image[int(seal.top) : int(seal.bottom) + 1, int(seal.left) : int(seal.right) + 1]
        part[...] = _under_ink(part)[..., np.newaxis]
    return image


def _under_ink(part: Pixels) -> Pixels:
    """A seal's part of the picture in red light, with the ink as light as paper and what lies under it dark.

    Black print shows through red ink only as a slightly darker red, so ink is compared with the ink around it.
    """
    red = part[..., 2].astype(np.float32)
    inked = red_mask(part[..., ::-1])
    window = (_INK_WINDOW, _INK_WINDOW)
    shares = cv2.blur(inked.astype(np.float32), window)
    around = cv2.blur(np.where(inked, red, 0).astype(np.float32), window) / np.maximum(shares, 1e-3)
    through = (red / np.maximum(around, 1) - _DARK_INK) / (_LIGHT_INK - _DARK_INK)
    plain = red[~inked]
    paper = red / max(float(np.median(plain)) if plain.size else 255.0, 1.0)
    # At its rim ink is neither as light as ink nor as paper, so only what is truly dark counts there.
    mask = inked.astype(np.uint8)
    core = cv2.erode(mask, np.ones((3, 3), np.uint8)) > 0
    rim = (cv2.dilate(mask, np.ones((5, 5), np.uint8)) > 0) & ~core & (paper > _DARK_RIM)
    light = np.where(core, through, np.where(rim, 1.0, paper))
    return (np.clip(light, 0, 1) * 255).astype(np.uint8)


# Recognising


def _pieces(
    image: Pixels, inked: Mask, quads: Sequence[Quad], grids: Sequence[Grid], recogniser: Recogniser
) -> list[Piece]:
    boxes = [part for quad in quads for part in _parts(_frame(quad), grids)]
    marks = [mark for box in boxes for mark in _solid_squares(image, box)]
    boxes = [part for box in boxes for part in _around(box, marks)]
    least = [_SURE] * len(boxes)
    lone = _lone_marks(inked, grids, boxes)
    boxes += lone
    least += [_SMUDGE_SURE] * len(lone)
    crops = [_crop(image, inked, box) for box in boxes]
    pieces = [Piece(_SOLID_SQUARE, mark) for mark in marks]
    for box, found, sure in zip(boxes, recogniser.read(crops), least, strict=True):
        if found.sure >= sure:
            pieces.extend(pieces_of(found, box, inked))
        elif box in lone:
            pieces.append(Piece("", box, 0.0))  # ink in a cell that is not read leaves the cell in doubt
    return pieces


def _doubted(piece: Piece, seals: Sequence[Seal]) -> Piece:
    """A piece of text, less sure where a seal lies on it."""
    left, top, right, bottom = piece.box
    for seal in seals:
        wide, high = min(right, seal.right) - max(left, seal.left), min(bottom, seal.bottom) - max(top, seal.top)
        if wide > 0 and high > 0 and wide * high > _SEALED_SHARE * (right - left) * (bottom - top):
            return replace(piece, sure=min(piece.sure, _SEALED_SURE))
    return piece


def _frame(quad: Quad) -> Box:
    (left, top), (right, bottom) = quad.min(axis=0).tolist(), quad.max(axis=0).tolist()
    wide, high = _size(quad)
    # A long slanting line's frame is higher than the line.
    spare = max(0.0, (bottom - top - high) / 2) if wide > high else 0.0
    return left, top + spare, right, bottom - spare


def _parts(box: Box, grids: Sequence[Grid]) -> list[Box]:
    """A found line, cut where the lines between cells cross it."""
    left, top, right, bottom = box
    middle = (top + bottom) / 2
    least = _PART * (bottom - top)
    cells = sorted(
        (max(left, region.box[0]), min(right, region.box[2]))
        for grid in grids
        for region in grid.regions
        if len(grid.regions) > 1
        and region.box[1] <= middle <= region.box[3]
        and min(right, region.box[2]) - max(left, region.box[0]) >= least
    )
    if len(cells) < 2 or any(second[0] < first[1] - least for first, second in pairwise(cells)):
        return [box]
    return [(start, top, end, bottom) for start, end in cells]


def _solid_squares(image: Pixels, box: Box) -> list[Box]:
    """Filled check boxes in a line of text, which the recogniser overlooks."""
    left, top, right, bottom = (max(0, round(side)) for side in box)
    grey = np.ascontiguousarray(image[top:bottom, left:right, 2])
    if min(grey.shape) < _SMALLEST_SQUARE:
        return []
    _, mask = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    found = []
    for x, y, wide, high, area in stats[1 : min(count, _COMPONENTS)].tolist():
        small, large = min(wide, high), max(wide, high)
        of_line = large / (bottom - top)
        if (
            small >= _SMALLEST_SQUARE
            and large <= _SQUARE_ASPECT * small
            and _SQUARE_HEIGHT[0] <= of_line <= _SQUARE_HEIGHT[1]
            and area >= _SQUARE_FILLED * wide * high
        ):
            found.append((float(left + x), float(top + y), float(left + x + wide), float(top + y + high)))
    return found


def _around(box: Box, marks: Sequence[Box]) -> list[Box]:
    """What is left of a line to the left and right of the marks in it."""
    left, top, right, bottom = box
    parts = []
    for mark in sorted(mark for mark in marks if left <= mark[0] and mark[2] <= right and top <= mark[1] <= bottom):
        parts.append((left, top, mark[0], bottom))
        left = mark[2]
    parts.append((left, top, right, bottom))
    return [part for part in parts if part[2] - part[0] >= _PART * (bottom - top)]


def _lone_marks(inked: Mask, grids: Sequence[Grid], boxes: Sequence[Box]) -> list[Box]:
    """Ink in cells where no line was found: single characters are often overlooked."""
    found: list[Box] = []
    centres = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in boxes]
    regions = [(grid, index) for grid in grids for index in range(len(grid.regions)) if len(grid.regions) > 1]
    for grid, index in regions[:_CELLS_LOOKED_AT]:
        if any(grid.region_at(*centre) == index for centre in centres):
            continue
        left, top, right, bottom = (round(side) for side in grid.regions[index].box)
        part = inked[top + _BORDER : bottom - _BORDER, left + _BORDER : right - _BORDER]
        if part.size == 0 or (part > 0).mean() < _INKED:
            continue
        ys, xs = np.nonzero(part)
        x0, x1 = np.percentile(xs, (1, 99)).tolist()
        y0, y1 = np.percentile(ys, (1, 99)).tolist()
        pad = _PADDING * (y1 - y0) + 2
        x, y = left + _BORDER, top + _BORDER
        found.append(
            (max(left, x + x0 - pad), max(top, y + y0 - pad), min(right, x + x1 + pad), min(bottom, y + y1 + pad))
        )
    return found


def _crop(image: Pixels, inked: Mask, box: Box) -> Pixels:
    """A picture of one line; text that runs downwards is laid side by side."""
    height, width = image.shape[:2]
    left, right = (min(max(round(x), 0), width - 1) for x in (box[0], box[2]))
    top, bottom = (min(max(round(y), 0), height - 1) for y in (box[1], box[3]))
    crop = image[top : max(bottom, top + 1), left : max(right, left + 1)]
    if crop.shape[0] < _TALL * crop.shape[1]:
        return crop
    return _laid_side_by_side(crop, inked[top : max(bottom, top + 1), left : max(right, left + 1)])


def _laid_side_by_side(crop: Pixels, inked: Mask) -> Pixels:
    """Characters that stand one below the other, as a line."""
    wide = crop.shape[1]
    rows = np.flatnonzero((inked > 0).any(axis=1))
    if not len(rows):
        return crop
    starts = [int(rows[0])]
    for above, below in pairwise(rows):
        # A gap between strokes, far enough from where this character began.
        if below - above > 1 and below - starts[-1] >= 0.7 * wide:
            starts.append(int(below))
    ends = [*starts[1:], int(rows[-1]) + 1]
    parts = [cv2.resize(crop[start:end], (wide, wide)) for start, end in zip(starts, ends, strict=True)]
    return np.hstack(parts).astype(np.uint8)


def _cut(image: Pixels, quad: Quad) -> Pixels:
    """What is in a slanting frame, level."""
    wide, high = (max(1, round(side)) for side in _size(quad))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    turn = cv2.getPerspectiveTransform(quad, target)
    return np.asarray(cv2.warpPerspective(image, turn, (wide, high), borderMode=cv2.BORDER_REPLICATE), np.uint8)
