"""One build against the frozen hashes of what an earlier one printed and spoke."""

from .binary import STAGES, run_all, sha256
from .records import keys
from .texts import CORPUS, Failed, name_of

FROZEN = CORPUS / "frozen.tsv"


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
        rows += [row for row in read_frozen() if row[0] not in done]
    # One order, whatever was frozen last.
    rows.sort(key=lambda row: row[0])
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
