//! Examples at the end of the help, in lines of at most 80 characters.

/// For `lismoi -h`.
pub(super) const SHORT: &str = "\
Examples:
  lismoi article.txt                     one WAV file per section
  lismoi article.txt --format m4b,html   also an audiobook and a read-along page

Use --help for more about each option, and for more examples.";

/// For `lismoi --help`.
pub(super) const READ: &str = "\
Examples:
  lismoi article.txt                     one WAV file per section
  lismoi page.html notes.md              a saved web page, and Markdown
  lismoi articles/ -o ~/Musique          every article in a folder
  curl -s example.fr/a.txt | lismoi -    an article from another program
  lismoi article.txt --voice fr-be+f2 --rate 200 --pauses tight
  lismoi article.txt --format m4b,html   also an audiobook and a read-along page
  lismoi article.txt --format mp3 --per-section
  lismoi show sentences article.txt      sentences, before anything is spoken
  lismoi show words article.txt          names; correct them with --lexicon

Most options can also be set in lismoi.toml under their long names:
  rate = 200
  format = [\"m4b\", \"html\"]
Options on the command line take precedence.

Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.";

/// For `lismoi show`.
pub(super) const SHOW: &str = "\
Examples:
  lismoi show blocks article.txt
  lismoi show spoken article.txt --explain
  echo 'Il est 14 h 30.' | lismoi show phonemes --from lines";

/// For `lismoi say`.
pub(super) const SAY: &str = "\
Examples:
  lismoi say \"Il est 14 h 30.\"
  lismoi say article.txt --section 2
  echo Bonjour | lismoi say -o - | aplay";

/// For `lismoi play`.
pub(super) const PLAY: &str = "\
Examples:
  lismoi play output/article
  lismoi play output/article --section 3 --speed 1.5";

/// For `lismoi add`.
pub(super) const ADD: &str = "\
Examples:
  lismoi add https://example.fr/article
  lismoi add article.pdf --tag sciences";

/// For `lismoi serve`.
#[cfg(feature = "serve")]
pub(super) const SERVE: &str = "\
Examples:
  lismoi serve
  lismoi serve --listen 0.0.0.0 --token-file ~/.config/lismoi/token";

/// For `lismoi listen`.
pub(super) const LISTEN: &str = "\
Examples:
  lismoi listen --for 35
  lismoi listen --for 1h20 --speed 1.3 --playlist train.m3u8
  lismoi listen --for 20 --tag sciences --play";

/// For `lismoi feed`.
pub(super) const FEED: &str = "\
Examples:
  lismoi feed --base https://example.fr/podcast
  lismoi feed && rsync -a output/feed/ example.fr:podcast/";

/// For `lismoi sources`.
pub(super) const SOURCES: &str = "\
Examples:
  lismoi sources add https://example.fr/feed.xml --tag presse
  lismoi sources add feeds.opml
  lismoi sources add https://wallabag.example.fr --kind wallabag --user anne \\
    --client-id 1_abc
  lismoi sources fetch";

/// For `lismoi voices add`.
pub(super) const ADD_VOICE: &str = "\
Example:
  lismoi voices add ~/Downloads/fr_FR-siwis-medium.onnx

Voices are published by rhasspy/piper-voices on Hugging Face, French ones in the
folder fr. Each has its own licence: read its MODEL_CARD.";

/// For `lismoi voices try`.
pub(super) const TRY_VOICE: &str = "\
Examples:
  lismoi voices try pico
  lismoi voices try fr+f2 \"Il est 14 h 30.\"
  lismoi voices try --all -o voices";

/// For `lismoi check`.
pub(super) const CHECK: &str = "\
Example:
  lismoi check output/article";

/// For `lismoi completions`.
pub(super) const COMPLETIONS: &str = "\
Examples:
  lismoi completions bash > ~/.local/share/bash-completion/completions/lismoi
  lismoi completions fish > ~/.config/fish/completions/lismoi.fish
  echo 'source <(lismoi completions zsh)' >> ~/.zshrc    # after compinit there

The folders must exist; for bash, the package bash-completion too. Then start a
new shell.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_fit_a_terminal_of_80_columns() {
        for examples in [
            SHORT,
            ADD,
            FEED,
            SOURCES,
            #[cfg(feature = "serve")]
            SERVE,
            READ,
            SHOW,
            SAY,
            PLAY,
            ADD_VOICE,
            LISTEN,
            TRY_VOICE,
            CHECK,
            COMPLETIONS,
        ] {
            for line in examples.lines() {
                assert!(line.chars().count() <= 80, "{line}");
            }
        }
    }
}
