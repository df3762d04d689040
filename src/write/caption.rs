//! The title and the caption of a picture: its source, its counts, and that a machine made it.

use std::collections::BTreeMap;

use super::input::{RenderInput, Texts};
use crate::layout::clean::head;
use crate::layout::words;
use crate::link::Link;
use crate::text::Ui;

/// Longest title taken from the first sentence of an article, in characters: two lines of a heading.
const SENTENCE: usize = 110;
/// Longest list of filters or packs, and longest title or source, in bytes.
const LONGEST: usize = 1_000;

/// The title of a picture: the title of its thread, else the first sentence of its article, else the name of its
/// source. A picture of several threads has their number as its title.
pub fn title(input: &RenderInput<'_>) -> String {
    let none = || input.ui.pick("Argument map", "Carte des arguments").to_owned();
    let title = match input.view.map.threads.as_slice() {
        [] => return none(),
        [thread] => {
            let named = thread.title.clone().filter(|title| !title.trim().is_empty());
            let source = || thread.source.clone().unwrap_or_else(|| thread.id.clone());
            named.or_else(|| first_sentence(input)).unwrap_or_else(source)
        }
        threads => return format!("{} {}", threads.len(), input.ui.pick("threads", "fils")),
    };
    if title.is_empty() { none() } else { head(&title, LONGEST).to_owned() }
}

/// The first sentence of the article or post, if its text may be shown.
fn first_sentence(input: &RenderInput<'_>) -> Option<String> {
    if input.texts == Texts::None {
        return None;
    }
    let opening = input.view.map.graph.node_weights().find(|node| node.comment.kind.is_opening())?;
    let text = head(opening.comment.text.trim_start(), LONGEST);
    let line = text.lines().next()?;
    let mut end = None;
    for (count, (index, character)) in line.char_indices().enumerate() {
        if count > SENTENCE {
            // The sentence is too long: take the words that fit.
            let cut = line.get(..index)?.rsplit_once(' ').map_or(line.get(..index)?, |(words, _)| words);
            return Some(format!("{}…", cut.trim_end_matches([',', ';', ':', ' ', '\u{a0}'])));
        }
        let next = index + character.len_utf8();
        let is_stop = matches!(character, '.' | '!' | '?' | '…');
        // A full stop after a few letters ends an abbreviation or a number.
        if is_stop
            && count > 12
            && line.get(next..).is_none_or(|after| after.is_empty() || after.starts_with(char::is_whitespace))
        {
            end = Some(if character == '.' { index } else { next });
            break;
        }
    }
    let sentence = line.get(..end.unwrap_or(line.len()))?.trim();
    (!sentence.is_empty()).then(|| sentence.to_owned())
}

/// The statements of a caption: source, counts, filters, that a machine made it, and the packs it used.
pub fn caption(input: &RenderInput<'_>) -> Vec<String> {
    let mut out = counts(input);
    out.extend(packs(input));
    out
}

/// The caption without the packs, for narrow outputs.
pub fn counts(input: &RenderInput<'_>) -> Vec<String> {
    let (view, ui) = (input.view, input.ui);
    let nodes = || view.nodes.iter().filter_map(|index| view.node(*index)).filter(|node| node.is_comment());
    let comments = nodes().count();
    let tagged = nodes().filter(|node| words::held(view, node).next().is_some()).count();
    // One edge may represent several links.
    let links = |wanted: fn(&Link) -> bool| -> usize {
        let all = view.edges.iter().filter_map(|index| Some((*index, view.edge(*index)?.2.link()?)));
        all.filter(|(_, link)| wanted(link)).map(|(index, _)| view.folding.count(index)).sum()
    };
    let (attacks, inferred) = (links(|link| link.relation.is_attack()), links(|link| !link.given));
    let all = view.map.graph.node_weights().filter(|node| node.is_comment()).count();
    let mut out = Vec::new();
    if let [thread] = view.map.threads.as_slice() {
        let source = thread.source.as_ref().filter(|source| !source.is_empty() && **source != title(input));
        out.extend(source.map(|source| head(source, LONGEST).to_owned()));
    }
    let groups = view.folding.groups.len();
    out.push(match ui {
        Ui::En if groups > 0 => {
            let all = comments + view.folding.total().comments;
            format!("{} in {} by position", count(all, "comment"), count(groups, "group"))
        }
        Ui::Fr if groups > 0 => {
            let all = comments + view.folding.total().comments;
            format!("{} en {} par position", count(all, "commentaire"), count(groups, "groupe"))
        }
        Ui::En => {
            let of = if all > comments { format!(" of {all}") } else { String::new() };
            let many = if comments == 1 && all == 1 { "" } else { "s" };
            format!("{comments}{of} comment{many}, {tagged} with a position")
        }
        Ui::Fr => {
            let of = if all > comments { format!(" sur {all}") } else { String::new() };
            let many = if comments < 2 && all < 2 { "" } else { "s" };
            format!("{comments} commentaire{many}{of}, {tagged} avec une position")
        }
    });
    let (links, many) = (links(|_| true), |count: usize| if count < 2 { "" } else { "s" });
    out.push(match ui {
        Ui::En => format!("{}, {inferred} inferred, {}", count(links, "link"), count(attacks, "attack")),
        Ui::Fr => format!(
            "{links} lien{}, dont {inferred} déduit{} et {attacks} attaque{}",
            many(links),
            many(inferred),
            many(attacks)
        ),
    });
    if let [thread] = view.map.threads.as_slice() {
        let announced = thread.announced.filter(|announced| *announced != thread.read);
        out.extend(announced.map(|announced| match ui {
            Ui::En => format!("{} of {announced} announced comments read", thread.read),
            Ui::Fr => format!("{} commentaires lus sur {announced} annoncés", thread.read),
        }));
    }
    let folded = words::folded(&view.folding.total(), ui);
    if !folded.is_empty() {
        let label = ui.pick(
            "folded away and counted where it hangs: ",
            "replié, et compté avec le message dont il dépend\u{a0}: ",
        );
        out.push(format!("{label}{}", folded.trim_start_matches('+')));
    }
    let loose = words::folded(&view.folding.loose, ui);
    if !loose.is_empty() {
        let label = ui.pick("on nothing that is shown: ", "sans message affiché auquel les rattacher\u{a0}: ");
        out.push(format!("{label}{}", loose.trim_start_matches('+')));
    }
    if !view.filters.is_empty() {
        out.push(format!("{} {}", ui.pick("filters:", "filtres\u{a0}:"), head(&view.filters.join(", "), LONGEST)));
    }
    out.push(
        ui.pick(
            "positions and links found by machine, unreviewed",
            "positions et liens trouvés par une machine, non relus",
        )
        .to_owned(),
    );
    out
}

/// The rule packs that made the map, grouped by version; `None` if no pack was used.
fn packs(input: &RenderInput<'_>) -> Option<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for pack in &input.view.map.packs {
        versions.entry(&pack.version).or_default().push(&pack.id);
    }
    if versions.is_empty() {
        return None;
    }
    let parts: Vec<String> = versions.iter().map(|(version, ids)| format!("{} {version}", ids.join(", "))).collect();
    Some(format!("{} {}", input.ui.pick("rules:", "règles\u{a0}:"), head(&parts.join("; "), LONGEST)))
}

fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
