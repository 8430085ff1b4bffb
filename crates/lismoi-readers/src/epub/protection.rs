//! Whether a book is protected against being read by other programs (DRM).

use std::collections::HashSet;

use super::paths::Paths;
use super::xml::Element;
use crate::parse::ReadError;

/// The algorithms that hide fonts and nothing else (EPUB Open Container Format 3.3, 4.2.6.3, and
/// Adobe's).
const FONT_ALGORITHMS: [&str; 2] = [
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

/// The files that only protected books have.
const LICENCES: [(&str, &str); 3] = [
    (
        "META-INF/rights.xml",
        "its chapters are protected by Adobe's DRM",
    ),
    (
        "META-INF/license.lcpl",
        "its chapters are protected by LCP, a DRM",
    ),
    (
        "META-INF/sinf.xml",
        "its chapters are protected by Apple's DRM",
    ),
];

const HINT: &str =
    "read it in the shop's own program, or get a copy without DRM from the publisher";

/// Fails if the book is protected. `encryption` is the root of its `encryption.xml`, `chapters`
/// are the paths of its chapters.
///
/// # Errors
/// It is protected.
pub(super) fn ensure_readable(
    paths: &Paths,
    encryption: Option<&Element>,
    chapters: &HashSet<&str>,
) -> Result<(), ReadError> {
    for (path, reason) in LICENCES {
        if paths.find(path).is_some() {
            return Err(ReadError::Refused { reason, hint: HINT });
        }
    }
    for data in encryption
        .into_iter()
        .flat_map(|root| root.all("EncryptedData"))
    {
        let method = data.child("EncryptionMethod");
        let algorithm = method.and_then(|method| method.attribute("Algorithm"));
        let is_font = algorithm.is_some_and(|algorithm| FONT_ALGORITHMS.contains(&algorithm));
        let is_chapter = data.all("CipherReference").any(|reference| {
            // The paths of this file start at the top of the archive.
            let target = reference
                .attribute("URI")
                .and_then(|to| paths.resolve("", to));
            target.is_some_and(|target| chapters.contains(target.path.as_str()))
        });
        if is_chapter && !is_font {
            return Err(ReadError::Refused {
                reason: "its chapters are encrypted (DRM)",
                hint: HINT,
            });
        }
    }
    Ok(())
}
