//! Completion in Bash.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::EnvCompleter;

use super::filled_in;
use super::values::answers;

/// Bash 3.2 (macOS) and later.
pub(super) struct Bash;

/// Bash divides `--format=mp3` at the sign: the script joins it again for us, and takes what
/// stands before the sign from the answers. Where only files fit, it answers nothing, and Bash
/// completes them in its own way (`-o default`).
const SCRIPT: &str = r#"_NAME() {
    local IFS=$'\n' answer joined="" files="" head="" word words=()
    for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
        if [[ $joined == --* && ( $word == = || $joined == *= ) ]]; then
            joined+=$word
            words[${#words[@]}-1]=$joined
        else
            joined=$word
            words+=("$word")
        fi
    done
    [[ $joined == --*=* && $COMP_WORDBREAKS == *=* ]] && head=${joined%%=*}=
    COMPREPLY=()
    for answer in $(VARIABLE=bash COMPLETER -- "${words[@]}" 2>/dev/null); do
        if [[ $answer == *FILES ]]; then files=yes; else COMPREPLY+=("${answer#"$head"}"); fi
    done
    if [[ $files && ${#COMPREPLY[@]} -gt 0 ]]; then
        compopt -o filenames 2>/dev/null
        COMPREPLY+=($(compgen -f -- "$2"))
    fi
}
complete -o bashdefault -o default -o nosort -F _NAME BIN 2>/dev/null ||
    complete -o bashdefault -o default -F _NAME BIN
"#;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
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

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for candidate in answers(command, words, folder)? {
            writeln!(out, "{}", candidate.get_value().to_string_lossy())?;
        }
        Ok(())
    }
}
