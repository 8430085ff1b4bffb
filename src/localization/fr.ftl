# Les messages en français. Les erreurs sont dans errors.fr.tsv, l'aide dans help.fr.ftl.

## Débuts des messages

error = erreur :
warning = attention :
hint = conseil :

## Comptes

count-sections = { $count ->
    [one] { $count } section
   *[other] { $count } sections
}

## Emploi erroné

usage-line = Utilisation : { $usage }
usage-more = Pour en savoir plus, essayez « --help ».
usage-unknown-argument = l'argument « { $argument } » est inconnu
usage-unknown-command = la commande « { $command } » est inconnue
usage-missing-value = il manque une valeur à « { $argument } »
usage-invalid-value = la valeur « { $value } » ne convient pas à « { $argument } »
usage-bad-value = la valeur « { $value } » ne convient pas à « { $argument } » : { $reason }
usage-conflict = « { $argument } » ne va pas avec « { $other } »
usage-missing-argument = il manque : { $argument }
usage-missing-command = il manque une commande
usage-unexpected-value = « { $value } » est de trop pour « { $argument } »
usage-not-utf8 = un des arguments n'est pas de l'UTF-8
usage-suggestion = peut-être « { $meant } » ?
usage-values = valeurs possibles : { $values }

## Conseils

hint-trust = si vous faites confiance à ce fichier, nommez-le avec --config lismoi.toml
hint-voices = « lismoi voices » en donne la liste
hint-cover-size = 1400 x 1400 pixels suffisent largement
hint-cover-format = enregistrez-la en PNG ou en JPEG
hint-any-language-use = --any-language permet de l'employer malgré tout
hint-any-language-add = --any-language permet de l'ajouter malgré tout
hint-config-beside = téléchargez le .onnx.json au même endroit que le .onnx
hint-speakers = son .onnx.json donne la liste des locuteurs dans « speaker_id_map »
hint-remove-voice = retirez-la d'abord avec « lismoi voices remove »
hint-voice-name = renommez ses fichiers avec des lettres, des chiffres, « - », « _ » et « . »
hint-one-model = nommez un des fichiers
hint-private = si ce serveur est le vôtre, ajoutez --allow-private
hint-save-page = ouvrez l'adresse dans un navigateur, enregistrez la page et donnez le fichier à lismoi
hint-check-address = vérifiez l'adresse dans un navigateur
hint-browser = téléchargez-le avec un navigateur et donnez le fichier à lismoi
hint-connection = vérifiez l'adresse et la connexion
hint-space = faites de la place ; la prochaine exécution reprendra ici
hint-permissions = vérifiez les droits d'accès, ou écrivez dans un autre dossier avec -o
hint-manifest = déplacez-le, ou remplacez-le avec --force
hint-damaged-manifest = relancez lismoi avec l'article : il répare ce qui est endommagé
hint-folder = écrivez dans un autre dossier avec -o, ou remplacez-le avec --force
hint-moved = ce qui a été écrit est dans le dossier qui s'y trouvait au début de l'exécution, où qu'il soit maintenant
hint-force = remplacez-le avec --force
hint-doctor = essayez « lismoi doctor »
hint-all-skipped = tout est laissé de côté ; « lismoi show blocks » dit pourquoi, et --keep-all lit tout
hint-format-list = les formats sont séparés par des virgules : --format mp3,srt
hint-feed-base = nommez l'espace web où vous le mettrez : --base https://example.fr/podcast
hint-secrets = réservez-le-vous : chmod 600
hint-account = vérifiez le compte, le mot de passe et le jeton ; « lismoi sources remove » puis « add » les changent
hint-source-later = elle sera interrogée plus tard, ou tout de suite avec --now
hint-foreign = nommez un autre dossier, ou mettez ce fichier ailleurs
hint-loudspeaker = lancez PulseAudio ou PipeWire ; « lismoi say -o FICHIER » écrit un fichier WAV à la place
hint-lexicon = un lexique a sur chaque ligne un mot, une tabulation et sa prononciation ; « lismoi show words ARTICLE --lexicon » en donne un à corriger
hint-link = supprimez-le : lismoi ne suit aucun lien dans le dossier d'un livre audio
hint-not-a-file = indiquez un fichier ; un article peut aussi venir de l'entrée standard : -
hint-token = utilisez --token-file avec un fichier de votre dossier : lismoi le crée et y écrit un jeton
hint-too-large = lismoi ne lit pas de plus gros fichier de ce genre : est-ce le bon ?
hint-rename = renommez un des deux articles

## Erreurs et avertissements

could-not-speak = impossible de dire { $text } (ligne { $line }, dans « { $file } ») : { $reason }
option-without-format = { $option } ne change rien sans --format
option-of-no-format = { $option } ne change aucun des formats choisis
short-list = « { $file } » nomme { $listed } chapitres sur { $of } : sa liste n'a pas plus de place
short-list-of-two = la liste des chapitres pour les anciens lecteurs, dans « { $file } », en a { $listed } sur { $of } ; les autres lecteurs les trouvent tous
only-the-beginning = « { $path } » ne contient que le début de son article : { $notice }
without-text = « { $path } » ne contient pas le texte de { $titles }
not-french = « { $name } » est en { $language } ; il est lu comme si c'était du français
another-language = une autre langue (« { $tag } »)
unknown-phoneme = la voix ne connaît pas le phonème « { $phoneme } » de « { $word } », et l'omet
damaged-line = la ligne { $line } contient des octets qui ne sont pas du texte ; ils ne sont pas lus
damaged-manifest = le manifeste était endommagé ({ $part }) ; il a été reconstruit
kept-file = { $file } a changé depuis que lismoi l'a écrit ; le fichier modifié s'appelle maintenant { $name }, et un nouveau a été écrit
missing-from-book = absent du livre : { $text }
left-out = laissés de côté dans le dossier « { $folder } » : { $named }
settings-of = réglages de « { $file } »
standard-input = entrée standard

## Compte rendu d'un article

more-files = { $count ->
    [one] { $count } fichier dans un autre format ; -v le nomme
   *[other] { $count } fichiers dans d'autres formats ; -v les nomme
}
file-changed = { $file } a été modifié par un autre programme ; il est laissé tel quel
file-dropped = { $file } appartenait à une section disparue, et a été supprimé
file-replaced = { $file } a été supprimé, comme --only le demande
count-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
total = { $articles }, { $length } de lecture en tout, en { $took }
total-failed = { $count ->
    [one] { $count } échec
   *[other] { $count } échecs
}
of-speech = { $sections }, { $length } de lecture
of-speech-about = { $sections }, environ { $length } de lecture
to-write = { $size } à écrire
fate-kept = à jour
fate-deleted = serait supprimé
size-kb = { $size } ko
size-mb = { $size } Mo
up-to-date = tout est à jour
spoken-now = { $count ->
    [one] dont { $count } dite à l'instant
   *[other] dont { $count } dites à l'instant
}
took = en { $seconds } s ({ $speed } fois le temps réel)
not-read = { $count ->
    [one] { $count } élément n'est pas lu :
   *[other] { $count } éléments ne sont pas lus :
}
skipped-line = ligne { $line } : { $text } ({ $reason })
and-more = et { $count } de plus, à voir dans le manifeste
titles-and-more = { $titles } et { $count } de plus
encoding = encodage
time-left = reste { $time }

## Voix

voice-added = « { $name } » est ajoutée : employez-la avec --voice { $name }
voice-licence = licence : { $licence }
voice-without-card = elle n'a pas de fiche qui nomme une licence ; cherchez-la avant de partager l'audio
voice-removed = « { $name } » est retirée
voices-espeak = eSpeak NG (la voix par défaut ; robotique, et la plus rapide) :
voices-variants = variantes, comme dans fr+f2 :
voices-other-variants = autres variantes :
voices-more = et { $count } de plus : « lismoi voices list --all »
voices-pico = SVOX Pico (une femme, plus facile à comprendre, 16 000 Hz) :
voices-pico-dialects = français ; --dialect be ou ch
voices-piper = Piper (les voix que vous ajoutez) :
voices-none = aucune ; « lismoi voices add --help » dit où en trouver
voices-speakers = , { $count } locuteurs
voices-line = { $language }, { $quality }{ $rate } Hz, { $size } Mo{ $speakers } ; licence : { $licence }
voices-unknown = inconnue

## Diagnostic

doctor-ok = bon
doctor-failed = échec
doctor-voice-data = données de voix, { $engine }
doctor-speech = parole, { $voice }
doctor-phonemes = phonèmes
doctor-output = sortie
doctor-spoke = a dit « { $text } » ({ $ms } ms)
doctor-spoke-added = a parlé ; un processus prend au plus { $memory } Mo environ, et il y en a { $workers } par défaut si les processeurs suffisent
doctor-writable = « { $folder } » est accessible en écriture
doctor-no-cache = le cache n'est pas accessible en écriture ; les données sont écrites dans un dossier temporaire à chaque exécution

## Page de manuel

man-manual = Commandes de l'utilisateur

## Un lexique de l'article

lexicon-head =
    Les mots de l'article et leur prononciation, les plus douteux d'abord : mot, prononciation, doute.
    Corrigez la prononciation : /API/, [[phonèmes]] ou une autre graphie. Effacez ce qui est juste.
    Puis : lismoi ARTICLE --lexicon CE_FICHIER

## Le lecteur

play-keys = espace : pause ; gauche, droite : 10 s ; haut, bas : section ; + - : vitesse ; q : quitter

## La bibliothèque

add-there-already = la bibliothèque l'a déjà : { $title }
add-waits = il attend dans la file : un autre lismoi fait des articles, et fera aussi celui-ci
library-removed-for-room = supprimé pour faire de la place : { $title }
library-purged-for-room = effacé pour faire de la place, car déjà retiré : { $folder }
library-too-large = { $size } de plus que le quota de { $quota } : le reste est commencé, étiqueté ou arrivé aujourd'hui
serve-at = à l'écoute sur { $address } (Ctrl-C arrête)
serve-wyoming-at = à l'écoute sur tcp://{ $address } pour Home Assistant (Wyoming)
serve-wyoming-open = quiconque atteint { $address } peut faire dire des textes : Wyoming ne connaît pas de jeton
serve-token = le jeton est { $token } ; il est gardé dans « { $file } »
serve-token-open = d'autres peuvent lire « { $file } » : chmod 600 '{ $file }'
library-total = { $articles } à écouter, { $length }
library-heard-too = { $count ->
    [one] 1 autre a été écouté ; --all le montre
   *[other] { $count } autres ont été écoutés ; --all les montre
}
library-begun = commencé, sur { $length }
library-heard = écouté
library-damaged = { $count ->
    [one] 1 ligne du journal est abîmée et n'est pas lue
   *[other] { $count } lignes du journal sont abîmées et ne sont pas lues
}
library-unreadable = « { $folder } » ne peut pas être lu : { $reason }
library-purged = { $folder }, retiré il y a plus de 30 jours, a été supprimé
library-marked-heard = écouté : { $title }
library-marked-unheard = à écouter : { $title }
library-ask = Retirer { $articles } ? [o/N]
library-ask-now = Supprimer { $articles }, et tout ce qui a déjà été retiré ? [o/N]
library-nothing-removed = rien n'a été retiré
library-removed = retiré : { $title }
library-undo = « lismoi library undo » le fait revenir pendant 30 jours
library-restored = { $folder } est revenu
library-joined = « { $file } » était une copie du journal ; elle y a été jointe
library-forgotten = les fichiers de { $folder }, qui avait été retiré, ont disparu
fact-title = titre
fact-authors = auteurs
fact-site = site
fact-address = adresse
fact-from = origine
fact-tags = étiquettes
fact-length = durée
fact-heard = écouté
fact-left = encore { $length }
fact-unheard = non
fact-folder = dossier
fact-size = taille
fact-id = identifiant
stats-unheard = à écouter
stats-begun = commencés
stats-heard = écoutés
stats-removed = { $count ->
    [one] 1 article retiré est gardé 30 jours
   *[other] { $count } articles retirés sont gardés 30 jours
}

## Ce qui tient dans le temps

listen-total = { $articles }, { $length } sur { $time }
listen-left-out = laissés de côté : { $articles }
listen-left-out-longer = laissés de côté : { $articles }, dont { $longer } plus longs que le temps donné
listen-playlist = « { $file } » a été écrit

## Le flux

feed-total = { $articles } dans « { $folder } »
feed-changed = { $new ->
    [one] 1 nouveau fichier
   *[other] { $new } nouveaux fichiers
}, { $removed ->
    [one] 1 retiré
   *[other] { $removed } retirés
}
feed-address = pour s'abonner : { $address }

## Les exports

export-total = { $articles } dans « { $folder } »
export-new = { $count ->
    [one] 1 nouveau fichier
   *[other] { $count } nouveaux fichiers
}

## Les sources

sources-none = il n'y a pas de source ; « lismoi sources add » en ajoute une
sources-added = ajoutée : { $name }
sources-removed = retirée : { $name }
sources-there = déjà là : { $name }
sources-ask = { $name } :
sources-failing = { $count ->
    [one] n'a pas pu être lue la dernière fois
   *[other] n'a pas pu être lue les { $count } dernières fois
}
sources-waiting = { $name } est laissée tranquille un moment ; --now l'interroge quand même
sources-new = { $name } : { $count ->
    [0] rien de nouveau
    [one] 1 nouvel article
   *[other] { $count } nouveaux articles
}

## Langues

language-ara = arabe
language-cat = catalan
language-cmn = chinois
language-dan = danois
language-deu = allemand
language-eng = anglais
language-epo = espéranto
language-ita = italien
language-jpn = japonais
language-lat = latin
language-nld = néerlandais
language-pol = polonais
language-por = portugais
language-ron = roumain
language-rus = russe
language-spa = espagnol
language-swe = suédois
language-tur = turc
