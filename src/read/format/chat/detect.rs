//! Whether a text is a chat whose messages begin with a time: the heads explain most of it, and people speak.

use std::collections::BTreeMap;

use super::head::{Shape, head};
use super::line::Line;
use super::scan::{Script, script};
use super::speaker;
use crate::read::source::Source;

/// How many lines may precede the first message: titles and notices of programs.
const PREFACE: usize = 25;

/// Fewest messages of one person alone that are a chat.
const MONOLOGUE: usize = 5;

/// Whether it is a chat.
pub fn detect(source: &Source<'_>) -> bool {
    script(source.head()).is_some_and(|script| is_chat(&script))
}

fn is_chat(script: &Script<'_>) -> bool {
    let turns = script.turns.len();
    let filled = |lines: &[Line<'_>]| lines.iter().filter(|line| line.text.contains(char::is_alphanumeric)).count();
    let above = script.lines.get(..script.preface).unwrap_or_default();
    let (preface, filled) = (filled(above), filled(script.lines.get(script.preface..).unwrap_or_default()));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for turn in &script.turns {
        *counts.entry(turn.speaker).or_default() += 1;
    }
    let form = script.form;
    // A log of a program has levels and parts of it where a chat has names.
    let names = counts.keys().filter(|name| speaker::can_speak(name)).count();
    if turns < 2 || preface > PREFACE.max(filled / 4) || 2 * names <= counts.len() {
        return false;
    }
    // A table has its columns in the header too.
    let columns = |line: &str| line.matches('\t').count();
    let first =
        script.turns.first().and_then(|turn| script.lines.get(turn.lines.start)).map_or(0, |line| columns(line.text));
    if form.shape == Shape::Tab && above.iter().any(|line| columns(line.text) == first && head(line.text).is_none()) {
        return false;
    }
    let recurring: usize = counts.values().filter(|count| **count > 1).sum();
    // Messages of several lines are common; a text that quotes a few stamped lines has fewer of them.
    let heads = if form.shape == Shape::Alone { 2 * turns } else { turns } + script.notices;
    let is_mostly = 10 * heads >= 3 * filled || form.style.has_day && 8 * heads >= filled && recurring * 2 >= turns;
    let is_talk = counts.len() >= 2 || turns >= MONOLOGUE && form.style.has_day;
    // Programmes and lists of chapters have times as well, but nobody speaks twice.
    let is_marked = form.style.has_day || matches!(form.shape, Shape::Nick | Shape::Meeting);
    is_mostly && is_talk && (is_marked || 2 * recurring >= turns && turns >= 3)
}
