//! Dates and times of many places.

use super::*;

fn read_all(text: &str) -> Option<(String, &str)> {
    let (moment, length) = Moment::at_start(text)?;
    Some((moment.text(Settled::default())?, &text[length..]))
}

#[test]
fn dates_and_times_of_many_places() {
    for (text, time, rest) in [
        ("31/12/2023, 21:04 - x", "2023-12-31T21:04", " - x"),
        ("31.12.23, 21:04:05] x", "2023-12-31T21:04:05", "] x"),
        ("12/31/23, 9:04\u{202f}PM - x", "2023-12-31T21:04", " - x"),
        ("01/20/2019, 11:23 a. m. - x", "2019-01-20T11:23", " - x"),
        ("31/12/2023 à 21:04 - x", "2023-12-31T21:04", " - x"),
        ("31/12/23 21h04 - x", "2023-12-31T21:04", " - x"),
        ("2023-12-31 21:04:05\tx", "2023-12-31T21:04:05", "\tx"),
        ("2023-12-31T21:04:05.123Z x", "2023-12-31T21:04:05Z", " x"),
        ("2023-12-31T21:04:05+0100 x", "2023-12-31T21:04:05+01:00", " x"),
        ("2023. 12. 31. 오후 9:04, x", "2023-12-31T21:04", ", x"),
        ("2023/12/31 午後9:04 x", "2023-12-31T21:04", " x"),
        ("2023年12月31日 (日) 10:22 (UTC)", "2023-12-31T10:22Z", ""),
        ("31. 12. 2023 21:04 - x", "2023-12-31T21:04", " - x"),
        ("31.12.2023 klo 21.04 - x", "2023-12-31T21:04", " - x"),
        ("31.12.2023 kl. 21.04 - x", "2023-12-31T21:04", " - x"),
        ("٣١/١٢/٢٠٢٣، ٩:٠٤ م - x", "2023-12-31T21:04", " - x"),
        ("3 mars 2021 à 10:22 (CET)", "2021-03-03T10:22+01:00", ""),
        ("3 mars 2021 à 10 h 22 (CEST)", "2021-03-03T10:22+02:00", ""),
        ("1er mars 2021 à 10:22", "2021-03-01T10:22", ""),
        ("10:22, 3 March 2021 (UTC)", "2021-03-03T10:22Z", ""),
        ("10:22, 3. Mär. 2021 (CET)", "2021-03-03T10:22+01:00", ""),
        ("10:22, 3 mar 2021 (CET)", "2021-03-03T10:22+01:00", ""),
        ("10:22 3 mar 2021 (UTC)", "2021-03-03T10:22Z", ""),
        ("10:22, 3 de marzo de 2021 (UTC)", "2021-03-03T10:22Z", ""),
        ("10h22min de 3 de março de 2021 (UTC)", "2021-03-03T10:22Z", ""),
        ("3 mrt 2021 10:22 (CET)", "2021-03-03T10:22+01:00", ""),
        ("le mardi 3 mars 2021 à 10h22", "2021-03-03T10:22", ""),
        ("mar. 3 mars 2021, 10:22", "2021-03-03T10:22", ""),
        ("Mar 3, 2021, 10:22 PM", "2021-03-03T22:22", ""),
        ("March 3rd, 2021 at 10:22 pm", "2021-03-03T22:22", ""),
        ("Fri Mar  1 08:00:00 2024", "2024-03-01T08:00:00", ""),
        ("01-Mar-24 08:00 AM] x", "2024-03-01T08:00", "] x"),
        ("08:00:01 From x", "08:00:01", " From x"),
        ("Mar 01 08:00:00 <x>", "03-01 08:00:00", " <x>"),
        ("12:30 AM x", "00:30", " x"),
    ] {
        assert_eq!(read_all(text), Some((time.to_owned(), rest)), "{text}");
    }
    for text in ["", "8 comments", "1.2.3. Pro", "Mar wrote", "2021", "31", "99/99/2023", "25:00", "12:3", "le chat"] {
        assert_eq!(read_all(text).map(|(time, _)| time), None, "{text}");
    }
}

fn order(dates: &[&str]) -> (Order, bool) {
    let moments: Vec<Moment> = dates.iter().filter_map(|date| Moment::whole(date)).collect();
    assert_eq!(moments.len(), dates.len(), "{dates:?}");
    let settled = Settled::of(moments.iter());
    (settled.order, settled.is_guess)
}

#[test]
fn the_order_of_figures_is_settled_once() {
    assert_eq!(order(&["01/03/2024 08:00", "13/03/2024 08:00"]), (Order::DayFirst, false));
    assert_eq!(order(&["03/01/2024 08:00", "03/13/2024 08:00"]), (Order::MonthFirst, false));
    assert_eq!(order(&["15-01-20", "16-01-20", "11-05-20"]), (Order::DayFirst, false));
    assert_eq!(order(&["20-01-15", "20-01-16", "20-05-31"]), (Order::YearFirst, false));
    // Both are dates; a week is likelier than seven months on the same day of each.
    assert_eq!(order(&["03/01/2024", "03/02/2024", "03/07/2024"]), (Order::MonthFirst, false));
    assert_eq!(order(&["01/03/2024", "02/03/2024", "07/03/2024"]), (Order::DayFirst, false));
    assert_eq!(order(&["01/03/2024 08:00", "01/03/2024 09:00"]), (Order::DayFirst, true));
    assert_eq!(order(&["3/1/2024 8:00 AM", "3/1/2024 9:00 PM"]), (Order::MonthFirst, true));
    assert_eq!(order(&["03/01/2024 8:00 am"]), (Order::DayFirst, true));
    assert_eq!(order(&["01.03.24 08:00"]), (Order::DayFirst, false));
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(text in "[0-9a-zàéA-Z:./,()+ -]{0,60}|\\PC{0,40}") {
        let moments: Vec<Moment> = Moment::at_start(&text).into_iter().map(|(moment, length)| {
            assert!(text.is_char_boundary(length));
            moment
        }).collect();
        let settled = Settled::of(moments.iter());
        for moment in moments {
            let _ = moment.text(settled);
        }
    }
}
