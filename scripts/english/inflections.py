"""Forms that the program makes of a listed word, so that no table has to list them."""

# Shorter ones are in foreign names too, as in "Hamed".
SHORTEST_STEM = 4
ENDINGS = {"ing": "iŋ", "ly": "li", "ness": "nɛs", "less": "lɛs", "ful": "ful", "ed": ""}


def inflected(form, table, french):
    """The sounds of a form by those of its stem in a table, or None, as `generated.rs` makes them.

    Stems that are French too have no adverb: "Bailly" is a name.
    """
    for ending, sounds in ENDINGS.items():
        if form.endswith(ending):
            rest = form[: -len(ending)]
            changes = stems(rest) if ending in ("ing", "ed") else [rest]
            stem = next((stem for stem in changes if len(stem) >= SHORTEST_STEM and stem in table), None)
            if stem and (ending in ("ing", "ed") or stem not in french):
                return table[stem] + (sounds or past(table[stem]))
            break
    singular = next((one for one in singulars(form) if one in table), None)
    return singular and table[singular]


def stems(rest):
    """ "Tim(e)", "ask", "stop(p)"."""
    yield rest + "e"
    yield rest
    if len(rest) > 3 and rest[-1] == rest[-2]:
        yield rest[:-1]


def singulars(form):
    """A plural s is silent, as in French, unless the word stands in an English phrase."""
    if form.endswith("s") and len(form) > 3 and not form.endswith("ss"):
        yield form[:-1]
        if form.endswith(("ches", "shes", "sses", "xes", "zes")):
            yield form[:-2]
        if form.endswith("ies"):
            yield form[:-3] + "y"


def past(sounds):
    if sounds.endswith(("t", "d")):
        return "id"
    return "t" if sounds.endswith(("p", "k", "f", "s", "ʃ")) else "d"
