//! The cues between two lines, as families: each cue has a place in the table of weights, a name and a meaning.

use std::sync::LazyLock;

use super::habit::{HABITS, Habit};
use super::named::named;
use super::opening::Class;
use super::plain::{Graded, Plain};
use super::word::Person;

named! {
    /// Which of the lines around the place between two lines.
    Where {
        Before = "two-above", "the line before the one above";
        Above = "above", "the line above";
        Below = "below", "it";
        Next = "next", "the next line";
    }
}

named! {
    /// A range of lengths, in characters.
    Bucket {
        To20 = "0-19", "below 20";
        To45 = "20-44", "20 to 44";
        To90 = "45-89", "45 to 89";
        To150 = "90-149", "90 to 149";
        To250 = "150-249", "150 to 249";
        To400 = "250-399", "250 to 399";
        To700 = "400-699", "400 to 699";
        To1200 = "700-1199", "700 to 1,199";
        More = "1200-up", "1,200 or more";
    }
}

/// The first length above each range but the last.
const LIMITS: [usize; 8] = [20, 45, 90, 150, 250, 400, 700, 1_200];

impl Bucket {
    /// The range of a length.
    pub fn of(length: usize) -> Bucket {
        let at = LIMITS.partition_point(|limit| *limit <= length);
        Bucket::ALL.get(at).copied().unwrap_or(Bucket::More)
    }
}

named! {
    /// How a class of first words is met.
    Turn {
        Short = "short", "in a short line";
        AfterQuestion = "after-question", "below a line that ends with a question";
        AfterStatement = "after-statement", "below a line that ends with no question";
        Then = "then", "behind a first interjection";
    }
}

named! {
    /// How the line above ends.
    End {
        Word = "word", "without a stop";
        Stop = "full-stop", "with a full stop";
        Exclamation = "exclamation-mark", "with an exclamation mark";
        Question = "question-mark", "with a question mark";
        Dots = "dots", "with an ellipsis";
        Colon = "colon", "with a colon";
        Comma = "comma", "with a comma";
        Semicolon = "semicolon", "with a semicolon";
        Dash = "dash", "with a dash";
        Smiley = "emoji", "with an emoji";
        Other = "other-sign", "with another sign";
    }
}

named! {
    /// With what sign the lower line begins.
    Start {
        Capital = "capital", "a capital";
        Small = "small-letter", "a letter in lower case";
        Digit = "figure", "a figure";
        Bracket = "bracket", "a bracket";
        Dash = "dash", "a dash";
        Bullet = "bullet", "a star or bullet";
        At = "at", "an @";
        Guillemet = "guillemet", "a guillemet";
        StraightQuote = "straight-quote", "a straight quotation mark";
        CurlyQuote = "curly-quote", "a curly quotation mark";
        Dots = "dots", "an ellipsis";
        Greater = "greater", "the sign > of a quotation";
        Slash = "slash", "a slash or backslash";
        Smiley = "smiley", "a smiley or an emoji";
        Plus = "plus", "a plus sign";
        Other = "other-sign", "another sign";
    }
}

/// A cue between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// A single one.
    Plain(Plain),
    /// One with a size.
    Graded(Graded),
    /// Both lines show a habit in the same way; its value is how rare that is on the page.
    Same(Habit),
    /// They show a habit in different ways.
    Clash(Habit),
    /// Only the line above shows a habit, in the first way or not.
    OnlyAbove(Habit, bool),
    /// Only the lower line shows a habit, in the first way or not.
    OnlyBelow(Habit, bool),
    /// The length of a line.
    Length(Where, Bucket),
    /// There is no line before the one above, or no next line.
    NoLine(Where),
    /// The lengths of both lines.
    Lengths(Bucket, Bucket),
    /// The class of first words of a line; the line before the one above has none.
    Opens(Where, Class),
    /// The class of first words of the lower line, and how it is met.
    Opening(Turn, Class),
    /// Both lines use a person.
    Both(Person),
    /// Only the line above uses it.
    PersonAbove(Person),
    /// Only the lower line uses it.
    PersonBelow(Person),
    /// How the line above ends.
    Ends(End),
    /// With what sign the lower line begins.
    Starts(Start),
}

const BUCKETS: usize = Bucket::ALL.len();
const CLASSES: usize = Class::ALL.len();
const PERSONS: usize = Person::ALL.len();
const PLACES: usize = Where::ALL.len();

// The first place of each family.
const GRADED: usize = Plain::ALL.len();
const SAME: usize = GRADED + Graded::ALL.len();
const CLASH: usize = SAME + HABITS;
const ONLY_ABOVE: usize = CLASH + HABITS;
const ONLY_BELOW: usize = ONLY_ABOVE + 2 * HABITS;
const LENGTH: usize = ONLY_BELOW + 2 * HABITS;
const NO_LINE: usize = LENGTH + PLACES * BUCKETS;
const LENGTHS: usize = NO_LINE + PLACES;
const OPENS: usize = LENGTHS + BUCKETS * BUCKETS;
const OPENING: usize = OPENS + PLACES * CLASSES;
const BOTH: usize = OPENING + Turn::ALL.len() * CLASSES;
const PERSON_ABOVE: usize = BOTH + PERSONS;
const PERSON_BELOW: usize = PERSON_ABOVE + PERSONS;
const ENDS: usize = PERSON_BELOW + PERSONS;
const STARTS: usize = ENDS + End::ALL.len();

/// The number of cues.
pub const CUES: usize = STARTS + Start::ALL.len();

impl Cue {
    /// Its place in a table of all cues.
    pub fn place(self) -> usize {
        match self {
            Cue::Plain(plain) => plain as usize,
            Cue::Graded(graded) => GRADED + graded as usize,
            Cue::Same(habit) => SAME + habit as usize,
            Cue::Clash(habit) => CLASH + habit as usize,
            Cue::OnlyAbove(habit, first) => ONLY_ABOVE + 2 * habit as usize + usize::from(first),
            Cue::OnlyBelow(habit, first) => ONLY_BELOW + 2 * habit as usize + usize::from(first),
            Cue::Length(line, bucket) => LENGTH + line as usize * BUCKETS + bucket as usize,
            Cue::NoLine(line) => NO_LINE + line as usize,
            Cue::Lengths(above, below) => LENGTHS + above as usize * BUCKETS + below as usize,
            Cue::Opens(line, class) => OPENS + line as usize * CLASSES + class as usize,
            Cue::Opening(turn, class) => OPENING + turn as usize * CLASSES + class as usize,
            Cue::Both(person) => BOTH + person as usize,
            Cue::PersonAbove(person) => PERSON_ABOVE + person as usize,
            Cue::PersonBelow(person) => PERSON_BELOW + person as usize,
            Cue::Ends(end) => ENDS + end as usize,
            Cue::Starts(start) => STARTS + start as usize,
        }
    }

    /// All cues, in the order of their places.
    pub fn all() -> impl Iterator<Item = Cue> {
        let habits = || Habit::ALL.iter().copied();
        let ways = || habits().flat_map(|habit| [(habit, false), (habit, true)]);
        let places = || Where::ALL.iter().copied();
        let buckets = || Bucket::ALL.iter().copied();
        let classes = || Class::ALL.iter().copied();
        let persons = || Person::ALL.iter().copied();
        let turns = Turn::ALL.iter().copied();
        Plain::ALL
            .iter()
            .map(|plain| Cue::Plain(*plain))
            .chain(Graded::ALL.iter().map(|graded| Cue::Graded(*graded)))
            .chain(habits().map(Cue::Same))
            .chain(habits().map(Cue::Clash))
            .chain(ways().map(|(habit, first)| Cue::OnlyAbove(habit, first)))
            .chain(ways().map(|(habit, first)| Cue::OnlyBelow(habit, first)))
            .chain(places().flat_map(move |line| buckets().map(move |bucket| Cue::Length(line, bucket))))
            .chain(places().map(Cue::NoLine))
            .chain(buckets().flat_map(move |above| buckets().map(move |below| Cue::Lengths(above, below))))
            .chain(places().flat_map(move |line| classes().map(move |class| Cue::Opens(line, class))))
            .chain(turns.flat_map(move |turn| classes().map(move |class| Cue::Opening(turn, class))))
            .chain(persons().map(Cue::Both))
            .chain(persons().map(Cue::PersonAbove))
            .chain(persons().map(Cue::PersonBelow))
            .chain(End::ALL.iter().map(|end| Cue::Ends(*end)))
            .chain(Start::ALL.iter().map(|start| Cue::Starts(*start)))
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        NAMES.get(self.place()).map_or("", |(name, _)| name)
    }

    /// What it means. "It" is the lower line.
    pub fn means(self) -> &'static str {
        NAMES.get(self.place()).map_or("", |(_, meaning)| meaning)
    }

    fn describe(self) -> (String, String) {
        let way = |first: bool| if first { "" } else { "not-" };
        let does = |habit: Habit, first: bool| {
            if first {
                habit.means().to_owned()
            } else {
                format!("does it in the other way than one that {}", habit.means())
            }
        };
        match self {
            Cue::Plain(plain) => (plain.name().to_owned(), plain.means().to_owned()),
            Cue::Graded(graded) => (graded.name().to_owned(), graded.means().to_owned()),
            Cue::Same(habit) => (
                format!("same-{}", habit.name()),
                format!("both do the same where one may be a line that {}", habit.means()),
            ),
            Cue::Clash(habit) => (
                format!("clash-{}", habit.name()),
                format!("one {}, the other does it in the other way", habit.means()),
            ),
            Cue::OnlyAbove(habit, first) => (
                format!("above-{}{}", way(first), habit.name()),
                format!("only the line above shows the habit: it {}", does(habit, first)),
            ),
            Cue::OnlyBelow(habit, first) => (
                format!("below-{}{}", way(first), habit.name()),
                format!("only the lower line shows the habit: it {}", does(habit, first)),
            ),
            Cue::Length(line, bucket) => (
                format!("{}-of-{}", line.name(), bucket.name()),
                format!("{} has {} characters", line.means(), bucket.means()),
            ),
            Cue::NoLine(line) => (format!("{}-none", line.name()), format!("there is no such line: {}", line.means())),
            Cue::Lengths(above, below) => (
                format!("{}-then-{}", above.name(), below.name()),
                format!("the line above has {} characters, it has {}", above.means(), below.means()),
            ),
            Cue::Opens(line, class) => {
                (format!("{}-{}", line.name(), class.name()), format!("{} {}", line.means(), class.means()))
            }
            Cue::Opening(turn, class) => {
                (format!("{}-{}", turn.name(), class.name()), format!("it {}, {}", class.means(), turn.means()))
            }
            Cue::Both(person) => (format!("both-{}", person.name()), format!("both use {}", person.means())),
            Cue::PersonAbove(person) => {
                (format!("only-above-{}", person.name()), format!("only the line above uses {}", person.means()))
            }
            Cue::PersonBelow(person) => {
                (format!("only-below-{}", person.name()), format!("only the lower line uses {}", person.means()))
            }
            Cue::Ends(end) => (format!("above-ends-{}", end.name()), format!("the line above ends {}", end.means())),
            Cue::Starts(start) => (format!("begins-{}", start.name()), format!("it begins with {}", start.means())),
        }
    }
}

/// The names and meanings of all cues, by their places.
static NAMES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| Cue::all().map(Cue::describe).collect());

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_cue_has_its_own_place_and_name() {
        let all: Vec<Cue> = Cue::all().collect();
        assert_eq!(all.len(), CUES);
        assert!(all.iter().enumerate().all(|(at, cue)| cue.place() == at));
        let names: HashSet<&str> = all.iter().map(|cue| cue.name()).collect();
        assert_eq!(names.len(), CUES);
    }

    #[test]
    fn lengths_have_ranges() {
        assert_eq!([0, 19, 20, 44, 45, 1_199, 1_200].map(|length| Bucket::of(length) as usize), [0, 0, 1, 1, 2, 7, 8]);
    }
}
