//! A JSON file of any size, element by element: a list, the contents of a page, or one object.

use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// What is done with each element; `Err` stops.
pub(super) type Each<'e> = dyn FnMut(String, Value) -> Result<(), String> + 'e;

/// Gives every element to `each`; answers what stood around them, if it was a page.
pub(super) fn elements(
    from: impl Read,
    each: &mut Each<'_>,
) -> Result<Option<Map<String, Value>>, serde_json::Error> {
    let mut page = None;
    let mut reader = serde_json::Deserializer::from_reader(from);
    Top {
        each,
        page: &mut page,
    }
    .deserialize(&mut reader)?;
    reader.end()?;
    Ok(page)
}

struct Top<'t, 'e> {
    each: &'t mut Each<'e>,
    page: &'t mut Option<Map<String, Value>>,
}

impl<'de> DeserializeSeed<'de> for Top<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Top<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        one_by_one("$", self.each, seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut rest = Map::new();
        let mut is_page = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "contents" {
                is_page = true;
                let items = Items {
                    each: &mut *self.each,
                };
                let count = map.next_value_seed(items)?;
                rest.insert("_count".to_owned(), count.into());
            } else {
                rest.insert(key, map.next_value()?);
            }
        }
        if is_page {
            *self.page = Some(rest);
            return Ok(());
        }
        (self.each)("$".to_owned(), Value::Object(rest)).map_err(A::Error::custom)
    }
}

struct Items<'t, 'e> {
    each: &'t mut Each<'e>,
}

impl<'de> DeserializeSeed<'de> for Items<'_, '_> {
    type Value = usize;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<usize, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = usize;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<usize, A::Error> {
        let mut count = 0;
        let each = self.each;
        one_by_one(
            "$.contents",
            &mut |path, value| {
                count += 1;
                each(path, value)
            },
            seq,
        )?;
        Ok(count)
    }
}

fn one_by_one<'de, A: SeqAccess<'de>>(
    path: &str,
    each: &mut Each<'_>,
    mut seq: A,
) -> Result<(), A::Error> {
    let mut n = 0_usize;
    while let Some(value) = seq.next_element::<Value>()? {
        each(format!("{path}[{n}]"), value).map_err(A::Error::custom)?;
        n += 1;
    }
    Ok(())
}
