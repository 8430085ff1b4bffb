"""The texts to compare, and how each is read."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = ROOT / "tests" / "corpus"
SEEDS = ROOT / "seeds"

# Words between the dots of a file's name, and the options they stand for.
OPTIONS = {
    "lines": ["--from", "lines"],
    "paragraphs": ["--from", "paragraphs"],
    "article": [],
    "notes-inline": ["--notes", "inline"],
    "notes-end": ["--notes", "end"],
    "keep-all": ["--keep-all"],
    "fr-be": ["--voice", "fr-be"],
    "fr-ch": ["--voice", "fr-ch"],
}

# What is spoken by default, beside the seed.
SPOKEN_ARTICLES = {
    "budget_municipal.article.txt",
    "recette_tarte.article.txt",
    "rois_et_papes.notes-inline.article.txt",
    "page_web.article.txt",
    "nouvelle_dialogues.article.txt",
}


class Failed(Exception):
    """A binary that does not run, or ends with an error."""


def texts(files):
    """The texts to compare: those given, or the corpus and the seeds."""
    if files:
        missing = [file for file in files if not file.is_file()]
        if missing:
            raise Failed(f"no such file: {missing[0]}")
        return [file.resolve() for file in files]
    found = sorted(CORPUS.glob("*.txt")) + sorted(SEEDS.glob("*.txt"))
    if not found:
        raise Failed(f"no texts in {CORPUS} and {SEEDS}")
    return found


def name_of(file):
    """How a text is called in reports and in frozen.tsv."""
    return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else str(file)


def options_of(file):
    return [option for word in file.name.split(".") for option in OPTIONS.get(word, [])]


def is_spoken(file, wav):
    """Whether the WAV files of a text are made."""
    if wav == "some":
        return file.parent == SEEDS or (file.parent == CORPUS and file.name in SPOKEN_ARTICLES)
    return wav == "all"
