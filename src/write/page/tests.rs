//! The types at the top of `web/model.js` are generated from the structs of the page's data.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use super::island::Page;
use crate::schema::tests::{between, hold, in_order, written};

/// Where the structs are declared.
const SOURCES: [&str; 4] =
    [include_str!("island.rs"), include_str!("disputes.rs"), include_str!("issues.rs"), include_str!("geometry.rs")];

/// The names of structs whose types are called otherwise.
const RENAMED: [(&str, &str); 6] = [
    ("LabelName", "LabelNameData"),
    ("MapNode", "NodeData"),
    ("MapEdge", "EdgeData"),
    ("Label", "LabelData"),
    ("Placed", "PlacedData"),
    ("Island", "Page"),
];

const START: &str = "`BLESS=1 cargo test` writes them again.\n/**";
const END: &str = " * end of what is generated\n";

/// The name of the type of a struct.
fn name_of(definition: &str) -> &str {
    definition.strip_suffix("Data").unwrap_or(definition)
}

/// A type as `JSDoc` writes it; `null` among its choices is left out of an optional one, since it is then absent.
fn type_of(schema: &Value, optional: bool) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return name_of(reference.rsplit('/').next().unwrap_or_default()).to_owned();
    }
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().map(|value| format!("'{}'", value.as_str().unwrap())).collect::<Vec<_>>().join(" | ");
    }
    let null = |name: &&str| !optional || *name != "null";
    if let Some(choices) = schema["anyOf"].as_array() {
        let choices: Vec<String> = choices.iter().map(|choice| type_of(choice, false)).collect();
        return choices.iter().map(String::as_str).filter(null).collect::<Vec<_>>().join(" | ");
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => panic!("no type in {schema}"),
    };
    let one = |name: &str| match name {
        "integer" | "number" => "number".to_owned(),
        "array" if schema["prefixItems"].is_array() => tuple(schema),
        "array" => {
            let item = type_of(&schema["items"], false);
            if item.contains(" | ") { format!("({item})[]") } else { format!("{item}[]") }
        }
        name => name.to_owned(),
    };
    types.into_iter().filter(null).map(one).collect::<Vec<_>>().join(" | ")
}

fn tuple(schema: &Value) -> String {
    let types = schema["prefixItems"].as_array().unwrap().iter().map(|item| type_of(item, false));
    let types: Vec<String> = match schema["labels"].as_array() {
        Some(labels) => {
            assert_eq!(labels.len(), types.len(), "{schema}");
            types.zip(labels).map(|(kind, label)| format!("{}: {kind}", label.as_str().unwrap())).collect()
        }
        None => types.collect(),
    };
    format!("[{}]", types.join(", "))
}

/// The `JSDoc` of one type.
fn typedef(definition: &str, schema: &Value) -> String {
    let name = name_of(definition);
    let mut out = String::new();
    if let Some(about) = schema["description"].as_str() {
        writeln!(out, " * {about}").unwrap();
    }
    let Some(properties) = schema["properties"].as_object() else {
        writeln!(out, " * @typedef {{{}}} {name}", type_of(schema, false)).unwrap();
        return out;
    };
    writeln!(out, " * @typedef {{object}} {name}").unwrap();
    let declared = RENAMED.iter().find(|(renamed, _)| *renamed == definition).map_or(definition, |(_, name)| name);
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (field, schema) in in_order(&SOURCES, declared, properties) {
        let optional = !required.contains(&field);
        let shown = if optional { format!("[{field}]") } else { field.to_owned() };
        let about = schema["description"].as_str().map(|about| format!(" {about}")).unwrap_or_default();
        writeln!(out, " * @property {{{}}} {shown}{about}", type_of(schema, optional)).unwrap();
    }
    out
}

#[test]
fn the_types_of_the_page_are_those_of_the_structs() {
    let mut schema = written::<Page<'_>>();
    let parts = schema["$defs"].take();
    let parts = parts.as_object().unwrap().iter().map(|(name, schema)| typedef(name, schema));
    let mut types: Vec<String> = parts.collect();
    types.push(typedef("Island", &schema));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/write/page/web/model.js");
    let model = std::fs::read_to_string(&path).unwrap();
    hold(&path, &between(&model, START, END, &(types.join(" *\n") + " *\n")));
}

#[test]
fn types_are_written_as_jsdoc() {
    let schema = serde_json::json!({"type": ["array", "null"], "items": {"type": ["string", "null"]}});
    assert_eq!(type_of(&schema, false), "(string | null)[] | null");
    assert_eq!(type_of(&schema, true), "(string | null)[]");
    let schema = serde_json::json!({"anyOf": [{"$ref": "#/$defs/CampData"}, {"type": "null"}]});
    assert_eq!((type_of(&schema, true), type_of(&schema, false)), ("Camp".to_owned(), "Camp | null".to_owned()));
}
