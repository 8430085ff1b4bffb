//! A small writer of PDF files, for tests.

/// A document in the making: the content of each page, and what else it holds.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// The content stream of each page.
    pages: Vec<String>,
    /// Entries of the catalog, of the resources of each page, and of the trailer.
    catalog: String,
    resources: String,
    trailer: String,
    /// Further objects, whose numbers start at 100.
    objects: Vec<String>,
}

/// The width and height of the pages, in points: A4.
pub(super) const WIDTH: i32 = 595;
pub(super) const HEIGHT: i32 = 842;

impl Writer {
    /// A document with the content of its pages.
    pub(super) fn new(pages: &[String]) -> Writer {
        Writer {
            pages: pages.to_vec(),
            ..Writer::default()
        }
    }

    /// Adds an entry to the catalog.
    pub(super) fn catalog(mut self, entry: &str) -> Writer {
        self.catalog.push_str(entry);
        self
    }

    /// Adds an entry to the resources of each page.
    pub(super) fn resource(mut self, entry: &str) -> Writer {
        self.resources.push_str(entry);
        self
    }

    /// Adds an entry to the trailer.
    pub(super) fn trailer(mut self, entry: &str) -> Writer {
        self.trailer.push_str(entry);
        self
    }

    /// Adds an object; the first has number 100. Pages have the numbers 10, 12, 14.
    pub(super) fn object(mut self, object: &str) -> Writer {
        self.objects.push(object.to_owned());
        self
    }

    pub(super) fn finish(&self) -> Vec<u8> {
        let mut objects: Vec<(usize, String)> = Vec::new();
        let kids: Vec<String> = (0..self.pages.len())
            .map(|index| format!("{} 0 R", page_number(index)))
            .collect();
        let catalog = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog);
        objects.push((1, catalog));
        let count = self.pages.len();
        let pages = format!(
            "<< /Type /Pages /Kids [{}] /Count {count} >>",
            kids.join(" ")
        );
        objects.push((2, pages));
        let fonts = [("Helvetica", 3), ("Helvetica-Bold", 4), ("Courier", 5)];
        for (name, number) in fonts {
            let font = format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            );
            objects.push((number, font));
        }
        for (index, content) in self.pages.iter().enumerate() {
            let number = page_number(index);
            let page = format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] \
                 /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> {} >> \
                 /Contents {} 0 R >>",
                self.resources,
                number + 1
            );
            objects.push((number, page));
            objects.push((number + 1, stream(content)));
        }
        for (index, object) in self.objects.iter().enumerate() {
            objects.push((100 + index, object.clone()));
        }
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut table = String::new();
        for (number, object) in objects {
            table.push_str(&format!("{number} 1\n{:010} 00000 n \n", bytes.len()));
            bytes.extend(format!("{number} 0 obj\n").bytes());
            // Strings are in WinAnsi: one byte for each character.
            bytes.extend(
                object
                    .chars()
                    .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')),
            );
            bytes.extend(b"\nendobj\n");
        }
        let start = bytes.len();
        let trailer = format!("<< /Root 1 0 R /Size 200 {} >>", self.trailer);
        bytes.extend(
            format!("xref\n{table}trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n").bytes(),
        );
        bytes
    }
}

fn page_number(index: usize) -> usize {
    // Room for the objects with fixed numbers.
    if index < 45 {
        10 + 2 * index
    } else {
        1000 + 2 * index
    }
}

fn stream(content: &str) -> String {
    let length = content.chars().count();
    format!("<< /Length {length} >>\nstream\n{content}\nendstream")
}

/// Text at a point from the top left of the page, in a font (`F1` Helvetica, `F2` bold, `F3`
/// Courier) of a size.
pub(super) fn text(font: &str, size: i32, left: i32, top: i32, text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('(', "\\(")
        .replace(')', "\\)");
    format!(
        "BT /{font} {size} Tf {left} {} Td ({escaped}) Tj ET\n",
        HEIGHT - top
    )
}

/// Lines of Helvetica, 12 points below each other.
pub(super) fn lines(size: i32, left: i32, top: i32, lines: &[&str]) -> String {
    let lines = lines.iter().enumerate();
    let lines = lines.map(|(index, line)| text("F1", size, left, top + 12 * index as i32, line));
    lines.collect()
}
