//! The article that a user means.

use crate::catalogue::Article;

/// The fewest digits of an id that stand for an article.
const SHORTEST_ID: usize = 6;

/// How many articles a name that fits several is said to fit.
const MOST_NAMED: usize = 5;

/// Why no single article is meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// No article has it in its title.
    #[error("no article is called '{0}'")]
    None(String),
    /// Several have it in their titles.
    #[error("several articles are called '{name}': {}", .titles.join(", "))]
    Several {
        /// What was asked for.
        name: String,
        /// The titles of the first ones.
        titles: Vec<String>,
    },
}

/// The one article with this folder, the beginning of this id, this title, or this in its title.
/// Letters match without their case.
///
/// # Errors
/// There is none, or several.
pub fn find<'a>(articles: &'a [Article], name: &str) -> Result<&'a Article, FindError> {
    let wanted = name.trim_end_matches('/').to_lowercase();
    let by_folder = |article: &&Article| article.folder.to_string_lossy().to_lowercase() == wanted;
    let by_title = |article: &&Article| article.title.to_lowercase() == wanted;
    let by_id = |article: &&Article| wanted.len() >= SHORTEST_ID && article.id.starts_with(&wanted);
    let by_part = |article: &&Article| article.title.to_lowercase().contains(&wanted);
    let ways: [&dyn Fn(&&Article) -> bool; 4] = [&by_folder, &by_id, &by_title, &by_part];
    for way in ways {
        let found: Vec<&Article> = articles.iter().filter(way).collect();
        match found[..] {
            [] => {}
            [article] => return Ok(article),
            _ => {
                let titles = found.iter().take(MOST_NAMED);
                return Err(FindError::Several {
                    name: name.to_owned(),
                    titles: titles.map(|article| article.title.clone()).collect(),
                });
            }
        }
    }
    Err(FindError::None(name.to_owned()))
}
