# Messages in English. Errors are in the source, and in errors.fr.tsv for French.

## Beginnings of messages

error = error:
warning = warning:
hint = hint:

## Counts

count-sections = { $count ->
    [one] 1 section
   *[other] { $count } sections
}

## Wrong usage

usage-line = Usage: { $usage }
usage-more = For more information, try '--help'.
usage-unknown-argument = unexpected argument '{ $argument }' found
usage-unknown-command = unrecognized subcommand '{ $command }'
usage-missing-value = a value is required for '{ $argument }' but none was supplied
usage-invalid-value = invalid value '{ $value }' for '{ $argument }'
usage-bad-value = invalid value '{ $value }' for '{ $argument }': { $reason }
usage-conflict = the argument '{ $argument }' cannot be used with '{ $other }'
usage-missing-argument = required arguments were not provided: { $argument }
usage-missing-command = a command is required but none was provided
usage-unexpected-value = unexpected value '{ $value }' for '{ $argument }' found; no more were expected
usage-not-utf8 = invalid UTF-8 was detected in an argument
usage-suggestion = did you mean '{ $meant }'?
usage-values = possible values: { $values }

## Hints

hint-trust = if you trust this file, name it: --config lismoi.toml
hint-voices = run `lismoi voices` for the list
hint-cover-size = 1400 x 1400 pixels are plenty
hint-cover-format = save it as PNG or JPEG
hint-any-language-use = use --any-language to use it all the same
hint-any-language-add = use --any-language to add it all the same
hint-config-beside = download the .onnx.json from the same place as the .onnx
hint-speakers = its .onnx.json lists the speakers in 'speaker_id_map'
hint-remove-voice = remove it first with `lismoi voices remove`
hint-voice-name = rename its files: letters, digits, '-', '_' and '.'
hint-one-model = name one of the files
hint-private = if the server is yours, use --allow-private
hint-save-page = open it in a browser, save the page, and give the file to lismoi
hint-check-address = check the address in a browser
hint-browser = download it with a browser, and give the file to lismoi
hint-connection = check the address and the connection
hint-space = free some space; the next run resumes from here
hint-permissions = check the permissions, or use -o to write into another folder
hint-manifest = move it away, or use --force to replace it
hint-damaged-manifest = run lismoi with the article again; it repairs what is damaged
hint-folder = use -o to write into another folder, or --force to replace it
hint-moved = what was written is in the folder that was there when the run began, wherever it is now
hint-force = use --force to replace it
hint-doctor = run `lismoi doctor`
hint-all-skipped = all of it is skipped; `lismoi show blocks` tells why, and --keep-all reads it
hint-format-list = formats are separated by commas: --format mp3,srt
hint-feed-base = name the web space that you will put it into: --base https://example.fr/podcast
hint-secrets = make it yours alone: chmod 600
hint-account = check the account, the password and the token; `lismoi sources remove` and `add` set them anew
hint-source-later = it is asked again later, or now with --now
hint-foreign = name another folder, or move it away
hint-loudspeaker = start PulseAudio or PipeWire; `lismoi say -o FILE` writes a WAV file instead
hint-lexicon = a lexicon has lines of word, tab, pronunciation; `lismoi show words ARTICLE --lexicon` prints one to correct
hint-link = remove it: lismoi follows no link in the folder of an audiobook
hint-not-a-file = name a file; an article may also come from standard input: -
hint-token = use --token-file with a file in your own folder: lismoi makes it and writes a token into it
hint-too-large = lismoi reads no larger file of this kind; is it the right one?
hint-rename = rename one of the two articles

## Errors and warnings

could-not-speak = could not speak { $text } (line { $line }, in '{ $file }'): { $reason }
option-without-format = { $option } changes nothing without --format
option-of-no-format = { $option } changes none of the chosen formats
short-list = '{ $file }' names { $listed } of { $of } chapters: its list has room for no more
short-list-of-two = the list of chapters for older players in '{ $file }' has { $listed } of { $of }; other players find all of them
only-the-beginning = '{ $path }' holds only the beginning of its article: { $notice }
without-text = '{ $path }' holds no text of { $titles }
not-french = '{ $name }' is in { $language }; it is read as if it were French
another-language = another language ('{ $tag }')
unknown-phoneme = the voice does not know the phoneme '{ $phoneme }' of '{ $word }', and leaves it out
damaged-line = line { $line } contains bytes that are not text; they are not read
damaged-manifest = the manifest was damaged ({ $part }) and has been rebuilt
kept-file = { $file } has changed since lismoi wrote it; the changed file is now { $name }, and a new one has been written
missing-from-book = missing from the book: { $text }
left-out = left out in the folder '{ $folder }': { $named }
settings-of = settings of '{ $file }'
standard-input = standard input

## The report of an article

more-files = { $count ->
    [one] 1 file in another format; -v lists it
   *[other] { $count } files in other formats; -v lists them
}
file-changed = { $file } was changed by another program and has been left alone
file-dropped = { $file } belonged to a section that is gone, and has been deleted
file-replaced = { $file } has been deleted, as --only asks
count-articles = { $count ->
    [one] 1 article
   *[other] { $count } articles
}
total = { $articles }, { $length } of speech in all, in { $took }
total-failed = { $count ->
    [one] 1 failed
   *[other] { $count } failed
}
of-speech = { $sections }, { $length } of speech
of-speech-about = { $sections }, about { $length } of speech
to-write = { $size } to write
fate-kept = up to date
fate-deleted = would be deleted
size-kb = { $size } kB
size-mb = { $size } MB
up-to-date = all up to date
spoken-now = { $count } of them spoken now
took = in { $seconds } s ({ $speed } times real time)
not-read = { $count ->
    [one] 1 item not read:
   *[other] { $count } items not read:
}
skipped-line = line { $line }: { $text } ({ $reason })
and-more = and { $count } more, listed in the manifest
titles-and-more = { $titles } and { $count } more
encoding = encoding
time-left = { $time } left

## Voices

voice-added = added '{ $name }': use it with --voice { $name }
voice-licence = licence: { $licence }
voice-without-card = it has no model card that names a licence; look it up before you share audio
voice-removed = removed '{ $name }'
voices-espeak = eSpeak NG (the default; robotic, and the fastest):
voices-variants = variants, as in fr+f2:
voices-other-variants = other variants:
voices-more = and { $count } more: `lismoi voices list --all`
voices-pico = SVOX Pico (a woman, easier to understand, 16,000 Hz):
voices-pico-dialects = français; --dialect be or ch
voices-piper = Piper (voices that you add):
voices-none = none; `lismoi voices add --help` says where to find some
voices-speakers = , { $count } speakers
voices-line = { $language }, { $quality }{ $rate } Hz, { $size } MB{ $speakers }; licence: { $licence }
voices-unknown = unknown

## The doctor

doctor-ok = ok
doctor-failed = failed
doctor-voice-data = voice data of { $engine }
doctor-speech = speech of { $voice }
doctor-phonemes = phonemes
doctor-output = output
doctor-spoke = spoke '{ $text }' ({ $ms } ms)
doctor-spoke-added = spoke; a worker takes at most about { $memory } MB, and { $workers } run by default if there are as many processors
doctor-writable = '{ $folder }' is writable
doctor-no-cache = the cache is not writable; the data are written to a temporary folder in every run

## Man page

man-manual = User Commands

## A lexicon of an article

lexicon-head =
    How the words of the article are said, the most doubtful first: word, pronunciation, doubt.
    Correct the pronunciations: /IPA/, [[phonemes]] or another spelling. Delete what is right.
    Then: lismoi ARTICLE --lexicon THIS_FILE

## The player

play-keys = space: pause; left, right: 10 s; up, down: section; + -: speed; q: quit

## The library

add-there-already = the library has it already: { $title }
add-waits = it waits in the queue: another lismoi is making articles, and makes this one too
library-removed-for-room = removed to make room: { $title }
library-purged-for-room = deleted to make room, as it was removed before: { $folder }
library-too-large = { $size } more than the quota of { $quota }: what is left was begun, has a tag, or came today
serve-at = listening at { $address } (Ctrl-C ends it)
serve-wyoming-at = listening at tcp://{ $address } for Home Assistant (Wyoming)
serve-wyoming-open = whoever reaches { $address } may have texts spoken: Wyoming knows no token
serve-token = the token is { $token }; it is kept in '{ $file }'
serve-token-open = others can read '{ $file }': chmod 600 '{ $file }'
library-total = { $articles } to hear, { $length }
library-heard-too = { $count ->
    [one] 1 more was heard; --all lists it
   *[other] { $count } more were heard; --all lists them
}
library-begun = begun, of { $length }
library-heard = heard
library-damaged = { $count ->
    [one] 1 line of the journal is damaged, and left out
   *[other] { $count } lines of the journal are damaged, and left out
}
library-unreadable = '{ $folder }' cannot be read: { $reason }
library-purged = { $folder } was removed more than 30 days ago, and has been deleted
library-marked-heard = heard: { $title }
library-marked-unheard = to be heard: { $title }
library-ask = Remove { $articles }? [y/N]
library-ask-now = Delete { $articles }, and all that was removed before? [y/N]
library-nothing-removed = nothing was removed
library-removed = removed: { $title }
library-undo = `lismoi library undo` brings it back for 30 days
library-restored = { $folder } is back
library-joined = '{ $file }' was a copy of the journal, and has been joined to it
library-forgotten = the files of { $folder }, which had been removed, are gone
fact-title = title
fact-authors = authors
fact-site = site
fact-address = address
fact-from = from
fact-tags = tags
fact-length = length
fact-heard = heard
fact-left = { $length } left
fact-unheard = no
fact-folder = folder
fact-size = size
fact-id = id
stats-unheard = to hear
stats-begun = begun
stats-heard = heard
stats-removed = { $count ->
    [one] 1 removed article is kept for 30 days
   *[other] { $count } removed articles are kept for 30 days
}

## What fits

listen-total = { $articles }, { $length } of { $time }
listen-left-out = left out: { $articles }
listen-left-out-longer = left out: { $articles }, { $longer } of them longer than the time there is
listen-playlist = '{ $file }' has been written

## The feed

feed-total = { $articles } in '{ $folder }'
feed-changed = { $new ->
    [one] 1 new file
   *[other] { $new } new files
}, { $removed ->
    [one] 1 removed
   *[other] { $removed } removed
}
feed-address = to subscribe: { $address }

## Exports

export-total = { $articles } in '{ $folder }'
export-new = { $count ->
    [one] 1 new file
   *[other] { $count } new files
}

## Sources

sources-none = there are no sources; `lismoi sources add` adds one
sources-added = added: { $name }
sources-removed = removed: { $name }
sources-there = it is there already: { $name }
sources-ask = { $name }:
sources-failing = { $count ->
    [one] could not be read the last time
   *[other] could not be read the last { $count } times
}
sources-waiting = { $name } is left alone for a while; --now asks it all the same
sources-new = { $name }: { $count ->
    [0] nothing new
    [one] 1 new article
   *[other] { $count } new articles
}

## Languages

language-ara = Arabic
language-cat = Catalan
language-cmn = Chinese
language-dan = Danish
language-deu = German
language-eng = English
language-epo = Esperanto
language-ita = Italian
language-jpn = Japanese
language-lat = Latin
language-nld = Dutch
language-pol = Polish
language-por = Portuguese
language-ron = Romanian
language-rus = Russian
language-spa = Spanish
language-swe = Swedish
language-tur = Turkish
