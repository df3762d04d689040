//! Any bytes, taken for each format in turn: the first byte chooses the reader.
#![no_main]

use libfuzzer_sys::fuzz_target;
use palabre::read::{Options, READERS, read};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let reader = &READERS[usize::from(*first) % READERS.len()];
    let options = Options { from: Some(reader.name.to_owned()), ..Options::default() };
    let _ = read(rest, &options);
});
