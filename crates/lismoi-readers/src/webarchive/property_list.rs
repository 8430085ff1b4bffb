//! Binary property lists (`CFBinaryPList.c` of Core Foundation), as far as a web archive needs
//! them: values are read where they are asked for. A reader of the whole file would follow
//! references that lead to the same value many times.

/// The first bytes of a binary property list.
pub(super) const SIGNATURE: &[u8] = b"bplist00";

/// The length of the table of numbers at the end.
const TRAILER: usize = 32;

/// A binary property list.
#[derive(Clone, Copy, Debug)]
pub(super) struct PropertyList<'a> {
    bytes: &'a [u8],
    /// How many bytes the number of an object has.
    reference_size: usize,
    /// The places of the objects, by their numbers, and how many bytes each has.
    places: &'a [u8],
    place_size: usize,
    /// The number of the outermost object.
    top: usize,
}

/// An object: the half byte that says of which type it is, its length, and where its contents
/// start.
#[derive(Clone, Copy, Debug)]
struct Object {
    kind: u8,
    length: usize,
    start: usize,
}

impl<'a> PropertyList<'a> {
    /// `None` if the bytes are no binary property list.
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        let trailer = bytes.get(bytes.len().checked_sub(TRAILER)?..)?;
        let place_size = usize::from(trailer[6]);
        let reference_size = usize::from(trailer[7]);
        let count = number(&trailer[8..16])?;
        let start = number(&trailer[24..32])?;
        let end = start.checked_add(count.checked_mul(place_size)?)?;
        let is_sound = (1..=8).contains(&place_size) && (1..=8).contains(&reference_size);
        is_sound.then_some(PropertyList {
            bytes,
            reference_size,
            places: bytes.get(start..end)?,
            place_size,
            top: number(&trailer[16..24])?,
        })
    }

    /// The number of the outermost object.
    pub(super) fn top(&self) -> usize {
        self.top
    }

    fn object(&self, index: usize) -> Option<Object> {
        let at = index.checked_mul(self.place_size)?;
        let place = number(self.places.get(at..at.checked_add(self.place_size)?)?)?;
        let marker = *self.bytes.get(place)?;
        let (kind, low) = (marker >> 4, marker & 0x0F);
        if low != 0x0F {
            return Some(Object {
                kind,
                length: usize::from(low),
                start: place + 1,
            });
        }
        // A length of its own follows, as an integer object.
        let size = 1_usize << (self.bytes.get(place + 1)? & 0x0F).min(4);
        let length = number(self.bytes.get(place + 2..place + 2 + size)?)?;
        Some(Object {
            kind,
            length,
            start: place + 2 + size,
        })
    }

    /// The objects that an array or a dictionary refers to, from the `from`th on.
    fn references(&self, object: Object, from: usize) -> Option<impl Iterator<Item = usize> + 'a> {
        let size = self.reference_size;
        let start = object.start.checked_add(from.checked_mul(size)?)?;
        let end = start.checked_add(object.length.checked_mul(size)?)?;
        let references = self.bytes.get(start..end)?.chunks(size);
        Some(references.filter_map(number))
    }

    /// The value of a dictionary at a key.
    pub(super) fn value(&self, dictionary: usize, key: &str) -> Option<usize> {
        let object = self
            .object(dictionary)
            .filter(|object| object.kind == 0xD)?;
        let mut keys = self.references(object, 0)?;
        let at = keys.position(|found| self.text(found).as_deref() == Some(key))?;
        self.references(object, object.length)?.nth(at)
    }

    /// The elements of an array.
    pub(super) fn elements(&self, array: usize) -> Vec<usize> {
        let object = self.object(array).filter(|object| object.kind == 0xA);
        let elements = object.and_then(|object| self.references(object, 0));
        elements.map(Iterator::collect).unwrap_or_default()
    }

    /// The bytes of a data object.
    pub(super) fn data(&self, index: usize) -> Option<&'a [u8]> {
        let object = self.object(index).filter(|object| object.kind == 0x4)?;
        self.contents(object, 1)
    }

    /// The text of a string, which is in ASCII or in UTF-16.
    pub(super) fn text(&self, index: usize) -> Option<String> {
        let object = self.object(index)?;
        match object.kind {
            0x5 => Some(String::from_utf8_lossy(self.contents(object, 1)?).into_owned()),
            0x6 => Some(
                encoding_rs::UTF_16BE
                    .decode(self.contents(object, 2)?)
                    .0
                    .into_owned(),
            ),
            _ => None,
        }
    }

    fn contents(&self, object: Object, size: usize) -> Option<&'a [u8]> {
        let end = object.start.checked_add(object.length.checked_mul(size)?)?;
        self.bytes.get(object.start..end)
    }
}

/// A number in big-endian order; `None` if it is larger than memory.
fn number(bytes: &[u8]) -> Option<usize> {
    let fold = |number: usize, byte: &u8| number.checked_mul(256)?.checked_add(usize::from(*byte));
    bytes.iter().try_fold(0, fold)
}
