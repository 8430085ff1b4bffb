"""The JSON records of outputs: paired, joined and described."""

import difflib
import json

from .difference import cropped


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
