//! What a feed or an export lists: for programs that follow a feed, and get from elsewhere what
//! it does not hold.

use crate::detect;
use crate::entry::{self, Entry, is_cut, letters};
use crate::html::plain_text;
use crate::parse::{Input, ReadError};
use lismoi_document::SourceFormat;

/// An article that a feed or an export lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedArticle {
    /// The title, without markup.
    pub title: Option<String>,
    /// The address of its page.
    pub address: Option<String>,
    /// The authors.
    pub authors: Vec<String>,
    /// The day of publication, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The site.
    pub site: Option<String>,
    /// The longest of its texts, as HTML; `None` where it has none.
    pub html: Option<String>,
    /// Whether that is the article, as far as the input tells, and not a summary of it.
    pub is_whole: bool,
    /// Whether it was read, as an export says.
    pub is_archived: bool,
}

/// Fields that hold whole articles. Some feeds have them in the summary.
const WHOLE: [&str; 5] = [
    "content:encoded",
    "content",
    "content_html",
    "content_text",
    "fullstory",
];

/// A summary of so many letters and digits is the article.
const LONG: usize = 1_500;

/// What a feed or an export lists, in its order.
///
/// # Errors
/// It is neither, or is cut off.
pub fn listed(input: Input) -> Result<Vec<ListedArticle>, ReadError> {
    let format = detect::format(&input)?;
    let entries = match format {
        #[cfg(feature = "feed")]
        SourceFormat::Feed => crate::feed::entries(input.bytes)?,
        #[cfg(feature = "export")]
        SourceFormat::Export => crate::export::entries(input.bytes)?,
        _ => {
            return Err(ReadError::Refused {
                reason: "it is neither a feed nor an export",
                hint: "give the address of the feed itself",
            });
        }
    };
    entry::ensure_few(entries.len())?;
    entries.into_iter().map(of_entry).collect()
}

fn of_entry(entry: Entry) -> Result<ListedArticle, ReadError> {
    let longest = entry.texts.into_iter().rev();
    let longest = longest.max_by_key(|text| letters(&text.html));
    let longest = longest.filter(|text| letters(&text.html) > 0);
    let mut is_whole = false;
    if let Some(text) = &longest {
        let is_long = WHOLE.contains(&text.name.as_str()) || letters(&text.html) >= LONG;
        is_whole = is_long && !is_cut(&plain_text(&text.html)?);
    }
    let metadata = entry.metadata;
    Ok(ListedArticle {
        title: metadata.title,
        address: metadata.address,
        authors: metadata.authors,
        date: metadata.date,
        site: metadata.site,
        html: longest.map(|text| text.html),
        is_whole,
        is_archived: entry.is_archived,
    })
}

#[cfg(all(test, feature = "feed", feature = "export"))]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<ListedArticle> {
        listed(Input::new(text.into(), None)).expect("readable")
    }

    #[test]
    fn a_feed_tells_articles_from_summaries() {
        let long = "Il pleut sur la ville. ".repeat(100);
        let articles = of(&format!(
            "<rss><channel><title>L'Écho</title>\
            <item><title>Un</title><link>https://exemple.fr/1</link>\
            <description>Il pleut.</description></item>\
            <item><title>Deux</title><link>https://exemple.fr/2</link>\
            <description>Court.</description>\
            <content:encoded>&lt;p&gt;Il pleut depuis ce matin.&lt;/p&gt;</content:encoded></item>\
            <item><title>Trois</title><description>{long}</description></item>\
            <item><title>Quatre</title><link>https://exemple.fr/4</link>\
            <content:encoded>Il pleut. Lire la suite</content:encoded></item>\
            <item><title>Cinq</title><link>https://exemple.fr/5</link></item>\
            </channel></rss>"
        ));
        let whole: Vec<bool> = articles.iter().map(|article| article.is_whole).collect();
        assert_eq!(whole, [false, true, true, false, false]);
        assert_eq!(
            articles[1].html.as_deref(),
            Some("<p>Il pleut depuis ce matin.</p>")
        );
        assert_eq!(articles[4].address.as_deref(), Some("https://exemple.fr/5"));
        assert_eq!(articles[4].html, None);
        assert_eq!(articles[0].site.as_deref(), Some("L'Écho"));
    }

    #[test]
    fn an_export_of_pocket_lists_addresses() {
        let csv = "title,url,time_added,tags,status\nUn,https://exemple.fr/1,1,,unread\n\
            Deux,https://exemple.fr/2,1,,archive\n";
        let articles = of(csv);
        assert_eq!(articles.len(), 2);
        assert!(!articles[0].is_archived && articles[1].is_archived);
        assert_eq!(articles[0].address.as_deref(), Some("https://exemple.fr/1"));
    }

    #[test]
    fn a_page_is_no_list() {
        let page = Input::new("<html><p>Bonjour</p></html>".into(), None);
        assert!(listed(page).is_err());
    }
}
