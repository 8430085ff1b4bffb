//! Optional content (ISO 32000-1, 8.11): the layers of a document that are switched off.

use std::collections::HashSet;

use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};

/// The layers that are switched off when the document is opened.
#[derive(Debug, Default)]
pub(in crate::pdf) struct HiddenLayers(HashSet<ObjectIdentifier>);

impl HiddenLayers {
    pub(in crate::pdf) fn of_catalog(catalog: &Dict<'_>) -> HiddenLayers {
        let properties = catalog.get::<Dict<'_>>(keys::OCPROPERTIES);
        let properties = properties.unwrap_or_default();
        let default = properties.get::<Dict<'_>>(keys::D).unwrap_or_default();
        let mut hidden = HashSet::new();
        let base = default.get::<Name<'_>>(keys::BASE_STATE);
        if base.is_some_and(|base| base.as_str() == "OFF") {
            hidden.extend(identifiers(&properties, keys::OCGS));
        }
        for layer in identifiers(&default, keys::ON) {
            hidden.remove(&layer);
        }
        hidden.extend(identifiers(&default, keys::OFF));
        HiddenLayers(hidden)
    }

    pub(in crate::pdf) fn contains(&self, layer: ObjectIdentifier) -> bool {
        self.0.contains(&layer)
    }
}

fn identifiers(dict: &Dict<'_>, key: &[u8]) -> Vec<ObjectIdentifier> {
    let Some(array) = dict.get::<Array<'_>>(key) else {
        return Vec::new();
    };
    let references = array.raw_iter().filter_map(|item| item.as_obj_ref());
    references.map(ObjectIdentifier::from).collect()
}
