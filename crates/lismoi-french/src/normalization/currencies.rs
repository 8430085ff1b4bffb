//! Table of currencies: how they are printed and said.

use super::Gender;

/// A currency.
pub(super) struct Currency {
    /// As it is printed, longer forms first.
    pub(super) printed: &'static str,
    pub(super) singular: &'static str,
    pub(super) plural: &'static str,
    /// The hundredth part, in the singular and the plural.
    pub(super) hundredth: [&'static str; 2],
    pub(super) gender: Gender,
}

const fn currency(
    printed: &'static str,
    [singular, plural]: [&'static str; 2],
    hundredth: [&'static str; 2],
) -> Currency {
    Currency {
        printed,
        singular,
        plural,
        hundredth,
        gender: Gender::Masculine,
    }
}

const fn feminine(
    printed: &'static str,
    names: [&'static str; 2],
    hundredth: [&'static str; 2],
) -> Currency {
    let mut currency = currency(printed, names, hundredth);
    currency.gender = Gender::Feminine;
    currency
}

const CENTIME: [&str; 2] = ["centime", "centimes"];
const CENT: [&str; 2] = ["cent", "cents"];
const PENNY: [&str; 2] = ["penny", "pence"];
const EURO: [&str; 2] = ["euro", "euros"];
const DOLLAR: [&str; 2] = ["dollar", "dollars"];
const US_DOLLAR: [&str; 2] = ["dollar américain", "dollars américains"];
const CA_DOLLAR: [&str; 2] = ["dollar canadien", "dollars canadiens"];
const AU_DOLLAR: [&str; 2] = ["dollar australien", "dollars australiens"];
const POUND: [&str; 2] = ["livre", "livres"];
const FRANC: [&str; 2] = ["franc", "francs"];
const SWISS_FRANC: [&str; 2] = ["franc suisse", "francs suisses"];
const CFA_FRANC: [&str; 2] = ["franc C F A", "francs C F A"];

/// A longer form comes before a shorter one that it starts with.
pub(super) const CURRENCIES: [Currency; 116] = [
    currency("€", EURO, CENTIME),
    currency("EUR", EURO, CENTIME),
    currency("euros", EURO, CENTIME),
    currency("euro", EURO, CENTIME),
    currency("$US", US_DOLLAR, CENT),
    currency("$ US", US_DOLLAR, CENT),
    currency("US $", US_DOLLAR, CENT),
    currency("$CA", CA_DOLLAR, CENT),
    currency("$ CA", CA_DOLLAR, CENT),
    currency("$CAN", CA_DOLLAR, CENT),
    currency("$ can.", CA_DOLLAR, CENT),
    currency("$ CAN", CA_DOLLAR, CENT),
    currency("$AU", AU_DOLLAR, CENT),
    currency("$", DOLLAR, CENT),
    currency("US$", US_DOLLAR, CENT),
    currency("USD", US_DOLLAR, CENT),
    currency("CAD", CA_DOLLAR, CENT),
    currency("C$", CA_DOLLAR, CENT),
    currency("CA$", CA_DOLLAR, CENT),
    currency("AUD", AU_DOLLAR, CENT),
    currency("A$", AU_DOLLAR, CENT),
    currency("AU$", AU_DOLLAR, CENT),
    currency("HK$", ["dollar de Hong Kong", "dollars de Hong Kong"], CENT),
    currency(
        "NZ$",
        ["dollar néo-zélandais", "dollars néo-zélandais"],
        CENT,
    ),
    currency(
        "NZD",
        ["dollar néo-zélandais", "dollars néo-zélandais"],
        CENT,
    ),
    currency("HKD", ["dollar de Hong Kong", "dollars de Hong Kong"], CENT),
    feminine("£", POUND, PENNY),
    feminine("GBP", ["livre sterling", "livres sterling"], PENNY),
    feminine("₤", ["lire", "lires"], CENTIME),
    currency("¥", ["yen", "yens"], ["sen", "sens"]),
    currency("JPY", ["yen", "yens"], ["sen", "sens"]),
    currency("円", ["yen", "yens"], ["sen", "sens"]),
    currency("CNY", ["yuan", "yuans"], ["fen", "fens"]),
    currency("RMB", ["yuan", "yuans"], ["fen", "fens"]),
    currency("CHF", SWISS_FRANC, CENTIME),
    currency("FS", SWISS_FRANC, CENTIME),
    currency("Fr.", FRANC, CENTIME),
    currency("fr.", FRANC, CENTIME),
    currency("FF", FRANC, CENTIME),
    currency("FRF", FRANC, CENTIME),
    currency("₣", FRANC, CENTIME),
    currency("F", FRANC, CENTIME),
    currency("FCFA", CFA_FRANC, CENTIME),
    currency("F CFA", CFA_FRANC, CENTIME),
    currency("XOF", CFA_FRANC, CENTIME),
    currency("XAF", CFA_FRANC, CENTIME),
    currency("₽", ["rouble", "roubles"], ["kopeck", "kopecks"]),
    currency("RUB", ["rouble", "roubles"], ["kopeck", "kopecks"]),
    feminine("₹", ["roupie", "roupies"], ["paisa", "paisas"]),
    feminine("INR", ["roupie", "roupies"], ["paisa", "paisas"]),
    currency("₩", ["won", "wons"], ["jeon", "jeons"]),
    currency("KRW", ["won", "wons"], ["jeon", "jeons"]),
    currency("₪", ["shekel", "shekels"], ["agora", "agoras"]),
    currency("ILS", ["shekel", "shekels"], ["agora", "agoras"]),
    feminine("₺", ["livre turque", "livres turques"], ["kuruş", "kuruş"]),
    feminine(
        "TRY",
        ["livre turque", "livres turques"],
        ["kuruş", "kuruş"],
    ),
    feminine("₴", ["hryvnia", "hryvnias"], ["kopeck", "kopecks"]),
    feminine("UAH", ["hryvnia", "hryvnias"], ["kopeck", "kopecks"]),
    currency("₿", ["bitcoin", "bitcoins"], ["", ""]),
    currency("BTC", ["bitcoin", "bitcoins"], ["", ""]),
    currency("ETH", ["éther", "éthers"], ["", ""]),
    currency("MAD", ["dirham", "dirhams"], CENTIME),
    currency("DZD", ["dinar", "dinars"], CENTIME),
    currency("TND", ["dinar", "dinars"], ["millime", "millimes"]),
    currency("PLN", ["zloty", "zlotys"], ["grosz", "groszy"]),
    currency("R$", ["réal", "réals"], ["centavo", "centavos"]),
    feminine("kr", ["couronne", "couronnes"], ["öre", "öre"]),
    feminine("Rs", ["roupie", "roupies"], ["paisa", "paisas"]),
    feminine("SEK", ["couronne", "couronnes"], ["öre", "öre"]),
    // The other signs of Unicode.
    feminine("¤", ["devise", "devises"], ["", ""]),
    currency("֏", ["dram", "drams"], ["", ""]),
    currency("؋", ["afghani", "afghanis"], ["", ""]),
    currency("߾", ["doromé", "doromés"], ["", ""]),
    currency("߿", ["taman", "tamans"], ["", ""]),
    feminine("৲", ["roupie", "roupies"], ["", ""]),
    currency("৳", ["taka", "takas"], ["", ""]),
    currency("৻", ["ganda", "gandas"], ["", ""]),
    feminine("૱", ["roupie", "roupies"], ["", ""]),
    feminine("௹", ["roupie", "roupies"], ["", ""]),
    currency("฿", ["baht", "bahts"], ["", ""]),
    currency("៛", ["riel", "riels"], ["", ""]),
    currency("₠", ["écu", "écus"], ["", ""]),
    currency("₡", ["colon", "colons"], CENTIME),
    currency("₢", ["cruzeiro", "cruzeiros"], ["", ""]),
    currency("₥", ["millième de dollar", "millièmes de dollar"], ["", ""]),
    currency("₦", ["naira", "nairas"], ["kobo", "kobos"]),
    feminine("₧", ["peseta", "pesetas"], CENTIME),
    feminine("₨", ["roupie", "roupies"], ["paisa", "paisas"]),
    currency("₫", ["dong", "dongs"], ["", ""]),
    currency("₭", ["kip", "kips"], ["", ""]),
    currency("₮", ["tugrik", "tugriks"], ["", ""]),
    feminine("₯", ["drachme", "drachmes"], ["", ""]),
    currency("₰", ["pfennig", "pfennigs"], ["", ""]),
    currency("₱", ["peso", "pesos"], ["centavo", "centavos"]),
    currency("₲", ["guarani", "guaranis"], ["", ""]),
    currency("₳", ["austral", "australs"], ["", ""]),
    currency("₵", ["cédi", "cédis"], ["", ""]),
    feminine("₶", ["livre tournois", "livres tournois"], ["", ""]),
    currency("₷", ["spesmilo", "spesmilos"], ["", ""]),
    currency("₸", ["tengué", "tengués"], ["", ""]),
    currency("₻", ["marc nordique", "marcs nordiques"], ["", ""]),
    currency("₼", ["manat", "manats"], ["", ""]),
    currency("₾", ["lari", "laris"], ["", ""]),
    currency("⃀", ["som", "soms"], ["", ""]),
    currency("⃁", ["riyal", "riyals"], ["", ""]),
    feminine("⃂", ["roufia", "roufias"], ["", ""]),
    currency("⃃", ["dirham", "dirhams"], ["", ""]),
    currency("⃄", ["rial", "rials"], ["", ""]),
    feminine("꠸", ["roupie", "roupies"], ["", ""]),
    currency("﷼", ["rial", "rials"], ["", ""]),
    currency("𑿝", ["kassou", "kassous"], ["", ""]),
    currency("𑿞", ["panam", "panams"], ["", ""]),
    currency("𑿟", ["pon", "pons"], ["", ""]),
    currency("𑿠", ["varaha", "varahas"], ["", ""]),
    currency("𞋿", ["ngoun", "ngouns"], ["", ""]),
    feminine("𞲰", ["roupie", "roupies"], ["", ""]),
];
