//! The order in which packs are compiled: each after the packs that it extends.

use toml::Spanned;

use super::pack::Pack;
use super::suggestion::suggestion;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// A pack, its text, and its name in messages.
pub type Loaded<'a> = (Pack, &'a str, &'a str);

/// Sorts packs so that each comes after the packs that it extends, and otherwise keeps the given order. Packs that
/// cannot be placed are left out and reported.
pub fn order<'a>(packs: Vec<Loaded<'a>>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Loaded<'a>> {
    let ids: Vec<String> = packs.iter().map(|(pack, ..)| pack.header.id.clone()).collect();
    for (pack, _, name) in &packs {
        for other in pack.header.extends.iter().filter(|other| !ids.contains(other.get_ref())) {
            let near = suggestion(other.get_ref(), ids.iter().map(String::as_str));
            let message = format!("no pack `{}` is loaded{near}", other.get_ref());
            diagnostics.push(located("unknown-pack", message, other, name));
        }
    }
    let mut waiting = packs;
    let mut placed: Vec<Loaded<'a>> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_ready = |(pack, ..): &Loaded<'a>, placed: &[Loaded<'a>]| {
            let is_placed = |id: &String| placed.iter().any(|(other, ..)| other.header.id == *id);
            pack.header.extends.iter().map(Spanned::get_ref).all(|id| !ids.contains(id) || is_placed(id))
        };
        let Some(next) = waiting.iter().position(|pack| is_ready(pack, &placed)) else { break };
        placed.push(waiting.remove(next));
    }
    // Each remaining pack extends itself, directly or through others.
    for (pack, _, name) in waiting {
        if let Some(other) = pack.header.extends.first() {
            let message = format!("`{}` extends a pack that extends it in turn", pack.header.id);
            diagnostics.push(located("circular-extends", message, other, name));
        }
    }
    placed
}

fn located(code: &'static str, message: String, at: &Spanned<String>, name: &str) -> Diagnostic {
    Diagnostic::error(code, message).within(name).at(Span::from(at.span()))
}
