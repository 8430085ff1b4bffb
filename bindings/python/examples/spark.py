"""Articles in Parquet files to sound, by Spark, without a notebook:

    spark-submit spark.py ARTICLES RESULT [--files FOLDER] [--voice pico] [--format opus]

ARTICLES has the columns `id` and `text`. RESULT, Parquet too, has a row for each article: `id`,
`key`, `seconds` of work, `error` where it could not be spoken, and `sound`, the bytes of a whole
file, or with --files `file`, its name in a folder that all workers share. Equal articles have
equal keys and files, and a file that is there is not made again.

The workers need `pip install lismoi pandas pyarrow`.
"""

import argparse
import functools
import hashlib
import os
import time

import lismoi
import pandas
from pyspark.sql import SparkSession


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles")
    parser.add_argument("result")
    parser.add_argument("--files")
    parser.add_argument("--voice", default="fr")
    parser.add_argument("--format", default="opus", choices=lismoi.FORMATS)
    given = parser.parse_args()

    spark = (
        SparkSession.builder.appName("lismoi")
        # An article takes seconds: small batches keep a worker's memory small too.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "32")
        .getOrCreate()
    )
    articles = spark.read.parquet(given.articles).selectExpr("id", "coalesce(text, '') AS text")
    cores = spark.sparkContext.defaultParallelism
    # Several parts for each core: the last one is waited for.
    articles = articles.repartition(8 * cores)
    made = "file string" if given.files else "sound binary"
    id_type = articles.schema["id"].dataType.simpleString()
    speak = functools.partial(spoken, voice=given.voice, format=given.format, files=given.files)
    rows = articles.mapInPandas(
        speak, f"id {id_type}, key string, seconds double, error string, {made}"
    )
    rows.write.mode("overwrite").parquet(given.result)


def spoken(batches, voice, format, files):
    """Batches of articles in, a batch of answers for each out."""
    for batch in batches:
        answers = [
            answer(id, text, voice, format, files) for id, text in zip(batch["id"], batch["text"])
        ]
        yield pandas.DataFrame(answers)


def answer(id, text, voice, format, files):
    start = time.monotonic()
    of = "\0".join([lismoi.__version__, voice, format, text])
    key = hashlib.sha256(of.encode()).hexdigest()
    made, error = None, None
    try:
        if files:
            made = os.path.join(key[:2], f"{key}.{format}")
            keep(os.path.join(files, made), text, voice, format)
        else:
            made = lismoi.speak(text, voice=voice, format=format)
    # What is wrong with one article does not end the others.
    except (ValueError, lismoi.SpeechError) as reason:
        made, error = None, str(reason)
    return {
        "id": id,
        "key": key,
        "seconds": time.monotonic() - start,
        "error": error,
        "file" if files else "sound": made,
    }


def keep(path, text, voice, format):
    """Makes a file, unless it is there. It gets its name when it is whole."""
    if os.path.exists(path):
        return
    sound = lismoi.speak(text, voice=voice, format=format)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    part = f"{path}.{os.getpid()}.part"
    with open(part, "wb") as file:
        file.write(sound)
    os.replace(part, path)


if __name__ == "__main__":
    main()
