"""The sounds that a French newsreader gives to an English word, in the notation of lismoi's `Ipa`.

A stressed vowel is said by its sound, an unstressed one as it is spelled; th is s or z, r is ʁ.
"""

import re

from alignment import aligned

NASAL = "\u0303"
CH, J = "t\u0361ʃ", "d\u0361ʒ"

CONSONANTS = {
    "B": "b", "CH": CH, "D": "d", "DH": "z", "F": "f", "G": "ɡ", "HH": "|", "JH": J, "K": "k",
    "L": "l", "M": "m", "N": "n", "NG": "N", "P": "p", "R": "ʁ", "S": "s", "SH": "ʃ", "T": "t",
    "TH": "s", "V": "v", "W": "w", "Y": "j", "Z": "z", "ZH": "ʒ",
}  # fmt: skip

# The vowels whose sound does not depend on their letters.
VOWELS = {"AE": "a", "AO": "ɔ", "AW": "aw", "AY": "aj", "OW": "o", "OY": "ɔj"}


class Place:
    """A vowel within its word: its letters, the letters on both sides, the sounds after it."""

    def __init__(self, word, start, letters, sound, after, said, words):
        self.word, self.letters = word, letters
        self.before, self.end = word[:start], word[start + len(letters) :]
        self.name, self.is_stressed = sound.rstrip("012"), sound[-1] in "12"
        self.after = [sound.rstrip("012") for sound in after]
        self.said = said
        self.words = words

    def is_before_vowel(self):
        return bool(self.after) and self.after[0][0] in "AEIOU"


def spoken(word, sounds, words=frozenset()):
    """The sounds of a word in lower case, from its sounds in ARPABET.

    `words` are the words that may be the first part of a compound.
    """
    heard, start = [], 0
    for letters, places in aligned(word, sounds)[1]:
        if places:
            heard.append((start, letters, [sounds[place] for place in places]))
        start += len(letters)
    said = ""
    for index, (start, letters, own) in enumerate(heard):
        after = [sound for unit in heard[index + 1 :] for sound in unit[2]]
        for at, sound in enumerate(own):
            if sound in CONSONANTS:
                said += CONSONANTS[sound]
            else:
                place = Place(word, start, letters, sound, own[at + 1 :] + after, said, words)
                said += RULES.get(place.name, lambda place: VOWELS[place.name])(place)
    return finished(said)


def broad_a(at):
    return "ɔ" if "o" in at.letters or at.letters in ("au", "aw") else "a"


def open_e(at):
    """Carry" has an a, "scary" has not."""
    is_a = at.letters == "a" and re.match("rr|r[aiou]", at.end)
    return "a" if is_a else "ɛ"


def with_r(at):
    """ "Worker", "doctor", "modern"."""
    letters, end = at.letters, at.end
    if letters.startswith("e") and letters in ("er", "err"):
        if at.is_stressed:
            return "ɛʁ" if end else "œʁ"
        is_compound = len(at.before) > 1 and at.before + "er" in at.words
        is_inner = end and end not in ("s", "ed", "ing", "ly", "less") and not is_compound
        if is_inner and end[0] in "aeiouy":
            return "əʁ"
        return "ɛʁ" if is_inner else "œʁ"
    if at.is_stressed:
        return "œʁ"
    if letters in ("or", "our", "orr", "oar"):
        return "ɔʁ"
    return "aʁ" if letters in ("ar", "arr") else "œʁ"


def long_a(at):
    return "ɛj" if at.is_before_vowel() or "eigh" in at.letters or "aigh" in at.letters else "ɛ"


def long_u(at):
    """ "News" and "tube" have a glide, "super" and "rule" have not."""
    has_glide = at.name == "UW" and re.match("u|ew|eu", at.letters) and re.search("[ntd]$", at.said)
    return "ju" if has_glide and not re.search("[^n][nt]ʃ$", at.said) else "u"


def long_e(at):
    """The sound of "see", and of the i in "radio"."""
    if at.is_stressed:
        return "i"
    if at.letters == "ey" and at.word.endswith(("ley", "leys")):
        return "ɛ"
    if at.letters == "i" and at.is_before_vowel():
        return "ij" if re.search("[^aeiouœɔɛə|][ʁl]$", at.said) else "j"
    return "i"


def short_i(at):
    if at.is_stressed:
        return "i"
    if at.letters == "e":
        if not at.before:
            return "ɛ" if at.end[0] in "mnx" else "i" if at.end[0] in "lv" else "e"
        if at.end in ("d", "s", "ds") or is_prefix(at):
            return "i"
        return "ɛ" if at.end[:1] in tuple("tslncx") else "e"
    if at.letters == "a":
        return "i" if at.end.startswith("ge") else "ɛ" if at.end.startswith("te") else "a"
    return "ɛ" if at.letters in ("ai", "ei") else "i"


def is_prefix(at):
    """Whether an e ends be-, de-, re-, pre- or se-."""
    return re.fullmatch("b|d|r|pr|s|unr|und", at.before) is not None


def neutral(at):
    """The sound of "cut", and all that it stands for without stress."""
    letters, end = at.letters, at.end
    if at.is_stressed:
        return {"a": "a", "e": "ɛ"}.get(letters, "œ")
    if letters in ("l", "le", "m", ""):
        # "Cycling": no vowel before another.
        return "" if at.after[1:] and at.after[1][0] in "AEIOU" else "ə"
    if letters in ("io", "iou", "ie", "eo", "ou", "eou", "oo"):
        return "œ"
    if letters[0] == "a":
        if letters == "ai" or (end in ("te", "tes", "tely") and len(at.before) > 2):
            return "ɛ"
        return "i" if end in ("ge", "ges", "ged") else "a"
    if letters[0] in "iy":
        return "a" if letters == "ia" else "i"
    return {"e": neutral_e, "o": neutral_o, "u": neutral_u}.get(letters[0], lambda at: "ə")(at)


def neutral_e(at):
    if is_prefix(at) or at.end in ("d", "s"):
        return "i"
    if re.match("n$|ns$|ned|ning|ner", at.end):
        return "œ"
    is_closed = re.match("[nltscxmp]($|[^aeiouyhlr])|[lt]|ss", at.end)
    return "ɛ" if is_closed else "ə" if at.end.startswith("r") else "e"


def neutral_o(at):
    if at.before == "t" and at.word.startswith(("tom", "ton", "tog", "tow", "tod")):
        return "u"
    is_on = re.match("ns?$|n(ed|er|ing|ry|al)|me", at.end) and at.before
    return "œ" if is_on else "ɔ"


def neutral_u(at):
    if at.said.endswith("j") or at.end in ("l", "lly", "ls"):
        return "u"
    return "ɔ" if at.end == "m" else "œ"


RULES = {
    "AA": broad_a, "AH": neutral, "EH": open_e, "ER": with_r, "EY": long_a, "IH": short_i,
    "IY": long_e, "UH": long_u, "UW": long_u,
}  # fmt: skip


def finished(said):
    """With nasal vowels in "long" and "gang", and a break before an h or a first glide."""
    said = re.sub("([aɔo])N(?![kɡ])", lambda found: nasal(found[1]) + "ɡ", said)
    said = re.sub("([aɔo])N(?=ɡ)", lambda found: nasal(found[1]), said)
    said = re.sub("N(?=k)", "n", said)
    said = re.sub("(?<=[œɛ])N(?!ɡ)", "ŋɡ", said).replace("N", "ŋ")
    said = said.replace("|w", "w").replace("|j", "j")
    return "|" + said if said[:1] in ("w", "j") else said


def nasal(vowel):
    return {"a": "ɑ"}.get(vowel, "ɔ") + NASAL
