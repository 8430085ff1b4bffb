"""French texts to sound, offline.

>>> import lismoi
>>> sound = lismoi.speak("Il est 14h30.", format="mp3")
>>> lismoi.normalize("Il est 14h30.")
'Il est quatorze heures trente.'
"""

from __future__ import annotations

import json
import os
import sys
from typing import Optional, Union

from lismoi_french import Sentence, Word, normalize, sentences

from . import _native
from ._native import SpeechError

__all__ = [
    "FORMATS",
    "Sentence",
    "SpeechError",
    "Word",
    "executable",
    "normalize",
    "sentences",
    "speak",
    "voices",
]

__version__: str = _native.VERSION

FORMATS = ("wav", "opus", "mp3", "m4b", "flac")

#: The Python that a voice runs in, in a process of its own. Where Python is a part of another
#: program, set it to a ``python3`` of the same version.
executable: str = sys.executable

_HERE = os.path.dirname(os.path.abspath(__file__))
_NATIVE = os.path.abspath(_native.__file__)

# Python holds its own locks while it forks, and so does the voice.
os.register_at_fork(
    before=_native.before_fork,
    after_in_parent=_native.after_fork,
    after_in_child=_native.after_fork_in_child,
)


def speak(
    text: str,
    *,
    voice: str = "fr",
    format: str = "opus",
    rate: Optional[int] = None,
    pitch: Optional[int] = None,
    dialect: Optional[str] = None,
    liaison: Optional[str] = None,
    pauses: Optional[str] = None,
    loudness: Union[int, str, None] = None,
    bitrate: Union[int, str, None] = None,
    lexicon: Optional[str] = None,
) -> bytes:
    """Return a whole file in which ``text`` is spoken.

    A blank line ends a paragraph. ``voice`` is one of :func:`voices`, ``format`` one of
    ``FORMATS``.

    ``rate``: 80 to 450 words per minute (175). ``pitch``: 0 to 99 (50).
    ``dialect``: ``fr``, ``be`` or ``ch``, how numbers are said (that of the voice).
    ``liaison``: ``few``, ``usual`` or ``many``. ``pauses``: ``tight``, ``natural`` or ``slow``.
    ``loudness``: -30 to -16 LUFS (-19), or ``off``. ``bitrate``: kilobits per second, ``vbr``,
    or ``V0`` to ``V9``. ``lexicon``: the text of a lexicon of yours, as for :func:`normalize`.

    Other threads run meanwhile, and may speak too. A fork waits until nobody speaks.

    Raises ``ValueError`` for an option, a voice or a format that does not exist, and for a text
    with nothing to say; :class:`SpeechError` where it could not be spoken.
    """
    given = {
        "voice": voice,
        "rate": rate,
        "pitch": pitch,
        "dialect": dialect,
        "liaison": liaison,
        "pauses": pauses,
        "loudness": loudness,
        "bitrate": bitrate,
    }
    options = {name: value for name, value in given.items() if value is not None}
    # Isolated and without `site`: nothing of the user's runs before the voice, and no thread.
    worker = [executable, "-I", "-S", os.path.join(_HERE, "_worker.py"), _NATIVE]
    return _native.speak(text, format, json.dumps(options), lexicon, worker)


def voices() -> list[str]:
    """Return the names of the voices. Those with ``fr`` may end in ``-be`` and ``-ch`` too."""
    return ["fr", "fr-be", "fr-ch", "pico", *(f"fr+{name}" for name in _native.variants())]
