//! Cells that hold JSON, or a list as Python prints it → the texts in them.
//!
//! In comes a cell; out comes a [`Packed`] for each object or string in it. Runs of one text, as in the comments of a Google
//! account (`{"text":"so "},{"text":"it is"}`), are joined by [`joined`].

use std::borrow::Cow;

use crate::read::json::{Json, Value};

/// Keys of a text, of an author, of a time and of an id, the surest first.
const TEXTS: [&str; 6] = ["text", "body", "content", "message", "comment", "textDisplay"];
const AUTHORS: [&str; 8] =
    ["author", "username", "user", "ownerUsername", "authorDisplayName", "author_name", "name", "from"];
const TIMES: [&str; 7] = ["time", "date", "created_at", "createdAt", "timestamp", "publishedAt", "published_at"];
const IDS: [&str; 4] = ["id", "cid", "comment_id", "commentId"];

/// Longest cell that is read as JSON, in bytes: a longer one is a document.
const LONGEST: usize = 1 << 20;

/// One object of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Packed {
    /// Its text.
    pub(super) text: String,
    /// Its author.
    pub(super) author: Option<String>,
    /// Its time, as it is written.
    pub(super) time: Option<String>,
    /// Its id.
    pub(super) id: Option<String>,
}

/// The objects or strings in a cell; `None` if the cell is not of this form.
pub(super) fn unpack(cell: &str) -> Option<Vec<Packed>> {
    let cell = cell.trim();
    let is_list = cell.starts_with('[') && cell.ends_with(']');
    let is_object = cell.starts_with('{') && cell.ends_with('}');
    if !(is_list || is_object) || cell.len() > LONGEST {
        return None;
    }
    let inside = cell.get(1..)?.trim_start();
    let begins = |quotes: [char; 2]| inside.starts_with(quotes) || inside.starts_with('{') || inside.starts_with(']');
    if !begins(['"', '\'']) {
        return None;
    }
    let list = if is_list { cell.to_owned() } else { format!("[{cell}]") };
    of_json(&list).or_else(|| of_json(&as_json(&list)?))
}

/// The name or the id in a cell that holds one object, such as `{"name":"Ann","id":"7"}`, or a list of one; any other
/// cell unchanged.
pub(super) fn inner<'c>(cell: &'c str, keys: &[&str]) -> Cow<'c, str> {
    let listed = cell.strip_prefix('[').and_then(|cell| cell.strip_suffix(']')).map(str::trim);
    let cell = listed.filter(|inside| inside.starts_with('{')).unwrap_or(cell);
    let is_object = cell.starts_with('{') && cell.ends_with('}') && cell.contains(':') && cell.len() < LONGEST;
    let find = || {
        let json = as_json(cell)?;
        let json = Json::parse(&json);
        let root = json.root()?;
        keys.iter().find_map(|key| root.some(key)?.scalar())
    };
    if is_object { find().map_or(Cow::Borrowed(cell), Cow::Owned) } else { Cow::Borrowed(cell) }
}

/// Keys of a name in a cell of an author, and of an id in one of ids.
pub(super) const NAME: [&str; 6] = ["name", "username", "screen_name", "displayName", "display_name", "id"];
pub(super) const ID: [&str; 5] = ["screen_name", "username", "id", "comment_id", "_id"];

/// What a list in JSON says.
fn of_json(list: &str) -> Option<Vec<Packed>> {
    let json = Json::parse(list);
    if json.end() < list.len() {
        return None;
    }
    let root = json.root()?;
    let mut all = Vec::new();
    for item in root.items() {
        all.push(if item.is_object() {
            of_object(item)?
        } else {
            Packed { text: item.str()?.into_owned(), ..Packed::default() }
        });
    }
    Some(all)
}

fn of_object(object: Value<'_>) -> Option<Packed> {
    let first = |keys: &[&str]| keys.iter().find_map(|key| object.some(key)?.scalar());
    let text = TEXTS.iter().find_map(|key| Some(object.get(key)?.str()?.into_owned()));
    // The text of a mention or of an emoji is one level down.
    let text = text.or_else(|| {
        object.values().filter(|value| value.is_object()).find_map(|value| Some(value.get("text")?.str()?.into_owned()))
    })?;
    let named = |value: Value<'_>| {
        if !value.is_object() {
            return value.scalar();
        }
        ["username", "name", "display_name", "displayName"].iter().find_map(|key| value.some(key)?.scalar())
    };
    let author = AUTHORS.iter().find_map(|key| named(object.some(key)?)).filter(|name| !name.trim().is_empty());
    Some(Packed { text, author, time: first(&TIMES), id: first(&IDS) })
}

/// The text of a cell whose objects are the runs of one text; `None` if different people speak in it.
pub(super) fn joined(all: &[Packed]) -> Option<Packed> {
    let first = all.first()?;
    let is_one = all.len() == 1 || all.iter().all(|packed| packed.author.is_none() && packed.id.is_none());
    let text: String = all.iter().map(|packed| packed.text.as_str()).collect();
    is_one.then(|| Packed { text, ..first.clone() })
}

/// A list as Python prints it, as JSON: other quotes, `None`, `True`, `False`. `None` if a string in it does not end.
fn as_json(list: &str) -> Option<String> {
    let mut out = String::with_capacity(list.len() + 16);
    let mut chars = list.chars().peekable();
    let mut word = String::new();
    while let Some(c) = chars.next() {
        if c.is_alphabetic() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            out.push_str(match word.as_str() {
                "None" | "nan" => "null",
                "True" => "true",
                "False" => "false",
                other => other,
            });
            word.clear();
        }
        if c != '\'' && c != '"' {
            out.push(c);
            continue;
        }
        let mut string = String::new();
        loop {
            match chars.next()? {
                end if end == c => break,
                '\\' => match chars.next()? {
                    'n' => string.push('\n'),
                    't' => string.push('\t'),
                    'r' => {}
                    'x' => string.push(code(&mut chars, 2)?),
                    'u' => string.push(code(&mut chars, 4)?),
                    'U' => string.push(code(&mut chars, 8)?),
                    other => string.push(other),
                },
                other => string.push(other),
            }
        }
        out.push_str(&serde_json::to_string(&string).ok()?);
    }
    out.push_str(&word);
    Some(out)
}

/// The character with a code of this many hexadecimal digits.
fn code(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, digits: usize) -> Option<char> {
    let digits: String = chars.by_ref().take(digits).collect();
    char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cell: &str) -> Option<Vec<String>> {
        Some(unpack(cell)?.into_iter().map(|packed| packed.text).collect())
    }

    #[test]
    fn what_is_said_is_taken_out_of_its_cell() {
        for (cell, wanted) in [
            (r#"{"text":"It runs."}"#, vec!["It runs."]),
            (r#"{"text":"@b "},{"text":"see x","link":{"linkUrl":"x"}}"#, vec!["@b ", "see x"]),
            (r#"[{"text":"a"},{"mention":{"text":"@b"}}]"#, vec!["a", "@b"]),
            (r#"["one", "two"]"#, vec!["one", "two"]),
            ("['it\\'s', \"don't\"]", vec!["it's", "don't"]),
            ("[{'text': 'Caf\\xe9', 'likes': None, 'ok': True}]", vec!["Café"]),
            ("[]", vec![]),
        ] {
            assert_eq!(texts(cell).unwrap(), wanted, "{cell}");
        }
        for cell in ["{sic} he wrote", "[Mise à jour] non", "{\"a\": 1}", "[1, 2]", "['open]", "{", "[\"a\"] and more"]
        {
            assert_eq!(texts(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_name_is_taken_out_of_its_object() {
        assert_eq!(inner(r#"{"name": "Ann", "id": "7"}"#, &NAME), "Ann");
        assert_eq!(inner("{'id': 7}", &ID), "7");
        assert_eq!(inner("{b1,b2}", &ID), "{b1,b2}");
        assert_eq!(inner("Ann", &NAME), "Ann");
    }

    #[test]
    fn authors_and_ids_are_taken_too() {
        let all = unpack(
            r#"[{"id":"7","author":"Ann","text":"No.","date":"2024-01-01"},{"user":{"username":"bo"},"body":"Yes."}]"#,
        )
        .unwrap();
        assert_eq!(
            (all[0].author.as_deref(), all[0].id.as_deref(), all[0].time.as_deref()),
            (Some("Ann"), Some("7"), Some("2024-01-01"))
        );
        assert_eq!(all[1].author.as_deref(), Some("bo"));
        assert_eq!(joined(&all), None);
        assert_eq!(joined(&unpack(r#"{"text":"a "},{"text":"b"}"#).unwrap()).unwrap().text, "a b");
    }
}
