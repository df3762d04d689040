//! HTML → [`Tree`]. `html5gum` gives the tokens of the WHATWG standard, each with its place in the source.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Place, Tokenizer};

use super::grow::{Grammar, Grow};
use super::tree::Tree;
use crate::span::Span;

/// Parses a page or a fragment, however broken. Linear in its length.
pub fn html(text: &str) -> Tree {
    let mut grow = Grow::new(Grammar::Html, text.len());
    // Whether the current attribute is the first with its name; others are ignored.
    let mut is_first = false;
    let callback = |event: CallbackEvent<'_>, place: Place<usize>| -> Option<Infallible> {
        let span = Span::new(place.start, place.end);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                grow.start(&String::from_utf8_lossy(name), Span::new(place.start, place.start));
            }
            CallbackEvent::AttributeName { name } => {
                is_first = grow.attribute(&String::from_utf8_lossy(name));
            }
            CallbackEvent::AttributeValue { value } if is_first => grow.value(&String::from_utf8_lossy(value)),
            CallbackEvent::CloseStartTag { .. } => grow.started(place.end, false),
            CallbackEvent::EndTag { name } => grow.end(&String::from_utf8_lossy(name), place.end),
            CallbackEvent::String { value } => grow.text(&String::from_utf8_lossy(value), span),
            _ => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    // The callback returns no tokens and reading from memory cannot fail, so this runs to the end of the page.
    Tokenizer::new_with_emitter(text, emitter).for_each(drop);
    grow.finish(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in brackets.
    fn sketch(text: &str) -> String {
        fn name(element: super::super::Element<'_>) -> String {
            let children: Vec<_> = element.children().map(name).collect();
            format!("{}({})", element.name(), children.join(" "))
        }
        html(text).root().children().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn end_tags_may_be_missing() {
        assert_eq!(
            sketch("<ul><li>a<li>b<ul><li>c</ul><li>d</ul><p>x<p>y<div>z</div>"),
            "ul(li() li(ul(li())) li()) p() p() div()"
        );
        assert_eq!(sketch("<table><tr><td>a<td>b<tr><td>c</table>e"), "table(tr(td() td()) tr(td()))");
        assert_eq!(sketch("<dl><dt>a<dd>b<dt>c</dl><br><img src=x>"), "dl(dt() dd() dt()) br() img()");
    }

    #[test]
    fn stray_end_tags_do_not_close_outer_elements() {
        assert_eq!(sketch("<div><ul><li>a</li></li></ul></p></div></div><i>b</i>"), "div(ul(li())) i()");
        assert_eq!(sketch("<div><p>a</span></div></body></html><p>b"), "div(p()) p()");
        assert_eq!(sketch("<b><div>a</b></div><i></i>"), "b(div() i())");
    }

    #[test]
    fn places_and_values_are_those_of_the_source() {
        let text = "é<p id='a&amp;b' class=x class=y>d&eacute;j&#224;<br></p>";
        let tree = html(text);
        let p = tree.root().find_name("p").unwrap();
        assert_eq!((p.id(), p.attr("class")), (Some("a&b"), Some("x")));
        assert_eq!(p.text(), "déjà");
        assert_eq!(p.span().of(text), "<p id='a&amp;b' class=x class=y>d&eacute;j&#224;<br></p>");
    }

    #[test]
    fn scripts_are_not_markup() {
        let tree = html("<script>if (a<b) document.write('<p class=c>')</script><p>x");
        assert_eq!(tree.elements().filter(|element| element.name() == "p").count(), 1);
    }

    #[test]
    fn deep_pages_are_flattened_in_linear_time() {
        let deep = format!("{}x{}", "<div><p><b>".repeat(100_000), "</b></li></p></div>".repeat(100_000));
        let tree = html(&deep);
        assert_eq!(tree.elements().count(), 300_000);
        let deepest = tree.elements().map(|element| element.ancestors().take(1000).count()).max();
        assert!(deepest.unwrap() <= crate::limit::MARKUP_DEPTH);
    }
}
