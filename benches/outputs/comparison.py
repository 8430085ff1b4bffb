"""Finds what differs in one text, by kind."""

import json

from .difference import Difference
from .records import described, groups, joined, keys, line_of, records, word_notes
from .texts import name_of

KINDS = ["heard", "spoken", "blocks", "sentences", "wav", "explained", "places", "form"]


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
