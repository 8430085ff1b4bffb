//! Rows of Parquet files: the columns that have the names of a line's fields. `language` stands
//! for `lang` where that is missing, and `url` for `id`.

use std::fs::File;
use std::io;
use std::sync::Arc;

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;
use serde_json::Value;

use super::{Content, Numbered};

/// The columns that are read.
const COLUMNS: [&str; 13] = [
    "authors", "date", "html", "id", "lang", "language", "markdown", "options", "path", "text",
    "title", "url", "voice",
];

/// The rows of a file, as lines of JSON.
///
/// # Errors
/// It is no Parquet file, or has none of the columns.
pub(super) fn rows(file: File) -> io::Result<impl Iterator<Item = Numbered>> {
    let reader = SerializedFileReader::new(file).map_err(invalid)?;
    let schema = reader.metadata().file_metadata().schema();
    let is_read = |field: &&Arc<Type>| COLUMNS.contains(&field.name());
    let fields = schema.get_fields().iter().filter(is_read).cloned();
    let columns = Type::group_type_builder(schema.name())
        .with_fields(fields.collect())
        .build()
        .map_err(invalid)?;
    let rows = RowIter::from_file_into(Box::new(reader));
    let rows = rows.project(Some(columns)).map_err(invalid)?;
    Ok((1..).zip(rows).map(|(number, row)| {
        let row = row.map_err(invalid)?.to_json_value();
        Ok((number, Content::Json(serde_json::to_vec(&renamed(row))?)))
    }))
}

fn invalid(error: ParquetError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

fn renamed(mut row: Value) -> Value {
    if let Some(fields) = row.as_object_mut() {
        for (other, name) in [("language", "lang"), ("url", "id")] {
            let value = fields.remove(other);
            if let Some(value) = value.filter(|_| fields.get(name).is_none_or(Value::is_null)) {
                fields.insert(name.to_owned(), value);
            }
        }
        fields.retain(|_, value| !value.is_null());
    }
    row
}

#[cfg(test)]
mod tests {
    use std::io::Seek;

    use parquet::data_type::ByteArrayType;
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;

    #[test]
    fn rows_are_lines() {
        let schema = "message schema { optional binary url (utf8); optional binary text (utf8); \
                      optional binary language (utf8); optional binary secret (utf8); }";
        let schema = Arc::new(parse_message_type(schema).expect("a schema"));
        let mut file = tempfile::tempfile().expect("a temporary file");
        let properties = Arc::new(WriterProperties::default());
        let copy = file.try_clone().expect("a file");
        let mut writer = SerializedFileWriter::new(copy, schema, properties).expect("writable");
        let mut group = writer.next_row_group().expect("writable");
        for values in [["a", "b"], ["Oui.", ""], ["fr", "en"], ["x", "y"]] {
            let mut column = group.next_column().expect("writable").expect("a column");
            let levels: Vec<i16> = values.iter().map(|it| i16::from(!it.is_empty())).collect();
            let values = values.iter().filter(|it| !it.is_empty());
            let values: Vec<_> = values.map(|it| (*it).into()).collect();
            column
                .typed::<ByteArrayType>()
                .write_batch(&values, Some(&levels), None)
                .expect("writable");
            column.close().expect("writable");
        }
        group.close().expect("writable");
        writer.close().expect("writable");
        file.rewind().expect("readable");
        let found: io::Result<Vec<_>> = rows(file).expect("a Parquet file").collect();
        let line = |text: &str| Content::Json(text.as_bytes().to_vec());
        let expected = [
            (1, line(r#"{"id":"a","lang":"fr","text":"Oui."}"#)),
            (2, line(r#"{"id":"b","lang":"en"}"#)),
        ];
        assert_eq!(found.expect("whole"), expected);
        let mut other = tempfile::tempfile().expect("a temporary file");
        io::Write::write_all(&mut other, b"{}").expect("writable");
        assert!(rows(other).is_err());
    }
}
