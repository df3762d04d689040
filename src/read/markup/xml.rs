//! XML, complete or cut off → [`Tree`]. `quick-xml` gives the events; it never expands entities that a document
//! declares.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::grow::{Grammar, Grow};
use super::tree::Tree;
use crate::span::Span;

/// Parses a document up to its end or to the first error. A document that declares entities is not read further:
/// exports of comments never do, but attacks do.
pub fn xml(text: &str) -> Tree {
    // XML forbids blank lines or stray characters at the beginning, but exports have them.
    let start = text.find('<').unwrap_or(text.len());
    let body = text.get(start..).unwrap_or_default();
    let mut grow = Grow::new(Grammar::Xml, text.len());
    let mut reader = Reader::from_str(body);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        let from = start + reader.buffer_position() as usize;
        let event = reader.read_event();
        let span = Span::new(from, start + reader.buffer_position() as usize);
        match event {
            Ok(Event::Start(tag)) => open(&mut grow, &tag, span, false),
            Ok(Event::Empty(tag)) => open(&mut grow, &tag, span, true),
            Ok(Event::End(tag)) => grow.end(tag.name().as_ref(), span.end),
            Ok(Event::Text(words)) => grow.text(&words, span),
            Ok(Event::CData(words)) => grow.text(&words, span),
            Ok(Event::GeneralRef(name)) => grow.text(&reference(&name), span),
            Ok(Event::DocType(declared)) if declared.contains('[') => {
                grow.refused("it declares entities of its own");
                break;
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                // Keep a text that is cut off.
                if let Some(words) = text.get(from..).and_then(|remaining| remaining.strip_prefix("<![CDATA[")) {
                    grow.text(words, Span::new(from, text.len()));
                }
                grow.broken(span.end);
                break;
            }
        }
    }
    grow.finish(text.len())
}

fn open(grow: &mut Grow, tag: &BytesStart<'_>, span: Span, is_empty: bool) {
    grow.start(tag.name().as_ref(), Span::new(span.start, span.start));
    // As lenient as HTML: exports that were edited by hand have unquoted values.
    for attribute in tag.html_attributes().with_checks(false).flatten() {
        if grow.attribute(attribute.key.as_ref()) {
            grow.value(&attribute_value(&attribute.value));
        }
    }
    grow.started(span.end, is_empty);
}

fn attribute_value(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut remaining = raw;
    while let Some((before, after)) = remaining.split_once('&') {
        out.push_str(before);
        if let Some((name, behind)) = after.split_once(';').filter(|(name, _)| !name.is_empty() && name.len() <= 32) {
            out.push_str(&reference(name));
            remaining = behind;
        } else {
            out.push('&');
            remaining = after;
        }
    }
    out.push_str(remaining);
    out
}

/// The characters of `&name;`: one of the five XML entities, a number, or a name of HTML, which feeds use without
/// declaring it. An unknown reference stays as it is.
fn reference(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    if let Some(number) = number {
        return char::from_u32(number).filter(|c| *c != '\0').unwrap_or('\u{FFFD}').to_string();
    }
    match name {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        _ => super::html(&format!("&{name};")).root().text(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::Element;
    use super::*;

    #[test]
    fn cdata_references_and_prefixes_are_read() {
        let text = "`\n<?xml version=\"1.0\"?><r xmlns:dsq='u'><p dsq:id=\"a&amp;1\">x &lt;b&gt; &eacute;&#233; &nope; <![CDATA[<i>y</i> ]]]]><![CDATA[>]]></p><q/></r>";
        let tree = xml(text);
        let p = tree.root().find_name("p").unwrap();
        assert_eq!(p.attr("id"), Some("a&1"));
        let doubled = xml("<p id='1' x='2' id='3'/>");
        assert_eq!(doubled.root().find_name("p").map(|p| (p.attr("id"), p.attr("x"))), Some((Some("1"), Some("2"))));
        assert_eq!(p.text(), "x <b> éé &nope; <i>y</i> ]]>");
        assert!(tree.root().find_name("q").is_some());
        assert_eq!(tree.broken, None);
    }

    #[test]
    fn values_without_quotation_marks_are_read() {
        let tree = xml("<r><thread dsq:id=247/><a x=1 y='2' z>t</a></r>");
        assert_eq!(tree.root().find_name("thread").unwrap().attr("id"), Some("247"));
        let a = tree.root().find_name("a").unwrap();
        assert_eq!((a.attr("x"), a.attr("y"), a.text()), (Some("1"), Some("2"), "t".to_owned()));
    }

    #[test]
    fn a_document_is_read_up_to_where_it_is_cut() {
        let text = "<r><p>one</p><p>two</p><p>thr";
        let names: Vec<_> = xml(text).elements().map(Element::text).collect();
        assert_eq!(names, ["onetwothr", "one", "two", "thr"]);
        let tree = xml("<r><p>one</p><p><![CDATA[two thr");
        assert_eq!((tree.root().text().as_str(), tree.broken.is_some()), ("onetwo thr", true));
        // Every prefix gives the beginning of the text, and says that it is cut off unless it ends between two
        // elements.
        let whole = xml(text).root().text();
        let mut longest = 0;
        for cut in 0..text.len() {
            let read = xml(&text[..cut]).root().text();
            assert!(whole.starts_with(&read), "{cut}: {read}");
            assert!(read.len() >= longest, "{cut}: {read}");
            longest = read.len();
        }
        assert_eq!(longest + 1, whole.len());
    }

    #[test]
    fn declared_entities_are_not_expanded() {
        let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><r>&b;</r>";
        let tree = xml(bomb);
        assert!(tree.refused.is_some());
        assert_eq!(tree.elements().count(), 0);
    }

    #[test]
    fn deep_documents_are_read_in_linear_time() {
        let deep = format!("{}x{}", "<a><b>".repeat(100_000), "</b></a>".repeat(100_000));
        assert_eq!(xml(&deep).elements().count(), 200_000);
    }
}
