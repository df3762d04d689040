//! Any JSON, however odd, is read or refused: no panic, no lost time, and the same result twice.

use std::fmt::Write as _;
use std::time::Instant;

use palabre::read::{Options, read};
use proptest::prelude::*;

const KEYS: [&str; 18] = [
    "id", "text", "author", "user", "name", "parent", "replies", "comments", "time", "ts", "thread", "title", "data",
    "body", "*", "a.b", "", "score",
];

/// A value of any shape.
fn value() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        "-?[0-9]{1,20}",
        "[a-z ]{0,12}".prop_map(|text| format!("\"{text}\"")),
        Just("\"\\u00c3\\u00a9\"".to_owned()),
        Just("\"<p>a &amp; b</p>\"".to_owned()),
        Just("\"2024-01-01T00:00:00Z\"".to_owned()),
    ];
    scalar.prop_recursive(6, 80, 6, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..6).prop_map(|items| format!("[{}]", items.join(",")));
        let object = prop::collection::vec((prop::sample::select(&KEYS[..]), inner), 0..6).prop_map(|members| {
            let members: Vec<String> = members.into_iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
            format!("{{{}}}", members.join(","))
        });
        prop_oneof![list, object]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_json_is_read_or_refused(values in prop::collection::vec(value(), 1..4), cut in 0..2000_usize, separator in prop::sample::select(vec!["\n", "", ","])) {
        let whole = values.join(separator);
        for text in [whole.as_str(), whole.get(..cut.min(whole.len())).unwrap_or("")] {
            for from in [None, Some("json"), Some("slack"), Some("twitter"), Some("4chan"), Some("jira")] {
                let options = Options { from: from.map(str::to_owned), ..Options::default() };
                let first = read(text.as_bytes(), &options);
                let second = read(text.as_bytes(), &options);
                match (first, second) {
                    (Ok(first), Ok(second)) => {
                        prop_assert_eq!(&first, &second);
                        for thread in &first.0 {
                            let mut ids: Vec<&str> = thread.comments.iter().map(|comment| comment.id.as_str()).collect();
                            ids.sort_unstable();
                            ids.dedup();
                            prop_assert_eq!(ids.len(), thread.comments.len());
                        }
                    }
                    (Err(first), Err(_)) => prop_assert!(first.to_string().len() > 20),
                    _ => prop_assert!(false, "two results"),
                }
            }
        }
    }
}

#[test]
fn depth_and_width_cost_linear_work() {
    let deep = format!(
        "{}{}",
        "{\"id\":1,\"text\":\"a b\",\"author\":\"x\",\"replies\":[".repeat(10_000),
        "]}".repeat(10_000)
    );
    let nested = format!("{}1{}", "{\"a\":".repeat(20_000), "}".repeat(20_000));
    let mut wide = String::from("[{\"text\":\"a b\"");
    for key in 0..20_000 {
        let _ = write!(wide, ",\"k{key}\":{key}");
    }
    wide.push_str("}]");
    let mut many = String::new();
    for id in 0..20_000 {
        let _ = writeln!(
            many,
            "{{\"id\":{id},\"body\":\"some text {id}\",\"user\":\"u{}\",\"parent\":{}}}",
            id % 90,
            id / 2
        );
    }
    let lists = (0..10_000).map(|list| format!("\"k{list}\":[{{\"text\":\"a b\"}}],")).collect::<Vec<_>>().concat();
    let lists = format!("{{{lists}\"z\":1}}");
    for (what, text) in [("deep", deep), ("nested", nested), ("wide", wide), ("many", many), ("lists", lists)] {
        let start = Instant::now();
        let _ = read(text.as_bytes(), &Options::default());
        assert!(start.elapsed().as_secs() < 60, "{what}: {:?}", start.elapsed());
    }
}
