//! The ZIP archive of a book (EPUB 3.3, section 4).

use std::fs::File;
use std::io::{self, BufWriter, IntoInnerError, Write};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::output::{GiveUp, Output};

/// The path of the package document.
pub(super) const PACKAGE: &str = "EPUB/package.opf";

const CONTAINER: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\">
<rootfiles>
<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>
</rootfiles>
</container>
";

type Zip = ZipWriter<BufWriter<Output<File>>>;

/// An archive that is being written.
pub(super) struct Archive {
    /// Dropped first, where the archive is not completed.
    give_up: GiveUp,
    zip: Zip,
}

impl Archive {
    /// Starts the archive in an empty file with the parts that every EPUB starts with.
    pub(super) fn start(file: File) -> Result<Archive> {
        let output = Output::new(file);
        let give_up = output.give_up();
        let zip = ZipWriter::new(BufWriter::with_capacity(1 << 16, output));
        let mut archive = Archive { give_up, zip };
        // Section 4.2.2: the first file, and not compressed.
        archive.store("mimetype", 20, &b"application/epub+zip"[..])?;
        archive.deflate("META-INF/container.xml", |out| {
            Ok(out.write_all(CONTAINER.as_bytes())?)
        })?;
        Ok(archive)
    }

    /// Adds a text, compressed.
    pub(super) fn deflate<T>(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<&mut Zip>) -> Result<T>,
    ) -> Result<T> {
        let options = options(CompressionMethod::Deflated);
        self.zip.start_file(name, options)?;
        let mut out = BufWriter::new(&mut self.zip);
        let written = write(&mut out)?;
        out.flush()?;
        Ok(written)
    }

    /// Adds `bytes` bytes of sound or picture, uncompressed.
    pub(super) fn store(&mut self, name: &str, bytes: u64, mut from: impl io::Read) -> Result<()> {
        // Not every reading system knows the longer fields, which only files of 4 GiB need.
        let is_large = bytes >= zip::ZIP64_BYTES_THR;
        let options = options(CompressionMethod::Stored).large_file(is_large);
        self.zip.start_file(name, options)?;
        io::copy(&mut from, &mut self.zip).with_context(|| format!("could not add '{name}'"))?;
        Ok(())
    }

    /// Completes the archive and returns its file.
    pub(super) fn finish(self) -> Result<File> {
        let Archive { give_up, zip } = self;
        let output = zip.finish()?.into_inner();
        let file = output.map_err(IntoInnerError::into_error)?.into_inner();
        drop(give_up);
        Ok(file)
    }
}

/// The same for every file, at any time and on every system.
fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
}
