//! How a corpus is read: a key for each line, and the place where it stands.

use std::sync::Arc;

use anyhow::{Context, Result};
use crossbeam_channel::{Receiver, select_biased};
use serde_json::Value;

use super::spool::Spool;
use super::{Article, Corpus, Named, Source, Span, id_hash};
use crate::answer::{Answer, Fault};
use crate::input::{Content, Input, Item};
use crate::make::{self, Maker};
use crate::record::{self, Refused};
use crate::serve::key::Key;

/// How many lines are read before the one whose key is computed.
const AHEAD: usize = 16;

impl Corpus {
    /// Reads the lines of an input, and passes the answers to those on that
    /// cannot be made. `None` if the other end of `stop` went before the end.
    ///
    /// # Errors
    /// The input cannot be read, or the temporary folder cannot be written to.
    pub(in crate::serve) fn read(
        maker: &Maker<'_>,
        input: Input,
        stop: &Receiver<()>,
        mut refused: impl FnMut(&Answer),
    ) -> Result<Option<Corpus>> {
        let mut reading = Reading {
            corpus: Corpus::default(),
            spool: Spool::new()?,
        };
        let lines = input.read_ahead(AHEAD);
        loop {
            let line = select_biased! {
                recv(stop) -> _ => return Ok(None),
                recv(lines) -> line => line,
            };
            match line {
                Ok(line) => reading.add(maker, &line?)?.iter().for_each(&mut refused),
                Err(_) => return reading.finish().map(Some),
            }
        }
    }
}

/// A corpus that is being read.
struct Reading {
    corpus: Corpus,
    spool: Spool,
}

impl Reading {
    /// Adds a line. Returns its answer if it cannot be made.
    fn add(&mut self, maker: &Maker<'_>, item: &Item) -> Result<Option<Answer>> {
        let source = self.source(item)?;
        let record = match item.record() {
            Ok(record) => record,
            Err(Refused { id, fault }) => return self.refuse(id, item, fault),
        };
        let key = match maker.key(&record) {
            Ok(key) => Key::parse(&key).context("a key is not a hash")?,
            Err(fault) => return self.refuse(record.id.clone(), item, fault),
        };
        let span = match (item.first_byte, &item.content) {
            (Some(first), Content::Json(line)) => Span {
                first,
                length: u32::try_from(line.len())?,
            },
            (_, Content::Json(line)) => self.spool.add(line)?,
            _ => self.spool.add(&record::line(&record))?,
        };
        let articles = &mut self.corpus.articles;
        let at = u32::try_from(articles.len()).context("there are too many articles")?;
        articles.push(Article {
            key,
            span,
            number: u32::try_from(item.number).unwrap_or(u32::MAX),
            source,
        });
        self.name(&record.id, Named::Article(at));
        Ok(None)
    }

    /// The place of a line's file among the sources.
    fn source(&mut self, item: &Item) -> Result<u32> {
        let sources = &mut self.corpus.sources;
        let is_last = |source: &Source| match (&source.name, &item.file) {
            (Some(name), Some(file)) => Arc::ptr_eq(name, file),
            (name, file) => name.is_none() && file.is_none(),
        };
        if !sources.last().is_some_and(is_last) {
            sources.push(Source {
                name: item.file.clone(),
                is_spooled: item.first_byte.is_none(),
            });
        }
        Ok(u32::try_from(sources.len() - 1)?)
    }

    /// Adds a line that cannot be made.
    fn refuse(&mut self, id: Value, item: &Item, fault: Fault) -> Result<Option<Answer>> {
        let answer = make::failed(id.clone(), &item.place(), fault)?.answer;
        let span = self.spool.add(&serde_json::to_vec(&answer)?)?;
        let refused = &mut self.corpus.refused;
        let at = u32::try_from(refused.len()).context("there are too many articles")?;
        refused.push(span);
        self.name(&id, Named::Refused(at));
        Ok(Some(answer))
    }

    fn name(&mut self, id: &Value, named: Named) {
        let text = match id {
            Value::Null => return,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        self.corpus.by_id.push((id_hash(&text), named));
    }

    fn finish(self) -> Result<Corpus> {
        let mut corpus = self.corpus;
        corpus.articles.shrink_to_fit();
        corpus.by_id.sort_by_key(|(hash, _)| *hash);
        corpus.by_id.shrink_to_fit();
        let articles = &corpus.articles;
        let mut by_key: Vec<u32> = (0..).take(articles.len()).collect();
        by_key.sort_by_key(|&at| articles[at as usize].key);
        corpus.by_key = by_key;
        corpus.spool = Some(self.spool.finish()?);
        Ok(corpus)
    }
}
