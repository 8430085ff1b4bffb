"""Compares two builds, and reports the differences."""

import random
from collections import Counter

from .binary import STAGES, run_all
from .comparison import KINDS, Comparison
from .texts import is_spoken


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
