#!/usr/bin/env python3
"""The recipes of docs/archives, as they stand there, on this machine.

usage: run.py [--articles N] [--files N] [--program PATH] [--only NAME...] [OPTION...]

Makes N very short articles and some that cannot be made, as Parquet and as files of JSON Lines;
makes them with a plain run; then with each recipe whose tools are here, and compares: each must
leave the same objects, and an answer for each article. Options go to every run. Prints figures;
exit code 1 says that something is wrong.

Needs pyarrow, and for Spark pyspark, pandas and Java; GNU parallel; a Slurm that runs
(`sinfo` lists a node); and `cargo build --release -p lismoi-batch`.
"""
import argparse
import gzip
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow
import pyarrow.parquet

ROOT = Path(__file__).resolve().parents[2]
RECIPES = ROOT / "docs/archives"
POISON = 5


def records(count):
    good = ({"id": str(number), "text": f"Dépêche {number}.", "title": f"Titre {number}" if number % 5 == 0 else None,
             "authors": ["Marie Dupont"] if number % 3 == 0 else None} for number in range(count))
    bad = ({"id": f"poison {number}", "text": "* " * (number + 1), "title": None, "authors": None}
           for number in range(POISON))
    # Where they hurt: among the others.
    return sorted([*good, *bad], key=lambda record: hashlib.sha256(record["id"].encode()).hexdigest())


def write_corpus(folder, count, files):
    corpus = records(count)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(corpus), folder / "articles.parquet",
                                row_group_size=max(1, count // 4))
    (folder / "articles").mkdir()
    names = []
    for number in range(files):
        name = folder / "articles" / f"{number:03}.jsonl.gz"
        with gzip.open(name, "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in corpus[number::files])
        names.append(f"{name}\n")
    (folder / "files.txt").write_text("".join(names), encoding="utf-8")
    return corpus


class Recipe:
    """A recipe in a folder of its own."""

    def __init__(self, folder, options, program):
        self.folder, self.options = folder, options
        self.store, self.answers = folder / "store", folder / "answers"
        self.answers.mkdir(parents=True)
        for script in RECIPES.iterdir():
            if script.suffix in {".sh", ".py", ".sbatch"}:
                shutil.copy(script, folder)
        self.environment = {
            **os.environ, "STORE": str(self.store), "ANSWERS": str(self.answers),
            "FILES": str(folder.parent / "files.txt"),
            "PATH": f"{Path(program).parent}:{os.environ['PATH']}",
            "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1",
        }

    def run(self, *command, **more):
        return subprocess.run(list(map(str, command)), cwd=self.folder, check=True,
                              env={**self.environment, **more.pop("env", {})}, **more)

    def shard(self, number):
        return {**self.environment, "JOB_COMPLETION_INDEX": str(number)}


def plain(recipe):
    with open(recipe.answers / "all.jsonl", "wb") as answers:
        files = Path(recipe.environment["FILES"]).read_text(encoding="utf-8").splitlines()
        recipe.run("lismoi-batch", "run", "--store", recipe.store, *recipe.options, *files, stdout=answers)


def loop(recipe):
    """An Indexed Job without Kubernetes. Each first attempt is evicted."""
    count = len(Path(recipe.environment["FILES"]).read_text(encoding="utf-8").splitlines())
    evicted = 0
    for shard in range(count):
        command = ["sh", "shard.sh", "--jobs", "1", *recipe.options]
        first = subprocess.Popen(command, cwd=recipe.folder, env=recipe.shard(shard), stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        first.send_signal(signal.SIGTERM)
        if first.wait():
            evicted += 1
            recipe.run(*command, env={"JOB_COMPLETION_INDEX": str(shard)}, stderr=subprocess.DEVNULL)
    print(f"  {count} files, {evicted} first attempts ended by SIGTERM")


def parallel(recipe):
    files = Path(recipe.environment["FILES"]).read_text(encoding="utf-8").splitlines()
    recipe.run("parallel", "--joblog", "joblog", "--resume-failed", "--retries", "3", "sh", "one.sh", "{}",
               "--jobs", "1", *recipe.options, ":::", *files, stderr=subprocess.DEVNULL)


def spark_pipe(recipe):
    spark(recipe, "spark_pipe.py", recipe.folder / "out")
    lines = [part.read_text(encoding="utf-8") for part in (recipe.folder / "out").glob("part-*")]
    (recipe.answers / "all.jsonl").write_text("".join(lines), encoding="utf-8")


def spark_pandas(recipe):
    spark(recipe, "spark_pandas.py", recipe.folder / "out")
    answers = pyarrow.parquet.read_table(recipe.folder / "out").to_pylist()
    (recipe.answers / "all.jsonl").write_text("".join(json.dumps(answer) + "\n" for answer in answers))


def spark(recipe, script, out):
    recipe.run("spark-submit", "--master", "local[2]", "--conf", "spark.ui.enabled=false",
               "--conf", "spark.sql.files.maxPartitionBytes=40000", script,
               recipe.folder.parent / "articles.parquet", recipe.store, out, *recipe.options,
               stderr=open(recipe.folder / "spark.log", "wb"))


def slurm(recipe):
    count = len(Path(recipe.environment["FILES"]).read_text(encoding="utf-8").splitlines())
    recipe.run("sbatch", "--wait", f"--array=0-{count - 1}", "--cpus-per-task=1", "--mem=0", "array.sbatch", *recipe.options,
               stdout=subprocess.DEVNULL)


NEEDS = {plain: "sh", loop: "sh", parallel: "parallel", spark_pipe: "spark-submit",
         spark_pandas: "spark-submit", slurm: "sbatch"}


def objects(store):
    files = (path for path in (store / "o").rglob("*") if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def ids(recipe):
    lines = [line for path in recipe.answers.glob("*.jsonl")
             for line in path.read_text(encoding="utf-8").splitlines()]
    answers = list(map(json.loads, lines))
    return sorted(answer["id"] for answer in answers), sum(1 for answer in answers if answer.get("error"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "target/release/lismoi-batch"))
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--files", type=int, default=8)
    parser.add_argument("--only", nargs="*", default=[recipe.__name__ for recipe in NEEDS])
    arguments, options = parser.parse_known_args()
    right, expected = True, None
    with tempfile.TemporaryDirectory(prefix="lismoi-recipes-") as folder:
        folder = Path(folder)
        corpus = write_corpus(folder, arguments.articles, arguments.files)
        for make, tool in NEEDS.items():
            if make is not plain and (make.__name__ not in arguments.only or not shutil.which(tool)):
                print(f"skipped: {make.__name__}")
                continue
            recipe = Recipe(folder / make.__name__, options, arguments.program)
            start = time.perf_counter()
            make(recipe)
            seconds = time.perf_counter() - start
            made = objects(recipe.store)
            expected = expected or made
            found, errors = ids(recipe)
            is_right = (made == expected and len(made) == arguments.articles and errors == POISON
                        and found == sorted(record["id"] for record in corpus))
            print(f"{'ok' if is_right else 'WRONG'}: {make.__name__}: {len(made)} objects, "
                  f"{len(found)} answers, {errors} of them errors, {seconds:.1f} s", flush=True)
            right &= is_right
    sys.exit(not right)


if __name__ == "__main__":
    main()
