//! Typed options over those of a configuration file.

use std::marker::PhantomData;

use clap::error::Result;
use clap::{ArgMatches, Args, Command, FromArgMatches};

/// Options as they were typed, which change only what was typed in other options.
///
/// `T` says which options there are. Every field of `T` must be an `Option` or a `Vec`, for
/// clap to tell an option that was not typed from one that has its default.
#[derive(Clone, Debug)]
pub struct Typed<T> {
    matches: ArgMatches,
    options: PhantomData<T>,
}

impl<T: FromArgMatches> Typed<T> {
    /// Replaces those of `options` that were typed.
    ///
    /// # Errors
    /// None in practice: the values were parsed before.
    pub fn apply_to(&self, options: &mut T) -> Result<()> {
        options.update_from_arg_matches(&self.matches)
    }
}

impl<T: FromArgMatches> FromArgMatches for Typed<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Typed<T>> {
        // Reports a value that cannot be used now, while clap can name its option.
        T::from_arg_matches(matches)?;
        Ok(Typed {
            matches: matches.clone(),
            options: PhantomData,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<()> {
        *self = Typed::from_arg_matches(matches)?;
        Ok(())
    }
}

impl<T: Args> Args for Typed<T> {
    fn augment_args(command: Command) -> Command {
        // Without it, options after these would stand under the heading of the last group.
        T::augment_args(command).next_help_heading(None::<&str>)
    }

    fn augment_args_for_update(command: Command) -> Command {
        T::augment_args_for_update(command).next_help_heading(None::<&str>)
    }
}
