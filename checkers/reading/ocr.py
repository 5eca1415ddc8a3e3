"""Finding and recognising lines of text in pictures, with the PP-OCR models that ship inside the rapidocr wheel.

The models are run by onnxruntime directly: importing rapidocr itself costs a second for every file, and its download
code has no place in a process that reads other people's files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime

from checkers.reading.failures import ReadingError
from checkers.reading.seals import Pixels

Quad = npt.NDArray[np.float32]

_PACKAGE: Final = "rapidocr"
_FINDER: Final = "PP-OCRv6_det_small.onnx"
_READER: Final = "PP-OCRv6_rec_small.onnx"
_TURNED: Final = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"

# Measured on skewed, noisy scans: 1,280 finds what 2,000 finds, in half the time; cards are small and are enlarged.
_FIND_SIDE: Final = 1280
_FIND_SHORT_SIDE: Final = 736
_FIND_STEP: Final = 32
# The finder's own settings: how sure a pixel and a box must be, and how far a box is widened.
_PIXEL_SURE: Final = 0.3
_BOX_SURE: Final = 0.5
_WIDENED: Final = 1.6
_SMALLEST_SIDE: Final = 3
# A form has up to 200 lines of text a page; noise has thousands.
_BOXES: Final = 500
_LINE_HEIGHT: Final = 48
_LINE_WIDTH: Final = 320
_LINE_WIDEST: Final = 3200
# Padding costs time, so lines are read in batches of about the same width, this many pixels in all: more takes memory
# and saves no time.
_BATCH_WIDTH: Final = 1600
_TURNED_SIZE: Final = (192, 48)


@dataclass(frozen=True)
class Found:
    """A line that was recognised, how surely, and where in its picture (0 left, 1 right) each letter stands."""

    text: str
    sure: float
    at: tuple[float, ...] = ()


class Recogniser:
    """The loaded models; may be used by several threads at once."""

    def __init__(self, threads: int) -> None:
        folder = _models()
        self._finder = _session(folder / _FINDER, threads)
        self._reader = _session(folder / _READER, threads)
        self._turned = _session(folder / _TURNED, threads)
        letters = self._reader.get_modelmeta().custom_metadata_map["character"].splitlines()
        # The first class means nothing, the last a space.
        self._letters = ["", *letters, " "]

    def find(self, pixels: Pixels) -> list[Quad]:
        """The frames of lines of text in a BGR picture, each as four corners from the top left clockwise."""
        height, width = pixels.shape[:2]
        scale = min(_FIND_SIDE / max(height, width), max(1.0, _FIND_SHORT_SIDE / min(height, width)))
        size = tuple(max(_FIND_STEP, round(side * scale / _FIND_STEP) * _FIND_STEP) for side in (width, height))
        small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        likely = _run(self._finder, _normal(small)[np.newaxis])[0, 0]
        stretch = np.array([width / size[0], height / size[1]], np.float32)
        return [quad * stretch for quad in _quads(likely)]

    def read(self, crops: Sequence[Pixels]) -> list[Found]:
        """What is written in pictures of single lines."""
        widths = [_line_width(crop) for crop in crops]
        order = sorted(range(len(crops)), key=widths.__getitem__)
        found = [Found("", 0.0)] * len(crops)
        while order:
            batch = _batch(order, widths)
            order = order[len(batch) :]
            wide = max(_LINE_WIDTH, widths[batch[-1]])
            lines = np.stack([_line(crops[index], widths[index], wide) for index in batch])
            for index, scores in zip(batch, _run(self._reader, lines), strict=True):
                found[index] = self._decoded(scores, wide / widths[index])
        return found

    def upside_down(self, crops: Sequence[Pixels]) -> float:
        """How many of the lines (0 to 1) stand on their heads."""
        if not crops:
            return 0.0
        lines = np.stack([_normal(cv2.resize(crop, _TURNED_SIZE)) for crop in crops])
        return float((_run(self._turned, lines)[:, 1] > 0.5).mean())

    def _decoded(self, scores: npt.NDArray[np.float32], stretch: float) -> Found:
        """The likeliest letters, without repetitions of a letter over neighbouring strips.

        `stretch`: how much wider than the line its padded picture is.
        """
        best = scores.argmax(axis=1)
        kept = best != 0
        kept[1:] &= best[1:] != best[:-1]
        if not kept.any():
            return Found("", 0.0)
        letters = [self._letters[index] for index in best[kept]]
        places = (np.flatnonzero(kept) + 0.5) / len(best) * stretch
        at = tuple(float(place) for letter, place in zip(letters, places, strict=True) for _ in letter)
        return Found("".join(letters), round(float(scores.max(axis=1)[kept].mean()), 3), at)


def _models() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ReadingError("broken")
    return Path(spec.submodule_search_locations[0]) / "models"


def _session(model: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Memory kept for the next picture is memory that counts against the limit.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    # Threads that wait by spinning take the other children's time.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _run(session: onnxruntime.InferenceSession, data: npt.NDArray[np.float32]) -> Any:
    return session.run(None, {session.get_inputs()[0].name: data})[0]


def _normal(pixels: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """Channels first, from -1 to 1."""
    return np.ascontiguousarray(pixels.transpose(2, 0, 1), dtype=np.float32) / 127.5 - 1.0


# Finding


def _quads(likely: npt.NDArray[np.float32]) -> list[Quad]:
    mask = cv2.dilate((likely > _PIXEL_SURE).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours[:_BOXES]:
        centre, (wide, high), angle = cv2.minAreaRect(contour)
        if min(wide, high) < _SMALLEST_SIDE or _sureness(likely, contour) < _BOX_SURE:
            continue
        # The area over the outline's length: the same widening as offsetting the frame outwards.
        grown = wide * high * _WIDENED / (wide + high)
        corners = cv2.boxPoints((centre, (wide + grown, high + grown), angle))
        found.append(_clockwise(np.asarray(corners, np.float32)))
    return found


def _sureness(likely: npt.NDArray[np.float32], contour: npt.NDArray[Any]) -> float:
    left, top, wide, high = cv2.boundingRect(contour)
    mask = np.zeros((high, wide), np.uint8)
    cv2.fillPoly(mask, [contour.reshape(-1, 2) - (left, top)], 1)
    return float(cv2.mean(likely[top : top + high, left : left + wide], mask)[0])


def _clockwise(corners: Quad) -> Quad:
    by_x = corners[np.argsort(corners[:, 0])]
    left, right = by_x[:2], by_x[2:]
    top_left, bottom_left = left[np.argsort(left[:, 1])]
    top_right, bottom_right = right[np.argsort(right[:, 1])]
    return np.array([top_left, top_right, bottom_right, bottom_left], np.float32)


# Reading


def _line_width(crop: Pixels) -> int:
    height, width = crop.shape[:2]
    return int(min(_LINE_WIDEST, max(1, -(-_LINE_HEIGHT * width // height))))


def _batch(order: list[int], widths: list[int]) -> list[int]:
    """The next lines to read together: as many as the batch's width allows, all padded to the widest."""
    count = 1
    while count < len(order) and (count + 1) * max(_LINE_WIDTH, widths[order[count]]) <= _BATCH_WIDTH:
        count += 1
    return order[:count]


def _line(crop: Pixels, width: int, padded: int) -> npt.NDArray[np.float32]:
    line = np.zeros((3, _LINE_HEIGHT, padded), np.float32)
    line[:, :, :width] = _normal(cv2.resize(crop, (width, _LINE_HEIGHT)))
    return line
