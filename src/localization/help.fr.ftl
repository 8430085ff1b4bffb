# L'aide en français : commandes, options, valeurs. L'anglais est dans les commentaires de
# src/cli.

## Commandes

command-about = Lit les articles français à voix haute, hors connexion
command-long-about =
    Lit les articles français à voix haute, hors connexion.

    Écrit dans DOSSIER/<article>/ un fichier WAV par section, une liste de lecture et un manifeste. --format ajoute d'autres formats de l'article entier.
command-examples =
    Exemples :
      lismoi article.txt                     un fichier WAV par section
      lismoi article.txt --format m4b,html   aussi un livre audio, et une page où le texte suit

    --help en dit plus sur chaque option, et donne plus d'exemples.
command-long-examples =
    Exemples :
      lismoi article.txt                     un fichier WAV par section
      lismoi page.html notes.md              une page web enregistrée, et du Markdown
      lismoi articles/ -o ~/Musique          tous les articles d'un dossier
      curl -s example.fr/a.txt | lismoi -    un article venu d'un autre programme
      lismoi article.txt --voice fr-be+f2 --speed 1,2 --pauses tight
      lismoi article.txt --format m4b,html   aussi un livre audio, et une page où le texte suit
      lismoi article.txt --format mp3 --per-section
      lismoi show sentences article.txt      les phrases, avant d'en dire aucune
      lismoi show words article.txt          les mots dont la lecture est douteuse

    La plupart des options peuvent aussi être écrites dans lismoi.toml :
      rate = 200
      format = ["m4b", "html"]
    Celles de la ligne de commande passent avant.

    Codes de sortie : 0 fait, 1 échec, 2 emploi erroné, 130 interrompu.
command-show-about = Montre les blocs, les phrases, le texte dit ou les phonèmes d'un article
command-show-examples =
    Exemples :
      lismoi show blocks article.txt
      lismoi show spoken article.txt --explain
      echo 'Il est 14 h 30.' | lismoi show phonemes --from lines
command-say-about = Fait entendre un texte ou un article dans le haut-parleur
command-say-examples =
    Exemples :
      lismoi say "Il est 14 h 30."
      lismoi say article.txt --section 2
      echo Bonjour | lismoi say -o - | aplay
command-play-about = Écoute un livre audio dans le terminal
command-play-long-about =
    Écoute un livre audio dans le terminal.

    Reprend là où l'écoute s'était arrêtée. Touches : espace met en pause ; gauche et droite reculent et avancent de dix secondes, haut et bas vont à la section d'avant et d'après ; + et - changent la vitesse ; q quitte.
command-play-examples =
    Exemples :
      lismoi play output/article
      lismoi play output/article --section 3 --speed 1,5
command-add-about = Ajoute des articles à la bibliothèque
command-add-long-about =
    Ajoute des articles à la bibliothèque.

    Les lit comme « lismoi ARTICLE », note quand ils sont arrivés et d'où, et laisse de côté ce que la bibliothèque a déjà, d'après l'adresse ou d'après le texte.
command-add-examples =
    Exemples :
      lismoi add https://example.fr/article
      lismoi add article.pdf --tag sciences
command-serve-about = Ouvre la bibliothèque à un navigateur, aux applications de podcasts et à d'autres programmes
command-serve-long-about =
    Ouvre la bibliothèque à un navigateur, aux applications de podcasts et à d'autres programmes.

    Montre ce qui a été ajouté, fait ce qu'on y ajoute, et le joue ; Ctrl-C arrête. Sans --listen, ne sert que cet ordinateur. Les autres ont besoin d'un jeton : --token-file nomme le fichier qui le contient, et le crée s'il n'existe pas.
command-serve-examples =
    Exemples :
      lismoi serve
      lismoi serve --listen 0.0.0.0 --token-file ~/.config/lismoi/token
command-listen-about = Choisit ce qui tient dans le temps qu'on a, et le fait entendre
command-listen-long-about =
    Choisit ce qui tient dans le temps qu'on a, et le fait entendre.

    Prend d'abord ce qui est commencé, puis ce qui a été ajouté en premier, de façon à remplir le temps ; donne la liste de ce qui est choisi et dit ce qui est laissé de côté.
command-listen-examples =
    Exemples :
      lismoi listen --for 35
      lismoi listen --for 1h20 --speed 1,3 --playlist train.m3u8
      lismoi listen --for 20 --tag sciences --play
command-feed-about = Publie les articles comme un podcast, pour n'importe quel espace web
command-feed-long-about =
    Publie les articles comme un podcast, pour n'importe quel espace web.

    Écrit dans un dossier feed.xml et tous les fichiers auxquels il mène ; mettez ce dossier en ligne et donnez son adresse à votre application de podcasts. Les articles écoutés n'y sont pas. Le MP3 qui manque à un livre audio est fait dans son dossier.
command-feed-examples =
    Exemples :
      lismoi feed --base https://example.fr/podcast
      lismoi feed && rsync -a output/feed/ example.fr:podcast/
command-export-about = Donne les articles à un autre programme
command-export-audiobookshelf-about = Écrit les articles dans une bibliothèque d'Audiobookshelf
command-export-audiobookshelf-long-about =
    Écrit les articles dans une bibliothèque d'Audiobookshelf.

    Chacun a un dossier AUTEUR/TITRE, avec un M4B, sa couverture et metadata.json. Les articles écoutés n'y sont pas. Les fichiers d'autres programmes restent comme ils sont, et rien n'est retiré.
command-sources-about = Suit des flux et des services de lecture différée
command-sources-long-about =
    Suit des flux et des services de lecture différée.

    « lismoi sources fetch » lit leurs nouveaux articles à voix haute dans la bibliothèque.
command-sources-examples =
    Exemples :
      lismoi sources add https://example.fr/feed.xml --tag presse
      lismoi sources add feeds.opml
      lismoi sources add https://wallabag.example.fr --kind wallabag --user anne \
        --client-id 1_abc
      lismoi sources fetch
command-sources-add-about = Ajoute un flux, les flux d'un fichier OPML, ou un service de lecture différée
command-sources-add-long-about =
    Ajoute un flux, les flux d'un fichier OPML, ou un service de lecture différée.

    Les mots de passe et les jetons sont demandés, ou lus sur l'entrée standard, un par ligne ; ils sont gardés dans lismoi/secrets.json, dans votre dossier de configuration, que vous êtes seul à pouvoir lire.
command-sources-list-about = Donne la liste des sources
command-sources-fetch-about = Prend ce qu'il y a de nouveau, et le lit à voix haute dans la bibliothèque
command-sources-fetch-long-about =
    Prend ce qu'il y a de nouveau, et le lit à voix haute dans la bibliothèque.

    Un flux donne d'abord ses articles les plus récents, puis ce qu'il y a de nouveau. Ce qui a été écouté est marqué comme lu dans le service d'où il vient.
command-sources-remove-about = Retire une source ; ses articles restent
command-library-about = Donne la liste des livres audio d'un dossier ; les marque comme écoutés, les retire
command-library-list-about = Donne la liste des articles, le plus ancien d'abord
command-library-show-about = Montre ce qu'on sait d'un article
command-library-heard-about = Marque des articles comme écoutés
command-library-remove-about = Retire des articles ; « undo » les fait revenir pendant 30 jours
command-library-undo-about = Fait revenir l'article retiré en dernier
command-library-rescan-about = Remet le journal en ordre après un déplacement, une synchronisation ou une suppression de fichiers
command-library-rescan-long-about =
    Remet le journal en ordre après un déplacement, une synchronisation ou une suppression de fichiers.

    Réunit les copies du journal qu'une synchronisation a laissées, enlève les lignes abîmées, et oublie les articles retirés dont les fichiers ont disparu.
command-library-stats-about = Dit combien il y a d'articles, et combien ont été écoutés
command-voices-about = Donne la liste des voix ; en ajoute, en essaie ou en retire une
command-voices-list-about = Donne la liste des voix
command-voices-add-about = Ajoute une voix Piper
command-voices-add-long-about =
    Ajoute une voix Piper.

    Une voix se compose d'un modèle (NOM.onnx), de sa configuration (NOM.onnx.json) et, de préférence, d'une fiche MODEL_CARD qui en nomme la licence. Elle est copiée dans votre dossier de données (~/.local/share/lismoi/voices sous Linux).
command-voices-add-examples =
    Exemple :
      lismoi voices add ~/Téléchargements/fr_FR-siwis-medium.onnx

    Des voix sont publiées par rhasspy/piper-voices sur Hugging Face, les
    françaises dans le dossier fr. Chacune a sa licence : lisez sa MODEL_CARD.
command-voices-try-about = Dit une phrase avec une voix, et écrit NOM.wav
command-voices-try-examples =
    Exemples :
      lismoi voices try pico
      lismoi voices try fr+f2 "Il est 14 h 30."
      lismoi voices try --all -o voix
command-voices-remove-about = Retire une voix ajoutée
command-check-about = Vérifie les fichiers d'un livre audio, et en fait un rapport en JSON
command-check-long-about =
    Vérifie les fichiers d'un livre audio, et en fait un rapport en JSON.

    Compare chaque fichier au manifeste : empreintes, durée, volume sonore, chapitres, sous-titres, page et livre. Le code de sortie est 1 si quelque chose ne va pas.
command-check-examples =
    Exemple :
      lismoi check output/article
command-doctor-about = Essaie le moteur de synthèse, ses données de voix et le dossier de sortie
command-completions-about = Donne un script de complétion pour un shell
command-completions-examples =
    Exemples :
      lismoi completions bash > ~/.local/share/bash-completion/completions/lismoi
      lismoi completions fish > ~/.config/fish/completions/lismoi.fish
      echo 'source <(lismoi completions zsh)' >> ~/.zshrc    # après compinit

    Les dossiers doivent exister ; pour bash, le paquet bash-completion aussi. Ouvrez
    ensuite un nouveau terminal.
command-man-about = Donne la page de manuel

## Titres

heading-Input = Lecture
heading-Voice = Voix
heading-Output = Fichiers
heading-Tags = Métadonnées
heading-Pauses = Pauses

## Valeurs à remplacer

placeholder-ADDRESS = ADRESSE
placeholder-DIR = DOSSIER
placeholder-FILE = FICHIER
placeholder-NAME = NOM
placeholder-FORMAT = FORMAT
placeholder-ARTICLE = ARTICLE
placeholder-LIST = LISTE
placeholder-PARTS = PARTIES
placeholder-WHERE = OÙ
placeholder-COUNTRY = PAYS
placeholder-HOW_MANY = COMBIEN
placeholder-WPM = MOTS
placeholder-FACTOR = FACTEUR
placeholder-N = N
placeholder-LUFS = LUFS
placeholder-MS = MS
placeholder-PACE = RYTHME
placeholder-TEXT = TEXTE
placeholder-YYYY-MM-DD = AAAA-MM-JJ
placeholder-LANGUAGE = LANGUE
placeholder-TEXT-FILE = TEXTE|FICHIER
placeholder-DIR-FILE = DOSSIER|FICHIER
placeholder-KBPS = DÉBIT
placeholder-HZ = HERTZ
placeholder-STAGE = ÉTAPE
placeholder-SHELL = SHELL
placeholder-FILE-FOLDER-URL = FICHIER|DOSSIER|ADRESSE

## Options communes

help-help = Affiche cette aide
help-help-and-more = Affiche cette aide (plus complète avec « --help »)
help-version = Affiche la version
help-lang = Langue des messages et de l'aide [par défaut : celle du système]
help-quiet = N'affiche que les erreurs
help-verbose = Nomme chaque fichier, et tout ce qui n'est pas lu
help-progress = Rend compte de l'avancement sur la sortie d'erreur, dans ce format [par défaut : une barre dans un terminal]
help-config = Fichier de configuration [par défaut : lismoi.toml]
help-config-long =
    Fichier de configuration [par défaut : lismoi.toml]

    Sans cette option, c'est lismoi.toml dans le dossier courant, sinon lismoi/lismoi.toml dans votre dossier de configuration (~/.config sous Linux).

## Lecture

help-articles = Fichiers, dossiers de fichiers, adresses de pages web, ou - pour l'entrée standard
help-recursive = Lit aussi les dossiers contenus dans un dossier
help-recursive-long =
    Lit aussi les dossiers contenus dans un dossier

    Leurs articles sont écrits dans des dossiers de même nom. Les dossiers cachés, les liens vers des dossiers et ce que lismoi a écrit sont laissés de côté.
help-from = Format de l'article [par défaut : auto]
help-notes = Endroit où les notes de bas de page sont lues [par défaut : skip]
help-keep_all = Lit aussi ce qui entoure l'article : boutons de partage, liens, compteurs de commentaires
help-allow_private = Permet les adresses de votre propre réseau
help-skip = Parties à ne pas lire, séparées par des virgules
help-skip-long =
    Parties à ne pas lire, séparées par des virgules

    La table des matières, l'index et les légendes ne sont déjà pas lus. Les parties sont celles des livres (EPUB) ; byline et caption valent pour tous les formats.
help-read = Parties à lire alors qu'elles ne le sont pas d'habitude, séparées par des virgules
help-password_file = Fichier dont la première ligne est le mot de passe des documents chiffrés
help-lexicon = Lexique de prononciation (TSV ou PLS) ; peut être répété
help-lexicon-long =
    Lexique de prononciation (TSV ou PLS) ; peut être répété

    lismoi/lexicon.tsv dans votre dossier de configuration est toujours lu. Le dernier lexique l'emporte.

## Voix

help-voice = Voix : fr (eSpeak NG), avec +VARIANTE au besoin, pico, ou une voix Piper [par défaut : fr]
help-voice-long =
    Voix : fr (eSpeak NG), avec +VARIANTE au besoin, pico, ou une voix Piper [par défaut : fr]

    Une voix Piper est un fichier NOM.onnx, accompagné de NOM.onnx.json, ou le nom d'une voix ajoutée. #LOCUTEUR derrière ce nom choisit un de ses locuteurs.

    « lismoi voices » donne la liste des voix et des variantes. fr-be et fr-ch sont fr avec les nombres de Belgique ou de Suisse.
help-any_language = Emploie une voix Piper même si elle n'est pas faite pour le français
help-dialect = Nombres du pays : be et ch disent septante et nonante [par défaut : fr]
help-liaison = Combien de liaisons facultatives sont faites [par défaut : usual]
help-rate = Mots par minute, de 80 à 450 [par défaut : 175]
help-speed = Facteur de vitesse de la parole ; la hauteur et les pauses ne changent pas [par défaut : 1]
help-pitch = Hauteur de la voix, de 0 à 99 [par défaut : 50]
help-loudness = Volume sonore moyen en LUFS, de -30 à -16, ou off [par défaut : -19]
help-loudness-long =
    Volume sonore moyen en LUFS, de -30 à -16, ou off [par défaut : -19]

    C'est le volume de l'article entier, mesuré comme à la radio (EBU R 128). « off » le laisse tel que le fait le moteur de synthèse.
help-jobs = Nombre de processus qui parlent en même temps, de 1 à 64 [par défaut : un par processeur]

## Fichiers

help-output = Dossier où écrire ; chaque article y a son dossier [par défaut : output]
help-format = Formats à écrire en plus du WAV, séparés par des virgules
help-only = Formats à écrire à la place de ceux d'avant, dont les fichiers sont supprimés
help-only-long =
    Formats à écrire à la place de ceux d'avant, dont les fichiers sont supprimés

    Sans cette option, les formats déjà demandés sont écrits de nouveau quand l'article a changé, et --format s'y ajoute.
help-bitrate = Débit des MP3, M4B et Opus en kbit/s, ou de V0 à V9 s'il est variable (MP3) [par défaut : 64, 48, 24]
help-sample_rate = Fréquence d'échantillonnage, en hertz, des MP3, M4B, Opus et FLAC qui peuvent l'avoir [par défaut : celle de la voix]
help-sample_rate-long =
    Fréquence d'échantillonnage, en hertz, des MP3, M4B, Opus et FLAC qui peuvent l'avoir [par défaut : celle de la voix]

    Un format qui ne peut pas l'avoir garde la sienne : avec --format mp3,opus, 44100 ne vaut que pour le MP3. C'est une erreur si aucun des formats choisis ne peut l'avoir.
help-per_section = Écrit l'audio et les sous-titres par section, et non pour l'article entier
help-single_page = Écrit la page avec son audio à l'intérieur, en un seul fichier
help-cover = Image de couverture, PNG ou JPEG [par défaut : celle de l'article, ou son titre dessiné]
help-dry_run = Dit ce qui serait écrit, et la durée, sans rien écrire
help-dry_run-long =
    Dit ce qui serait écrit, et la durée, sans rien écrire

    Donne la durée de chaque section, les fichiers qui seraient écrits, gardés ou supprimés, la place qu'il faut, et ce qui ne serait pas lu. Avec une voix Piper, la durée est estimée d'après quelques phrases.
help-force = Recommence tout, et remplace les fichiers que lismoi n'a pas écrits
help-force-long =
    Recommence tout, et remplace les fichiers que lismoi n'a pas écrits

    Chaque section est redite, même si elle est à jour.
help-show-explain = Avec « spoken », montre la règle derrière chaque forme dite
help-show-unsure = Avec « words », n'affiche qu'autant de mots, les plus douteux
help-show-lexicon = Lexique de prononciation (TSV ou PLS) ; avec « words » et sans fichier, affiche les mots comme un lexique à corriger
help-show-lexicon-long =
    Lexique de prononciation (TSV ou PLS) ; peut être répété

    Avec « words » et sans fichier, affiche les mots comme un lexique à corriger : lismoi show words article.txt --lexicon > mots.tsv
help-show-json = Un objet JSON par ligne, avec les positions en octets dans la source

## Métadonnées

help-title = Titre dans les métadonnées, sur la couverture et sur la page ; pour un seul article
help-author = Auteur ; peut être répété
help-date = Jour de la publication
help-album = Album [par défaut : le titre]
help-genre = Genre [par défaut : Speech]
help-comment = Commentaire ajouté aux métadonnées, avant l'adresse de l'article

## Pauses

help-pauses = Longueur de toutes les pauses [par défaut : natural]
help-pause_sentence = Pause après une phrase, en millisecondes [par défaut : 350]
help-pause_paragraph = Pause après un paragraphe [par défaut : 700]
help-pause_list_item = Pause après un élément de liste [par défaut : 450]
help-pause_before_heading = Pause avant un intertitre, en plus du début de la section [par défaut : 400]
help-pause_after_heading = Pause après un intertitre [par défaut : 800]
help-pause_section_start = Pause au début d'une section [par défaut : 300]
help-pause_section_end = Pause à la fin d'une section [par défaut : 900]

## Commandes : leurs arguments

help-show-stage = Étape à montrer
help-show-file = Fichier, adresse d'une page web, ou - pour l'entrée standard
help-say-text = Texte, fichier, adresse d'une page web, ou - pour l'entrée standard
help-say-section = Ne dit que cette section, à partir de 1
help-say-sentence = Ne dit que cette phrase, à partir de 1 ; celle de la section s'il y en a une
help-say-output = Écrit un fichier WAV au lieu de parler, ou - pour la sortie standard
help-play-path = Dossier d'un livre audio, ou un de ses fichiers
help-play-section = Commence à cette section, à partir de 1
help-play-from_start = Commence au début
help-play-speed = Facteur de vitesse de la parole ; la hauteur ne change pas [par défaut : 1]
help-check-folder = Dossier d'un livre audio, ou de plusieurs
help-doctor-output = Dossier où les livres audio seront écrits
help-completions-shell = Shell à compléter
help-add-articles = Fichiers, dossiers, adresses de pages web, ou - pour l'entrée standard
help-add-tag = Votre étiquette pour ces articles ; peut être répété
help-add-force = Ajoute aussi ce que la bibliothèque a déjà, et dit tout à nouveau
help-serve-listen = Adresse où écouter, avec ou sans port ; peut être répété [par défaut : 127.0.0.1:7863]
help-serve-wyoming = Parle aussi pour Home Assistant, par le protocole Wyoming, à cette adresse ; il ne connaît pas de jeton : quiconque atteint l'adresse peut faire dire des textes [sans ADRESSE : 127.0.0.1:10200]
help-serve-host = Nom sous lequel on joint ce serveur ; peut être répété
help-serve-token_file = Fichier du jeton demandé au navigateur ; créé s'il n'existe pas
help-serve-fetch_every = Relève les sources à cet intervalle : minutes, ou heures comme dans 1h30
help-serve-quota = Place que les livres audio peuvent prendre, comme 10GB ou 500MB [par défaut : toute celle qu'il y a]
help-serve-quota-long =
    Place que les livres audio peuvent prendre, comme 10GB ou 500MB [par défaut : toute celle qu'il y a]

    Ce qui a été écouté il y a le plus longtemps part d'abord. Ce qui est commencé ou étiqueté reste jusqu'à ce que vous l'ayez écouté.
help-serve-output = Dossier des livres audio [par défaut : output]
help-add-quiet = N'affiche que les erreurs
help-add-queued = Fait un article qui attend dans la file de la bibliothèque, et l'en retire
help-listen-minutes = Temps qu'on a : des minutes, ou des heures et des minutes comme dans 1h20
help-listen-speed = Facteur de vitesse de la parole ; la hauteur ne change pas [par défaut : 1]
help-listen-tag = Seulement les articles qui portent cette étiquette
help-listen-playlist = Écrit une liste de lecture de leurs fichiers WAV
help-listen-play = Les fait entendre
help-listen-output = Dossier des livres audio [par défaut : output]
help-feed-folder = Dossier où écrire [par défaut : feed, dans le dossier des livres audio]
help-feed-base = Adresse que le dossier aura en ligne [par défaut : celle de la dernière fois]
help-feed-title = Titre du flux [par défaut : celui de la dernière fois, ou « Articles à écouter »]
help-feed-all = Publie aussi les articles écoutés
help-feed-tag = Seulement les articles qui portent cette étiquette
help-feed-output = Dossier des livres audio [par défaut : output]
help-export-audiobookshelf-folder = Dossier des livres d'Audiobookshelf
help-export-audiobookshelf-all = Exporte aussi les articles écoutés
help-export-audiobookshelf-tag = Seulement les articles qui portent cette étiquette
help-export-audiobookshelf-output = Dossier des livres audio [par défaut : output]
help-sources-list-output = Dossier des livres audio [par défaut : output]
help-sources-add-what = Adresse d'un flux ou d'un service, ou fichier OPML
help-sources-add-kind = Ce qui est à cette adresse [par défaut : feed]
help-sources-add-name = Votre nom pour elle [par défaut : son adresse]
help-sources-add-user = Compte auprès du service (wallabag, reader)
help-sources-add-client_id = Identifiant que wallabag donne à un client
help-sources-add-tag = Votre étiquette pour ses articles ; peut être répété
help-sources-add-most = Nombre d'articles pris à la fois [par défaut : 5]
help-sources-add-allow_private = Permet qu'elle soit sur un réseau privé
help-sources-add-output = Dossier des livres audio [par défaut : output]
help-sources-fetch-names = Noms des sources [par défaut : toutes]
help-sources-fetch-queue = Met les nouveautés dans la file du serveur, et ne lit rien
help-sources-fetch-now = Interroge aussi les sources laissées tranquilles un moment
help-sources-fetch-quiet = N'affiche que les erreurs
help-sources-remove-name = Nom de la source
help-sources-remove-output = Dossier des livres audio [par défaut : output]
help-library-quota = Place que les livres audio peuvent prendre, comme 10GB ou 500MB [par défaut : toute celle qu'il y a]
help-library-quota-long =
    Place que les livres audio peuvent prendre, comme 10GB ou 500MB [par défaut : toute celle qu'il y a]

    Ce qui a été écouté il y a le plus longtemps part d'abord. Ce qui est commencé ou étiqueté reste jusqu'à ce que vous l'ayez écouté.
help-library-output = Dossier des livres audio [par défaut : output]
help-library-list-all = Montre aussi les articles écoutés
help-library-list-tag = Ne montre que les articles qui portent cette étiquette
help-library-list-json = Écrit un objet JSON par ligne
help-library-show-article = Dossier, partie du titre ou début de l'identifiant
help-library-heard-articles = Dossier, partie du titre ou début de l'identifiant de chacun
help-library-heard-not = Les marque comme non écoutés
help-library-remove-articles = Dossier, partie du titre ou début de l'identifiant de chacun
help-library-remove-yes = Ne demande rien
help-library-remove-now = Les supprime tout de suite, avec tout ce qui a déjà été retiré
help-voices-list-all = Donne toutes les variantes d'eSpeak NG
help-voices-add-source = NOM.onnx, un dossier qui en contient un, ou l'adresse d'un
help-voices-add-any_language = L'ajoute même si elle ne parle pas français
help-voices-try-name = Nom de la voix, comme pour --voice
help-voices-try-text = Ce qu'elle dit [par défaut : deux phrases avec une date]
help-voices-try-all = Essaie toutes les voix, un fichier chacune
help-voices-try-output = Dossier où écrire
help-voices-remove-name = Nom de la voix

## Valeurs

value-kind-feed = RSS, Atom ou JSON Feed
value-kind-wallabag = wallabag
value-kind-readeck = Readeck
value-kind-karakeep = Karakeep
value-kind-linkding = linkding
value-kind-reader = FreshRSS, Miniflux et autres, par l'API Google Reader
value-lang-en = Anglais
value-lang-fr = Français
value-progress-json = Un objet JSON par ligne
value-stage-blocks = Un bloc par ligne : type, tabulation, texte
value-stage-sentences = Une phrase par ligne
value-stage-spoken = Un énoncé par ligne, tel que le moteur le reçoit
value-stage-phonemes = Un énoncé par ligne, tel qu'il a été dit (API)
value-stage-words = Noms, sigles et mots étrangers, les plus douteux d'abord : nombre, mot, API, règle, doute
value-from-auto = Le format est reconnu au contenu et au nom du fichier
value-from-text = Texte brut : titre, intertitres, paragraphes et listes sont reconnus, le reste de la page est écarté
value-from-markdown = Markdown, avec en-tête, tableaux et notes
value-from-html = Une page web, ou un morceau de page : son article est lu
value-from-webarchive = Une page enregistrée avec ses images : MHTML, ou une archive de Safari
value-from-mail = Un message ou une boîte aux lettres, sans les messages cités ni les signatures
value-from-feed = RSS, Atom ou JSON Feed : chaque entrée est un article
value-from-export = Articles gardés dans un service de lecture différée
value-from-docx = Un document Word, avec ses styles, ses listes et ses notes
value-from-odt = Un texte OpenDocument, comme en écrit LibreOffice
value-from-epub = Un livre, EPUB 2 ou 3, sans DRM
value-from-pdf = PDF : en-têtes, numéros de page et tables des matières ne sont pas lus
value-from-paragraphs = Chaque bloc entre deux lignes vides est un paragraphe ; rien n'est écarté
value-from-lines = Chaque ligne est un énoncé
value-notes-skip = Nulle part
value-notes-end = Après l'article
value-notes-inline = Après la phrase qui y renvoie
value-part-byline = Les noms des auteurs, et la date
value-part-caption = Les légendes des images
value-part-contents = Les tables des matières
value-part-index = L'index
value-part-bibliography = Les listes d'ouvrages
value-part-colophon = Qui a fait et publié le livre, et la page de ses droits
value-part-title-page = La page de titre
value-part-dedication = La dédicace
value-part-epigraph = Les citations placées en tête
value-part-foreword = L'avant-propos
value-part-preface = La préface
value-part-introduction = L'introduction
value-part-acknowledgments = Les remerciements
value-part-afterword = La postface
value-part-appendix = Les annexes
value-part-glossary = Le glossaire
value-pauses-tight = La moitié des pauses naturelles
value-pauses-natural = Les pauses d'un présentateur de journal
value-pauses-slow = Une fois et demie les pauses naturelles
value-dialect-fr = France : soixante-dix, quatre-vingt-dix
value-dialect-be = Belgique : septante, nonante
value-dialect-ch = Suisse : septante, huitante, nonante
value-liaison-few = Aucune ; seulement les liaisons que tout le monde fait : les amis, ils ont
value-liaison-usual = Celles d'un présentateur de journal : est arrivé, pas encore
value-liaison-many = Celles du langage soutenu : les enfants ont
value-format-wav = Un fichier par section ; toujours écrit
value-format-mp3 = MP3, pour tous les lecteurs, 64 kbit/s
value-format-opus = Ogg Opus, le plus petit, 24 kbit/s
value-format-m4b = Livre audio avec chapitres, AAC, 48 kbit/s
value-format-flac = Audio sans perte
value-format-html = Page où le texte suit la voix, dans un navigateur, même hors connexion
value-format-epub = Livre EPUB 3 avec audio synchronisé
value-format-words-epub = Le même livre, synchronisé mot par mot
value-format-srt = Sous-titres SubRip
value-format-vtt = Sous-titres WebVTT
value-format-words-vtt = Sous-titres WebVTT, mot par mot
value-format-lrc = Paroles pour les lecteurs de musique
value-format-words-json = Minutage des mots, en JSON
