//! A signature at the end of a comment, as wikis write it: `Bruno (talk) 10:22, 3 March 2021 (UTC)`, in wikitext or as a
//! page shows it, in all languages of [`Talk`](crate::lang::Talk), and what templates write for those who did not sign.
//!
//! In comes the text of a comment or of one of its lines. Out comes where the signature begins, who signed and when. A
//! signature is always in the last line of the text.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::moment::{Moment, is_space};
use crate::lang;

/// How many bytes of a line a date may take. The longest one with weekday, words and zone has about 60.
const DATE_BYTES: usize = 72;

/// How many bytes before the date may belong to the signature: several links with styles are long.
const BEFORE_BYTES: usize = 600;

/// Longest name that is believed, in bytes.
const NAME_BYTES: usize = 60;

static LINKS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.talk.links));
static REPLY: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::longest_first(|words| words.talk.reply));
static USERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.talk.user_spaces));
static CONTRIBUTIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.talk.contributions));
static UNSIGNED: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::longest_first(|words| words.talk.unsigned));
static TEMPLATES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.talk.unsigned_templates));

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Where it begins in the text; it goes on to the end of the text. Dashes before the name belong to it.
    pub start: usize,
    /// Who signed, or for whom it was signed.
    pub author: Option<String>,
    /// When, if it says so.
    pub moment: Option<Moment>,
    /// Whether something marks where the name begins. If not, [`Signature::settle`] can find it among other names.
    pub is_sure: bool,
    /// Whether it can only be a signature of a wiki: a link to the author, a word such as *talk*, a zone in brackets.
    pub is_wiki: bool,
}

impl Signature {
    /// The signature at the end of a text.
    pub fn at_end(text: &str) -> Option<Signature> {
        let bare = without_links(text);
        if bare.ends_with("}}") {
            return template(bare);
        }
        let line_start = bare.rfind('\n').map_or(0, |newline| newline + 1);
        let line = bare.get(line_start..)?;
        let (date, moment) = date_at_end(line)?;
        let before =
            line.get(..date)?.trim_end_matches(|c| is_space(c) || matches!(c, ',' | '-' | '–' | '—' | '·' | '|'));
        let window = before.len() - before.len().min(BEFORE_BYTES);
        let window = before.ceil_char_boundary(window);
        let tail = before.get(window..)?;
        let at = line_start + window;
        // Headers of mails end with a date too, but their zone is a number.
        let zoned = line.get(date..)?.ends_with(')');
        let signature = |start: usize, author: Option<String>, is_sure: bool, is_wiki: bool| {
            let start = at + start_of_marks(tail, start);
            Signature { start, author, moment: Some(moment), is_sure, is_wiki }
        };
        if let Some((start, author)) = linked(tail) {
            return Some(signature(start, Some(author), true, true));
        }
        let (named, has_links) = without_brackets(tail, zoned);
        if let Some((start, end)) = unsigned(tail) {
            let name = named.get(end..).unwrap_or("");
            return Some(signature(start, clean(name), true, true));
        }
        let (start, is_sure) = name_at_end(named)?;
        let author = clean(named.get(start..)?)?;
        Some(signature(start, Some(author), is_sure, has_links || zoned))
    }

    /// Corrects an unsure name by the names that others show to be names: the text may end with one of them.
    pub fn settle(&mut self, text: &str, names: &BTreeSet<String>) {
        let Some(author) = self.author.as_deref().filter(|_| !self.is_sure) else { return };
        let Some(end) =
            text.get(self.start..).and_then(|signed| signed.find(author)).map(|at| self.start + at + author.len())
        else {
            return;
        };
        let line_start = text.get(..end).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let from = text.ceil_char_boundary(end.saturating_sub(NAME_BYTES).max(line_start));
        let window = text.get(from..end).unwrap_or("");
        let starts = window.char_indices().filter(|(at, c)| {
            !is_space(*c) && window.get(..*at).is_some_and(|before| before.chars().next_back().is_none_or(is_space))
        });
        let known = starts.map(|(at, _)| at).find(|at| window.get(*at..).is_some_and(|name| names.contains(name)));
        if let Some(start) = known {
            self.author = window.get(start..).map(str::to_owned);
            self.start = from + start;
            self.is_sure = true;
        }
    }
}

/// A text without links to answer it, marks of the end and white space at its end.
fn without_links(text: &str) -> &str {
    let mut bare = text;
    // Each round takes at least one byte; real ends have at most a few of these.
    for _ in 0..8 {
        let before = bare.len();
        bare = bare.trim_end_matches(|c| is_space(c) || matches!(c, '\'' | '_'));
        for end in ["</small>", "</span>", "</font>", "</sup>", "</sub>", "</div>", "</p>", "<br />", "<br>", "-->"] {
            if let Some(cut) = bare.strip_suffix(end) {
                bare =
                    if end == "-->" { cut.rfind("<!--").and_then(|open| cut.get(..open)).unwrap_or(bare) } else { cut };
            }
        }
        if bare.ends_with(']')
            && let Some(open) = bare.rfind('[')
            && is_reply(bare.get(open + 1..bare.len() - 1).unwrap_or(""))
        {
            bare = bare.get(..open).unwrap_or(bare);
        }
        for reply in REPLY.iter() {
            let cut = bare.len().checked_sub(reply.len()).filter(|cut| bare.is_char_boundary(*cut));
            let Some(cut) = cut else { continue };
            let (rest, end) = bare.split_at(cut);
            if end.to_lowercase() == **reply && rest.trim_end_matches(is_space).ends_with([')', '|']) {
                bare = rest;
            }
        }
        if bare.len() == before {
            break;
        }
    }
    bare.strip_suffix('.').filter(|rest| rest.ends_with(|c: char| c == ')' || c.is_numeric())).unwrap_or(bare)
}

/// Whether the words of a link only offer to answer.
fn is_reply(words: &str) -> bool {
    words.len() <= 40
        && words.split(['|', '·']).all(|word| REPLY.contains(&word.trim_matches(is_space).to_lowercase().as_str()))
}

/// The date and time that end a line, and where they begin.
fn date_at_end(line: &str) -> Option<(usize, Moment)> {
    if !line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '日')) {
        return None;
    }
    let from = line.ceil_char_boundary(line.len().saturating_sub(DATE_BYTES));
    let window = line.get(from..)?;
    // A line without a clock has no signature; this is quick to see.
    if !window.contains([':', 'h', 'H', '.']) || !window.contains(|c: char| c.is_numeric()) {
        return None;
    }
    // Templates put the whole line in brackets.
    let ends = [window, window.strip_suffix(')').unwrap_or(window)];
    let mut previous = ' ';
    for (at, c) in window.char_indices() {
        let begins = c.is_alphanumeric() && !previous.is_alphanumeric();
        previous = c;
        if !begins {
            continue;
        }
        for end in ends {
            let Some(candidate) = end.get(at..) else { continue };
            let Some((moment, length)) = Moment::at_start(candidate) else { continue };
            if length == candidate.len() && moment.clock.is_some() && moment.has_year() {
                return Some((from + at, moment));
            }
        }
    }
    None
}

/// A template that signs for somebody: `{{unsigned|Bruno|10:22, 3 March 2021 (UTC)}}`.
fn template(bare: &str) -> Option<Signature> {
    let start = bare.rfind("{{")?;
    let inside = bare.get(start + 2..bare.len() - 2).filter(|inside| inside.len() <= BEFORE_BYTES)?;
    let mut fields = inside.split('|').map(|field| field.trim_matches(is_space));
    let name = fields.next()?.to_lowercase().replace('_', " ");
    let name = name.strip_prefix("subst:").unwrap_or(&name);
    if !TEMPLATES.contains(&name.trim()) {
        return None;
    }
    let (mut author, mut moment) = (None, None);
    for field in fields {
        let value =
            field.split_once('=').filter(|(key, _)| key.trim().len() <= 6).map_or(field, |(_, value)| value.trim());
        match Moment::whole(value) {
            Some(time) if moment.is_none() => moment = Some(time),
            _ if author.is_none() => author = clean(value),
            _ => {}
        }
    }
    Some(Signature { start: start_of_marks(bare, start), author, moment, is_sure: true, is_wiki: true })
}

/// The links to the author at the end of a text in wikitext: where the first of them begins, and the name.
fn linked(tail: &str) -> Option<(usize, String)> {
    let mut found: Option<(usize, String)> = None;
    let mut end = tail.len();
    while let Some(open) = tail.get(..end).and_then(|before| before.rfind("[[")) {
        let inside = tail.get(open + 2..).and_then(|after| after.split_once("]]"));
        let close = inside.map_or(open, |(inside, _)| open + inside.len() + 4);
        let gap = tail.get(close.min(end)..end).unwrap_or("");
        let far = gap.len() > 120 || gap.contains(". ") || gap.contains('\n');
        let name = inside.and_then(|(inside, _)| user(inside));
        match (&found, name) {
            (_, Some(_)) | (None, None) if far => break,
            (None, Some(name)) => found = Some((open, name)),
            (Some((_, known)), Some(name)) if *known == name => found = Some((open, name)),
            // Signatures link other pages as well; the text may link them too, so they count only between two links.
            (Some(_), _) => break,
            (None, None) => {}
        }
        end = open;
    }
    found
}

/// The name of the user that a link leads to.
fn user(inside: &str) -> Option<String> {
    let target = inside.split('|').next()?.trim_start_matches(':').replace('_', " ");
    let (space, page) = target.split_once(':')?;
    // Links to other wikis put the name of the wiki first: `:fr:Utilisateur:Bruno`.
    let (space, page) = match page.split_once(':') {
        Some((inner, page)) if space.trim().len() <= 3 => (inner, page),
        _ => (space, page),
    };
    let space = space.trim().to_lowercase();
    let name = if USERS.contains(&space.as_str()) {
        page.split(['/', '#']).next()?
    } else {
        let lower = target.to_lowercase();
        let prefix = CONTRIBUTIONS.iter().find(|prefix| lower.starts_with(**prefix))?;
        target.get(prefix.len()..)?.strip_prefix('/')?
    };
    clean(name)
}

/// A text without the links in brackets after a name, such as `(talk · contribs)`, and whether it had any that are
/// known. After other proof of a signature, unknown ones go too.
fn without_brackets(tail: &str, is_signature: bool) -> (&str, bool) {
    let (mut named, mut has_links) = (tail, false);
    // Two groups are usual, four are the most seen.
    for _ in 0..4 {
        let bare = named.trim_end_matches(|c| is_space(c) || matches!(c, '|' | '·' | '•' | '-' | ','));
        let open = match bare.chars().next_back() {
            Some(')') => bare.rfind('('),
            Some(']') => bare.rfind('['),
            _ => None,
        };
        let Some(open) = open else { break };
        let inside = bare.get(open + 1..bare.len() - 1).unwrap_or("");
        let is_link = |word: &str| LINKS.contains(&word.trim_matches(is_space).to_lowercase().as_str());
        let is_known = inside.split(['|', '·', '•', '/', ',', '–']).all(is_link);
        let is_plausible = is_signature && inside.len() <= 24 && !inside.contains(|c: char| c.is_numeric());
        if !is_known && !is_plausible {
            break;
        }
        has_links |= is_known;
        named = bare.get(..open).unwrap_or("");
    }
    (named.trim_end_matches(is_space), has_links)
}

/// A text without what a template says at its end about somebody who did not sign: *The preceding unsigned comment was
/// added by …*
pub fn without_notice(text: &str) -> &str {
    let own = unsigned(text).and_then(|(start, _)| text.get(..start));
    own.map_or(text, |own| own.trim_end_matches(|c| is_space(c) || matches!(c, '—' | '–' | '-')))
}

/// What a template writes before the name of somebody who did not sign: where it begins and ends.
fn unsigned(tail: &str) -> Option<(usize, usize)> {
    let lower = tail.to_lowercase();
    if lower.len() != tail.len() {
        return None;
    }
    UNSIGNED.iter().find_map(|words| lower.rfind(words).map(|start| (start, start + words.len())))
}

/// Where the name at the end of a text begins, and whether something marks it: a dash, the beginning of the line, the
/// end of a sentence before one to three words. Otherwise the last words in capitals, or the last word.
fn name_at_end(text: &str) -> Option<(usize, bool)> {
    let text = text.trim_end_matches(is_space);
    let from = text.ceil_char_boundary(text.len().saturating_sub(2 * NAME_BYTES));
    let window = text.get(from..)?;
    let words =
        |start: usize| window.get(start..).unwrap_or("").split(is_space).filter(|word| !word.is_empty()).count();
    let mut start = None;
    let mut before = [' ', if from == 0 { ' ' } else { 'x' }];
    for (at, c) in window.char_indices() {
        let next = window.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let is_dash = matches!(c, '—' | '–' | '~') || (c == '-' && matches!(next, Some('-' | ' ')));
        if is_dash && (is_space(before[1]) || matches!(before[1], '.' | '-' | '—' | '–' | '!' | '?' | '~')) {
            start = Some(at + c.len_utf8());
        }
        // The full stop after an initial ends no sentence.
        let is_initial = c == '.' && before[1].is_uppercase() && !before[0].is_alphanumeric();
        let is_end = matches!(c, '.' | '!' | '?' | '…' | '»' | '"' | '”' | ')' | ':' | ';') && !is_initial;
        if is_end && next.is_some_and(is_space) {
            start = Some(at + c.len_utf8());
        }
        before = [before[1], c];
    }
    if let Some(start) = start.filter(|start| (1..=3).contains(&words(*start))) {
        return Some((from + start, true));
    }
    if from == 0 && start.is_none() && (1..=3).contains(&words(0)) {
        return Some((0, true));
    }
    let mut first = None;
    let mut end = window.len();
    for _ in 0..3 {
        let trimmed = window.get(..end)?.trim_end_matches(is_space);
        let at = trimmed.char_indices().rev().find(|(_, c)| is_space(*c)).map_or(0, |(at, c)| at + c.len_utf8());
        let is_name = trimmed.get(at..)?.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        if !is_name && first.is_some() {
            break;
        }
        first = Some(at);
        end = at;
        if !is_name || at == 0 {
            break;
        }
    }
    first.map(|at| (from + at, false))
}

/// Where the dashes, brackets and tags before a signature begin.
fn start_of_marks(text: &str, start: usize) -> usize {
    let mut bare = text.get(..start).unwrap_or(text);
    // Styles are tags in one another; more than these are not the signature's.
    for _ in 0..6 {
        let before = bare.len();
        bare = bare.trim_end_matches(|c| is_space(c) && c != '\n');
        bare = bare.trim_end_matches(['-', '—', '–', '~', '(', '[', '\'', '•', '·', '|', '⟨']);
        if bare.ends_with('>')
            && let Some(open) = bare.rfind('<')
            && !bare.get(open..).is_some_and(|tag| tag.starts_with("</") || tag.starts_with("<br") || tag.len() > 200)
        {
            bare = bare.get(..open).unwrap_or(bare);
        }
        if bare.len() == before {
            break;
        }
    }
    bare.len()
}

/// A name without marks and spaces around it; `None` if nothing or too much remains.
fn clean(name: &str) -> Option<String> {
    let name = name.trim_matches(|c| {
        is_space(c) || matches!(c, '-' | '—' | '–' | '~' | '\'' | ',' | '|' | '(' | '[' | ']' | '{' | '}')
    });
    let name = name.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (!name.is_empty() && name.len() <= NAME_BYTES).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::format::moment::Settled;

    fn parts(text: &str) -> Option<(&str, String, String)> {
        let signature = Signature::at_end(text)?;
        let time = signature.moment.and_then(|moment| moment.text(Settled::default())).unwrap_or_default();
        Some((text[..signature.start].trim(), signature.author.unwrap_or_default(), time))
    }

    #[test]
    fn signatures_as_pages_show_them() {
        for (text, own, author, time) in [
            ("Oui. Odile (discuter) 25 octobre 2004 à 18:26 (CEST)", "Oui.", "Odile", "2004-10-25T18:26+02:00"),
            ("Oui. Odile (d) 25 octobre 2004 à 18:26 (CEST)[répondre]", "Oui.", "Odile", "2004-10-25T18:26+02:00"),
            (
                "Oui !\n— Odile B. (discuter • contributions) 3 mars 2021 à 10:22 (CET)",
                "Oui !",
                "Odile B.",
                "2021-03-03T10:22+01:00",
            ),
            ("Yes. Bruno (talk) 10:22, 3 March 2021 (UTC)[reply]", "Yes.", "Bruno", "2021-03-03T10:22Z"),
            ("Yes. Bruno (talk · contribs) 10:22, 3 March 2021 (UTC)Reply", "Yes.", "Bruno", "2021-03-03T10:22Z"),
            ("Yes --Bruno of Town (talk) 10:22, 3 March 2021 (UTC)", "Yes", "Bruno of Town", "2021-03-03T10:22Z"),
            ("Ja. --Bruno (Diskussion) 10:22, 3. Mär. 2021 (CET)", "Ja.", "Bruno", "2021-03-03T10:22+01:00"),
            ("Ja! Bruno 10:22, 3. Mär. 2021 (CET)", "Ja!", "Bruno", "2021-03-03T10:22+01:00"),
            ("Sì. --Bruno (msg) 10:22, 3 mar 2021 (CET)", "Sì.", "Bruno", "2021-03-03T10:22+01:00"),
            ("Sí. Bruno (discusión) 10:22 3 mar 2021 (UTC)", "Sí.", "Bruno", "2021-03-03T10:22Z"),
            ("Sim. Bruno (discussão) 10h22min de 3 de março de 2021 (UTC)", "Sim.", "Bruno", "2021-03-03T10:22Z"),
            ("Yes, I think so Bruno (talk) 10:22, 3 March 2021 (UTC)", "Yes, I think so", "Bruno", "2021-03-03T10:22Z"),
            ("No. 192.0.2.7 (talk) 10:22, 3 March 2021 (UTC)", "No.", "192.0.2.7", "2021-03-03T10:22Z"),
            (
                "No. — Preceding unsigned comment added by Bruno (talk • contribs) 10:22, 3 March 2021 (UTC)",
                "No.",
                "Bruno",
                "2021-03-03T10:22Z",
            ),
            (
                "Nein. (nicht signierter Beitrag von Bruno (Diskussion | Beiträge) 10:22, 3. Mär. 2021 (CET))",
                "Nein.",
                "Bruno",
                "2021-03-03T10:22+01:00",
            ),
            (
                "Non. — Le message qui précède, non signé, a été déposé par Bruno (discuter), le 3 mars 2021 à 10:22.",
                "Non.",
                "Bruno",
                "2021-03-03T10:22",
            ),
            ("Bruno (discuter) 3 mars 2021 à 10:22 (CET)", "", "Bruno", "2021-03-03T10:22+01:00"),
        ] {
            assert_eq!(parts(text), Some((own, author.to_owned(), time.to_owned())), "{text}");
        }
    }

    #[test]
    fn signatures_in_wikitext() {
        for (text, own, author) in [
            ("Yes. -- [[User:Bruno|Bruno]] ([[User talk:Bruno|talk]]) 10:22, 3 March 2021 (UTC)", "Yes.", "Bruno"),
            ("Yes. [[User:Bruno L|<span style=\"color:red\">B</span>]] 10:22, 3 March 2021 (UTC)", "Yes.", "Bruno L"),
            (
                "Oui. [[Utilisateur:Bruno|Bruno]] ([[Discussion utilisateur:Bruno|d]]) 3 mars 2021 à 10:22 (CET)",
                "Oui.",
                "Bruno",
            ),
            (
                "Oui [[Utilisateur:Anna|Anna]]. <small>[[Utilisateur:Bruno|Bruno]]</small> 3 mars 2021 à 10:22 (CET)",
                "Oui [[Utilisateur:Anna|Anna]].",
                "Bruno",
            ),
            (
                "Ja --[[Benutzer:Bruno|Bruno]] ([[Benutzer Diskussion:Bruno|Diskussion]]) 10:22, 3. Mär. 2021 (CET)",
                "Ja",
                "Bruno",
            ),
            ("Sì --[[Utente:Bruno|Bruno]] ([[Discussioni utente:Bruno|msg]]) 10:22, 3 mar 2021 (CET)", "Sì", "Bruno"),
            (
                "No [[Special:Contributions/192.0.2.7|192.0.2.7]] ([[User talk:192.0.2.7|talk]]) 10:22, 3 March 2021 (UTC)",
                "No",
                "192.0.2.7",
            ),
            ("No {{unsigned|Bruno|10:22, 3 March 2021 (UTC)}}", "No", "Bruno"),
            ("No {{unsigned2|10:22, 3 March 2021|Bruno}}", "No", "Bruno"),
            ("Non {{non signé|Bruno|3 mars 2021 à 10:22 (CET)}}", "Non", "Bruno"),
        ] {
            let (rest, name, _) = parts(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((rest, name.as_str()), (own, author), "{text}");
        }
    }

    #[test]
    fn a_date_in_a_sentence_is_no_signature() {
        for text in [
            "",
            "It began on 3 March 2021",
            "at 10:22",
            "See {{tl|x}}",
            "10:22, 3 March 2021 (UTC) was wrong",
            "> Sent:",
            "a 12:30 b",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }

    #[test]
    fn an_unsure_name_is_found_among_the_others() {
        let text = "yes, wrote Jean de la Tour (talk) 10:22, 3 March 2021 (UTC)";
        let mut signature = Signature::at_end(text).unwrap();
        assert!(!signature.is_sure);
        signature.settle(text, &BTreeSet::from(["Jean de la Tour".to_owned()]));
        assert_eq!((signature.author.as_deref(), &text[..signature.start]), (Some("Jean de la Tour"), "yes, wrote "));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "([0-9]{1,4}|[a-zé]{1,5}|User:|\\[\\[|\\]\\]|\\{\\{unsigned|\\}\\}|\\||--|\\(talk\\)|\\(UTC\\)|[ :.,\n]|mars|10:22|<small>|<!--|-->){0,30}") {
            if let Some(mut signature) = Signature::at_end(&text) {
                assert!(text.is_char_boundary(signature.start));
                signature.settle(&text, &BTreeSet::from(["a".to_owned()]));
                assert!(text.is_char_boundary(signature.start));
            }
        }
    }
}
