from typing import Optional

_Word = tuple[str, int, int, str, Optional[str]]
_Sentence = tuple[str, int, int, str, list[_Word], list[_Word]]

def normalize(text: str, dialect: str, lexicon: Optional[str]) -> str: ...
def sentences(text: str, dialect: str, lexicon: Optional[str]) -> list[_Sentence]: ...
