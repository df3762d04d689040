//! Where unclosed HTML elements end, and which end tags are ignored.
//!
//! A short version of the tree construction of the WHATWG standard (<https://html.spec.whatwg.org/#tree-construction>).
//! It leaves out the adoption of misnested formatting elements, foster parents of tables, frames and templates, on
//! which pages of comments do not depend. A parser of the whole standard searches the open elements at every tag, which
//! is quadratic for hostile, deep pages, and does not report places in the source.

/// What the rules know about a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kind {
    /// It has no content and no end tag.
    pub(super) void: bool,
    /// Its end tag closes the open elements inside it, and the end tag of an inline element does not close it
    /// (*special* in the standard).
    pub(super) block: bool,
    /// Its content closes no element outside it.
    pub(super) scope: bool,
}

/// The rules for a name.
pub(super) fn kind(name: &str) -> Kind {
    let void = matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    );
    let scope = matches!(name, "table" | "td" | "th" | "caption" | "template" | "object" | "button");
    let block = ends_paragraph(name) && !void
        || scope
        || matches!(
            name,
            "body"
                | "head"
                | "html"
                | "iframe"
                | "noscript"
                | "script"
                | "select"
                | "style"
                | "tbody"
                | "textarea"
                | "tfoot"
                | "thead"
                | "title"
                | "tr"
        );
    Kind { void, block, scope }
}

/// Whether the start of an element with this name closes an open paragraph.
pub(super) fn ends_paragraph(new: &str) -> bool {
    matches!(
        new,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dialog"
            | "dd"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
    )
}

/// Whether the start of an element with this name closes anything other than a paragraph.
pub(super) fn ends_any(new: &str) -> bool {
    matches!(
        new,
        "li" | "dd" | "dt" | "option" | "optgroup" | "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "body"
    )
}

/// Whether the start of `new` closes an open `old`.
pub(super) fn ends(new: &str, old: &str) -> bool {
    match new {
        "li" => old == "li",
        "dd" | "dt" => matches!(old, "dd" | "dt"),
        "option" => old == "option",
        "optgroup" => matches!(old, "option" | "optgroup"),
        "td" | "th" => matches!(old, "td" | "th"),
        "tr" => matches!(old, "td" | "th" | "tr"),
        "tbody" | "thead" | "tfoot" => matches!(old, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption"),
        "body" => old == "head",
        _ => false,
    }
}

/// Whether the search for what the start of `new` closes, from the inside out, stops at an open `old`.
pub(super) fn shelters(new: &str, old: &str, kind: Kind) -> bool {
    match new {
        "td" | "th" => matches!(old, "tr" | "table"),
        "tr" | "tbody" | "thead" | "tfoot" => old == "table",
        "option" | "optgroup" => old == "select",
        _ => kind.block && !matches!(old, "address" | "div" | "p"),
    }
}

/// Whether the search for what the end tag of `name` closes, from the inside out, stops at an open `old`.
pub(super) fn stops(name: &str, kind_of_tag: Kind, old: &str, kind: Kind) -> bool {
    match name {
        "li" => kind.scope || matches!(old, "ul" | "ol"),
        "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" => old == "table",
        _ if kind_of_tag.block => kind.scope,
        _ => kind.block,
    }
}
