#!/usr/bin/env python3
"""Sends every character of Unicode through lismoi and writes docs/characters.md.

  characters.py BINARY [--every N]

Every assigned letter, mark, number and symbol is said in "Il dit X ici."; `--every` takes one of
so many in blocks of more than a thousand. Needs `unicodedataplus` (PyPI) for the names of blocks.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import unicodedataplus as unicode

PAGE = Path(__file__).parent.parent / "docs" / "characters.md"
SENTENCE = "Il dit {} ici."
BATCH = 500
LARGE_BLOCK = 1000

HEAD = """\
# What is said of every character

`benches/characters.py BINARY{every}` has made this page: it says "Il dit X ici." with every assigned
letter, mark, number and symbol X of Unicode {version}, through `show spoken` and `show phonemes` with
the default voice{sample}. "Spoken" are those in a spoken word, "silent" those that are listed as
silent, "unheard" those in a word that eSpeak NG has no sound for, "crashed" those that end it, "lost"
those that are neither spoken nor listed.

| block | characters | spoken | silent | unheard | crashed | lost |
|---|---|---|---|---|---|---|
"""


def characters(every):
    """The characters of each block."""
    blocks = {}
    for code in range(0x21, 0x110000):
        character = chr(code)
        # Variation selectors say nothing of their own.
        is_selector = "VARIATION SELECTOR" in unicode.name(character, "")
        if unicode.category(character)[0] in "LMNS" and not is_selector:
            blocks.setdefault(unicode.block(character), []).append(character)
    for block, members in blocks.items():
        yield block, members[:: every if len(members) > LARGE_BLOCK else 1]


def lines(binary, command, texts):
    """One line of output for each text, or None where the command fails."""
    run = subprocess.run(
        [binary, "show", *command, "--from", "lines", "-"],
        input="\n".join(texts) + "\n",
        capture_output=True,
        text=True,
    )
    out = run.stdout.split("\n")[:-1]
    return out if run.returncode == 0 and len(out) == len(texts) else None


def heard(binary, texts):
    """The phonemes of each text; None for those that end the engine."""
    found = {}
    for start in range(0, len(texts), BATCH):
        batches = [texts[start : start + BATCH]]
        while batches:
            batch = batches.pop()
            phonemes = lines(binary, ["phonemes"], batch)
            if phonemes is not None:
                found.update(zip(batch, phonemes))
            elif len(batch) == 1:
                found[batch[0]] = None
            else:
                middle = len(batch) // 2
                batches += [batch[:middle], batch[middle:]]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    options = parser.parse_args()

    blocks = list(characters(options.every))
    everything = [character for _, members in blocks for character in members]
    spoken, first = {}, {}
    for start in range(0, len(everything), 5000):
        batch = everything[start : start + 5000]
        texts = [SENTENCE.format(character) for character in batch]
        out = lines(options.binary, ["spoken", "--json"], texts)
        if out is None:
            sys.exit(f"show spoken fails between {batch[0]!r} and {batch[-1]!r}")
        for character, line in zip(batch, map(json.loads, out)):
            spoken[character] = line
            # Characters that are said alike are heard alike.
            first.setdefault(line["spoken"], SENTENCE.format(character))
    phonemes = heard(options.binary, list(first.values()))
    nothing = lines(options.binary, ["phonemes"], ["Il dit ici."])[0]

    def outcome(character):
        line = spoken[character]
        if any(character in word["printed"] for word in line["silent"]):
            return "silent"
        if not any(character in word["printed"] for word in line["words"]):
            return "lost"
        said = phonemes[first[line["spoken"]]]
        if said is None:
            return "crashed"
        return "unheard" if said == nothing else "spoken"

    columns = ["spoken", "silent", "unheard", "crashed", "lost"]
    total = Counter()
    every = f" --every {options.every}" if options.every > 1 else ""
    sample = f"; of blocks of more than {LARGE_BLOCK}, one in {options.every}" if options.every > 1 else ""
    page = HEAD.format(every=every, sample=sample, version=unicode.unidata_version)
    for block, members in blocks:
        counts = Counter(map(outcome, members))
        total += counts
        cells = [block, len(members), *(counts[column] or "" for column in columns)]
        page += "| " + " | ".join(map(str, cells)) + " |\n"
        strange = [c for c in members if outcome(c) in ("unheard", "crashed", "lost")]
        if strange:
            print(block, [f"{ord(c):04X}" for c in strange], file=sys.stderr)
    cells = ["all", sum(total.values()), *(total[column] for column in columns)]
    page += "| " + " | ".join(f"**{cell}**" for cell in cells) + " |\n"
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
