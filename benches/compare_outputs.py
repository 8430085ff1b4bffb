#!/usr/bin/env python3
"""Shows what two builds of lismoi find, say and speak differently in the same texts.

  compare_outputs.py OLD NEW [FILE ...]            every difference between two binaries
  compare_outputs.py --check BINARY [FILE ...]     one binary against tests/corpus/frozen.tsv
  compare_outputs.py --freeze BINARY [FILE ...]    write tests/corpus/frozen.tsv anew
"""
import argparse
import concurrent.futures
import difflib
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "corpus"
SEEDS = ROOT / "seeds"
FROZEN = CORPUS / "frozen.tsv"

EPILOG = """\
Without FILE, the texts are those of tests/corpus and seeds. The name of a text tells how it is
read: words between its dots stand for options (`lines`, `paragraphs`, `notes-inline`, `fr-be`...,
see OPTIONS in this script), any other name is an article.

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

STAGES = {
    "blocks": ["blocks"],
    "sentences": ["sentences"],
    "spoken": ["spoken", "--explain"],
    "phonemes": ["phonemes"],
}
KINDS = ["heard", "spoken", "blocks", "sentences", "wav", "explained", "places", "form"]

# Words between the dots of a file's name, and the options they stand for.
OPTIONS = {
    "lines": ["--from", "lines"],
    "paragraphs": ["--from", "paragraphs"],
    "article": [],
    "notes-inline": ["--notes", "inline"],
    "notes-end": ["--notes", "end"],
    "keep-all": ["--keep-all"],
    "fr-be": ["--voice", "fr-be"],
    "fr-ch": ["--voice", "fr-ch"],
}

# What is spoken by default, beside the seed.
SPOKEN_ARTICLES = {
    "budget_municipal.article.txt",
    "recette_tarte.article.txt",
    "rois_et_papes.notes-inline.article.txt",
    "page_web.article.txt",
    "nouvelle_dialogues.article.txt",
}

# Longer lines are cut down to what changed and some words around it.
LONGEST_LINE = 170
WORDS_AROUND = 7


class Failed(Exception):
    """A binary that does not run, or ends with an error."""


def texts(files):
    """The texts to compare: those given, or the corpus and the seeds."""
    if files:
        missing = [file for file in files if not file.is_file()]
        if missing:
            raise Failed(f"no such file: {missing[0]}")
        return [file.resolve() for file in files]
    found = sorted(CORPUS.glob("*.txt")) + sorted(SEEDS.glob("*.txt"))
    if not found:
        raise Failed(f"no texts in {CORPUS} and {SEEDS}")
    return found


def name_of(file):
    """How a text is called in reports and in frozen.tsv."""
    return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else str(file)


def options_of(file):
    return [option for word in file.name.split(".") for option in OPTIONS.get(word, [])]


def is_spoken(file, wav):
    """Whether the WAV files of a text are made."""
    if wav == "some":
        return file.parent == SEEDS or (file.parent == CORPUS and file.name in SPOKEN_ARTICLES)
    return wav == "all"


class Binary:
    """One build, and the empty home that it runs in."""

    def __init__(self, path, folder):
        self.path = Path(path).resolve()
        self.home = Path(folder)
        if not os.access(self.path, os.X_OK):
            raise Failed(f"cannot run {path}")
        for part in ("config", "cache", "work"):
            (self.home / part).mkdir(parents=True)
        self.environment = dict(
            os.environ,
            HOME=str(self.home),
            XDG_CONFIG_HOME=str(self.home / "config"),
            XDG_CACHE_HOME=str(self.home / "cache"),
        )

    def run(self, *arguments):
        """What the binary prints. A work folder without `lismoi.toml` is the current one."""
        run = subprocess.run(
            [self.path, *arguments], cwd=self.home / "work", env=self.environment, stdin=subprocess.DEVNULL, capture_output=True
        )
        if run.returncode != 0:
            error = run.stderr.decode(errors="replace").strip().splitlines()[-3:]
            raise Failed(f"{self.path} {' '.join(map(str, arguments))} ended with {run.returncode}: {' | '.join(error)}")
        return run.stdout

    def show(self, file, stage):
        return self.run("show", *STAGES[stage], "--json", *options_of(file), file)

    def speak(self, file):
        """The SHA-256 of each WAV file, by its name."""
        with tempfile.TemporaryDirectory(dir=self.home) as output:
            self.run("-q", file, "-o", output, *options_of(file))
            found = sorted(Path(output).rglob("*.wav"))
            if not found:
                raise Failed(f"{self.path} makes no WAV file of {file}")
            return {wav.name: sha256(wav.read_bytes()) for wav in found}


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def run_all(binaries, files, wav):
    """Outputs by (number of the binary, file, stage); the slow stages first, in turn."""
    jobs = []
    for stage in ("phonemes", "wav", "spoken", "sentences", "blocks"):
        for file in sorted(files, key=lambda file: -file.stat().st_size):
            if stage != "wav" or is_spoken(file, wav):
                jobs += [(number, file, stage) for number in range(len(binaries))]

    def run(job):
        number, file, stage = job
        return binaries[number].speak(file) if stage == "wav" else binaries[number].show(file, stage)

    # Two at a time: phonemes come from one process that speaks, whatever the processors.
    with concurrent.futures.ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        tasks = {job: pool.submit(run, job) for job in jobs}
        try:
            return {job: task.result() for job, task in tasks.items()}
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


# Comparing two binaries.


class Difference:
    """One thing that differs: its kind, where it is, its printed text, and (label, old, new) lines."""

    def __init__(self, kind, file, line, printed, changes, notes=(), count=1):
        self.kind, self.file, self.line, self.printed = kind, file, line, printed
        self.changes, self.notes, self.count = changes, notes, count

    def show(self):
        place = self.file + (f":{self.line}" if self.line else "")
        print(f"{place}  {cropped(self.printed)}" if self.printed else place)
        width = max([len(label) for label, _, _ in self.changes], default=0)
        for label, old, new in self.changes:
            signed = [("=", [cropped(old)])] if old == new else zip("-+", marked(old, new))
            for sign, rows in signed:
                for row in rows:
                    print(f"    {label:{width}} {sign} {row}")
                    label = ""
        for note in self.notes:
            print(f"      {note}")
        print()


def cropped(text):
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"


def marked(old, new):
    """Both sides as lists of rows, with braces around the words that changed."""
    if old is None or new is None or isinstance(old, list) or isinstance(new, list):
        return [[] if side is None else side if isinstance(side, list) else [side] for side in (old, new)]
    a, b = old.split(" "), new.split(" ")
    steps = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    short = max(len(old), len(new)) <= LONGEST_LINE

    def side(words, start, end):
        parts = []
        for number, step in enumerate(steps):
            part = words[step[start] : step[end]]
            if step[0] != "equal":
                parts.append("{" + " ".join(part) + "}")
            elif short:
                parts += part
            else:
                first, last = number == 0, number == len(steps) - 1
                if first:
                    parts += ["…"] * (len(part) > WORDS_AROUND) + part[-WORDS_AROUND:]
                elif last:
                    parts += part[:WORDS_AROUND] + ["…"] * (len(part) > WORDS_AROUND)
                elif len(part) > 2 * WORDS_AROUND:
                    parts += part[:WORDS_AROUND] + ["…"] + part[-WORDS_AROUND:]
                else:
                    parts += part
        return " ".join(parts)

    return [side(a, 1, 2)], [side(b, 3, 4)]


def records(output):
    """The JSON objects of an output; None where it is not JSON lines."""
    try:
        return [json.loads(line) for line in output.decode().splitlines()]
    except ValueError:
        return None


def groups(old, new):
    """Pairs of records with the same printed text, and runs of records without a counterpart."""
    before, after = [record.get("text") for record in old], [record.get("text") for record in new]
    # Equal starts and ends are cheap to find, and nearly all there is.
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    steps = [("equal", 0, start, 0, start)]
    middle = difflib.SequenceMatcher(None, before[start : len(before) - end], after[start : len(after) - end], autojunk=False)
    steps += [(tag, a + start, b + start, c + start, d + start) for tag, a, b, c, d in middle.get_opcodes()]
    steps.append(("equal", len(old) - end, len(old), len(new) - end, len(new)))
    for tag, a, b, c, d in steps:
        if tag == "equal":
            yield from (([x], [y]) for x, y in zip(old[a:b], new[c:d]))
        else:
            yield old[a:b], new[c:d]


class Comparison:
    def __init__(self):
        self.differences, self.totals = [], dict.fromkeys(("blocks", "sentences", "utterances", "wav"), 0)

    def compare(self, file, outputs):
        """Adds what differs in one text; outputs are (old, new) by stage."""
        name, source = name_of(file), file.read_bytes()
        parsed = {}
        for stage, (old, new) in outputs.items():
            if stage == "wav":
                self.wav(name, old, new)
            else:
                parsed[stage] = records(old), records(new)
        for stage, sides in parsed.items():
            if None in sides:
                changes = [("", *(side.decode(errors="replace").splitlines() for side in outputs[stage]))]
                if outputs[stage][0] != outputs[stage][1]:
                    self.add("form", name, None, f"{stage}: not JSON", changes)
                return
        before = len(self.differences)
        for stage in ("blocks", "sentences"):
            self.totals[stage] += len(parsed[stage][0])
            self.pieces(stage, name, source, *parsed[stage])
        self.totals["utterances"] += len(parsed["spoken"][0])
        self.utterances(name, source, *(joined(*side) for side in zip(parsed["spoken"], parsed["phonemes"])))
        if len(self.differences) == before:
            for stage in parsed:
                if outputs[stage][0] != outputs[stage][1]:
                    self.add("form", name, None, f"{stage}: same content, other bytes", [])

    def add(self, *what, **more):
        self.differences.append(Difference(*what, **more))

    def pieces(self, kind, name, source, old, new):
        """Blocks, or sentences."""
        for a, b in groups(old, new):
            if a == b:
                continue
            line = line_of(source, a, b)
            if len(a) == len(b) == 1 and a[0]["text"] == b[0]["text"]:
                changed = [key for key in keys(a[0], b[0]) if a[0].get(key) != b[0].get(key)]
                changes = [(key, str(a[0].get(key)), str(b[0].get(key))) for key in changed]
                self.add("places" if changed == ["range"] else kind, name, line, a[0]["text"], changes)
            else:
                changes = [("", *([described(piece) for piece in side] for side in (a, b)))]
                self.add(kind, name, line, None, changes, count=max(len(a), len(b)))

    def utterances(self, name, source, old, new):
        for a, b in groups(old, new):
            if a == b:
                continue
            line, count = line_of(source, a, b), max(len(a), len(b))
            if len(a) != len(b) or a[0]["text"] != b[0]["text"]:
                changes = [
                    (label, *([str(x.get(key)) for x in side] for side in (a, b)))
                    for label, key in (("printed", "text"), ("spoken", "spoken"), ("IPA", "ipa"))
                ]
                self.add("heard", name, line, None, changes, count=count)
                continue
            a, b = a[0], b[0]
            spoken, ipa = (a["spoken"], b["spoken"]), (a.get("ipa"), b.get("ipa"))
            if ipa[0] != ipa[1]:
                kind = "heard"
            else:
                kind = "spoken" if spoken[0] != spoken[1] else "explained"
            changes = []
            if kind != "explained":
                changes = [("spoken", *spoken), ("IPA", str(ipa[0]), str(ipa[1]))]
            others = [key for key in keys(a, b) if key not in ("text", "spoken", "ipa", "words") and a.get(key) != b.get(key)]
            changes += [(key, json.dumps(a.get(key), ensure_ascii=False), json.dumps(b.get(key), ensure_ascii=False)) for key in others]
            self.add(kind, name, line, a["text"], changes, notes=word_notes(a.get("words", []), b.get("words", [])))

    def wav(self, name, old, new):
        self.totals["wav"] += len(old.keys() | new.keys())
        for wav in sorted(old.keys() | new.keys()):
            if old.get(wav) != new.get(wav):
                self.add("wav", name, None, wav, [("SHA-256", old.get(wav, "no such file"), new.get(wav, "no such file"))])


def keys(a, b):
    return list(dict.fromkeys([*a, *b]))


def described(piece):
    """A block or sentence in one row."""
    head = " ".join(str(piece[key]) for key in ("type", "level", "reason") if piece.get(key) is not None)
    return cropped(f"{head}: {piece['text']}" if head else piece["text"])


def joined(spoken, phonemes):
    """Utterances with their IPA, which is found by the printed text, in order."""
    ipa = {}
    for record in reversed(phonemes):
        ipa.setdefault(record.get("text"), []).append(record.get("ipa"))
    return [dict(record, ipa=(ipa.get(record.get("text")) or [None]).pop()) for record in spoken]


def line_of(source, *sides):
    """The line of the first record that says where it is."""
    for record in (record for side in sides for record in side):
        for holder in (record, *record.get("words", [])):
            if holder.get("range"):
                return source[: holder["range"][0]].count(b"\n") + 1
    return None


def word_notes(old, new):
    """One row for each word that is said or explained in another way."""

    def said(words):
        return ", ".join(f"{word.get('spoken')!r} ({word.get('rule') or 'as printed'})" for word in words) or "nothing"

    def printed(words):
        return " ".join(str(word.get("printed")) for word in words)

    key = lambda word: json.dumps(word, sort_keys=True)
    rows, moved = [], 0
    steps = difflib.SequenceMatcher(None, [key(w) for w in old], [key(w) for w in new], autojunk=False).get_opcodes()
    for tag, a, b, c, d in steps:
        if tag == "equal":
            continue
        pairs = zip(old[a:b], new[c:d]) if b - a == d - c else [(None, None)]
        for x, y in pairs:
            x, y = (old[a:b], new[c:d]) if x is None else ([x], [y])
            if said(x) == said(y) and printed(x) == printed(y):
                moved += len(y)
            else:
                rows.append(f"{printed(x) or printed(y)!r}: {said(x)} -> {said(y)}")
    return list(dict.fromkeys(rows)) + ([f"{moved} word{'s' * (moved != 1)} at other places in the source"] if moved else [])


def compare(arguments, binaries, files):
    outputs = run_all(binaries, files, arguments.wav)
    comparison = Comparison()
    for file in files:
        stages = [*STAGES, *(["wav"] if is_spoken(file, arguments.wav) else [])]
        comparison.compare(file, {stage: (outputs[0, file, stage], outputs[1, file, stage]) for stage in stages})
    differences, totals = comparison.differences, comparison.totals
    number = {kind: sum(d.count for d in differences if d.kind == kind) for kind in KINDS}

    words = Counter(note for difference in differences for note in difference.notes if " -> " in note)
    changed = number["heard"] + number["spoken"] + number["explained"]
    print(
        f"{changed:,} of {totals['utterances']:,} utterances differ in {len(files)} file{'s' * (len(files) != 1)}: "
        f"{number['heard']:,} heard differently, {number['spoken']:,} spoken differently but heard the same, {number['explained']:,} explained differently"
    )
    print(f"{number['blocks']:,} of {totals['blocks']:,} blocks, {number['sentences']:,} of {totals['sentences']:,} sentences", end="")
    print(f", {number['wav']:,} of {totals['wav']:,} WAV files differ")
    if number["places"]:
        print(f"{number['places']:,} blocks and sentences have the same text at other places")
    if number["form"]:
        print(f"{number['form']:,} outputs have the same content in other bytes, or are no JSON")

    frequent = [(note, times) for note, times in words.most_common(8) if times > 1]
    if frequent:
        print("\nmost frequent, by utterances:")
        for note, times in frequent:
            print(f"{times:7,} × {note}")

    shown = [d for d in differences if not arguments.only or d.kind in arguments.only]
    shown.sort(key=lambda difference: KINDS.index(difference.kind))
    listed = len(shown)
    if arguments.sample is not None:
        drawn = random.Random(arguments.seed).sample(range(listed), min(arguments.sample, listed))
        shown = [shown[index] for index in sorted(drawn)]
    elif not arguments.all:
        shown = shown[: arguments.most]
    kind = None
    for difference in shown:
        if difference.kind != kind:
            kind = difference.kind
            print(f"\n== {kind}: {number[kind]:,}\n")
        difference.show()
    if len(shown) < listed:
        print(f"{listed - len(shown):,} more differences: --all shows them, --most N more of them, --sample N some at random")
    return 1 if differences else 0


# One binary and what is frozen.


def rows_of(binary, files, wav):
    """(file, stage or WAV file, SHA-256) for each text, which comes first itself."""
    outputs = run_all([binary], files, wav)
    rows = []
    for file in files:
        name = name_of(file)
        rows.append((name, "text", sha256(file.read_bytes())))
        rows += [(name, stage, sha256(outputs[0, file, stage])) for stage in STAGES]
        rows += [(name, wav_name, hash_) for wav_name, hash_ in outputs.get((0, file, "wav"), {}).items()]
    return rows


def read_frozen():
    if not FROZEN.is_file():
        raise Failed(f"no {FROZEN}: make it with --freeze BINARY")
    lines = FROZEN.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def freeze(arguments, binary, files):
    rows = rows_of(binary, files, arguments.wav)
    if arguments.paths:
        done = {name for name, _, _ in rows}
        rows = sorted([row for row in read_frozen() if row[0] not in done] + rows, key=lambda row: row[0])
    text = "# file, stage or WAV file, SHA-256; made by benches/compare_outputs.py --freeze\n"
    text += "".join("\t".join(row) + "\n" for row in rows)
    FROZEN.write_text(text, encoding="utf-8")
    print(f"froze {len(rows):,} outputs of {len({row[0] for row in rows})} files in {name_of(FROZEN)}")
    return 0


def check(arguments, binary, files):
    frozen, names = {}, {name_of(file) for file in files}
    for name, stage, hash_ in read_frozen():
        # Files given are checked alone, and sound only where it is made.
        if (name in names or not arguments.paths) and (arguments.wav != "none" or not stage.endswith(".wav")):
            frozen.setdefault(name, {})[stage] = hash_
    made = {}
    for name, stage, hash_ in rows_of(binary, [file for file in files if name_of(file) in frozen], arguments.wav):
        made.setdefault(name, {})[stage] = hash_

    wrong = []
    for name in sorted(frozen.keys() | names):
        if name not in frozen:
            wrong.append((name, "not frozen yet"))
        elif name not in made:
            wrong.append((name, "no such file"))
        else:
            old, new = frozen[name], made[name]
            changed = [stage for stage in keys(old, new) if old.get(stage) != new.get(stage)]
            if changed:
                wrong.append((name, "changed: " + ", ".join(changed)))
    outputs = sum(len(stages) for stages in frozen.values())
    if not wrong:
        print(f"all {outputs:,} outputs of {len(frozen)} file{'s' * (len(frozen) != 1)} are as frozen")
        return 0
    for name, what in wrong:
        print(f"{name}\t{what}")
    print(f"{len(wrong)} of {len(frozen.keys() | names)} files are not as frozen")
    print("hint: compare_outputs.py OLD NEW shows each difference; `text` is the file itself")
    return 1


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
