"""A difference between two builds, and how it is printed."""

import difflib

# Longer lines are cut down to what changed and some words around it.
LONGEST_LINE = 170
WORDS_AROUND = 7


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
