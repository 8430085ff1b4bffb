//! Completion in Zsh.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::EnvCompleter;

use super::filled_in;
use super::values::answers;

/// Zsh with its completion system (`compinit`).
pub(super) struct Zsh;

/// It can be read (`source`) or stand as `_NAME` in a folder of `fpath`.
const SCRIPT: &str = r#"#compdef BIN
_NAME() {
    local -a answers files
    answers=("${(@f)$(VARIABLE=zsh COMPLETER -- "${(@Q)words[1,CURRENT]}" 2>/dev/null)}")
    files=(${(M)answers:#*FILES})
    answers=(${answers:#*FILES})
    (( $#answers )) && _describe -V NAME answers
    if (( $#files )); then
        [[ "$files" == *=* ]] && compset -P '*='
        _files
    fi
}
if [[ $funcstack[1] == _NAME ]]; then
    _NAME "$@"
else
    compdef _NAME BIN
fi
"#;

impl EnvCompleter for Zsh {
    fn name(&self) -> &'static str {
        "zsh"
    }

    fn is(&self, name: &str) -> bool {
        name == self.name()
    }

    fn write_registration(
        &self,
        variable: &str,
        name: &str,
        program: &str,
        completer: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let script = filled_in(SCRIPT, variable, name, program, completer);
        out.write_all(script.as_bytes())
    }

    /// A line for each: the value, a colon, its help; a colon in the value after a backslash.
    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let escaped = |text: &str| text.replace('\\', "\\\\");
        for candidate in answers(command, words, folder)? {
            let value = candidate.get_value().to_string_lossy();
            write!(out, "{}", escaped(&value).replace(':', "\\:"))?;
            let help = candidate.get_help().map(ToString::to_string);
            if let Some(line) = help.as_deref().and_then(|help| help.lines().next()) {
                write!(out, ":{}", escaped(line))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}
