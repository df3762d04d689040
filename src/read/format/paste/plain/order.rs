//! Whether the dates of a paste have the day or the month first: settled once, for all of them.

use super::line::Line;
use super::stamp::{self, Order};

/// The order of the dates in figures of a whole paste. A number above 12 shows it, else a.m. or p.m., else the order in
/// which the dates run: comments are sorted by time more often than not. Nothing of that: the day is first.
pub fn settle(source: &str, lines: &[Line]) -> Order {
    let dates: Vec<(u32, u32, u32, bool)> = lines.iter().filter_map(|line| stamp::figures(line.of(source))).collect();
    let is_day = |number: u32| number > 12;
    let day_first = dates.iter().any(|(first, ..)| is_day(*first));
    let month_first = dates.iter().any(|(_, second, ..)| is_day(*second));
    if day_first || month_first {
        // Where dates of both orders occur, each is read as it can be.
        return if day_first { Order::DayFirst } else { Order::MonthFirst };
    }
    if dates.iter().any(|(.., american)| *american) {
        return Order::MonthFirst;
    }
    let by_day = turns(&dates.iter().map(|(first, second, year, _)| (*year, *second, *first)).collect::<Vec<_>>());
    let by_month = turns(&dates.iter().map(|(first, second, year, _)| (*year, *first, *second)).collect::<Vec<_>>());
    if by_month < by_day { Order::MonthFirst } else { Order::DayFirst }
}

/// How often dates, as year, month and day, run against the direction in which most of them run.
fn turns(dates: &[(u32, u32, u32)]) -> usize {
    let falls = dates.windows(2).filter(|pair| pair.first() > pair.last()).count();
    let rises = dates.windows(2).filter(|pair| pair.first() < pair.last()).count();
    falls.min(rises)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn one_date_decides_for_all() {
        for (source, order) in [
            ("01/31/2024 08:00\n02/01/2024 09:00\n02/13/2024 10:00", Order::MonthFirst),
            ("31/01/2024 08:00\n02/01/2024 09:00", Order::DayFirst),
            ("1/2/24\n1/3/24\n1/15/24", Order::MonthFirst),
            ("01/02/2024 at 9:00 PM\n02/02/2024 at 9:30 PM", Order::MonthFirst),
            ("01-02-2024\n05-02-2024\n09-02-2024\n02-03-2024\n04-03-2024", Order::DayFirst),
            ("02/01/2024\n02/05/2024\n02/09/2024\n03/02/2024\n03/04/2024", Order::MonthFirst),
            ("01.02.2024\n05.02.2024", Order::DayFirst),
            ("Rien", Order::DayFirst),
        ] {
            assert_eq!(settle(source, &lines(source)), order, "{source}");
        }
    }
}
