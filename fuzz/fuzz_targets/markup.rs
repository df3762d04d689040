//! Any text as HTML and as XML: places lie in the source, elements in their holders, quotations in the words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use palabre::read::markup::{Lines, fragment, html, xml};

fuzz_target!(|text: &str| {
    for tree in [html(text), xml(text)] {
        for element in tree.elements() {
            let span = element.span();
            assert!(text.get(span.start..span.end).is_some());
            assert!(element.parent().is_some_and(|holder| holder.end() >= element.end()));
        }
    }
    let words = fragment(text, Lines::Kept);
    for quote in words.quotes {
        assert!(!quote.span.of(&words.text).is_empty());
    }
});
