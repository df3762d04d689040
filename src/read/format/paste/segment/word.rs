//! What the words of a line show, one by one: persons, accents, contractions.
//!
//! The words are those of all languages together, as each language lists them in its [`Cues`](lang::Cues).

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::named::named;
use crate::lang::{self, List};

named! {
    /// A grammatical person.
    Person {
        I = "i", "the first person";
        Tu = "tu", "the familiar second person";
        Vous = "vous", "the polite second person";
        You = "you", "the second person";
        We = "we", "the first person plural";
        He = "he", "the third person, male";
        She = "she", "the third person, female";
        They = "they", "the third person plural";
        Anybody = "anybody", "people in general";
    }
}

/// What the words of a line show.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about the words of a line")]
pub struct Flags {
    /// Its persons, a bit for each.
    pub persons: u16,
    /// It has short forms of hasty typing.
    pub hasty: bool,
    /// It contracts verbs.
    pub contracted: bool,
    /// It writes verbs in full that others contract.
    pub uncontracted: bool,
    /// It writes a pronoun in lower case that is a capital.
    pub small_pronoun: bool,
    /// It writes it as a capital.
    pub capital_pronoun: bool,
    /// It writes both words of a negation.
    pub full_negation: bool,
    /// It leaves out the first.
    pub short_negation: bool,
    /// Words with accents, and words that lack theirs.
    pub accents: (u32, u32),
    /// The number of words.
    pub words: u32,
}

impl Flags {
    /// Whether the line uses a person.
    pub fn has(&self, person: Person) -> bool {
        self.persons >> person as u16 & 1 == 1
    }

    /// Its way of writing accents: 1 with them, -1 without, 0 if it does not show.
    pub fn accents(&self) -> i8 {
        let (with, without) = self.accents;
        match (with, without) {
            (0, 0) => 0,
            // A word or two without its accent among many with theirs is a mistake, not a habit.
            _ if without > 0 && without * 3 > with => -1,
            _ => 1,
        }
    }
}

/// Bits of a word, above those of the persons.
mod bit {
    pub const HASTY: u32 = 1 << 16;
    pub const UNACCENTED: u32 = 1 << 17;
    pub const CONTRACTED: u32 = 1 << 18;
    pub const PARTICLE: u32 = 1 << 19;
    pub const HALF: u32 = 1 << 20;
    pub const NEGATED_VERB: u32 = 1 << 21;
    pub const NO_IMPERATIVE: u32 = 1 << 22;
    pub const PAIRED: u32 = 1 << 23;
    pub const DOUBTFUL: u32 = 1 << 24;
}

/// A word that means something only in company.
struct Company {
    word: &'static str,
    company: List,
}

/// The words of all languages by what they show.
struct Known {
    bits: FxHashMap<&'static str, u32>,
    pairs: FxHashSet<(&'static str, &'static str)>,
    /// Familiar forms that are words of another language too.
    familiar: Vec<Company>,
    /// Pronouns that are capitals.
    capitals: Vec<Company>,
    endings: Vec<&'static str>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut bits: FxHashMap<&'static str, u32> = FxHashMap::default();
    let mut put = |words: Vec<&'static str>, bit: u32| {
        for word in words {
            *bits.entry(word).or_insert(0) |= bit;
        }
    };
    let person = |person: Person| 1_u32 << person as u32;
    let polite = lang::merged(|words| words.cues.polite);
    let familiar = lang::merged(|words| words.cues.familiar);
    let mut you = lang::merged(|words| words.cues.second_person);
    you.retain(|word| !polite.contains(word) && !familiar.contains(word));
    put(lang::merged(|words| words.cues.first_person), person(Person::I));
    put(familiar, person(Person::Tu));
    put(polite, person(Person::Vous));
    put(you, person(Person::You));
    put(lang::merged(|words| words.cues.we), person(Person::We));
    put(lang::merged(|words| words.cues.he), person(Person::He));
    put(lang::merged(|words| words.cues.she), person(Person::She));
    put(lang::merged(|words| words.cues.they), person(Person::They));
    put(lang::merged(|words| words.cues.anybody), person(Person::Anybody));
    put(lang::merged(|words| words.cues.hasty), bit::HASTY);
    put(lang::merged(|words| words.cues.unaccented), bit::UNACCENTED);
    put(lang::merged(|words| words.cues.contracted), bit::CONTRACTED);
    put(lang::merged(|words| words.cues.no_imperatives), bit::NO_IMPERATIVE);
    // A negation in two words: only French has one, so its second halves mean nothing elsewhere.
    for words in lang::all().filter(|words| !words.negation.particles.is_empty()) {
        put(words.negation.particles.split_whitespace().collect(), bit::PARTICLE);
        put(words.negation.halves.split_whitespace().collect(), bit::HALF);
        put(words.negation.verbs.split_whitespace().collect(), bit::NEGATED_VERB);
    }
    let company = |list: &[(&'static str, List)]| -> Vec<Company> {
        list.iter().map(|(word, company)| Company { word, company }).collect()
    };
    let pairs: FxHashSet<_> = lang::all().flat_map(|words| words.cues.uncontracted.iter().copied()).collect();
    let familiar: Vec<Company> = lang::all().flat_map(|words| company(words.cues.familiar_with)).collect();
    let capitals: Vec<Company> = lang::all().flat_map(|words| company(words.cues.capital_pronouns)).collect();
    put(pairs.iter().map(|(first, _)| *first).collect(), bit::PAIRED);
    put(familiar.iter().chain(&capitals).map(|known| known.word).collect(), bit::DOUBTFUL);
    Known { bits, pairs, familiar, capitals, endings: lang::merged(|words| words.cues.imperative_endings) }
});

/// Shorter words are no imperatives.
const IMPERATIVE: usize = 5;

/// Lower case with straight apostrophes and plain spaces.
pub fn fold(text: &str) -> String {
    let straight = |c: char| match c {
        '’' | 'ʼ' | '‘' => '\'',
        '\u{a0}' | '\u{202f}' => ' ',
        c => c,
    };
    text.chars().flat_map(char::to_lowercase).map(straight).collect()
}

/// The words of a folded text, without apostrophes.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// What the words of a line show that is already folded, too.
pub fn flags_of(line: &str, folded: &str) -> Flags {
    let known = &*KNOWN;
    let mut flags = Flags::default();
    let (mut particle, mut half, mut doubtful) = (false, false, false);
    let (mut before, mut bits_before) = ("", 0_u32);
    let mut rest = folded;
    let is_letter = |c: char| c.is_alphabetic();
    while let Some(start) = rest.find(is_letter) {
        let from = rest.get(start..).unwrap_or("");
        let end = from.find(|c: char| !c.is_alphabetic()).unwrap_or(from.len());
        let (word, after) = from.split_at_checked(end).unwrap_or((from, ""));
        flags.words += 1;
        let mut bits = known.bits.get(word).copied().unwrap_or(0);
        if let Some(tail) = after.strip_prefix('\'') {
            // `j'`, and `don't`.
            let elided = from.get(..=end).unwrap_or(word);
            bits |= known.bits.get(elided).copied().unwrap_or(0);
            let more = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
            let whole = from.get(..=end + more).unwrap_or(elided);
            bits |= known.bits.get(whole).copied().unwrap_or(0);
        }
        flags.persons |= u16::try_from(bits & 0xFFFF).unwrap_or(0);
        flags.hasty |= bits & bit::HASTY != 0;
        flags.contracted |= bits & bit::CONTRACTED != 0;
        particle |= bits & bit::PARTICLE != 0;
        half |= bits & bit::HALF != 0;
        doubtful |= bits & bit::DOUBTFUL != 0;
        flags.short_negation |= bits_before & bit::NEGATED_VERB != 0 && bits & bit::HALF != 0;
        flags.uncontracted |= bits_before & bit::PAIRED != 0 && known.pairs.contains(&(before, word));
        flags.accents.0 +=
            u32::from(word.contains(['à', 'â', 'ä', 'ç', 'é', 'è', 'ê', 'ë', 'î', 'ï', 'ô', 'ö', 'ù', 'û', 'ü']));
        flags.accents.1 += u32::from(bits & bit::UNACCENTED != 0);
        if word.len() >= IMPERATIVE
            && bits & bit::NO_IMPERATIVE == 0
            && known.endings.iter().any(|ending| word.ends_with(ending))
        {
            flags.persons |= 1 << Person::Vous as u16;
        }
        (before, bits_before) = (word, bits);
        rest = after;
    }
    flags.full_negation = particle && half;
    flags.short_negation &= !flags.full_negation;
    if doubtful {
        flags.weigh(line, folded);
    }
    flags
}

impl Flags {
    /// Decides about words that mean something only in company.
    fn weigh(&mut self, line: &str, folded: &str) {
        let holds = |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|known| known == word);
        let in_company =
            |known: &Company| holds(folded, known.word) && words(folded).any(|word| known.company.contains(&word));
        if KNOWN.familiar.iter().any(in_company) {
            self.persons |= 1 << Person::Tu as u16;
        }
        for known in KNOWN.capitals.iter().filter(|known| in_company(known)) {
            let small = holds(line, known.word);
            self.small_pronoun |= small;
            self.capital_pronoun |= !small;
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// What the words of a line show.
    pub fn flags(line: &str) -> Flags {
        flags_of(line, &fold(line))
    }

    #[test]
    fn persons_are_seen() {
        let has = |line: &str, person| flags(line).has(person);
        assert!(has("J’y pense", Person::I) && has("Regardez bien", Person::Vous) && has("Tu rigoles", Person::Tu));
        assert!(!has("assez grand", Person::Vous));
        assert!(has("Du hast recht", Person::Tu) && !has("du pain", Person::Tu), "`du` is an article in French");
        assert!(has("You're right", Person::You));
    }

    #[test]
    fn contractions_and_accents_are_seen() {
        assert!(flags("I don’t know").contracted && flags("It is cold").uncontracted);
        assert!(flags("i think you know").small_pronoun && flags("I think you know").capital_pronoun);
        assert_eq!(flags("tres bien, deja vu").accents(), -1);
        assert_eq!(flags("très bien, déjà vu").accents(), 1);
        assert_eq!(flags("bien vu").accents(), 0);
        assert!(flags("je ne sais pas").full_negation && flags("je sais pas").short_negation);
    }
}
