//! The elements of HTML, by what a reader makes of them.

/// Elements without content.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that need no end tag before the next one of the same name.
pub(crate) fn ends_itself(name: &str) -> bool {
    matches!(
        name,
        "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "option" | "thead" | "tbody" | "tfoot"
    )
}

/// Elements whose text starts a line, and is followed by a new one.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

/// The level of a heading.
pub(crate) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Elements whose text is for programs.
pub(crate) fn is_program(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "datalist")
}

/// Attributes that the readers look at in a page of a book.
pub(crate) fn is_used(attribute: &str) -> bool {
    matches!(
        attribute,
        "alttext"
            | "aria-hidden"
            | "aria-level"
            | "class"
            | "epub:type"
            | "hidden"
            | "href"
            | "id"
            | "lang"
            | "name"
            | "rel"
            | "reversed"
            | "role"
            | "src"
            | "start"
            | "style"
            | "type"
            | "value"
            | "xlink:href"
            | "xml:lang"
    )
}
