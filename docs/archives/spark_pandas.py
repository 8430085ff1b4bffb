#!/usr/bin/env python3
"""Makes the articles of Parquet files with mapInPandas: a program and a batch for each partition.

usage: spark-submit spark_pandas.py ARTICLES.parquet STORE ANSWERS.parquet [OPTION...]
"""
import json
import subprocess
import sys
from threading import Thread

import pandas
from pyspark import TaskContext
from pyspark.sql import SparkSession

ANSWER = ("id string, key string, seconds double, bytes long, files array<string>, new boolean, "
          "failed long, line long, error string, kind string")
NAMES = [field.split()[0] for field in ANSWER.split(", ")]


def maker(command):
    """What makes the articles of a partition."""
    def make(frames):
        batch = f"part.{TaskContext.get().partitionId()}"
        child = subprocess.Popen([*command, "--batch", batch], text=True, encoding="utf-8",
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        faults = []
        # On a thread: the program answers before it has read all, and a full pipe stops both.
        feeding = Thread(target=feed, args=(frames, child.stdin, faults))
        feeding.start()
        try:
            for line in child.stdout:
                answer = json.loads(line)
                yield pandas.DataFrame([[answer.get(name) for name in NAMES]], columns=NAMES).astype(
                    {"id": "string", "seconds": "Float64", "bytes": "Int64", "new": "boolean",
                     "failed": "Int64", "line": "Int64"})
            feeding.join()
        finally:
            # Whoever wants no more answers, as a limit does, ends it.
            child.terminate()
            status = child.wait()
        if faults:
            raise faults[0]
        if status:
            raise RuntimeError(f"lismoi-batch ended with {status}")
    return make


def feed(frames, pipe, faults):
    try:
        with pipe:
            for frame in frames:
                # What is missing is None, NaN or NA, as the column has it.
                for record in frame.astype(object).where(frame.notna(), None).to_dict("records"):
                    record = {name: value for name, value in record.items() if value is not None}
                    pipe.write(json.dumps(record, ensure_ascii=False, default=list) + "\n")
    except Exception as fault:
        faults.append(fault)


def main():
    articles, store, answers, *options = sys.argv[1:]
    spark = SparkSession.builder.appName("lismoi-batch").getOrCreate()
    # 10,000 articles in a frame, as is usual, are hundreds of megabytes.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 200)
    command = ["lismoi-batch", "run", "--jobs", "1", "--store", store, *options]
    made = spark.read.parquet(articles).mapInPandas(maker(command), schema=ANSWER)
    made.write.parquet(answers)
    spark.stop()


if __name__ == "__main__":
    main()
