#!/usr/bin/env python3
"""A queue, three workers and a store on this machine, and all that can happen to them.

usage: run.py [--articles N] [--workers N] [--format NAME] [--program PATH] [--calm]

Puts short articles, 20,000 unless told, and 20 that cannot be made into a queue. While three
workers, or as many as told, make them, one is killed every 5 seconds and started anew, the broker
is killed twice, and the store refuses everything for 10 seconds; with --calm, nothing happens. At
the end each good article must have exactly one object, the same as a plain `run` with one job
makes, each other one a dead letter, and the queue must be empty. Prints figures; exit code 1 says
that something is wrong.

Needs nats-server, which `scripts/prepare tests` installs, and
`cargo build --release -p lismoi-batch`.
"""
import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POISON = 20


class Cluster:
    def __init__(self, arguments, folder):
        self.program, self.folder = arguments.program, folder
        self.count, self.format = arguments.workers, arguments.format
        self.port, self.monitor = free_port(), free_port()
        self.broker, self.workers, self.kills, self.failures = None, [], 0, 0
        self.lock = threading.Lock()
        self.is_over = threading.Event()

    def start_broker(self):
        command = [nats_server(), "-js", "-sd", self.folder / "broker", "-a", "127.0.0.1",
                   "-p", str(self.port), "-m", str(self.monitor)]
        with open(self.folder / "broker.log", "ab") as log:
            self.broker = subprocess.Popen(command, stdout=log, stderr=log)
        for _ in range(100):
            try:
                self.monitored("healthz")
                return
            except OSError:
                time.sleep(0.1)
        sys.exit("the broker does not start")

    def monitored(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.monitor}/{path}", timeout=5) as answer:
            return json.load(answer)

    def command(self, *arguments):
        return [self.program, *arguments, "--broker", f"nats://127.0.0.1:{self.port}"]

    def enqueue(self, lines):
        command = self.command("enqueue", "--store", self.folder / "store", "--format", self.format, lines)
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def start_worker(self):
        command = self.command("work", "--store", self.folder / "store", "--format", self.format,
                               "--jobs", "1", "--until-empty")
        with open(self.folder / "workers.log", "ab") as log, open(self.folder / "answers", "ab") as answers:
            return subprocess.Popen(command, stdout=answers, stderr=log)

    def disturb(self):
        """Kills a worker every 5 seconds, the broker twice, and the store once."""
        for step in range(1, 10_000):
            if self.is_over.wait(5):
                return
            with self.lock:
                victim = random.randrange(self.count)
                if self.workers[victim].poll() is None:
                    self.workers[victim].kill()
                    self.workers[victim].wait()
                    self.kills += 1
                    self.workers[victim] = self.start_worker()
            if step in (3, 9):
                self.broker.kill()
                self.broker.wait()
                self.start_broker()
            if step == 6:
                self.break_store()

    def break_store(self):
        """Nothing can be prepared in the store for 10 seconds."""
        scratch = self.folder / "store" / "tmp"
        shutil.move(scratch, self.folder / "away")
        scratch.write_text("no folder")
        time.sleep(10)
        scratch.unlink()
        shutil.move(self.folder / "away", scratch)

    def work(self, is_calm):
        """Seconds until all workers have found the queue empty."""
        start = time.perf_counter()
        self.workers = [self.start_worker() for _ in range(self.count)]
        if not is_calm:
            threading.Thread(target=self.disturb, daemon=True).start()
        while True:
            with self.lock:
                codes = [worker.poll() for worker in self.workers]
                for at, code in enumerate(codes):
                    # One that finds no store at its start ends; whoever supervises it tries again.
                    if code:
                        self.failures += 1
                        self.workers[at] = self.start_worker()
            if all(code == 0 for code in codes):
                self.is_over.set()
                return time.perf_counter() - start
            time.sleep(0.1)

    def redeliveries(self):
        account = self.monitored("jsz?consumers=1&config=0")["account_details"][0]
        for stream in account["stream_detail"]:
            if stream["name"] == "lismoi":
                delivered = stream["consumer_detail"][0]["delivered"]
                return delivered["consumer_seq"] - delivered["stream_seq"], stream["state"]["messages"]
        sys.exit("the broker has lost the queue")

    def dead(self):
        done = subprocess.run(self.command("dead-letters"), stdout=subprocess.PIPE, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def stop(self):
        for process in [self.broker, *self.workers]:
            if process and process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait()


def nats_server():
    """Where `scripts/prepare tests` puts it, or on PATH."""
    installed = ROOT / "target/tools/python/bin/nats-server"
    return installed if installed.exists() else "nats-server"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def write_corpus(path, count):
    with open(path, "w", encoding="utf-8") as lines:
        for number in range(count):
            text = f"La dépêche {number} est courte."
            lines.write(json.dumps({"id": number, "text": text}) + "\n")
        for number in range(POISON):
            lines.write(json.dumps({"id": f"poison {number}", "text": "* " * (number + 1)}) + "\n")


def objects(store):
    files = (path for path in (store / "o").rglob("*") if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def check(what, is_right):
    print(f"{'ok' if is_right else 'WRONG'}: {what}", flush=True)
    return is_right


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "target/release/lismoi-batch"))
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--format", default="opus")
    parser.add_argument("--calm", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lismoi-cluster-") as folder:
        folder = Path(folder)
        corpus = folder / "corpus.jsonl"
        write_corpus(corpus, arguments.articles)
        start = time.perf_counter()
        plain = [arguments.program, "run", "--store", folder / "plain", "--jobs", "1",
                 "--format", arguments.format, corpus]
        subprocess.run(plain, stdout=subprocess.DEVNULL, check=True)
        alone = time.perf_counter() - start
        print(f"plain run, one job: {alone:.1f} s", flush=True)
        cluster = Cluster(arguments, folder)
        cluster.start_broker()
        try:
            right = run(cluster, corpus, arguments, alone)
        finally:
            cluster.stop()
        if not right and os.environ.get("KEEP"):
            shutil.copytree(folder, os.environ["KEEP"])
        sys.exit(not right)


def run(cluster, corpus, arguments, alone):
    start = time.perf_counter()
    queued = cluster.enqueue(corpus)
    print(f"enqueued {len(queued)} lines in {time.perf_counter() - start:.1f} s", flush=True)
    seconds = cluster.work(arguments.calm)
    again, left = cluster.redeliveries()
    print(f"{cluster.count} workers: {seconds:.1f} s, {arguments.articles / seconds:.0f} articles a second, "
          f"{alone / seconds:.2f} times as fast; {cluster.kills} workers killed, "
          f"{cluster.failures} ended without a store, {again} deliveries again")
    made, expected = objects(cluster.folder / "store"), objects(cluster.folder / "plain")
    letters = cluster.dead()
    reasons = {letter["kind"] for letter in letters}
    verified = subprocess.run([arguments.program, "verify", "--store", cluster.folder / "store"],
                              capture_output=True, text=True, check=False)
    return all([
        check(f"{len(made)} objects of {arguments.articles}, equal to those of the plain run", made == expected),
        check(f"{len(letters)} dead letters ({', '.join(sorted(reasons))})",
              {letter["id"] for letter in letters} == {f"poison {number}" for number in range(POISON)}),
        check(f"{left} articles left in the queue", left == 0),
        check(f"verify: {verified.stderr.strip()}", verified.returncode == 0),
        check("enqueued again, nothing is queued but what cannot be made",
              sum(answer.get("queued", False) for answer in cluster.enqueue(corpus)) <= POISON),
    ])


if __name__ == "__main__":
    main()
