//! Any bytes, as a file that somebody gives: detected, unpacked, decoded, read, and written as JSON Lines.
#![no_main]

use libfuzzer_sys::fuzz_target;
use palabre::read::{Options, read};

fuzz_target!(|bytes: &[u8]| {
    if let Ok((threads, _)) = read(bytes, &Options::default()) {
        let _ = palabre::write::native::write(&palabre::privacy::Private::names_kept(threads));
    }
});
