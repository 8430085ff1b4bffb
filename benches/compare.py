#!/usr/bin/env python3
"""Measures lismoi against the espeak-ng command, run in turn on this machine.

usage: compare.py [--lismoi PATH] [--voice VOICE] [--pairs N] [--hours N] [MEASURE ...]

MEASURE is one or more of seed, m4b, mp3, all, book, jobs, again, change, start, check, memory,
memory-all, same (default: all of them), or older, which takes another build with --older. Needs
espeak-ng on PATH (Debian: espeak-ng), for m4b ffmpeg too, and some 12 GB of free space in the
temporary folder. Prints one row per figure; ratios are medians of N pairs run in turn. memory-all
takes an hour.
"""
import argparse
import hashlib
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
SEED = HERE.parent / "seeds" / "000_725524dbbbc85542.txt"

# All that --format makes.
FORMATS = ("mp3", "opus", "m4b", "flac", "epub", "html", "srt", "vtt", "words-vtt", "lrc", "words-json")


class Bench:
    def __init__(self, arguments, folder):
        self.lismoi, self.voice, self.older = arguments.lismoi, arguments.voice, arguments.older
        self.pairs, self.hours, self.folder = arguments.pairs, arguments.hours, folder

    def command(self, article, output, *options, lismoi=None):
        voice = ["--voice", self.voice] if self.voice else []
        return [lismoi or self.lismoi, "-q", article, "-o", output, *voice, *options]

    def book(self, hours, sections):
        path = self.folder / f"book-{hours}h-{sections}.txt"
        with open(path, "wb") as file:
            subprocess.run([sys.executable, HERE / "book.py", SEED, str(hours), str(sections)], stdout=file, check=True)
        return path

    def read(self, article, *options, output="out", fresh=True, lismoi=None, **more):
        """What a run takes; into an empty folder unless told otherwise."""
        output = self.folder / output
        if fresh:
            shutil.rmtree(output, ignore_errors=True)
        return timed(self.command(article, output, *options, lismoi=lismoi), **more)

    def espeak(self, article):
        return timed(["espeak-ng", "-v", "fr", "-f", article, "-w", self.folder / "espeak.wav"])

    def paired(self, name, ours, theirs, target, cpu=None):
        """The ratio of two commands, run in turn after one run of each to warm up.

        Of the time on the clock, and with a target for it, of the time on all processors.
        """
        ours(), theirs()
        pairs = [(ours(), theirs()) for _ in range(self.pairs)]
        ratio(name, [(a.wall, b.wall) for a, b in pairs], target)
        if cpu:
            ratio(f"{name}, time on all processors", [(a.cpu, b.cpu) for a, b in pairs], cpu)

    def seed(self):
        self.paired("seed article / espeak-ng", lambda: self.read(SEED), lambda: self.espeak(SEED), "at most 0.65", "at most 1.2")

    def against_older(self):
        """Wall and CPU time of the seed article against another build."""
        if not self.older:
            sys.exit("older needs --older PATH, another build of lismoi")
        self.paired("seed article / the older build", lambda: self.read(SEED),
                    lambda: self.read(SEED, lismoi=self.older), "0.98 to 1.02", "0.98 to 1.02")

    def recipe(self, article):
        """The same as M4B by the usual script around espeak-ng and ffmpeg."""
        return timed([HERE / "espeak_ffmpeg_m4b.sh", article, self.folder / "recipe.m4b"])

    def formats(self):
        """Those that this lismoi knows, as its option has them."""
        known = subprocess.run([self.lismoi, "--help"], check=True, capture_output=True, text=True).stdout
        return ",".join(name for name in FORMATS if f"- {name}:" in known)

    def m4b(self):
        self.paired("seed article as M4B / espeak-ng and ffmpeg in a script",
                    lambda: self.read(SEED, "--format", "m4b"), lambda: self.recipe(SEED), "at most 0.1")
        self.encoded("seed article as M4B", "m4b", "at most 2.0")

    def mp3(self):
        self.encoded("seed article as MP3", "mp3", "at most 3.0")

    def all(self):
        formats = self.formats()
        self.encoded(f"seed article in all {formats.count(',') + 1} formats", formats, "at most 6")

    def encoded(self, name, formats, target):
        self.paired(f"{name} / espeak-ng", lambda: self.read(SEED, "--format", formats),
                    lambda: self.espeak(SEED), target)

    def books(self):
        for sections in (20, 1):
            book = self.book(5, sections)
            self.paired(f"5 hours in {sections} sections / espeak-ng",
                        lambda: self.read(book), lambda: self.espeak(book), "at most 0.55", "at most 1.05")

    def jobs(self):
        book = self.book(self.hours or 5, 20)
        self.paired("jobs 1 / jobs 2", lambda: self.read(book, "--jobs", "1"),
                    lambda: self.read(book, "--jobs", "2"), "at least 1.6")

    def again(self):
        for name, article, target in (("seed article", SEED, "at most 0.1"), ("5 hours", self.book(5, 20), "at most 0.01")):
            def again():
                return self.read(article, fresh=False, output="again")
            self.paired(f"second run / first, {name}", again, lambda: self.read(article), target)

    def change(self):
        book = self.book(5, 20)
        first = self.read(book).wall
        before = {path: path.stat().st_ino for path in (self.folder / "out").rglob("*.wav")}
        text = book.read_text(encoding="utf-8").split("\n\n")
        middle = len(text) // 2
        text[middle] = "Cette phrase est nouvelle. " + text[middle]
        book.write_text("\n\n".join(text), encoding="utf-8")
        second = self.read(book, fresh=False).wall
        again = [path for path, inode in before.items() if path.stat().st_ino != inode]
        row("sections spoken again after a change", str(len(again)), "1 of 20", f"{second:.2f} s against {first:.2f} s")

    def start(self):
        """The program that only says its version, and the first sound of a sentence."""
        versions = [timed([self.lismoi, "--version"], stdout=subprocess.DEVNULL).wall for _ in range(21)]
        row("lismoi --version", f"{statistics.median(versions) * 1000:.1f} ms", "at most 5 ms", f"slowest of 21: {max(versions) * 1000:.1f} ms")
        sounds = [self.first_sound() for _ in range(21)]
        row("first sound of say", f"{statistics.median(sounds) * 1000:.0f} ms", "at most 100 ms", f"slowest of 21: {max(sounds) * 1000:.0f} ms")

    def first_sound(self):
        """Seconds until the first sample after the 44 bytes of the WAV header is written."""
        start = time.perf_counter()
        command = [self.lismoi, "say", "-o", "-", "Bonjour. Il est 14 h 30."]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            process.stdout.read(45)
            seconds = time.perf_counter() - start
            process.stdout.read()
        return seconds

    def check(self):
        """`check` of a book of two hours in all formats."""
        self.read(self.book(2, 20), "--format", self.formats())
        runs = [timed([self.lismoi, "check", self.folder / "out"], stdout=subprocess.DEVNULL) for _ in range(3)]
        wall, cpu = (statistics.median(column) for column in zip(*((run.wall, run.cpu) for run in runs)))
        row("check, 2 hours in all formats", f"{wall:.1f} s", "at most 10 s", f"{cpu:.1f} s on all processors, 3 runs")

    def memory(self):
        peaks = []
        long = self.hours or 24
        for hours in (1, long):
            for sections in (20, 1):
                book = self.book(hours, sections)
                peak = self.peak_of(book)
                peaks.append(peak)
                row(f"peak memory, {hours} h in {sections} sections", f"{peak / 2**20:.1f} MiB", "at most 95 MiB", "all processes, proportional (PSS)")
        for index, sections in ((0, 20), (1, 1)):
            row(f"{long:g} h / 1 h, {sections} sections", f"{peaks[index + 2] / peaks[index]:.3f}", "0.9 to 1.1", "")

    def memory_all(self):
        formats, peaks, long = self.formats(), [], self.hours or 24
        for hours in (1, long):
            peaks.append(self.peak_of(self.book(hours, 20), "--format", formats))
            row(f"peak memory, {hours:g} h in all formats", f"{peaks[-1] / 2**20:.1f} MiB", "at most 143 MiB", "all processes, proportional (PSS)")
        row(f"{long:g} h / 1 h, all formats", f"{peaks[1] / peaks[0]:.3f}", "0.9 to 1.1", "")

    def peak_of(self, article, *options):
        """The highest sum of the proportional memory of all processes of a run."""
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        process = subprocess.Popen(self.command(article, self.folder / "out", *options))
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(proportional_bytes(pid) for pid in tree(process.pid)))
            time.sleep(0.02)
        if process.returncode:
            sys.exit(f"lismoi failed on {article}")
        return peak

    def same(self):
        book = self.book(0.5, 20)
        self.read(book, "--jobs", "1")
        reference = digest(self.folder / "out")
        for jobs in ("2", "7"):
            environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / f"cache{jobs}"))
            self.read(book, "--jobs", jobs, output=f"elsewhere{jobs}", env=environment)
            equal = digest(self.folder / f"elsewhere{jobs}") == reference
            row(f"bytes of jobs {jobs}, other cache and folder", "identical" if equal else "DIFFERENT", "identical", "")
        row("bytes after 50 kills", self.killed(book, reference), "identical", "killed at random moments, then finished")

    def killed(self, book, reference):
        random.seed(2)
        whole, output, kills, finished = self.read(book).wall, self.folder / "killed", 0, 0
        shutil.rmtree(output, ignore_errors=True)
        while kills < 50:
            process = subprocess.Popen(self.command(book, output))
            timer = threading.Timer(random.random() * whole, process.kill)
            timer.start()
            killed = process.wait() != 0
            timer.cancel()
            kills += killed
            if not killed or kills % 5 == 0:
                self.read(book, output="killed", fresh=False)
                if digest(output) != reference:
                    return f"DIFFERENT after {kills} kills"
                shutil.rmtree(output)
                finished += 1
        return f"identical ({finished} times)"


class Took(NamedTuple):
    """Seconds on the clock, and on all processors by a command and what it started."""

    wall: float
    cpu: float


def timed(command, **more):
    before, start = of_children(), time.perf_counter()
    subprocess.run(command, check=True, **more)
    return Took(time.perf_counter() - start, of_children() - before)


def of_children():
    """Seconds on all processors by the commands that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ratio(name, pairs, target):
    ratios = [a / b for a, b in pairs]
    a, b = (statistics.median(column) for column in zip(*pairs))
    spread = f"{min(ratios):.3f} to {max(ratios):.3f}"
    row(name, f"{statistics.median(ratios):.3f}", target, f"{a:.3f} s against {b:.3f} s; {len(pairs)} pairs, {spread}")


def tree(pid):
    """A process and all its descendants."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for thread in Path(f"/proc/{pid}/task").iterdir():
            if thread.name != str(pid):
                children += (thread / "children").read_text().split()
    except OSError:
        return [pid]
    return [pid] + [process for child in children for process in tree(int(child))]


def proportional_bytes(pid):
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def digest(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(str(path.relative_to(folder)), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]


def row(name, figure, target, note):
    print(f"| {name} | {figure} | {target} | {note} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lismoi", default=str(HERE.parent / "target/release/lismoi"))
    parser.add_argument("--older", help="another build of lismoi, for older")
    parser.add_argument("--voice", help="the voice that lismoi reads with")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--hours", type=float, help="of speech, for jobs (5), memory and memory-all (24)")
    parser.add_argument("measures", nargs="*", metavar="MEASURE")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lismoi-bench-") as folder:
        bench = Bench(arguments, Path(folder))
        measures = {"seed": bench.seed, "m4b": bench.m4b, "mp3": bench.mp3, "all": bench.all, "book": bench.books,
                    "jobs": bench.jobs, "again": bench.again, "change": bench.change, "start": bench.start,
                    "check": bench.check, "memory": bench.memory, "memory-all": bench.memory_all, "same": bench.same, "older": bench.against_older}
        print("| what | measured | target | |\n|---|---|---|---|")
        for measure in arguments.measures or [name for name in measures if name != "older"]:
            if measure not in measures:
                sys.exit(f"no measure '{measure}'; there are {', '.join(measures)}")
            measures[measure]()


main()
