//! Sections about the source: what could not be read, and where the report comes from.

use std::collections::BTreeMap;

use super::super::wording::{self, counted};
use super::{Report, Texts, escape};
use crate::diagnostic::Severity;
use crate::text::Ui;
use crate::thread::Kind;

/// Most messages and sources.
const SHOWN: usize = 12;

/// Writes both sections.
pub(super) fn write(report: &mut Report<'_>) {
    unread(report);
    origin(report);
}

fn unread(report: &mut Report<'_>) {
    let (ui, view) = (report.ui, report.view);
    let mut facts = Vec::new();
    for thread in &view.map.threads {
        if let Some(announced) = thread.announced.filter(|announced| *announced != thread.read) {
            let title = thread.title.as_ref().or(thread.source.as_ref()).unwrap_or(&thread.id);
            let title = report.quotation(title);
            facts.push(match ui {
                Ui::En => format!("{title} announces {announced} comments; {} were found.", thread.read),
                Ui::Fr => format!("{title} annonce {announced} commentaires\u{a0}; {} ont été trouvés.", thread.read),
            });
        }
    }
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for node in view.nodes.iter().filter_map(|index| view.node(*index)) {
        *kinds.entry(node.comment.kind).or_default() += node.comment.held.unwrap_or(1);
    }
    for (kind, count) in kinds {
        let words = match kind {
            Kind::Deleted => counted(
                count,
                ui,
                ["deleted comment", "deleted comments"],
                ["commentaire supprimé", "commentaires supprimés"],
            ),
            Kind::Missing => counted(
                count,
                ui,
                [
                    "comment that others answer but that is not in the file",
                    "comments that others answer but that are not in the file",
                ],
                [
                    "commentaire auquel on répond mais qui n’est pas dans le fichier",
                    "commentaires auxquels on répond mais qui ne sont pas dans le fichier",
                ],
            ),
            Kind::Stub => counted(
                count,
                ui,
                ["comment or more held back by the source", "comments held back by the source"],
                ["commentaire ou plus non fourni par la source", "commentaires non fournis par la source"],
            ),
            Kind::Pingback => counted(
                count,
                ui,
                ["link from another site", "links from other sites"],
                ["lien d’un autre site", "liens d’autres sites"],
            ),
            Kind::Article | Kind::Post | Kind::Comment => continue,
        };
        facts.push(format!("{words}."));
    }
    let warnings = report.input.diagnostics.iter().filter(|found| found.severity > Severity::Note);
    let count = warnings.clone().count();
    for found in warnings.take(SHOWN) {
        let about = found.about.as_deref().or(found.source.as_deref());
        let about =
            about.map_or(String::new(), |about| format!(" ({})", escape::markdown(&wording::first_words(about, 80))));
        facts.push(format!("{}{about}.", escape::markdown(&wording::first_words(&found.message, 300))));
    }
    if facts.is_empty() {
        return;
    }
    let title = report.say("What could not be read", "Ce qui n’a pas pu être lu");
    report.heading(2, &title);
    for fact in &facts {
        report.item(fact);
    }
    report.more(count, SHOWN);
    report.out.push('\n');
}

/// The addresses of the threads.
fn addresses(report: &mut Report<'_>) {
    let is_safe = |url: &&str| !url.contains(['`', '<', '>', ' ', '\n']);
    let urls: Vec<&str> =
        report.view.map.threads.iter().filter_map(|thread| thread.url.as_deref()).filter(is_safe).collect();
    let more = urls.len().saturating_sub(SHOWN);
    let mut shown: Vec<String> = urls.iter().take(SHOWN).map(|url| format!("`{url}`")).collect();
    if more > 0 {
        shown.push(format!("… (+{more})"));
    }
    if !shown.is_empty() {
        let label = report.say("Address:", "Adresse :");
        report.item(&format!("{label} {}", shown.join(", ")));
    }
}

fn origin(report: &mut Report<'_>) {
    let view = report.view;
    let title = report.say("Where this comes from", "D’où vient ce rapport");
    report.heading(2, &title);
    let plain = |text: &str| escape::markdown(&wording::first_words(text, 160));
    let mut sources: Vec<String> =
        view.map.threads.iter().filter_map(|thread| thread.source.as_deref()).map(plain).collect();
    sources.dedup();
    let more = sources.len().saturating_sub(SHOWN);
    sources.truncate(SHOWN);
    if more > 0 {
        sources.push(format!("… (+{more})"));
    }
    if !sources.is_empty() {
        let label = report.say("Source:", "Source :");
        report.item(&format!("{label} {}", sources.join(", ")));
    }
    if report.input.texts != Texts::None {
        addresses(report);
    }
    let version = env!("CARGO_PKG_VERSION");
    let packs: Vec<String> =
        view.map.packs.iter().map(|pack| plain(&format!("{} {}", pack.id, pack.version))).collect();
    let text = match report.ui {
        Ui::En if packs.is_empty() => {
            format!("Made by palabre {version} without a neural model: the same input gives the same report.")
        }
        Ui::En => format!(
            "Made by palabre {version} from rules that can be read, without a neural model: the same input gives the same report. Rule packs: {}.",
            packs.join(", ")
        ),
        Ui::Fr if packs.is_empty() => {
            format!("Fait par palabre {version}, sans réseau de neurones\u{a0}: la même entrée donne le même rapport.")
        }
        Ui::Fr => format!(
            "Fait par palabre {version} à partir de règles lisibles, sans réseau de neurones\u{a0}: la même entrée donne le même rapport. Jeux de règles\u{a0}: {}.",
            packs.join(", ")
        ),
    };
    report.item(&text);
    let text = report.say(
        "`palabre explain FILE --comment ID` shows the words behind every label and link. Rules err; a position is a machine’s inference about an opinion.",
        "`palabre explain FICHIER --comment ID` montre les mots derrière chaque étiquette et chaque lien. Les règles se trompent ; une position est l’inférence d’une machine sur une opinion.",
    );
    report.item(&text);
}
