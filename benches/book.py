#!/usr/bin/env python3
"""Writes a long book for the benchmarks: the sentences of an article, again and again.

usage: book.py ARTICLE HOURS SECTIONS > BOOK.txt

HOURS of speech at eSpeak NG's normal rate (some 21 characters a second with our pauses),
in SECTIONS sections. The same arguments give the same book.
"""
import random
import sys

CHARACTERS_PER_HOUR = 73_000


def main():
    article, hours, sections = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    text = open(article, encoding="utf-8").read()
    paragraphs = [p for p in text.split("\n\n") if len(p) > 200 and p.rstrip().endswith(".")]
    random.seed(1)
    print("Un livre pour mesurer\n")
    print("Ce livre est fait des phrases d'un article, dans un autre ordre.\n")
    for section in range(1, sections):
        print(f"Partie numéro {section}\n")
        body(paragraphs, hours * CHARACTERS_PER_HOUR / max(1, sections - 1))
    if sections == 1:
        body(paragraphs, hours * CHARACTERS_PER_HOUR)


def body(paragraphs, length):
    written = 0
    while written < length:
        sentences = [s for p in random.sample(paragraphs, 2) for s in p.split(". ")]
        random.shuffle(sentences)
        paragraph = ". ".join(s.rstrip(".").strip() for s in sentences[:5]) + "."
        print(paragraph[0].upper() + paragraph[1:] + "\n")
        written += len(paragraph)


main()
