#!/usr/bin/env python3
"""Shows what two builds of lismoi find, say and speak differently in the same texts.

  compare_outputs.py OLD NEW [FILE ...]            every difference between two binaries
  compare_outputs.py --check BINARY [FILE ...]     one binary against tests/corpus/frozen.tsv
  compare_outputs.py --freeze BINARY [FILE ...]    write tests/corpus/frozen.tsv
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from outputs.binary import Binary
from outputs.comparison import KINDS
from outputs.frozen import check, freeze
from outputs.report import compare
from outputs.texts import Failed, texts

EPILOG = """\
Without FILE, the texts are those of tests/corpus and seeds. The name of a text tells how it is
read: words between its dots stand for options (`lines`, `paragraphs`, `notes-inline`, `fr-be`...,
see OPTIONS in outputs/texts.py), any other name is an article.

Compared are `show blocks`, `show sentences`, `show spoken --explain` and `show phonemes`, all as
JSON, and the WAV files by their SHA-256 (see --wav). Differences come in this order:

  heard       utterances whose phonemes differ: what a listener hears
  spoken      given to the synthesizer in another form, heard the same
  blocks      title, headings, paragraphs, lists, what is dropped
  sentences   where sentences begin and end
  wav         sound files
  explained   spoken the same, but words, their places in the source, or rules differ
  places      blocks and sentences with the same text, at other places in the source
  form        same content in other bytes (order of JSON keys, white space)

In every difference `-` is old, `+` is new, `=` is both, and {braces} mark what changed.
A binary runs in an empty folder with an empty configuration and cache.

examples:
  compare_outputs.py old/lismoi target/release/lismoi
  compare_outputs.py old/lismoi target/release/lismoi --only heard --sample 25 --seed 7
  compare_outputs.py old/lismoi target/release/lismoi --wav none tests/corpus/dates.lines.txt

exit code: 0 equal, 1 different, 2 wrong usage or a binary that fails
"""


def parse():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n")[0],
        usage="\n  " + "\n  ".join(line.strip() for line in __doc__.strip().split("\n\n")[1].splitlines()),
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="OLD NEW FILE", help="two binaries, then texts (default: tests/corpus and seeds)")
    parser.add_argument("--check", metavar="BINARY", type=Path, help="compare a binary with tests/corpus/frozen.tsv: names each file and stage that changed")
    parser.add_argument("--freeze", metavar="BINARY", type=Path, help="write tests/corpus/frozen.tsv; with FILE, the rows of these texts alone")
    parser.add_argument("--wav", choices=["none", "some", "all"], help="speak no text, the seed and five articles (default without FILE), or all texts")
    parser.add_argument("--most", type=int, default=40, metavar="N", help="show the first N differences (default 40)")
    parser.add_argument("--all", action="store_true", help="show all differences")
    parser.add_argument("--sample", type=int, metavar="N", help="show N differences drawn at random")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="the seed of --sample (default 0)")
    parser.add_argument("--only", action="append", choices=KINDS, help="show differences of this kind; may be given several times")
    arguments = parser.parse_intermixed_args()
    arguments.one = arguments.check or arguments.freeze
    if arguments.check and arguments.freeze:
        parser.error("--check and --freeze exclude each other")
    if not arguments.one:
        if len(arguments.paths) < 2:
            parser.error("two binaries are needed, or --check, or --freeze")
        arguments.old, arguments.new, *arguments.paths = arguments.paths
    if arguments.wav is None:
        # What is frozen of a text includes its sound.
        arguments.wav = "none" if arguments.paths and not arguments.one else "some"
    elif arguments.freeze and arguments.wav != "some":
        parser.error("--freeze always speaks the same articles")
    elif arguments.check and arguments.wav == "all":
        parser.error("only the sound of some articles is frozen")
    return arguments


def main():
    arguments = parse()
    start = time.perf_counter()
    try:
        files = texts(arguments.paths)
        with tempfile.TemporaryDirectory(prefix="lismoi-compare-") as folder:
            if arguments.one:
                binary = Binary(arguments.one, Path(folder, "one"))
                code = (freeze if arguments.freeze else check)(arguments, binary, files)
            else:
                binaries = [Binary(arguments.old, Path(folder, "old")), Binary(arguments.new, Path(folder, "new"))]
                code = compare(arguments, binaries, files)
    except Failed as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 2
    print(f"{time.perf_counter() - start:.0f} s", file=sys.stderr)
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
