"""One build: what it prints and speaks."""

import concurrent.futures
import hashlib
import os
import subprocess
import tempfile
from pathlib import Path

from .texts import Failed, is_spoken, options_of

STAGES = {
    "blocks": ["blocks"],
    "sentences": ["sentences"],
    "spoken": ["spoken", "--explain"],
    "phonemes": ["phonemes"],
}


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
