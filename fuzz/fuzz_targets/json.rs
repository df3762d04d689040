//! Any text as JSON: what strict parsers take is taken and has the same values; all else ends in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use palabre::read::json::Json;

fuzz_target!(|text: &str| {
    let json = Json::parse(text);
    let strict: Result<serde_json::Value, _> = serde_json::from_str(text);
    if let Ok(value) = strict {
        let root = json.root().expect("there is a document");
        assert_eq!(json.broken, None);
        assert_eq!(root.is_object(), value.is_object());
        assert_eq!(root.items().count(), value.as_array().map_or(0, Vec::len));
        assert_eq!(root.str().as_deref(), value.as_str());
    }
    for value in json.root().into_iter().flat_map(|root| root.descendants()) {
        let span = value.span();
        assert!(text.get(span.start..span.end).is_some());
        let _ = (value.name(), value.scalar(), value.whole(), value.get("id"));
    }
});
