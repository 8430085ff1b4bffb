//! The threads that make articles, each with warm voices.

use std::thread::{self, Scope};

use anyhow::{Context, Result};
use crossbeam_channel::{Receiver, select_biased};

use super::demand::{Order, Outcome, Wish};
use super::site::Site;
use crate::answer::{self, Answer};
use crate::localization::{Language, message};
use crate::make::Maker;
use crate::run::STACK;
use crate::voices::{Data, Voices};

/// A thread.
#[derive(Clone)]
pub(super) struct Job<'a> {
    pub(super) site: &'a Site,
    pub(super) maker: &'a Maker<'a>,
    pub(super) data: &'a Data,
    pub(super) orders: Receiver<Order>,
    /// Its other end is gone when no other article is to be begun.
    pub(super) ended: Receiver<()>,
    pub(super) language: Language,
}

impl<'a> Job<'a> {
    /// Starts so many of it.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(super) fn start<'scope>(&self, count: usize, scope: &'scope Scope<'scope, '_>) -> Result<()>
    where
        'a: 'scope,
    {
        for _ in 0..count {
            let job = self.clone();
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, move || job.make_all())
                .context("could not start a thread")?;
        }
        Ok(())
    }

    fn make_all(self) {
        let mut voices = Voices::new(self.data);
        loop {
            let order = select_biased! {
                recv(self.ended) -> _ => return,
                recv(self.orders) -> order => order,
            };
            let Ok(order) = order else {
                return;
            };
            if !self.site.demand.begin(order.key) {
                continue;
            }
            let outcome = self.make(&mut voices, order).unwrap_or_else(|error| {
                self.site.report_outage(&error, self.language);
                Outcome::Later
            });
            self.site.demand.finish(order.key, outcome);
        }
    }

    /// # Errors
    /// What would make the next article fail too.
    fn make(&self, voices: &mut Voices<'_>, order: Order) -> Result<Outcome> {
        let (site, key) = (self.site, order.key.text());
        // Another request may have come while it was being made.
        let is_there = match order.wish {
            Wish::Sound => self.maker.is_kept(&key)?,
            Wish::Captions => site.captions.has(order.key),
        };
        if is_there {
            return Ok(Outcome::Made);
        }
        let Some(item) = site
            .corpus
            .article(order.key)
            .map(|article| site.corpus.item(article))
        else {
            return Ok(Outcome::Changed);
        };
        let Ok(item) = item else {
            return Ok(Outcome::Changed);
        };
        let now = item
            .record()
            .ok()
            .and_then(|record| self.maker.key(&record).ok());
        if now.is_none_or(|now| now != key) {
            return Ok(Outcome::Changed);
        }
        let served = self.maker.serve(voices, &item)?;
        site.counts.count_answer(&served.answer, "failed");
        // A server goes on where nobody listens to what it prints.
        let _ = answer::print(&served.answer);
        match &served.answer {
            Answer::Made { made, .. } => {
                if let Some(member) = served.member {
                    site.captions.add(order.key, made.clone(), member);
                }
                Ok(Outcome::Made)
            }
            Answer::Failed { .. } => {
                Ok(Outcome::Failed(serde_json::to_vec(&served.answer)?.into()))
            }
        }
    }
}

impl Site {
    /// Says why an article is not made for now.
    pub(super) fn report_outage(&self, error: &anyhow::Error, language: Language) {
        self.counts.count_retry();
        eprintln!("{}", message(&format!("for now: {error:#}"), language));
    }
}
