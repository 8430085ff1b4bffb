"""Which letters of an English word stand for which of its sounds."""

# The letters that each sound of ARPABET (of CMUdict, without stress) is written with.
SPELLINGS = {
    "AA": "a o aa ah ea e au ho",
    "AE": "a ai au i",
    "AH": "a e i o u y ou oo ai ia io eo oe ae ah ea ei eu iou ough ie au oi",
    "AO": "a o au aw oa ou ough augh oo al",
    "AW": "ou ow au ough o hou ao",
    "AY": "i y ie igh ei eigh uy ye ai ay ey eye hi",
    "EH": "e ea a ai ay ie ei eo ae u he hei",
    "ER": "er ir ur or ar ear our yr re urr err irr ere ure oar eur orr olo err her aur",
    "EY": "a ai ay ei ey ea eigh e aigh ee au ae ah et",
    "IH": "i e y a u o ee ie ui ea ai ei ia hi",
    "IY": "e ee ea i y ie ei ey eo ae oe ay uay hea",
    "OW": "o oa ow oe ou ough eau ew owe oh ot au ho oo",
    "OY": "oi oy awy uoy",
    "UH": "u oo ou o ew eu ue",
    "UW": "u oo ou o ew ue ui eu ough oe ough ous",
    "B": "b bb",
    "CH": "ch tch t c cc tu cz",
    "D": "d dd ed ld",
    "DH": "th the",
    "F": "f ff ph gh lf pf",
    "G": "g gg gh gu x",
    "HH": "h wh j x",
    "JH": "j g dg dge d gg dj di ge",
    "K": "k c ck ch cc q qu cq kk x cch kh que lk",
    "L": "l ll le sl",
    "M": "m mm mb mn lm gm me",
    "N": "n nn kn gn pn mn ne",
    "NG": "ng n ngue",
    "P": "p pp ph pe",
    "R": "r rr wr rh rrh re",
    "S": "s ss c sc st ps ce se sw sch",
    "SH": "sh ch s ss t ti ci si sci c sch ssi ssu xi",
    "T": "t tt ed pt bt th d te ght ct",
    "TH": "th",
    "V": "v f ve vv ph w",
    "W": "w wh u o ou",
    "Y": "y i j e",
    "Z": "z s zz ss x es ze se",
    "ZH": "s si g z ge zi ti j",
}
SPELLINGS = {sound: set(spellings.split()) for sound, spellings in SPELLINGS.items()}

# Two sounds of one letter.
PAIRS = {
    ("K", "S"): {"x", "xc"},
    ("G", "Z"): {"x"},
    ("K", "SH"): {"x", "xi"},
    ("Y", "UW"): {"u", "ew", "eu", "ue", "eau", "iew", "ieu", "you", "yu", "ou"},
    ("Y", "UH"): {"u", "eu"},
    ("Y", "AH"): {"u", "io", "ia"},
    ("Y", "ER"): {"ur", "ure", "ior"},
    ("W", "AH"): {"o", "one"},
    ("W", "AA"): {"oi"},
    ("T", "S"): {"z", "zz"},
    ("AH", "L"): {"le", "l"},
    ("AH", "M"): {"m"},
    ("AY", "ER"): {"ire", "yre"},
}

VOWELS = set("aeiouy")
LONGEST = 5


def aligned(word, sounds):
    """Pairs of the letters and the places of the sounds they stand for; silent letters have none.

    The cheapest way: a spelling of the table is free, other letters cost.
    """
    bare = [sound.rstrip("012") for sound in sounds]
    best = {(0, 0): (0, None)}
    for at in range(len(word) + 1):
        for done in range(len(bare) + 1):
            if (at, done) not in best:
                continue
            cost = best[at, done][0]
            for length, count, more in steps(word, bare, at, done):
                state = (at + length, done + count)
                if state not in best or cost + more < best[state][0]:
                    best[state] = (cost + more, (at, done))
    state, pairs = (len(word), len(bare)), []
    while state != (0, 0):
        before = best[state][1]
        pairs.append((word[before[0] : state[0]], list(range(before[1], state[1]))))
        state = before
    return best[len(word), len(bare)][0], pairs[::-1]


def steps(word, bare, at, done):
    """The ways on from a place: how many letters, how many sounds, at what cost."""
    letter = word[at : at + 1]
    if letter:
        repeated = at > 0 and word[at - 1] == letter
        yield 1, 0, 0.4 if letter in "eh" or repeated else 1
    if done == len(bare):
        return
    yield 0, 1, 1.5
    for length in range(1, LONGEST + 1):
        letters = word[at : at + length]
        if len(letters) < length:
            return
        if letters in SPELLINGS[bare[done]]:
            yield length, 1, 0.05 * (length > 1)
        if letters in PAIRS.get(tuple(bare[done : done + 2]), ()):
            yield length, 2, 0.1
    is_vowel = bare[done][0] in "AEIOU"
    yield 1, 1, 1 if (letter in VOWELS) == is_vowel else 2
