"""A linear classifier over what a message is written with and what it is about.

One tells the subject of a question, another the form in which it is put. Both are trained on the packs' own
phrasings when these change, and kept in a cache folder between runs.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.understanding.features import Features

# The first group of features weighs 1, each other this much (measured by cross-validation on the phrasings).
LATER_WEIGHT = 0.6
# Strength of the linear classifier's fit (C of the support vector machine).
FIT = 0.5
# Softmax sharpness over the decision values, fitted so that a stated 0.8 is right 8 times in 10.
SHARPNESS = 7.0


@dataclass(frozen=True)
class Classifier:
    """`weights` has a row for each feature and a column for each class; `inverse` is the features' rarity; each group of
    features has a vocabulary of its own, from feature to row."""

    classes: tuple[str, ...]
    vocabularies: tuple[dict[str, int], ...]
    inverse: NDArray[np.float32]
    weights: NDArray[np.float16]
    intercept: NDArray[np.float32]

    def decision(self, found: Features) -> NDArray[np.float32]:
        """The decision value of each class for the features of a message."""
        rows, values = self._vector(found)
        scores = self.intercept.copy()
        if rows.size:
            scores += values @ self.weights[rows].astype(np.float32)
        return scores

    def _vector(self, found: Features) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        rows: list[NDArray[np.int64]] = []
        values: list[NDArray[np.float32]] = []
        for place, (group, vocabulary) in enumerate(zip(found.groups, self.vocabularies, strict=True)):
            counts = Counter(map(vocabulary.get, group))
            counts.pop(None, None)
            known = np.fromiter((row for row in counts if row is not None), np.int64, len(counts))
            times = np.fromiter(counts.values(), np.float32, len(counts))
            raw = (1 + np.log(times)) * self.inverse[known]
            norm = math.sqrt(float(raw @ raw)) or 1.0
            rows.append(known)
            values.append(raw * np.float32(_weight(place) / norm))
        return np.concatenate(rows), np.concatenate(values)

    def save(self, folder: Path) -> None:
        folder.mkdir()
        np.save(folder / "weights.npy", self.weights)
        np.save(folder / "inverse.npy", self.inverse)
        np.save(folder / "intercept.npy", self.intercept)
        data = {"classes": self.classes, "vocabularies": [list(v) for v in self.vocabularies]}
        (folder / "classifier.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Classifier:
        data = json.loads((folder / "classifier.json").read_text(encoding="utf-8"))
        return cls(
            classes=tuple(data["classes"]),
            vocabularies=_numbered(data["vocabularies"]),
            inverse=np.load(folder / "inverse.npy"),
            weights=np.load(folder / "weights.npy", mmap_mode="r"),
            intercept=np.load(folder / "intercept.npy"),
        )


def probabilities(decision: NDArray[np.float32]) -> NDArray[np.float32]:
    """Decision values as probabilities that add up to one."""
    scaled = SHARPNESS * (decision - decision.max())
    exponentials = np.exp(scaled)
    return np.asarray(exponentials / exponentials.sum(), dtype=np.float32)


def train(examples: Mapping[str, Sequence[Features]], rarest: int = 2) -> Classifier:
    """The classifier of examples by class; features in fewer than `rarest` examples are left out. Takes some seconds."""
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    labels = [name for name, found in examples.items() for _ in found]
    found = [features for several in examples.values() for features in several]
    vocabularies: list[list[str]] = []
    inverse: list[float] = []
    blocks = []
    for place in range(len(found[0].groups)):
        vectoriser = TfidfVectorizer(analyzer=_tokens(place), sublinear_tf=True, min_df=rarest)
        blocks.append(vectoriser.fit_transform(found) * _weight(place))
        vocabularies.append([str(feature) for feature in vectoriser.get_feature_names_out()])
        inverse.extend(float(idf) for idf in vectoriser.idf_)
    model = LinearSVC(C=FIT, random_state=0).fit(sparse.hstack(blocks).tocsr(), labels)
    return Classifier(
        classes=tuple(str(c) for c in model.classes_),
        vocabularies=_numbered(vocabularies),
        inverse=np.array(inverse, dtype=np.float32),
        weights=np.ascontiguousarray(model.coef_.T).astype(np.float16),
        intercept=model.intercept_.astype(np.float32),
    )


def _numbered(vocabularies: Sequence[Sequence[str]]) -> tuple[dict[str, int], ...]:
    """The features of each group with their rows, counted through all groups."""
    rows = itertools.count()
    return tuple({feature: next(rows) for feature in features} for features in vocabularies)


def _weight(place: int) -> float:
    return 1.0 if place == 0 else LATER_WEIGHT


def _tokens(place: int) -> Callable[[Features], Iterable[str]]:
    """Gives the features of one group, as the vectoriser's analyser."""
    return lambda found: found.groups[place]
