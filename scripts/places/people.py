"""First and family names that Faker has for one language only."""

import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "english"))
from names import lists  # noqa: E402

LOCALES = {
    "chinese": ("zh_CN",),
    "czech": ("cs_CZ", "sk_SK"),
    "dutch": ("nl_BE", "nl_NL"),
    "finnish": ("fi_FI",),
    "german": ("de_AT", "de_CH", "de_DE"),
    "hungarian": ("hu_HU",),
    "italian": ("it_IT",),
    "japanese": ("ja_JP",),
    "nordic": ("da_DK", "no_NO", "sv_SE"),
    "polish": ("pl_PL",),
    "portuguese": ("pt_BR", "pt_PT"),
    "romanian": ("ro_RO",),
    "romanized": ("en_IN", "en_NG", "en_TH", "ha_NG", "id_ID", "ig_NG", "sw", "tw_GH", "yo_NG", "zu_ZA"),
    "south_slavic": ("hr_HR", "sl_SI"),
    "spanish": ("es_AR", "es_CL", "es_CO", "es_ES", "es_MX"),
    "turkish": ("tr_TR",),
}
FRENCH = ("fr_BE", "fr_CA", "fr_CH", "fr_DZ", "fr_FR", "fr_QC", "de_LU")
ENGLISH = ("en_GB", "en_IE", "en_US", "en_NZ")

# Names of many languages: whoever bears one may have a family name of any.
MANY = ("en_KE", "en_PK")

# French people have family names of these, which they say with French letters.
ALSO_FRENCH = ("german", "italian", "portuguese", "spanish")

# First names count where two countries have them: the lists have those of immigrants too.
IN_TWO_COUNTRIES = ("german", "spanish")

# Lists that have names of other languages too count where the letters are those of their own.
OF_ITS_OWN = {
    "dutch": "aa|ee|ij|kx|oe|oo|ui|(berg|berts|burg|dijk|ens|ers|feld|hof|horst|ings?|inks?|kamp|kk?er|ma|man|se|sen|sz|ts|veld)$",
}

# Letters of names that are French or English, or that speakers of a language say otherwise.
ELSEWHERE = {
    "dutch": "^de[^aeiou]|y|é|ch|eou",
    "nordic": "(in|ine|nne|ce)$|z|c(?!k)|ch",
    "romanized": "[^a-z]|ou|eo|eu|x|c[^eih]|ck|aw$|[^aeiou]y$|([^n]ll?|tt|nn|in|[cg])e$|(n|l|th|y)n$|ph$",
}


def french_people(faker):
    return lists(faker, FRENCH, "first_names") | lists(faker, FRENCH, "last_names")


def family_names(faker):
    """Family names, and first names of many languages."""
    names = of_one_language(faker, "last_names", "last_romanized_names")
    names = {
        name: language
        for name, language in names.items()
        if language not in ALSO_FRENCH and re.search(OF_ITS_OWN.get(language, ""), name)
    }
    many = lists(faker, MANY, "first_names") | lists(faker, MANY, "last_names")
    return names | {name: "romanized" for name in many - english(faker) if is_written(name, "romanized")}


def first_names(faker):
    """First names of one language. Their bearers may have family names of another."""
    names = of_one_language(faker, "first_names", "first_romanized_names")
    left_out = lists(faker, MANY, "first_names")
    for language in IN_TWO_COUNTRIES:
        countries = Counter(name for locale in LOCALES[language] for name in lists(faker, (locale,), "first_names"))
        left_out.update(name for name, count in countries.items() if count == 1)
    return {name: language for name, language in names.items() if name not in left_out}


def of_one_language(faker, *kinds):
    found = {
        language: set().union(*(lists(faker, locales, kind) for kind in kinds)) for language, locales in LOCALES.items()
    }
    count = Counter(name for names in found.values() for name in names)
    count.update(english(faker))
    return {
        name: language
        for language, names in found.items()
        for name in names
        if count[name] == 1 and is_written(name, language)
    }


def english(faker):
    return lists(faker, ENGLISH, "first_names") | lists(faker, ENGLISH, "last_names")


def is_written(name, language):
    """Whether the letters are Latin, and those of the language."""
    elsewhere = ELSEWHERE.get(language)
    return re.fullmatch("[a-zß-žșț]{4,}", name) and not (elsewhere and re.search(elsewhere, name))
