"""The languages of countries, by their ISO codes, and of parts of some countries."""

# Languages with rules in data/languages.
LANGUAGES = {
    "chinese": "CN",
    "czech": "CZ SK",
    "dutch": "NL",
    "finnish": "FI",
    "german": "AT DE LI",
    "hungarian": "HU",
    "italian": "IT SM",
    "japanese": "JP",
    "nordic": "DK NO SE",
    "polish": "PL",
    "portuguese": "AO BR CV GW MZ PT ST TL",
    "romanian": "MD RO",
    "romanized": "BD BW CD ET GH GM ID IN KE LK LR MM MV MW MY NG NP PK RW BI SL SS SZ TH TZ UG ZA ZM ZW LS NA",
    "south_slavic": "BA HR ME RS SI",
    "spanish": "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE",
    "turkish": "TR",
    # Without rules: their names are left out of the others.
    "english": "AU CA GB IE NZ US JM TT",
    "french": "FR GP GF MQ RE MC LU DZ MA TN MR SN ML CI BF NE TG BJ CM GA CG CF TD GN MG DJ KM HT LB",
}

# Parts of countries, by GeoNames' codes of their first order.
PARTS = {
    "dutch": "BE.VLG",
    "french": "CA.10 BE.WAL BE.BRU CH.FR CH.GE CH.JU CH.NE CH.VD CH.VS IT.19",
    "german": "CH.AG CH.AI CH.AR CH.BE CH.BL CH.BS CH.GL CH.GR CH.LU CH.NW CH.OW CH.SG CH.SH CH.SO CH.SZ CH.TG CH.UR CH.ZG CH.ZH",
    "italian": "CH.TI",
    # Basque, Catalan, Galician, German, Turkic, Tibetan and Mongolian.
    "other": "ES.07 ES.31 ES.56 ES.58 ES.59 ES.60 IT.17 CN.13 CN.14 CN.20",
}  # fmt: skip

BY_CODE = {code: language for table in (LANGUAGES, PARTS) for language, codes in table.items() for code in codes.split()}


def language(city):
    """The language of a city of GeoNames, `other` for one without rules."""
    country = city["countrycode"]
    return BY_CODE.get(f"{country}.{city['admin1code']}") or BY_CODE.get(country, "other")
