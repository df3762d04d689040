//! The export of a Slack work space, unpacked: the files of each channel, one for each day, as one file.
//!
//! In come the files of an archive. If they are such an export, a file for each channel comes out, in the form in which
//! Slack's API gives a history, with the names of the people: the days only have their ids. All other files pass.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Part;

/// Files of an export that hold no messages.
const ABOUT: [&str; 8] = [
    "channels.json",
    "groups.json",
    "dms.json",
    "mpims.json",
    "users.json",
    "integration_logs.json",
    "canvases.json",
    "org_users.json",
];

/// The files, with those of each channel joined.
pub(super) fn joined(parts: Vec<Part>) -> Vec<Part> {
    let root = parts
        .iter()
        .find_map(|part| part.name.strip_suffix("users.json").filter(|root| root.is_empty() || root.ends_with('/')));
    let Some(root) = root.map(str::to_owned) else { return parts };
    if !parts.iter().any(|part| channel(&part.name, &root).is_some()) {
        return parts;
    }
    let people = parts
        .iter()
        .find(|part| part.name == format!("{root}users.json"))
        .map(|part| people(&part.bytes))
        .unwrap_or_default();
    let mut channels: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut others = Vec::new();
    for part in parts {
        if part.name.strip_prefix(&root).is_some_and(|name| ABOUT.contains(&name)) {
            continue;
        }
        let text = String::from_utf8_lossy(&part.bytes);
        let inside = text.trim().strip_prefix('[').and_then(|text| text.strip_suffix(']')).map(str::trim);
        match channel(&part.name, &root).zip(inside) {
            // The files are in the order of their names, which are dates.
            Some((channel, inside)) if !inside.is_empty() => {
                channels.entry(channel.to_owned()).or_default().push(inside.to_owned());
            }
            Some(_) => {}
            None => others.push(part),
        }
    }
    let joined = channels.into_iter().map(|(channel, days)| {
        let name = json!(channel);
        let text = format!("{{\"name\": {name}, \"users\": {people}, \"messages\": [{}]}}", days.join(",\n"));
        Part { name: format!("{root}{channel}"), bytes: text.into_bytes() }
    });
    joined.chain(others).collect()
}

/// The channel that a file of a day belongs to: `general` for `general/2021-03-01.json`.
fn channel<'n>(path: &'n str, root: &str) -> Option<&'n str> {
    let (channel, day) = path.strip_prefix(root)?.split_once('/')?;
    let date = day.strip_suffix(".json")?.as_bytes();
    let is_date = date.len() == 10
        && date
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
    is_date.then_some(channel)
}

/// The ids and names of people, as JSON.
fn people(bytes: &[u8]) -> Value {
    let users: Vec<Value> = serde_json::from_slice(bytes).unwrap_or_default();
    let text = |value: &Value, keys: &[&str]| {
        let found = keys.iter().try_fold(value, |value, key| value.get(key));
        found.and_then(Value::as_str).filter(|text| !text.trim().is_empty()).map(str::to_owned)
    };
    let one = |user: &Value| {
        let id = text(user, &["id"])?;
        let name = [&["profile", "real_name"][..], &["real_name"], &["profile", "display_name"], &["name"]];
        let name = name.iter().find_map(|keys| text(user, keys))?;
        Some(json!({"id": id, "profile": {"real_name": name}}))
    };
    users.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_a_channel_are_one_file_with_names() {
        let part = |name: &str, text: &str| Part { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        let parts = joined(vec![
            part("export/channels.json", "[]"),
            part("export/quay/2021-03-01.json", "[{\"user\": \"U1\", \"text\": \"a\", \"ts\": \"1.0\"}]"),
            part("export/quay/2021-03-02.json", "[{\"user\": \"U1\", \"text\": \"b\", \"ts\": \"2.0\"}]"),
            part("export/notes.txt", "x"),
            part(
                "export/users.json",
                "[{\"id\": \"U1\", \"name\": \"ann\", \"profile\": {\"real_name\": \"Ann Lee\"}}]",
            ),
        ]);
        assert_eq!(
            parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>(),
            ["export/quay", "export/notes.txt"]
        );
        let value: Value = serde_json::from_slice(&parts[0].bytes).unwrap();
        assert_eq!(
            (value["messages"].as_array().unwrap().len(), value["users"][0]["profile"]["real_name"].as_str()),
            (2, Some("Ann Lee"))
        );
    }
}
