//! Documents of Word (`.docx`) and `LibreOffice` (`.odt`) → their text, or their text with the comments of reviewers.
//!
//! In comes an archive. A document without comments gives its text, a line for each paragraph: it may be a thread that
//! somebody pasted. One with comments gives native JSON Lines: the document as the article, and the comments with their
//! authors, times and parents. Deleted text, notes, headers and footers are left out.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Value, json};

use super::Content;
use super::archive::Archive;
use crate::diagnostic::Diagnostic;
use crate::read::error::ReadError;

/// A comment of a reviewer.
#[derive(Debug, Default, PartialEq, Eq)]
struct Remark {
    id: String,
    author: Option<String>,
    time: Option<String>,
    text: String,
    /// The ids of its paragraphs, which say what answers what in Word.
    paragraphs: Vec<String>,
    /// The name of the comment that it answers, in `LibreOffice`.
    parent: Option<String>,
    /// Its own name there.
    name: Option<String>,
}

/// The content of an office document; `None` if the archive is not one.
///
/// # Errors
/// When it is a document of a kind without threads, or damaged.
pub(super) fn open(archive: &mut Archive<'_>) -> Result<Option<Content>, ReadError> {
    let damaged = |what: &'static str| {
        move |why: String| ReadError::Unusable { what, why, help: "save it again, or as plain text" }
    };
    let foreign = |what: &'static str, help: &'static str| Err(ReadError::Foreign { what, help });
    if archive.has("word/document.xml") {
        return word(archive).map(Some).map_err(damaged("a Word document"));
    }
    if archive.has("xl/workbook.xml") || archive.has("xl/workbook.bin") {
        return foreign("an Excel workbook", "save the sheet with the comments as CSV (UTF-8)");
    }
    if archive.has("ppt/presentation.xml") {
        return foreign("a PowerPoint presentation", "copy its text into a text file");
    }
    let kind = archive.named("mimetype").ok().flatten().unwrap_or_default();
    match kind.trim_ascii() {
        b"application/vnd.oasis.opendocument.text" | b"application/vnd.oasis.opendocument.text-template" => {
            writer(archive).map(Some).map_err(damaged("an OpenDocument text"))
        }
        b"application/vnd.oasis.opendocument.spreadsheet" => {
            foreign("an OpenDocument spreadsheet", "save the sheet with the comments as CSV (UTF-8)")
        }
        b"application/epub+zip" => foreign("an e-book (EPUB)", "copy its text into a text file"),
        kind if kind.starts_with(b"application/vnd.oasis.opendocument") => {
            foreign("an OpenDocument file without text", "copy its text into a text file")
        }
        _ => Ok(None),
    }
}

fn word(archive: &mut Archive<'_>) -> Result<Content, String> {
    let document = archive.named("word/document.xml")?.unwrap_or_default();
    let mut text = Text::default();
    text.read(&document)?;
    let mut remarks = match archive.named("word/comments.xml")? {
        Some(comments) => remarks(&comments)?,
        None => Vec::new(),
    };
    let parents = archive.named("word/commentsExtended.xml")?.map_or_else(HashMap::new, |bytes| parents(&bytes));
    let by_paragraph: HashMap<String, String> = remarks
        .iter()
        .flat_map(|remark| remark.paragraphs.iter().map(|paragraph| (paragraph.clone(), remark.id.clone())))
        .collect();
    for remark in &mut remarks {
        let parent = remark.paragraphs.iter().find_map(|paragraph| parents.get(paragraph));
        remark.parent =
            parent.and_then(|parent| by_paragraph.get(parent)).cloned().filter(|parent| *parent != remark.id);
    }
    Ok(content(&text.out, &remarks))
}

fn writer(archive: &mut Archive<'_>) -> Result<Content, String> {
    let document = archive.named("content.xml")?.ok_or("it has no content")?;
    let mut text = Text::default();
    text.read(&document)?;
    let mut remarks = text.remarks;
    let by_name: HashMap<String, String> =
        remarks.iter().filter_map(|remark| Some((remark.name.clone()?, remark.id.clone()))).collect();
    for remark in &mut remarks {
        remark.parent = remark.parent.take().and_then(|name| by_name.get(&name).cloned());
    }
    Ok(content(&text.out, &remarks))
}

/// The text, or native JSON Lines where there are comments.
fn content(text: &str, remarks: &[Remark]) -> Content {
    if remarks.is_empty() {
        return Content { bytes: text.as_bytes().to_vec(), ..Content::default() };
    }
    let mut out = json!({"id": "article", "kind": "article", "text": text.trim()}).to_string();
    for remark in remarks {
        let mut record = serde_json::Map::new();
        record.insert("id".to_owned(), Value::from(remark.id.as_str()));
        record.insert("parent".to_owned(), Value::from(remark.parent.as_deref().unwrap_or("article")));
        for (key, value) in [("author", &remark.author), ("time", &remark.time)] {
            if let Some(value) = value {
                record.insert(key.to_owned(), Value::from(value.as_str()));
            }
        }
        record.insert("text".to_owned(), Value::from(remark.text.trim()));
        out.push('\n');
        out.push_str(&Value::Object(record).to_string());
    }
    let message = format!("{} comments of reviewers were read, with the document as the article", remarks.len());
    Content { bytes: out.into_bytes(), diagnostics: vec![Diagnostic::note("reviewers", message)], ..Content::default() }
}

/// The text of a document in either format, and the comments inside it in `LibreOffice`.
#[derive(Debug, Default)]
struct Text {
    out: String,
    remarks: Vec<Remark>,
    /// How many elements around the current place are left out.
    skipped: usize,
    /// The field of the current comment that the text belongs to.
    field: Field,
    is_in_remark: bool,
    /// Whether text belongs to the document here. In Word only that of `w:t` does; elsewhere all text of paragraphs.
    is_shown: bool,
    paragraphs: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Field {
    #[default]
    Text,
    Author,
    Time,
    Other,
}

impl Text {
    fn read(&mut self, xml: &[u8]) -> Result<(), String> {
        let xml = String::from_utf8_lossy(xml);
        let mut reader = lenient(&xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => self.start(&tag, false),
                Ok(Event::Empty(tag)) => self.start(&tag, true),
                Ok(Event::End(tag)) => self.end(tag.name().as_ref()),
                Ok(Event::Text(text)) => self.text(&text),
                Ok(Event::GeneralRef(entity)) => self.text(character(&entity).as_deref().unwrap_or("\u{FFFD}")),
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => {}
                // What comes before the damage is text.
                Err(_) if !self.out.trim().is_empty() => return Ok(()),
                Err(error) => return Err(error.to_string()),
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
        let name = tag.name();
        let name: &str = name.as_ref();
        if self.skipped > 0 || is_left_out(name) {
            self.skipped += usize::from(!is_empty);
            return;
        }
        match name {
            "w:t" => self.is_shown = !is_empty,
            "text:p" | "text:h" | "w:p" if is_empty => self.push("\n"),
            "text:p" | "text:h" => self.paragraphs += 1,
            "w:ta" | "text:ta" | "w:pta" => self.push("\t"),
            "w:br" | "w:cr" | "text:line-break" => self.push("\n"),
            "w:noBreakHyphen" => self.push("-"),
            "text:s" => {
                let count = attribute(tag, "text:c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.push(&" ".repeat(count.min(100)));
            }
            "office:annotation" if !is_empty => {
                self.is_in_remark = true;
                self.field = Field::Other;
                let id = format!("{}", self.remarks.len() + 1);
                let name = attribute(tag, "office:name").or_else(|| attribute(tag, "loext:name"));
                let parent = attribute(tag, "loext:parent-name").or_else(|| attribute(tag, "office:parent-name"));
                self.remarks.push(Remark { id, parent, name, ..Remark::default() });
            }
            "dc:creator" if self.is_in_remark => self.field = Field::Author,
            "dc:date" if self.is_in_remark => self.field = Field::Time,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "w:t" => self.is_shown = false,
            "w:p" => self.push("\n"),
            "text:p" | "text:h" => {
                self.push("\n");
                self.paragraphs = self.paragraphs.saturating_sub(1);
            }
            "office:annotation" => self.is_in_remark = false,
            "dc:creator" | "dc:date" => self.field = Field::Other,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if self.is_in_remark && matches!(self.field, Field::Author | Field::Time) {
            let field = self.field;
            if let Some(remark) = self.remarks.last_mut() {
                let value = if field == Field::Author { &mut remark.author } else { &mut remark.time };
                value.get_or_insert_default().push_str(text);
            }
        } else if self.is_shown || self.paragraphs > 0 {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        match self.remarks.last_mut().filter(|_| self.is_in_remark) {
            Some(remark) => remark.text.push_str(text),
            None => self.out.push_str(text),
        }
    }
}

/// A parser that reads on after end tags that do not fit.
fn lenient(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// Whether the text of an element is not part of the document: deleted text, notes, a second version of a text box.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "w:del"
            | "w:moveFrom"
            | "w:instrText"
            | "w:delText"
            | "mc:Fallback"
            | "w:pPr"
            | "w:rPr"
            | "text:tracked-changes"
            | "text:note"
            | "meta:creator-initials"
    )
}

/// The comments of a Word document.
fn remarks(xml: &[u8]) -> Result<Vec<Remark>, String> {
    let mut remarks: Vec<Remark> = Vec::new();
    let xml = String::from_utf8_lossy(xml);
    let mut reader = lenient(&xml);
    let (mut is_shown, mut skipped) = (false, 0_usize);
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name();
                let name: &str = name.as_ref();
                if skipped > 0 || is_left_out(name) {
                    skipped += usize::from(!is_empty);
                    continue;
                }
                match name {
                    "w:comment" => remarks.push(Remark {
                        id: attribute(&tag, "w:id").unwrap_or_default(),
                        author: attribute(&tag, "w:author").filter(|author| !author.trim().is_empty()),
                        time: attribute(&tag, "w:date"),
                        ..Remark::default()
                    }),
                    "w:p" => {
                        let paragraph = attribute(&tag, "w14:paraId");
                        if let Some(remark) = remarks.last_mut() {
                            remark.paragraphs.extend(paragraph);
                        }
                    }
                    "w:t" => is_shown = !is_empty,
                    "w:br" | "w:cr" => push(&mut remarks, "\n"),
                    "w:ta" => push(&mut remarks, "\t"),
                    _ => {}
                }
            }
            Event::End(_) if skipped > 0 => skipped -= 1,
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => is_shown = false,
                "w:p" => push(&mut remarks, "\n"),
                _ => {}
            },
            Event::Text(text) if is_shown && skipped == 0 => push(&mut remarks, &text),
            Event::GeneralRef(entity) if is_shown && skipped == 0 => {
                push(&mut remarks, character(&entity).as_deref().unwrap_or("\u{FFFD}"));
            }
            Event::Eof => return Ok(remarks),
            _ => {}
        }
    }
}

fn push(remarks: &mut [Remark], text: &str) {
    if let Some(remark) = remarks.last_mut() {
        remark.text.push_str(text);
    }
}

/// What answers what in Word: the id of a paragraph and that of a paragraph of the comment that it answers.
fn parents(xml: &[u8]) -> HashMap<String, String> {
    let mut parents = HashMap::new();
    let xml = String::from_utf8_lossy(xml);
    let mut reader = lenient(&xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.name().as_ref() == "w15:commentEx" => {
                if let Some(pair) = attribute(&tag, "w15:paraId").zip(attribute(&tag, "w15:paraIdParent")) {
                    parents.insert(pair.0, pair.1);
                }
            }
            Ok(Event::Eof) | Err(_) => return parents,
            Ok(_) => {}
        }
    }
}

/// An attribute of a tag, with its entities decoded.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    let raw: &str = &attribute.value;
    Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned))
}

/// The character that an entity names.
fn character(name: &str) -> Option<String> {
    quick_xml::escape::unescape(&format!("&{name};")).ok().map(std::borrow::Cow::into_owned)
}
