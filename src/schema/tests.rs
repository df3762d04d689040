//! `docs/schema/*.json` and the field tables of `docs/contract.md` are generated from the structs and their comments.
//! `BLESS=1 cargo test` writes them again; read the difference before you commit it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::map::MapRecord;
use super::native::NativeRecord;
use super::tag::TagRecord;
use super::{map, tag};

/// Where the structs are declared, to list their fields in that order: a JSON object has none.
const SOURCES: [&str; 7] = [
    include_str!("issue.rs"),
    include_str!("map.rs"),
    include_str!("node.rs"),
    include_str!("label.rs"),
    include_str!("link.rs"),
    include_str!("tag.rs"),
    include_str!("native.rs"),
];

/// The schema of what is written as a type, with the fields of its structs and their comments.
pub(crate) fn written<T: JsonSchema>() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = serde_json::to_value(generator.into_root_schema_for::<T>()).unwrap();
    clean(&mut schema);
    schema
}

/// Takes away the names of Rust's number types and the line breaks of comments.
fn clean(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if members.get("format").is_some_and(Value::is_string) {
                members.remove("format");
            }
            if let Some(Value::String(text)) = members.get_mut("description") {
                *text = text.replace('\n', " ");
            }
            members.values_mut().for_each(clean);
        }
        Value::Array(items) => items.iter_mut().for_each(clean),
        _ => {}
    }
}

/// The fields of a struct in the order of their declaration.
pub(crate) fn in_order<'s>(
    sources: &[&str],
    name: &str,
    properties: &'s Map<String, Value>,
) -> Vec<(&'s str, &'s Value)> {
    let declared = [format!("struct {name}<"), format!("struct {name} {{")];
    let body = sources.iter().find_map(|source| {
        let start = declared.iter().find_map(|declared| source.find(declared))?;
        source[start..].split("\n}").next()
    });
    let body = body.unwrap_or_else(|| panic!("{name} is declared nowhere"));
    let place = |field: &str| {
        let renamed = format!("rename = \"{field}\"");
        let found = body.find(&format!(" {field}:")).or_else(|| body.find(&renamed));
        found.unwrap_or_else(|| panic!("{name} has no field {field}"))
    };
    let mut fields: Vec<(&str, &Value)> = properties.iter().map(|(field, schema)| (field.as_str(), schema)).collect();
    fields.sort_by_key(|(field, _)| place(field));
    fields
}

/// One published schema: the name of its file, and what it describes.
fn published() -> [(&'static str, Value); 3] {
    let mut map = written::<MapRecord<'_>>();
    map["title"] = json!("palabre map -f json");
    map["properties"]["schema"]["const"] = json!(map::SCHEMA);
    for (record, field) in [
        ("LinkRecord", "id"),
        ("LinkRecord", "from"),
        ("LinkRecord", "relations"),
        ("PartOfRecord", "id"),
        ("PartOfRecord", "from"),
    ] {
        require(&mut map, record, field);
    }
    let mut tag = written::<TagRecord<'_>>();
    tag["title"] = json!("one line of palabre tag -f jsonl");
    tag["properties"]["schema"]["const"] = json!(tag::SCHEMA);
    require(&mut tag, "LinkRecord", "relations");
    let link = tag["$defs"]["LinkRecord"]["properties"].as_object_mut().unwrap();
    for field in ["id", "from", "claim", "links"] {
        assert!(link.remove(field).is_some());
    }
    let mut native = written::<NativeRecord<'_>>();
    native["title"] = json!("one line of native JSON Lines");
    [("map", map), ("tag", tag), ("native", native)]
}

/// Makes a field required: one that the same struct leaves out elsewhere.
fn require(schema: &mut Value, record: &str, field: &str) {
    let record = &mut schema["$defs"][record];
    assert!(record["properties"].get(field).is_some());
    record["required"].as_array_mut().unwrap().push(json!(field));
    // A field that is always written is never null.
    let schema = record["properties"][field].as_object_mut().unwrap();
    let types = schema.get_mut("type").and_then(Value::as_array_mut);
    if let Some(types) = types {
        types.retain(|name| name != "null");
    }
    let choices = schema.get_mut("anyOf").and_then(Value::as_array_mut);
    if let Some(choices) = choices {
        choices.retain(|choice| choice["type"] != "null");
    }
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// Compares a file with what it should be, or writes it with `BLESS`.
pub(crate) fn hold(path: &Path, wanted: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, wanted).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == wanted, "{} is stale: run `BLESS=1 cargo test` and read the difference", path.display());
}

/// A text with the part between two markers replaced.
pub(crate) fn between(text: &str, start: &str, end: &str, part: &str) -> String {
    let (before, after) = text.split_once(start).unwrap_or_else(|| panic!("no {start}"));
    let (_, after) = after.split_once(end).unwrap_or_else(|| panic!("no {end}"));
    format!("{before}{start}\n{part}{end}{after}")
}

/// The name of a record in the tables.
fn heading(record: &str) -> String {
    let words = record.strip_suffix("Record").unwrap_or(record);
    let mut heading = String::new();
    for (index, char) in words.char_indices() {
        if char.is_uppercase() && index > 0 {
            heading.push(' ');
        }
        heading.extend(char.to_lowercase());
    }
    heading
}

/// The type of a field in words.
fn type_of(schema: &Value) -> String {
    let one = |name: &str| match name {
        "array" => format!("list of {}", type_of(&schema["items"])),
        "object" if schema["additionalProperties"].is_object() => {
            format!("object of {}", type_of(&schema["additionalProperties"]))
        }
        name => name.to_owned(),
    };
    if let Some(reference) = schema["$ref"].as_str() {
        return heading(reference.rsplit('/').next().unwrap_or_default());
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        return choices.iter().map(type_of).collect::<Vec<_>>().join(" or ");
    }
    match &schema["type"] {
        Value::String(name) => one(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).map(one).collect::<Vec<_>>().join(" or "),
        _ => "anything".to_owned(),
    }
}

/// The table of the fields of a record.
fn table(name: &str, schema: &Value) -> String {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut table = String::from("| field | type | |\n|---|---|---|\n");
    for (field, schema) in in_order(&SOURCES, name, schema["properties"].as_object().unwrap()) {
        let optional = if required.contains(&field) { "" } else { ", optional" };
        let types = type_of(schema);
        let types = if optional.is_empty() { &types } else { types.trim_end_matches(" or null") };
        let about = schema["description"].as_str().unwrap_or_else(|| panic!("{name}.{field} has no comment"));
        writeln!(table, "| `{field}` | {types}{optional} | {} |", about.replace('|', "\\|")).unwrap();
    }
    table
}

/// The tables of a schema: first the record itself, then its parts, without those that a schema before it has.
fn tables(name: &str, schema: &Value, done: &mut Vec<String>) -> String {
    let mut tables = table(name, schema);
    for (part, schema) in schema["$defs"].as_object().into_iter().flatten() {
        if done.contains(part) {
            continue;
        }
        done.push(part.clone());
        let about = schema["description"].as_str().unwrap();
        let fields = if schema.get("properties").is_some() {
            table(part, schema)
        } else {
            format!("It is a {}.\n", type_of(schema))
        };
        write!(tables, "\n**{}**: {about}\n\n{fields}", heading(part)).unwrap();
    }
    tables
}

#[test]
fn published_schemas_are_those_of_the_structs() {
    for (name, schema) in published() {
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        hold(&docs().join("schema").join(format!("{name}.json")), &text);
    }
}

#[test]
fn the_tables_of_the_contract_are_those_of_the_structs() {
    let path = docs().join("contract.md");
    let mut contract = std::fs::read_to_string(&path).unwrap();
    let mut done = Vec::new();
    for (name, schema) in published() {
        let record = schema_name(name);
        let tables = tables(record, &schema, &mut done);
        let (start, end) = (format!("<!-- fields of {name} -->"), format!("<!-- end of {name} -->"));
        contract = between(&contract, &start, &end, &format!("\n{tables}\n"));
    }
    hold(&path, &contract);
}

fn schema_name(published: &str) -> &'static str {
    match published {
        "map" => "MapRecord",
        "tag" => "TagRecord",
        _ => "NativeRecord",
    }
}

#[test]
fn names_of_records_are_words() {
    assert_eq!((heading("TakenUpRecord"), heading("NativeQuote")), ("taken up".to_owned(), "native quote".to_owned()));
}

#[test]
fn an_edge_of_either_kind_is_read_without_trying_one_after_the_other() {
    use super::link::EdgeRecord;
    let part = r#"{"id":"e1","from":"a#1","to":"a","relation":"part-of","confidence":1.0}"#;
    let link = r#"{"from":"b","to":"a","relation":"support"}"#;
    let edge: EdgeRecord<'_> = serde_json::from_str(part).unwrap();
    assert!(matches!(edge, EdgeRecord::PartOf(_)));
    assert_eq!(serde_json::to_string(&edge).unwrap(), part);
    let EdgeRecord::Link(link) = serde_json::from_str(link).unwrap() else { panic!("a link") };
    assert_eq!((&*link.relation_by, link.relation_p, link.relations), ("human", 1.0, None));
}
