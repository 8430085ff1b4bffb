"""How French is read aloud: a text in, what is said in words out.

>>> import lismoi_french
>>> lismoi_french.normalize("Il est 14h30. M. Dupont dort.")
'Il est quatorze heures trente. monsieur Dupont dort.'
"""

from __future__ import annotations

from typing import NamedTuple, Optional

from . import _native

__all__ = ["Sentence", "Word", "normalize", "sentences"]


class Word(NamedTuple):
    """A printed word, or several, and how they are said."""

    printed: str
    #: Its first character in the text, and the one after its last.
    start: int
    end: int
    #: Empty where it is not said.
    spoken: str
    #: The rule that made it; ``None`` where it is read as it is printed.
    rule: Optional[str]


class Sentence(NamedTuple):
    """A sentence, and how it is said."""

    text: str
    #: Its first character in the text, and the one after its last.
    start: int
    end: int
    #: Empty where there is nothing to say.
    spoken: str
    words: list[Word]
    #: The printed words that are not said.
    silent: list[Word]


def normalize(text: str, *, dialect: str = "fr", lexicon: Optional[str] = None) -> str:
    """Return what is said of ``text``, in words.

    ``dialect`` is ``fr``, ``be`` or ``ch``: France, Belgium, Switzerland.
    ``lexicon`` is the text of a lexicon of yours: lines with a word, a tab and a respelling, or a
    PLS document. Its words are written as it spells them.

    Raises ``ValueError`` for another dialect, or a lexicon that cannot be read.
    """
    return _native.normalize(text, dialect, lexicon)


def sentences(text: str, *, dialect: str = "fr", lexicon: Optional[str] = None) -> list[Sentence]:
    """Return the sentences of ``text``, in order, and how each of their words is said.

    A blank line ends a paragraph. Every character but white space is in a sentence. The options
    and errors are those of :func:`normalize`.
    """
    found = _native.sentences(text, dialect, lexicon)
    return [
        Sentence(
            text,
            start,
            end,
            spoken,
            [Word(*word) for word in words],
            [Word(*word) for word in silent],
        )
        for text, start, end, spoken, words, silent in found
    ]
