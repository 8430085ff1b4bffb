#!/usr/bin/env python3
"""Makes the articles of Parquet files with RDD.pipe: lines of JSON in, lines of JSON out.

usage: spark-submit spark_pipe.py ARTICLES.parquet STORE ANSWERS [OPTION...]
"""
import os
import shlex
import sys

from pyspark.sql import SparkSession

# What the program reads of the environment, as it is where this script runs. `pipe` passes on
# nothing by itself; everything would put all secrets of the driver into the plan of the job.
NAMES = ["PATH", "HOME", "XDG_CACHE_HOME", "TMPDIR", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
         "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_ENDPOINT"]


def main():
    articles, store, answers, *options = sys.argv[1:]
    spark = SparkSession.builder.appName("lismoi-batch").getOrCreate()
    # A field that is null is left out of its line.
    lines = spark.read.parquet(articles).toJSON()
    command = shlex.join(["lismoi-batch", "run", "--jobs", "1", "--store", store, *options])
    environment = {name: os.environ[name] for name in NAMES if name in os.environ}
    # Without checkCode a task whose program fails is taken for one with few answers.
    lines.pipe(command, env=environment, checkCode=True).saveAsTextFile(answers)
    spark.stop()


if __name__ == "__main__":
    main()
