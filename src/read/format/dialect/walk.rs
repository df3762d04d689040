//! The walk through the records of a dialect: each becomes a comment of its thread.

use std::collections::{BTreeMap, HashMap, HashSet};

use indexmap::IndexMap;

use super::{Around, Dialect, Keys, Paths};
use crate::read::format::any_json::{self, path_values};
use crate::read::format::common::{comment_at, marks, set_words};
use crate::read::format::csv::{Column, cell};
use crate::read::format::names::without_mail;
use crate::read::format::records::records;
use crate::read::json::Value;
use crate::read::{mojibake, resolve::means_top, when};
use crate::thread::{Comment, Kind, Mark, Thread};

/// The objects around the records of a document.
pub(super) fn units<'a>(root: Value<'a>, dialect: &'static Dialect) -> impl Iterator<Item = Value<'a>> {
    records(root).flat_map(move |record| {
        let inner: Vec<Value<'a>> = dialect.units.iter().flat_map(|path| path_values(record.value, path)).collect();
        if inner.is_empty() { vec![record.value] } else { inner }
    })
}

/// The threads so far, and what was left out.
pub(super) struct Walk {
    dialect: &'static Dialect,
    named: Vec<(Column, String)>,
    pub(super) threads: IndexMap<String, Thread>,
    /// How many records were no comments, by what they are.
    pub(super) reasons: BTreeMap<&'static str, usize>,
    people: HashMap<String, String>,
    seen: HashSet<(String, String)>,
    /// The ids that records answer.
    answered: HashSet<String>,
}

impl Walk {
    pub(super) fn new(dialect: &'static Dialect, named: Vec<(Column, String)>) -> Self {
        let (threads, reasons, people) = (IndexMap::new(), BTreeMap::new(), HashMap::new());
        Walk { dialect, named, threads, reasons, people, seen: HashSet::new(), answered: HashSet::new() }
    }

    /// Takes note of the names of people in a document.
    pub(super) fn see_people(&mut self, root: Value<'_>) {
        for (list, id, name) in self.dialect.people {
            for record in records(root).map(|record| record.value) {
                for person in path_values(record, list) {
                    if let Some((id, name)) = scalar_at(person, id).zip(scalar_at(person, name)) {
                        self.people.entry(id).or_insert(name);
                    }
                }
            }
        }
    }

    /// Adds all records of a document.
    pub(super) fn add(&mut self, root: Value<'_>) {
        let dialect = self.dialect;
        for unit in units(root, dialect) {
            if !dialect.is_inside && (dialect.is_record)(unit) {
                self.add_tree(unit, "", None);
                continue;
            }
            let around = dialect.around.as_ref().filter(|around| (around.is)(unit));
            let name = around.map(|around| self.open(unit, around)).unwrap_or_default();
            for path in dialect.lists {
                let mut first = None;
                for record in path_values(unit, path).filter(|record| (dialect.is_record)(*record)) {
                    let id = self.add_tree(record, &name, first.clone());
                    if (dialect.is_discussion)(unit) {
                        first.get_or_insert(id);
                    }
                }
            }
            for record in dialect.context.iter().flat_map(|path| path_values(unit, path)) {
                let is_answered = scalar_at(record, dialect.keys.id.last().copied().unwrap_or_default())
                    .is_some_and(|id| self.answered.contains(&id));
                if is_answered && (dialect.is_record)(record) {
                    self.add_tree(record, &name, None);
                }
            }
        }
    }

    /// Opens the thread of an object around records, and returns its name.
    fn open(&mut self, unit: Value<'_>, around: &Around) -> String {
        let name = first(unit, around.keys.id).or_else(|| first(unit, around.keys.title)).unwrap_or_default();
        let title = first(unit, around.keys.title).map(|title| self.mended(title));
        let thread = self.threads.entry(name.clone()).or_default();
        thread.id.clone_from(&name);
        thread.title = thread.title.take().or(title.clone());
        if around.is_post {
            let mut post = self.comment(unit, &around.keys);
            post.kind = Kind::Post;
            post.id = String::new();
            if post.text.is_empty() {
                post.text = title.unwrap_or_default();
            }
            if !post.text.is_empty() {
                self.threads.entry(name.clone()).or_default().comments.push(post);
            }
        }
        name
    }

    /// Adds a record and its replies, and returns its id.
    fn add_tree(&mut self, top: Value<'_>, name: &str, parent: Option<String>) -> String {
        let mut pending: Vec<(Value<'_>, Option<String>)> = vec![(top, parent)];
        let mut top_id = None;
        // The objects around records name a thread better than a number in each record does.
        let own = || self.get(top, Column::Thread, self.dialect.keys.thread).unwrap_or_default();
        let name = if name.is_empty() { (self.dialect.thread_of)(top).unwrap_or_else(own) } else { name.to_owned() };
        while let Some((record, parent)) = pending.pop() {
            let id = self.add_one(record, &name, parent);
            top_id.get_or_insert_with(|| id.clone());
            let replies: Vec<Value<'_>> =
                self.dialect.replies.iter().flat_map(|path| path_values(record, path)).collect();
            let replies = replies.into_iter().filter(|reply| (self.dialect.is_record)(*reply));
            pending.extend(replies.map(|reply| (reply, Some(id.clone()))).collect::<Vec<_>>().into_iter().rev());
        }
        top_id.unwrap_or_default()
    }

    /// Adds one record, and returns its id.
    fn add_one(&mut self, record: Value<'_>, name: &str, parent: Option<String>) -> String {
        if let Some(reason) = (self.dialect.left_out)(record) {
            *self.reasons.entry(reason).or_default() += 1;
            return parent.unwrap_or_default();
        }
        let mut comment = self.comment(record, &self.dialect.keys);
        comment.parent = comment.parent.take().or(parent);
        (self.dialect.finish)(&mut comment, record);
        let thread = self.threads.entry(name.to_owned()).or_default();
        if thread.id.is_empty() {
            name.clone_into(&mut thread.id);
        }
        thread.title = thread.title.take().or_else(|| first(record, self.dialect.keys.title));
        if comment.id.is_empty() {
            comment.id = format!("c{}", thread.comments.len() + 1);
        }
        comment.parent = comment.parent.take().filter(|parent| *parent != comment.id && !means_top(parent));
        let id = comment.id.clone();
        if !self.dialect.context.is_empty() {
            self.answered.extend(comment.parent.clone());
        }
        // Pages of one answer overlap, and some hold a reply twice.
        if self.seen.insert((name.to_owned(), id.clone())) {
            thread.comments.push(comment);
        }
        id
    }

    fn comment(&self, record: Value<'_>, keys: &Keys) -> Comment {
        let mut comment = comment_at(record, self.get(record, Column::Id, keys.id).unwrap_or_default());
        comment.parent = self.get(record, Column::Parent, keys.parent);
        comment.author = self.get(record, Column::Author, keys.author).map(|name| self.person(&name));
        comment.time = self.time(record, keys);
        comment.votes = self.get(record, Column::Votes, keys.votes).and_then(|text| cell::count(&text));
        let is_set = |paths: Paths| paths.iter().any(|path| value_at(record, path).is_some_and(is_yes));
        comment.marks = marks([(Mark::Edited, is_set(keys.edited))]);
        let mut words =
            self.dialect.markup.words(record, self.text_paths(keys.text).iter().map(String::as_str), &self.people);
        if self.dialect.is_mangled {
            words.text = self.mended(words.text);
        }
        set_words(&mut comment, words);
        if is_set(keys.deleted) && comment.text.is_empty() || cell::gone(&comment.text).is_some() {
            comment.kind = Kind::Deleted;
            comment.text.clear();
            comment.quotes.clear();
        }
        comment
    }

    /// The name of a person: looked up by id, without the domain of an e-mail address.
    fn person(&self, name: &str) -> String {
        let name = self.people.get(name).cloned().unwrap_or_else(|| self.mended(name.to_owned()));
        without_mail(&name).to_owned()
    }

    fn mended(&self, text: String) -> String {
        if self.dialect.is_mangled { mojibake::bytewise(&text).unwrap_or(text) } else { text }
    }

    fn time(&self, record: Value<'_>, keys: &Keys) -> Option<String> {
        if let Some(path) = self.named(Column::Time) {
            return any_json::time(&scalar_at(record, path)?, cell::TimeStyle::default());
        }
        let utc = first(record, keys.utc).and_then(|text| when::iso(&text, true));
        utc.or_else(|| any_json::time(&first(record, keys.time)?, cell::TimeStyle::default()))
    }

    /// The path that the user gave for a role.
    fn named(&self, role: Column) -> Option<&str> {
        self.named.iter().find(|(named, _)| *named == role).map(|(_, path)| path.as_str())
    }

    fn get(&self, record: Value<'_>, role: Column, paths: Paths) -> Option<String> {
        match self.named(role) {
            Some(path) => scalar_at(record, path),
            None => first(record, paths),
        }
    }

    fn text_paths(&self, paths: Paths) -> Vec<String> {
        match self.named(Column::Text) {
            Some(path) => vec![path.to_owned()],
            None => paths.iter().map(|path| (*path).to_owned()).collect(),
        }
    }
}

/// Whether a value says yes: `true`, a number but zero, a text, an object.
fn is_yes(value: Value<'_>) -> bool {
    value.is_true() || value.is_object() || value.scalar().is_some_and(|text| !means_top(&text))
}

/// The value at the end of a path; of a list on the way its first item.
pub(super) fn value_at<'a>(value: Value<'a>, path: &str) -> Option<Value<'a>> {
    path.split('.').filter(|name| !name.is_empty()).try_fold(value, |value, name| {
        let value = if value.is_array() { value.items().next()? } else { value };
        value.get(name)
    })
}

/// The string or number at the end of a path; of a list its last item.
pub(super) fn scalar_at(value: Value<'_>, path: &str) -> Option<String> {
    let found = value_at(value, path)?;
    if found.is_array() { found.items().last()?.scalar() } else { found.scalar() }
}

/// The first string or number of several paths.
pub(super) fn first(value: Value<'_>, paths: Paths) -> Option<String> {
    paths.iter().find_map(|path| scalar_at(value, path))
}
