//! Whether dates in figures put the day, the month or the year first: decided once for a whole source.

use super::Moment;
use super::day::{Day, Figure, century};

/// The order of three numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// `31/12/2023`.
    #[default]
    DayFirst,
    /// `12/31/2023`.
    MonthFirst,
    /// `23-12-31`.
    YearFirst,
}

/// The order of the dates of a source, and how it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The order.
    pub order: Order,
    /// Whether it is only the custom of most sources that look like this one.
    pub is_guess: bool,
}

impl Settled {
    /// The order in which all dates make sense. Where several orders do, the one in which time runs forward most often,
    /// and then the one in which the source spans the fewest days: a chat of a week in one order would be a chat of
    /// seven months in the other, always on the same day of the month.
    pub fn of<'m>(moments: impl Iterator<Item = &'m Moment>) -> Settled {
        let mut tallies = [Tally::new(Order::DayFirst), Tally::new(Order::MonthFirst), Tally::new(Order::YearFirst)];
        let (mut dates, mut american, mut padded, mut dotted) = (0_usize, 0_usize, true, true);
        for moment in moments {
            let Some(Day::Figures(figures, separator)) = moment.day else { continue };
            dates += 1;
            american += usize::from(moment.clock.is_some_and(|clock| clock.is_american));
            padded &= figures.iter().all(|figure| figure.width >= 2) && figures[2].width == 4;
            dotted &= separator == '.';
            for tally in &mut tallies {
                tally.add(figures);
            }
        }
        // Americans write no zeros before numbers, short years and `PM`; others who have 12 hours write `pm`.
        let custom = if 2 * american > dates && !padded { Order::MonthFirst } else { Order::DayFirst };
        let least = tallies.iter().map(|tally| tally.wrong).min().unwrap_or(0);
        // Nobody writes a month first and full stops.
        let is_possible = |tally: &&Tally| tally.wrong == least && !(dotted && tally.order == Order::MonthFirst);
        let possible: Vec<&Tally> = tallies.iter().filter(is_possible).collect();
        let rank = |tally: &&&Tally| (tally.back, tally.cost(), tally.order != custom);
        let order = possible.iter().min_by_key(rank).map_or(custom, |tally| tally.order);
        let equal =
            possible.iter().filter(|tally| tally.order != Order::YearFirst).map(|tally| (tally.back, tally.span()));
        let equal: Vec<(usize, i64)> = equal.collect();
        let is_guess = matches!(equal.as_slice(), [one, two] if one == two) && dates > 0;
        Settled { order, is_guess }
    }

    /// Year, month and day of three numbers.
    pub fn ymd(self, figures: [Figure; 3]) -> Option<(u32, u32, u32)> {
        let ymd = self.order.ymd(figures);
        // A date that the order of the source does not allow is read in the only order that does.
        let other = if self.order == Order::MonthFirst { Order::DayFirst } else { Order::MonthFirst };
        ymd.or_else(|| other.ymd(figures))
    }
}

impl Order {
    fn ymd(self, [first, second, third]: [Figure; 3]) -> Option<(u32, u32, u32)> {
        let (year, month, day) = match self {
            Order::DayFirst => (third, second, first),
            Order::MonthFirst => (third, first, second),
            Order::YearFirst => (first, second, third),
        };
        let number = if year.width == 4 { year.value } else { century(year.value) };
        let is_date = (1..=12).contains(&month.value) && (1..=31).contains(&day.value) && matches!(year.width, 2 | 4);
        (is_date && super::day::is_year(number)).then_some((number, month.value, day.value))
    }
}

/// What the dates of a source are in one order.
struct Tally {
    order: Order,
    wrong: usize,
    back: usize,
    changes: u32,
    last: Option<i64>,
    least: i64,
    most: i64,
}

impl Tally {
    fn new(order: Order) -> Self {
        Tally { order, wrong: 0, back: 0, changes: 0, last: None, least: i64::MAX, most: i64::MIN }
    }

    fn add(&mut self, figures: [Figure; 3]) {
        let Some((year, month, day)) = self.order.ymd(figures) else {
            self.wrong += 1;
            return;
        };
        // Months of 31 days are enough to compare dates.
        let date = i64::from(year) * 372 + i64::from(month) * 31 + i64::from(day);
        self.back += usize::from(self.last.is_some_and(|last| date < last));
        self.changes += u32::from(self.last.is_some_and(|last| date != last));
        self.last = Some(date);
        self.least = self.least.min(date);
        self.most = self.most.max(date);
    }

    /// The days that the source spans. Years of two digits come first in few sources, so that order must span much less.
    fn cost(&self) -> i64 {
        let is_odd = self.order == Order::YearFirst;
        self.span().saturating_add(if is_odd { i64::from(self.changes) * 30 + 365 } else { 0 })
    }

    fn span(&self) -> i64 {
        self.most.saturating_sub(self.least).max(0)
    }
}
