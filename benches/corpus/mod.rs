//! The comments that benches work on: the texts of the files that the command line names.

/// The `text` of every line of some files of JSON Lines, over and over in a shuffled order that is always the same;
/// `None` where no file is named or none has a text.
pub fn texts() -> Option<impl Iterator<Item = String>> {
    let mut texts: Vec<String> = Vec::new();
    for file in std::env::args().skip(1).filter(|argument| !argument.starts_with('-')) {
        let lines = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let values = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        texts.extend(values.filter_map(|value| value["text"].as_str().map(str::to_owned)));
    }
    if texts.is_empty() {
        return None;
    }
    let mut state = 1_u64;
    let next = move || {
        // A linear congruential generator (Knuth, MMIX): any order will do, as long as it is always the same.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        texts.get((state >> 33) as usize % texts.len()).cloned()
    };
    Some(std::iter::from_fn(next))
}
