"""English first names and family names, with the sounds of a French newsreader."""

import importlib
import re
import sys

from sounds import spoken
from sources import french_names, without_accents

# How many family names of the census are looked at, the commonest first.
FAMILIES = 4500

ENGLISH = ("en_GB", "en_IE", "en_US", "en_NZ")
FRENCH = ("fr_FR", "fr_BE", "fr_CA", "fr_CH", "fr_QC")
OTHERS = (
    "cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "es_AR", "es_CO", "es_ES", "es_MX", "fi_FI", "hr_HR",
    "hu_HU", "it_IT", "nl_BE", "nl_NL", "no_NO", "pl_PL", "pt_BR", "pt_PT", "ro_RO", "sv_SE", "tr_TR",
)  # fmt: skip

# Letters that no French name has.
FOREIGN = "w|sh|ee|oo|gh|kn|[dlntk]ey$|[dt]y$|lly$|ks$|(ing|[lypx])ton$|^(?!ker).*k"


def first_names(folder, faker, pronounced, french, left_out):
    """English first names; those with `?` only show that the family name is English."""
    tagged = french_names()
    english = lists(faker, ENGLISH, "first_names")
    for sex, count in (("male", 800), ("female", 1400)):
        lines = (folder / f"dist.{sex}.first").read_text(encoding="ascii").lower().split("\n")[:count]
        english.update(line.split()[0] for line in lines if line)
    known = lists(faker, FRENCH, "first_names") | lists(faker, FRENCH, "last_names")
    known |= french | left_out | tagged["npr"]
    known |= {without_accents(name) for name in known}
    latin = {name for name in lists(faker, OTHERS, "first_names") if re.search("[aiou]$|[ei]l$", name)}
    names = [name for name in english - known - latin if name in pronounced and len(name) > 2]
    found = {}
    for name in names:
        is_foreign = name not in tagged["prn"] or re.search(FOREIGN + "|tt$|[^aeiou]y$|ie$", name)
        found[name] = ("" if is_foreign else "?") + as_name(name, pronounced)
    return found


def family_names(folder, faker, pronounced, french, left_out):
    """English family names; those whose letters could be French have a `?` before their sounds."""
    census = (folder / "dist.all.last").read_text(encoding="ascii").lower().split("\n")[:FAMILIES]
    others = lists(faker, FRENCH + OTHERS, "last_names")
    found = {}
    for name in (line.split()[0] for line in census if line):
        if name not in pronounced or name in others or name in left_out or len(name) < 3:
            continue
        is_foreign = name not in french and re.search(FOREIGN, name)
        # Spanish and Italian names.
        if is_foreign or not re.search("[aiou]$|ez$|es$", name):
            found[name] = ("" if is_foreign else "?") + as_name(name, pronounced)
    return found


def as_name(name, pronounced):
    """Names are said more as they are spelled: -on, -en, a sharp s at the end, th as t."""
    sounds = [sound.replace("TH", "T") for sound in pronounced[name]]
    said = spoken(name, sounds).replace("|", "")
    said = re.sub("z$", "s", said) if name.endswith("s") else said
    said = re.sub("œn(?=s?$)", "ɔn", said) if re.search("ons?$", name) else said
    said = re.sub("œn(?=s?$)", "ɛn", said) if re.search("ens?$", name) else said
    said = re.sub("i$", "ɛ", said) if name.endswith("ey") else said
    return "ma" + said[1:] if re.match("mc[^aeiouy]", name) and said.startswith("mk") else said


def lists(faker, locales, kind):
    """Names of all lists of a kind in some locales, in lower case."""
    sys.path.insert(0, str(faker.parent))
    names = set()
    for locale in locales:
        path = faker / "providers/person" / locale / "__init__.py"
        if path.exists():
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
            attributes = [name for name in dir(provider) if name.startswith(kind[:-1]) and "format" not in name]
            for attribute in attributes:
                value = getattr(provider, attribute)
                if isinstance(value, (dict, list, tuple)):
                    names.update(name.lower() for name in value if isinstance(name, str))
    return names
