"""What is computed once from the packs' words and kept in a cache: the classifier and the pinyin model."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from knowledge.pack import Library
from knowledge.understanding import classifier as classifier_module
from knowledge.understanding import features as features_module
from knowledge.understanding.classifier import Classifier, train
from knowledge.understanding.place import FOREIGN, PlaceFinder
from knowledge.wording import find_quantities, mask_quantities, normalise
from knowledge.wording import normal_form, numerals, pinyin, quantities
from knowledge.wording.pinyin import PinyinModel

# In a phrasing, where a place that no pack covers is to stand.
PLACE_MARK = "{地}"
_SOURCES = (classifier_module, features_module, normal_form, numerals, pinyin, quantities)
_DATA = ("concepts.toml", "other_places.toml")


@dataclass(frozen=True)
class Compiled:
    """The models of one library."""

    classifier: Classifier
    pinyin: PinyinModel


def mask(text: str, places: PlaceFinder) -> str:
    """A normalised message as the classifier reads it: quantities by unit, places removed."""
    return mask_quantities(places.strip(text), find_quantities(places.strip(text)))


def cache_root() -> Path:
    """The folder that keeps compiled models between runs (STUDIOBOT_CACHE, else the user's cache folder)."""
    if configured := os.environ.get("STUDIOBOT_CACHE"):
        return Path(configured)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "studiobot"


def load_compiled(library: Library, places: PlaceFinder) -> Compiled:
    """The library's models, from the cache or made now (some seconds) and kept."""
    folder = cache_root() / _digest(library)
    if not (folder / "pinyin.json").is_file():
        _compile(library, places, folder)
    return Compiled(Classifier.load(folder), PinyinModel.load(folder / "pinyin.json"))


def _digest(library: Library) -> str:
    digest = hashlib.sha256(library.digest.encode())
    for module in _SOURCES:
        digest.update(Path(str(module.__file__)).read_bytes())
    for name in _DATA:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()[:24]


def _compile(library: Library, places: PlaceFinder, folder: Path) -> None:
    normal = {
        subject.id: [normalise(ask.replace(PLACE_MARK, FOREIGN)).replace(FOREIGN.lower(), FOREIGN) for ask in subject.asks]
        for subject in library.subjects.values()
        if subject.asks
    }
    model = train({subject: [mask(ask, places) for ask in asks] for subject, asks in normal.items()})
    texts = [c.text for pack in library.packs.values() for c in pack.clauses] + [a for asks in normal.values() for a in asks]
    names = [name for pack in library.packs.values() for name in (pack.policy.name, *pack.policy.places) if len(name) > 1]
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=folder.parent))
    model.save(temporary)
    PinyinModel.from_texts(texts, names).save(temporary / "pinyin.json")
    try:
        temporary.rename(folder)
    except OSError:  # another process made it meanwhile
        shutil.rmtree(temporary)
