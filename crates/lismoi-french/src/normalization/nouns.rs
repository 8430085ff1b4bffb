//! What a number counts, and of which gender it is: a table of nouns, then endings.

use super::Gender;
use super::place::{after_space, first_word};
use lismoi_document::word_list::contains;

/// The word after a number.
pub(super) struct Counted<'a> {
    /// The word itself, which may be an adjective.
    pub(super) word: &'a str,
    /// Of the noun; `None` where it is not known.
    pub(super) gender: Option<Gender>,
}

/// Feminine nouns that their ending does not give away, in the singular.
const FEMININE: &str = " action affaire agence aile alerte ambulance année arme armée armoire arrestation attaque \
    auto avenue balle banque bande barre base bataille bête bibliothèque bière blague blessure boîte bombe bouche \
    bourse bouteille branche brebis brigade brique brochure caisse caméra campagne carte case cause cellule \
    centrale chaîne chaise chambre chance chanson charge chaussure chemise chèvre chose chronique cible cigarette \
    circulaire classe clé clef cloche clope colline colonne commande commune compagnie compétence condition \
    copie corde couche couleur coupe cour course couronne couverture crise cuillère cuillerée culture danse date \
    demande dent dépêche dette deuxième digue dizaine dose douzaine dynastie église élève-infirmière émeute encre \
    énigme enquête entreprise enveloppe épidémie épouse épreuve équipe escale espèce étape étoile étude étudiante \
    exécution facture faille famille faute femme fenêtre ferme feuille fiche figure file fille fillette flèche \
    fleur flotte foi fois force forêt forme formule foule frappe frégate frontière fusée gare gendarmerie génération \
    gousse goutte grève grippe guerre halte heure histoire hypothèse idée île image infirmière inscription \
    interview jambe joue journée jupe lampe langue larme leçon lettre liberté licence ligne liste livraison locomotive \
    loi lune machine main maire-adjointe maison maîtresse maladie manche manifestation marche marque marche masse \
    matière mère mesure méthode mine minute mission modification montagne montre mort-née mosquée moto mouche \
    nageuse naissance nation note nouvelle nuit occasion offre ombre opération option oreille page paire panne parole \
    part partie patte pause peine pellicule période perle personne perte peur phase photo phrase pièce pierre pile \
    piste place plage plainte planche planète plante plaque plainte plume poche pomme porte position poule poutre \
    poursuite prairie preuve primaire princesse prise prison promesse proposition province question queue race \
    raison recette recherche recrue réforme région règle reine relance religieuse remarque rencontre rente réponse \
    république réserve résidence rose roue route rue ruche salle sanction scène seconde section semaine série \
    serviette session sirène sœur soirée somme sonde sorte source station statue structure strophe succursale suite \
    superficie surface syllabe table tâche tasse taxe télé tempête tente tête tirage-photo toile tomate tonne tour-opératrice \
    toux tranche traversée tribu troupe truite tuile usine vache vague valise valeur variante veuve victime victoire vie \
    vidéo vierge vigne villa ville vis vitamine vitesse voie voile voisine voiture voix vue zone absente abstention \
    candidate députée sénatrice élue salariée employée étudiante adhérente blessée avocate adjointe auteure écrivaine \
    médaille victime école chèvre œuvre heure année arrivée entrée rangée tournée randonnée rentrée montée bouchée \
    pensée soirée idée allée vallée fée épée fusée dictée pincée poignée dame demoiselle miss star vedette tonne once \
    livre calorie unité roupie couronne lire peseta parcelle ruelle pelle échelle aquarelle mamelle étincelle ficelle \
    nacelle gazelle hirondelle ";

/// Masculine nouns whose ending looks feminine.
const MASCULINE: &str = " mille musée lycée trophée mausolée apogée athée pygmée camée coryphée scarabée périnée comité été côté \
    traité arrêté député employé blessé salarié pâté comté doigté invité révolté évadé squelette incendie génie \
    parapluie foie sosie messie murmure mercure augure silence bastion million billion scion lion pion avion camion \
    espion champion gardien silure stade grade camarade nomade jade malade ministère mystère cimetière critère caractère \
    frère père cratère hémisphère adultère derrière magazine patrimoine moine domaine capitaine platine oratoire \
    territoire laboratoire interrogatoire mémoire répertoire conservatoire victoire-test bénévole pétrole symbole rôle contrôle monopole \
    modèle vermicelle libelle rebelle fidèle parallèle vice service sacrifice bénéfice orifice indice édifice exercice \
    office artifice caprice solstice dentifrice préjudice hospice complice précipice supplice appendice armistice \
    verre litre siècle mètre kilomètre centimètre millimètre cercle gramme kilogramme milligramme programme problème système poème thème barème théorème";

/// Endings of feminine nouns, in the singular.
const FEMININE_ENDINGS: [&str; 34] = [
    "tion",
    "sion",
    "xion",
    "gion",
    "nion",
    "aison",
    "té",
    "ée",
    "ette",
    "ure",
    "ance",
    "ence",
    "ie",
    "elle",
    "esse",
    "trice",
    "euse",
    "ise",
    "ude",
    "ade",
    "ille",
    "ienne",
    "onne",
    "ine",
    "aine",
    "ère",
    "ière",
    "oire",
    "ice",
    "enne",
    "ante",
    "ente",
    "otte",
    "iste-femme",
];

/// Words that no number counts, though they may stand behind one.
const FUNCTION_WORDS: &str = " et ou à a au aux en est était ont avait y il ils elle elles on un une où avec ainsi alors après \
    avant aussi aujourd'hui hier ici entre encore enfin ensuite envers hors ni mais donc or car que qui quand pour par \
    de du des le la les ce cette ces son sa ses leur leurs nous vous dans sur sous sans chez contre depuis dès pendant \
    lors puis si comme plus moins ans-là sont sera fut être h etc afin ayant étant aura auraient ayant eu \
    août avril octobre étaient environ à-peu-près heures-là à-dire ";

/// Adjectives of both genders, or without one to the ear, that may stand before a noun.
const ADJECTIVES: &str = " jeune jeunes autre autres ancien anciens simple simples jolie grave graves rare rares vaste vastes \
    brave braves pauvre pauvres célèbre célèbres énorme énormes petite petites grande grandes belle belles nouvelle \
    nouvelles vieille vieilles longue longues bonne bonnes première premières dernière dernières courte courtes \
    grosse grosses anciennes fausse fausses même mêmes seule seules haute hautes ";

/// The word that a number counts, from what follows the number; `None` where nothing is
/// counted.
pub(super) fn counted(after: &str) -> Option<Counted<'_>> {
    let word = word_after(after)?;
    let mut noun = word;
    let mut rest = after;
    // At most two adjectives: "21 autres jeunes femmes".
    for _ in 0..2 {
        if !contains(ADJECTIVES, noun) {
            break;
        }
        let start = noun.as_ptr() as usize - rest.as_ptr() as usize + noun.len();
        rest = &rest[start..];
        match word_after(rest) {
            Some(next) => noun = next,
            None => break,
        }
    }
    let gender = gender(noun);
    Some(Counted { word, gender })
}

fn word_after(after: &str) -> Option<&str> {
    let text = after_space(after);
    if text.len() == after.len() {
        return None;
    }
    let word = first_word(text);
    let is_noun = word.len() > 1
        && word.chars().next().is_some_and(char::is_lowercase)
        && text.get(1..2).is_none_or(|c| c != "'")
        && !word.contains(['\'', '’'])
        && !contains(FUNCTION_WORDS, word);
    is_noun.then_some(word)
}

/// The gender of a noun in either number; `None` where it is not known.
fn gender(noun: &str) -> Option<Gender> {
    let singular = noun.strip_suffix(['s', 'x']).unwrap_or(noun);
    if contains(FEMININE, noun) || contains(FEMININE, singular) {
        return Some(Gender::Feminine);
    }
    if contains(MASCULINE, noun) || contains(MASCULINE, singular) {
        return Some(Gender::Masculine);
    }
    FEMININE_ENDINGS
        .iter()
        .any(|ending| singular.ends_with(ending))
        .then_some(Gender::Feminine)
}
