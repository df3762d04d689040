//! The title and the caption of a picture: what it is of, what it counts, and that a machine made it.

use std::collections::BTreeMap;

use super::{Sheet, Texts};
use crate::layout::words;
use crate::layout::wrap::head;
use crate::link::Link;
use crate::text::Ui;

/// Longest title made of an article's first sentence, in characters: two lines of a heading.
const SENTENCE: usize = 110;
/// Longest name of a filter list or a title, in bytes.
const LONGEST: usize = 1_000;

/// The title of a picture: that of its thread, else the first sentence of its article, else the name of its source, or
/// the number of its threads.
pub fn title(sheet: &Sheet<'_>) -> String {
    let none = || sheet.ui.pick("Argument map", "Carte des arguments").to_owned();
    let title = match sheet.view.map.threads.as_slice() {
        [] => return none(),
        [thread] => {
            let named = thread.title.clone().filter(|title| !title.trim().is_empty());
            let source = || thread.source.clone().unwrap_or_else(|| thread.id.clone());
            named.or_else(|| first_sentence(sheet)).unwrap_or_else(source)
        }
        threads => return format!("{} {}", threads.len(), sheet.ui.pick("threads", "fils")),
    };
    if title.is_empty() { none() } else { head(&title, LONGEST).to_owned() }
}

/// The first sentence of the article or post, if its text may be shown.
fn first_sentence(sheet: &Sheet<'_>) -> Option<String> {
    if sheet.texts == Texts::None {
        return None;
    }
    let opening = sheet.view.map.graph.node_weights().find(|node| node.comment.kind.is_opening())?;
    let text = head(opening.comment.text.trim_start(), LONGEST);
    let line = text.lines().next()?;
    let mut end = None;
    for (count, (at, character)) in line.char_indices().enumerate() {
        if count > SENTENCE {
            // No end in sight: the words that fit.
            let cut = line.get(..at)?.rsplit_once(' ').map_or(line.get(..at)?, |(words, _)| words);
            return Some(format!("{}…", cut.trim_end_matches([',', ';', ':', ' ', '\u{a0}'])));
        }
        let next = at + character.len_utf8();
        let stops = matches!(character, '.' | '!' | '?' | '…');
        // A few letters and a full stop are an abbreviation or a number.
        if stops
            && count > 12
            && line.get(next..).is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        {
            end = Some(if character == '.' { at } else { next });
            break;
        }
    }
    let sentence = line.get(..end.unwrap_or(line.len()))?.trim();
    (!sentence.is_empty()).then(|| sentence.to_owned())
}

/// What a picture shows, one statement each: source, counts, filters, that a machine made it, and with which packs.
pub fn caption(sheet: &Sheet<'_>) -> Vec<String> {
    let mut out = counts(sheet);
    out.extend(packs(sheet));
    out
}

/// The caption without the packs, for where room is short.
pub fn counts(sheet: &Sheet<'_>) -> Vec<String> {
    let (view, ui) = (sheet.view, sheet.ui);
    let nodes = || view.nodes.iter().filter_map(|index| view.node(*index)).filter(|node| node.is_comment());
    let comments = nodes().count();
    let tagged = nodes().filter(|node| words::held(view, node).next().is_some()).count();
    // An edge may stand for several links.
    let links = |wanted: fn(&Link) -> bool| -> usize {
        let all = view.edges.iter().filter_map(|index| Some((*index, view.edge(*index)?.2.link()?)));
        all.filter(|(_, link)| wanted(link)).map(|(index, _)| view.folding.count(index)).sum()
    };
    let (attacks, inferred) = (links(|link| link.relation.is_attack()), links(|link| !link.given));
    let all = view.map.graph.node_weights().filter(|node| node.is_comment()).count();
    let mut out = Vec::new();
    if let [thread] = view.map.threads.as_slice() {
        let source = thread.source.as_ref().filter(|source| !source.is_empty() && **source != title(sheet));
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
            "{links} lien{}, dont {inferred} inféré{} et {attacks} attaque{}",
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
        let said = ui.pick("folded away and counted where it hangs: ", "replié et compté là où il s’accroche\u{a0}: ");
        out.push(format!("{said}{}", folded.trim_start_matches('+')));
    }
    let loose = words::folded(&view.folding.loose, ui);
    if !loose.is_empty() {
        let said = ui.pick("on nothing that is shown: ", "sans rien de montré où s’accrocher\u{a0}: ");
        out.push(format!("{said}{}", loose.trim_start_matches('+')));
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

/// The rule packs that made the map, by version; `None` if there are none.
fn packs(sheet: &Sheet<'_>) -> Option<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for pack in &sheet.view.map.packs {
        versions.entry(&pack.version).or_default().push(&pack.id);
    }
    if versions.is_empty() {
        return None;
    }
    let parts: Vec<String> = versions.iter().map(|(version, ids)| format!("{} {version}", ids.join(", "))).collect();
    Some(format!("{} {}", sheet.ui.pick("rules:", "règles\u{a0}:"), head(&parts.join("; "), LONGEST)))
}

fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
