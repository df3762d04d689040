//! Finds the cues that hold at the place between two lines.

use super::cue::{Bucket, Cue, End, Start, Turn, Where};
use super::habit::{HABITS, Habit, Rarity};
use super::opening::{Class, has};
use super::plain::{Graded, Plain};
use super::signs::{Signs, is_emoji};
use super::word::Person;

/// A page of lines.
#[derive(Debug)]
pub struct Sheet {
    /// The signs of its lines.
    signs: Vec<Signs>,
    /// How rare habits of typing are on it.
    rarity: Rarity,
    /// The mean length of its lines.
    mean: f64,
}

/// Two neighbouring lines and their surroundings.
struct Pair<'s> {
    sheet: &'s Sheet,
    /// The index of the lower line.
    at: usize,
    a: &'s Signs,
    b: &'s Signs,
    before: Option<&'s Signs>,
    next: Option<&'s Signs>,
}

/// The cues that hold, with their values: 1 for a plain one.
pub type Found = Vec<(Cue, f64)>;

/// A length below this makes a question or an opening short, in characters.
const SHORT: usize = 120;

/// How many lines back the numbers of one list are looked for.
const LIST_REACH: usize = 8;

/// How many lines back quotations are counted.
const QUOTATION_REACH: usize = 8;

impl Sheet {
    /// A page of lines with these signs.
    pub fn new(signs: Vec<Signs>) -> Self {
        let rarity = Rarity::of(signs.iter().map(Signs::habits));
        let sum: f64 = signs.iter().map(|signs| signs.length as f64).sum();
        let mean = sum / signs.len().max(1) as f64;
        Sheet { signs, rarity, mean }
    }

    /// Whether a line is only a greeting or an address.
    pub fn is_address(&self, line: usize) -> bool {
        self.signs.get(line).is_some_and(|signs| signs.address)
    }

    /// Finds the cues above a line, from 1. They replace what is in `found`.
    pub fn cues_above(&self, at: usize, found: &mut Found) {
        found.clear();
        let line = |at: Option<usize>| at.and_then(|at| self.signs.get(at));
        let (Some(a), Some(b)) = (line(at.checked_sub(1)), line(Some(at))) else { return };
        let (before, next) = (line(at.checked_sub(2)), line(Some(at + 1)));
        let pair = Pair { sheet: self, at, a, b, before, next };
        pair.names(found);
        pair.lengths(found);
        pair.ends(found);
        pair.lists(found);
        pair.quotations(found);
        pair.sources(found);
        pair.openings(found);
        pair.persons(found);
        pair.habits(found);
    }
}

/// Adds plain cues that hold.
fn plain<const N: usize>(found: &mut Found, cues: [(Plain, bool); N]) {
    found.extend(cues.into_iter().filter(|(_, holds)| *holds).map(|(plain, _)| (Cue::Plain(plain), 1.0)));
}

/// Adds graded cues that are not 0.
fn graded<const N: usize>(found: &mut Found, cues: [(Graded, f64); N]) {
    found.extend(
        cues.into_iter().filter(|(_, value)| *value != 0.0).map(|(graded, value)| (Cue::Graded(graded), value)),
    );
}

impl Pair<'_> {
    /// A line some lines above the lower one.
    fn up(&self, lines: usize) -> Option<&Signs> {
        self.at.checked_sub(lines).and_then(|at| self.sheet.signs.get(at))
    }

    /// Names, addresses, signatures and farewells.
    fn names(&self, found: &mut Found) {
        let (a, b) = (self.a, self.b);
        plain(
            found,
            [
                (Plain::AtName, b.first == '@'),
                (Plain::AtNameOnly, b.at_only),
                (Plain::AtNameAbove, a.at_only),
                (Plain::AddressAbove, a.length < 45 && (a.first == '@' || a.name.is_some())),
                (Plain::Named, b.name.is_some()),
                (Plain::NamedAgain, b.named_again),
                (Plain::NameComma, b.name_comma),
                (Plain::NameOnly, b.name_only),
                (Plain::NameOnlyAbove, a.calls),
                (Plain::KnownName, b.known_name),
                (Plain::DashName, b.dash_name),
                (Plain::Signature, b.signature.is_some()),
                (Plain::SignatureAgain, b.signature_again),
                (Plain::SignatureAbove, a.signature.is_some()),
                (Plain::SignatureAgainAbove, a.signature_again),
                (Plain::SignsOff, b.is_farewell),
                (Plain::SignsOffAbove, a.is_farewell),
                (Plain::EndsSigningOff, a.ends_signing_off),
                (Plain::Closes, b.closes),
                (Plain::ClosesAbove, a.closes),
                (Plain::Rule, b.rule),
                (Plain::RuleAbove, a.rule),
                (Plain::Link, b.url),
                (Plain::LinkAbove, a.url),
                (Plain::SameFirst, a.first_word.is_some() && a.first_word == b.first_word),
                (Plain::Repeats, b.repeats),
                (Plain::FirstLines, self.at <= 2),
                (Plain::LastLines, self.at + 2 >= self.sheet.signs.len()),
            ],
        );
    }

    /// Lengths in characters and in sentences.
    fn lengths(&self, found: &mut Found) {
        let (a, b) = (self.a, self.b);
        // The logarithm of a ratio of lengths; the 10 keeps short lines from great ratios.
        let ratio = |over: f64, under: f64| libm::log((over + 10.0) / (under + 10.0));
        let (la, lb) = (a.length as f64, b.length as f64);
        let grown = ratio(lb, la);
        let alike = |grown: f64| (1.0 - grown.abs()).max(0.0);
        let of = |line: Option<&Signs>| line.map(|line| line.length);
        let (before, next) = (of(self.before), of(self.next));
        for (line, length) in [
            (Where::Before, before),
            (Where::Above, Some(a.length)),
            (Where::Below, Some(b.length)),
            (Where::Next, next),
        ] {
            let cue = length.map_or(Cue::NoLine(line), |length| Cue::Length(line, Bucket::of(length)));
            found.push((cue, 1.0));
        }
        found.push((Cue::Lengths(Bucket::of(a.length), Bucket::of(b.length)), 1.0));
        graded(
            found,
            [
                (Graded::Longer, grown.max(0.0)),
                (Graded::Shorter, (-grown).max(0.0)),
                (Graded::AlikeLength, alike(grown)),
                (Graded::AlikeLengthAbove, before.map_or(0.0, |length| alike(ratio(la, length as f64)))),
                (Graded::AlikeLengthNext, next.map_or(0.0, |length| alike(ratio(length as f64, lb)))),
                (Graded::SentencesAbove, (a.sentences as f64 / 4.0).min(3.0)),
                (Graded::Sentences, (b.sentences as f64 / 4.0).min(3.0)),
                (Graded::LengthAbove, ratio(la, self.sheet.mean).clamp(-2.0, 2.0)),
                (Graded::LengthBelow, ratio(lb, self.sheet.mean).clamp(-2.0, 2.0)),
            ],
        );
        plain(
            found,
            [
                (Plain::OneSentence, b.sentences <= 1),
                (Plain::OneSentenceAbove, a.sentences <= 1),
                (Plain::ShortThenLong, a.length < 100 && b.length > 250),
                (Plain::LongThenShort, b.length < 100 && a.length > 250),
                (Plain::ShortRun, a.length < 90 && b.length < 90 && before.is_some_and(|length| length < 90)),
                (Plain::ShortBeforeLong, b.length < 90 && next.is_some_and(|length| length > 250)),
                (Plain::ShortExclaims, b.length < 80 && b.ways.get(Habit::Exclaims as usize) == Some(&1)),
                (Plain::ShortAsks, b.length < 160 && b.ends_asking),
            ],
        );
    }

    /// How the line above ends and how the lower one begins.
    fn ends(&self, found: &mut Found) {
        let (a, b) = (self.a, self.b);
        found.push((Cue::Ends(end(a)), 1.0));
        found.push((Cue::Starts(start(b)), 1.0));
        let small = |line: &Signs| line.first.is_lowercase();
        let you = [Person::Tu, Person::Vous, Person::You].into_iter().any(|person| a.flags.has(person));
        plain(
            found,
            [
                (Plain::RunsOn, a.last.is_alphanumeric() && small(b) && a.length >= 60),
                (Plain::SmallBoth, small(a) && small(b)),
                (Plain::SmallBelow, small(b) && !small(a)),
                (Plain::SmileyAbove, a.ends_smiling),
                (Plain::OpenBracket, a.open_bracket),
                (Plain::AsksAbove, a.ends_asking),
                (Plain::AsksAsks, a.ends_asking && b.begins(Class::Asks)),
                (Plain::AsksReader, a.ends_asking && you),
            ],
        );
    }

    /// Items of lists.
    fn lists(&self, found: &mut Found) {
        let (a, b) = (self.a, self.b);
        let goes_on = |line: Option<&Signs>| {
            b.item.is_some_and(|number| line.and_then(|line| line.item).is_some_and(|other| other + 1 == number))
        };
        let next = goes_on(Some(a));
        let next_but_one = !next && goes_on(self.before);
        let far = |lines: usize| {
            let line = self.up(lines);
            goes_on(line) && line.is_some_and(|line| line.listed == b.listed)
        };
        plain(
            found,
            [
                (Plain::ItemFirst, b.item == Some(1)),
                (Plain::ItemLater, b.item.is_some_and(|number| number > 1)),
                (Plain::ItemNext, next),
                (Plain::ItemNextBut, next_but_one),
                (Plain::ItemNextFar, b.item.is_some() && !next && !next_but_one && (3..=LIST_REACH).any(far)),
                (Plain::ItemAfterColon, b.item == Some(1) && a.last == ':'),
                (Plain::ItemBoth, b.listed.is_some() && a.listed == b.listed),
                (Plain::ItemBelow, b.listed.is_some() && a.listed != b.listed),
                (Plain::ItemAbove, a.listed.is_some() && b.listed.is_none()),
                (
                    Plain::LeadsList,
                    b.listed.is_none() && b.last == ':' && self.next.is_some_and(|next| next.listed.is_some()),
                ),
            ],
        );
    }

    /// Lines in quotation marks.
    fn quotations(&self, found: &mut Found) {
        let (a, b, before) = (self.a, self.b, self.before);
        let before_quotes = before.is_some_and(|before| before.quotes_first);
        plain(
            found,
            [
                (Plain::QuotedAbove, a.quoted && !b.quoted),
                (Plain::QuotedBelow, b.quoted && !a.quoted),
                (Plain::QuotedBoth, a.quoted && b.quoted),
                (
                    Plain::QuotedFarAbove,
                    before.is_some_and(|before| before.quoted) && !a.quotes_first && !b.quotes_first,
                ),
                (Plain::QuotationThen, a.quoted && !b.quotes_first),
                (Plain::QuotesFirst, b.quotes_first && !b.quoted),
                (Plain::QuotesAndAnswers, a.quotes_first && !a.quoted && !b.quotes_first),
                (Plain::QuotesInTurns, b.quotes_first && before_quotes && !a.quotes_first),
                (Plain::InsideQuotation, b.inside_quotation),
                (Plain::LongQuotationAbove, a.ends_quotation && !b.inside_quotation),
            ],
        );
        if b.quotes_first && !a.quotes_first {
            let count =
                (1..QUOTATION_REACH).filter(|lines| self.up(*lines).is_some_and(|line| line.quotes_first)).count();
            graded(found, [(Graded::QuotationsBefore, (count as f64).min(3.0))]);
        }
    }

    /// Where quoted and copied words come from.
    fn sources(&self, found: &mut Found) {
        let (a, b) = (self.a, self.b);
        let above = self.at.checked_sub(1);
        let distance = b.echoes.map(|source| self.at.saturating_sub(source));
        let far = |least: usize, most: usize| distance.is_some_and(|lines| (least..=most).contains(&lines));
        let word = b.echoes_word;
        let word_near = word.is_some() && word == above;
        let word_earlier = word.is_some() && word != above;
        plain(
            found,
            [
                (Plain::EchoNear, far(0, 1)),
                (Plain::EchoClose, far(2, 4)),
                (Plain::EchoEarlier, far(5, 15)),
                (Plain::EchoFar, far(16, usize::MAX)),
                (Plain::EchoFirstNear, far(0, 1) && b.quotes_first),
                (Plain::EchoFirst, far(2, usize::MAX) && b.quotes_first),
                (Plain::EchoChain, b.chained),
                (Plain::EchoAbove, a.echoes.is_some()),
                (Plain::WordNear, word_near && !b.quotes_first),
                (Plain::WordNearFirst, word_near && b.quotes_first),
                (Plain::WordEarlier, word_earlier && !b.quotes_first),
                (Plain::WordEarlierFirst, word_earlier && b.quotes_first),
                (Plain::Article, b.quotes_article && !b.quotes_first),
                (Plain::ArticleFirst, b.quotes_article && b.quotes_first),
                (Plain::CopyNear, b.copies.is_some() && b.copies == above),
                (Plain::CopyFar, b.copies.is_some() && b.copies != above),
                (Plain::CopyChain, b.copies_on),
                (Plain::CopyAbove, a.copies.is_some() && b.copies.is_none()),
            ],
        );
    }

    /// Classes of first words.
    fn openings(&self, found: &mut Found) {
        let next = self.next.map_or(0, |next| next.opening);
        for class in Class::ALL.iter().copied() {
            for (line, classes) in [(Where::Above, self.a.opening), (Where::Below, self.b.opening), (Where::Next, next)]
            {
                if has(classes, class) {
                    found.push((Cue::Opens(line, class), 1.0));
                }
            }
            if has(self.b.then, class) {
                found.push((Cue::Opening(Turn::Then, class), 1.0));
            }
            if self.b.begins(class) {
                let turn = if self.a.ends_asking { Turn::AfterQuestion } else { Turn::AfterStatement };
                found.push((Cue::Opening(turn, class), 1.0));
                if self.b.length < SHORT {
                    found.push((Cue::Opening(Turn::Short, class), 1.0));
                }
            }
        }
    }

    /// Grammatical persons.
    fn persons(&self, found: &mut Found) {
        let (a, b) = (self.a.flags, self.b.flags);
        for person in Person::ALL.iter().copied() {
            match (a.has(person), b.has(person)) {
                (true, true) => found.push((Cue::Both(person), 1.0)),
                (true, false) => found.push((Cue::PersonAbove(person), 1.0)),
                (false, true) => found.push((Cue::PersonBelow(person), 1.0)),
                (false, false) => {}
            }
        }
        let only = |flags: &super::word::Flags, yes: Person, no: Person| flags.has(yes) && !flags.has(no);
        plain(
            found,
            [
                (Plain::TuThenVous, only(&a, Person::Tu, Person::Vous) && only(&b, Person::Vous, Person::Tu)),
                (Plain::VousThenTu, only(&a, Person::Vous, Person::Tu) && only(&b, Person::Tu, Person::Vous)),
            ],
        );
    }

    /// Habits of typing.
    fn habits(&self, found: &mut Found) {
        let (mut agreement, mut clashes) = (0.0, 0_u32);
        for ((habit, a), b) in Habit::ALL.iter().zip(&self.a.ways).zip(&self.b.ways) {
            match (*a, *b) {
                (0, 0) => {}
                (a, b) if a == b => {
                    let rarity = self.sheet.rarity.agreement(*habit, a);
                    agreement += rarity;
                    if rarity != 0.0 {
                        found.push((Cue::Same(*habit), rarity));
                    }
                }
                (a, 0) => found.push((Cue::OnlyAbove(*habit, a > 0), 1.0)),
                (0, b) => found.push((Cue::OnlyBelow(*habit, b > 0), 1.0)),
                _ => {
                    clashes += 1;
                    found.push((Cue::Clash(*habit), 1.0));
                }
            }
        }
        let clashes_of = |x: &[i8; HABITS], y: &[i8; HABITS]| x.iter().zip(y).filter(|(x, y)| *x * *y < 0).count();
        let before = self.before.map_or(0, |before| clashes_of(&before.ways, &self.b.ways));
        let next = self.next.map_or(0, |next| clashes_of(&next.ways, &self.a.ways));
        graded(
            found,
            [
                (Graded::Agreement, agreement.min(5.0) / 2.0),
                (Graded::Clashes, f64::from(clashes.min(4))),
                (Graded::ClashesFar, before.min(3) as f64),
                (Graded::ClashesNext, next.min(3) as f64),
            ],
        );
    }
}

/// How a line ends.
fn end(line: &Signs) -> End {
    match line.last {
        _ if line.trails_off => End::Dots,
        c if c.is_alphanumeric() => End::Word,
        '.' => End::Stop,
        '!' => End::Exclamation,
        '?' => End::Question,
        ':' => End::Colon,
        ',' => End::Comma,
        ';' => End::Semicolon,
        '-' | '–' | '—' => End::Dash,
        c if is_emoji(c) => End::Smiley,
        _ => End::Other,
    }
}

/// With what sign a line begins.
fn start(line: &Signs) -> Start {
    match line.first {
        c if c.is_uppercase() => Start::Capital,
        c if c.is_lowercase() => Start::Small,
        c if c.is_numeric() => Start::Digit,
        '(' | '[' | '{' => Start::Bracket,
        '-' | '–' | '—' => Start::Dash,
        '*' | '•' | '·' | '→' => Start::Bullet,
        '@' => Start::At,
        '«' | '‹' => Start::Guillemet,
        '"' => Start::StraightQuote,
        '“' | '”' | '„' | '‟' => Start::CurlyQuote,
        '.' | '…' => Start::Dots,
        '>' => Start::Greater,
        '/' | '\\' => Start::Slash,
        '+' => Start::Plus,
        ':' | ';' | '^' | '=' => Start::Smiley,
        c if is_emoji(c) => Start::Smiley,
        _ => Start::Other,
    }
}
