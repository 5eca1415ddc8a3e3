"""What is computed once from the packs' words and kept in a cache: the classifier and the pinyin model."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from knowledge.pack import Library
from knowledge.patterns import cache_root
from knowledge.understanding.classifier import Classifier, train
from knowledge.understanding.features import Features, features
from knowledge.understanding.form import form_features
from knowledge.understanding.place import FOREIGN, PlaceFinder
from knowledge.understanding.segments import Segment, split_questions
from knowledge.wording import find_quantities, mask_quantities, normalise
from knowledge.wording.english import gloss
from knowledge.wording.pinyin import PinyinModel

# A part of a phrasing shorter than this says too little of the subject to learn from.
_SHORTEST_VIEW = 10
# A message of so many characters, its place left out, is read by what was learned from phrasings as short as it; in a
# longer one few words lean on what was told before.
FEW_WORDS = 9
# Phrasings of up to this length teach how few words are read.
_SHORT_PHRASING = 14
# In a phrasing, where a place that no pack covers is to stand.
PLACE_MARK = "{地}"
# Features of form rarer than this add loading time and nothing to what is told right (measured on labelled phrasings).
RAREST_OF_FORM = 5
# The code and data that the models depend on beside the packs; what is read from a message otherwise is none of them.
_SOURCES = (Path(__file__).parent, Path(__file__).parents[1] / "wording")
_NOT_LEARNED_FROM = frozenset(
    {
        "fact_finding.py",
        "own_numbers.py",
        "retirement_told.py",
        "trained.py",
        "facts.toml",
        "understanding.py",
        "follow_up.py",
        "__init__.py",
    }
)


@dataclass(frozen=True)
class Compiled:
    """The models of one library; `few_words` tells the subject of a text that is too short to say much of it."""

    subjects: Classifier
    few_words: Classifier
    forms: Classifier
    pinyin: PinyinModel


def mask(text: str, places: PlaceFinder) -> str:
    """A normalised message as the classifier reads it: quantities by unit, places removed."""
    return mask_quantities(places.strip(text), find_quantities(places.strip(text)))


def form_features_of(segment: Segment, places: PlaceFinder) -> Features:
    """What a question shows of its form, quantities and places masked."""
    return form_features(*(mask(part, places) for part in (segment.question, segment.nearby, segment.full)))


def load_compiled(library: Library, places: PlaceFinder) -> Compiled:
    """The library's models, from the cache or made now (some seconds) and kept."""
    folder = cache_root() / _digest(library)
    if not (folder / "pinyin").is_dir():
        _compile(library, places, folder)
    return Compiled(
        Classifier.load(folder / "subjects"),
        Classifier.load(folder / "few_words"),
        Classifier.load(folder / "forms"),
        PinyinModel.load(folder / "pinyin"),
    )


def _digest(library: Library) -> str:
    digest = hashlib.sha256(library.digest.encode())
    for folder in _SOURCES:
        for path in sorted([*folder.glob("*.py"), *folder.glob("*.toml")]):
            if path.name not in _NOT_LEARNED_FROM:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def _form_example(ask: str, places: PlaceFinder) -> Features:
    """The features of an example's last question."""
    return form_features_of(split_questions(_normal(ask))[-1], places)


def _normal(ask: str) -> str:
    """A phrasing in its normal form, the place mark kept apart from lower-case letters."""
    return gloss(normalise(ask.replace(PLACE_MARK, FOREIGN))).replace(FOREIGN.lower(), FOREIGN)


def _views(asks: list[str], places: PlaceFinder) -> list[str]:
    """The phrasings masked, and of the long ones also what stands next to the asking clause."""
    views: dict[str, None] = {}
    for ask in asks:
        views[mask(ask, places)] = None
        nearby = split_questions(ask)[-1].nearby
        if len(nearby) >= _SHORTEST_VIEW and len(nearby) < 0.8 * len(ask):
            views[mask(nearby, places)] = None
    return list(views)


def _short_views(library: Library, subject: str, asks: list[str], places: PlaceFinder) -> list[str]:
    """A subject's title, its other short phrasings and those of a few words, masked."""
    short = [_normal(ask) for ask in library.short_asks().get(subject, ())]
    masked = [mask(ask, places) for ask in (*asks, *short)]
    return list(dict.fromkeys(m for m in masked if len(m) <= _SHORT_PHRASING or m == masked[0]))


def _compile(library: Library, places: PlaceFinder, folder: Path) -> None:
    asks = library.asks()
    normal = {
        subject.id: [_normal(ask) for ask in (subject.title, *asks.get(subject.id, ()))]
        for subject in library.subjects.values()
    }
    subjects = train({subject: [features(v) for v in _views(asks, places)] for subject, asks in normal.items()})
    few_words = train(
        {
            subject: [features(v) for v in _short_views(library, subject, asks, places)]
            for subject, asks in normal.items()
        }
    )
    examples = {name: [_form_example(ask, places) for ask in asks] for name, asks in library.forms().items()}
    forms = train(examples, RAREST_OF_FORM)
    texts = [c.text for pack in library.packs.values() for c in pack.clauses] + [
        a for asks in normal.values() for a in asks
    ]
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=folder.parent))
    subjects.save(temporary / "subjects")
    few_words.save(temporary / "few_words")
    forms.save(temporary / "forms")
    PinyinModel.from_texts(texts, sorted(places.other_names)).save(temporary / "pinyin")
    try:
        temporary.rename(folder)
    except OSError:  # another process made it meanwhile
        shutil.rmtree(temporary)
