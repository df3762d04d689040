//! Any text as JSON of no known form, and as each service whose JSON is known; a part of it as the name of a key.
#![no_main]

use libfuzzer_sys::fuzz_target;
use palabre::read::{Column, Named, Options, READERS, read};

fuzz_target!(|input: (u8, &str, &str)| {
    let (choice, key, text) = input;
    let named = vec![Named { column: Column::Text, header: key.to_owned() }];
    let fields = if choice % 4 == 0 { named } else { Vec::new() };
    let reader = &READERS[usize::from(choice) % READERS.len()];
    for from in [Some("json"), Some(reader.name)] {
        let options = Options { from: from.map(str::to_owned), fields: fields.clone(), ..Options::default() };
        let _ = read(text.as_bytes(), &options);
    }
});
