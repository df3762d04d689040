//! Pages of programs that are known by their published templates: the values that the samples were written with.

use std::path::Path;

use palabre::thread::{Comment, Kind, Mark, Thread};

use super::reading;

fn sample(name: &str) -> Vec<Thread> {
    reading(&Path::new("seeds/formats").join(name)).unwrap().0
}

/// Id, parent, author, time and first line of a comment.
pub(super) type Row<'t> = (&'t str, Option<&'t str>, Option<&'t str>, Option<&'t str>, &'t str);

/// The rows of a thread, without its opening.
pub(super) fn rows(thread: &Thread) -> Vec<Row<'_>> {
    fn row(comment: &Comment) -> Row<'_> {
        let first = comment.text.lines().next().unwrap_or_default();
        (&comment.id, comment.parent.as_deref(), comment.author.as_deref(), comment.time.as_deref(), first)
    }
    thread
        .comments
        .iter()
        .filter(|comment| !comment.kind.is_opening() && comment.kind != Kind::Missing)
        .map(row)
        .collect()
}

fn of<'t>(thread: &'t Thread, id: &str) -> &'t Comment {
    thread.comments.iter().find(|comment| comment.id == id).unwrap_or_else(|| panic!("no {id}"))
}

#[test]
fn lobsters_nests_replies_in_list_items() {
    let threads = sample("lobsters-page.html");
    let [thread] = &threads[..] else { panic!("{threads:?}") };
    let story = &thread.comments[0];
    assert_eq!((story.kind, story.author.as_deref(), story.votes), (Kind::Post, Some("nora_w"), Some(17)));
    assert_eq!(story.text, "The last boat leaves at eight.");
    assert_eq!((thread.title.as_deref(), thread.announced), (Some("Should the ferry run at night?"), Some(5)));
    assert_eq!(thread.key.as_deref(), Some("lobsters/fer001"));
    let rows: Vec<_> = rows(thread).into_iter().map(|row| (row.0, row.1, row.2)).collect();
    assert_eq!(
        rows,
        [
            ("aa0001", Some("fer001"), Some("tom_b")),
            ("bb0002", Some("aa0001"), Some("ida")),
            ("cc0003", Some("bb0002"), Some("tom_b")),
            ("dd0004", Some("aa0001"), Some("olga")),
            ("ee0005", Some("fer001"), Some("sven")),
        ]
    );
    assert_eq!(of(thread, "aa0001").time.as_deref(), Some("2024-05-01T10:00:00"));
    assert_eq!((of(thread, "bb0002").votes, of(thread, "cc0003").kind), (Some(-1), Kind::Deleted));
}

#[test]
fn comments_of_lwn_nest_in_boxes() {
    let threads = sample("lwn-page.html");
    assert_eq!(
        rows(&threads[0]),
        [
            ("900201", Some("article"), Some("nora"), Some("2024-05-02T15:43Z"), "Nobody reads reports."),
            ("900205", Some("900201"), Some("tom"), Some("2024-05-02T16:10Z"), "Nobody reads reports."),
            ("900210", Some("article"), Some("ida w."), Some("2024-05-03T07:05Z"), "Electricity"),
        ]
    );
    assert_eq!(threads[0].comments[0].kind, Kind::Article);
}

#[test]
fn messages_of_telegram_are_joined_and_answer_by_number() {
    let threads = sample("telegram-page.html");
    assert_eq!(threads[0].title.as_deref(), Some("Ferry users"));
    assert_eq!(
        rows(&threads[0]),
        [
            ("4", None, Some("Nora W."), Some("2024-05-01T09:00:05+02:00"), "The ferry should run at night."),
            ("5", None, Some("Nora W."), Some("2024-05-01T09:01:00+02:00"), "At least on Fridays."),
            ("6", Some("4"), Some("Tom"), Some("2024-05-01T09:05:00+02:00"), "Who would pay the crew?"),
            ("7", None, Some("Tom"), Some("2024-05-01T09:06:00+02:00"), ""),
            ("8", None, Some("Ida"), Some("2024-05-02T10:00:00+02:00"), "No boats before June."),
            ("9", Some("8"), Some("Deleted Account"), Some("2024-05-02T10:05:00"), "I see."),
        ]
    );
    assert_eq!(of(&threads[0], "8").quotes.len(), 1, "forwarded words are another's");
    assert_eq!(of(&threads[0], "4").text, "The ferry should run at night.\nWho agrees?");
}

#[test]
fn messages_of_discord_are_grouped_and_answer_by_number() {
    let threads = sample("discord-page.html");
    assert_eq!(threads[0].title.as_deref(), Some("Island · Town / ferry"));
    let expected = [
        (
            "100000001",
            None,
            Some("Nora"),
            Some("2024-03-01T08:00:00+01:00"),
            "The ferry should run at night. Every night.",
        ),
        ("100000002", None, Some("Nora"), Some("2024-03-01T08:03:00+01:00"), "Even in winter. ⛴"),
        ("100000004", Some("100000001"), Some("Tom B."), Some("2024-03-01T08:05:00+01:00"), "Every night."),
        ("100000005", None, Some("Tom B."), Some("2024-03-01T08:06:00+01:00"), ""),
    ];
    assert_eq!(rows(&threads[0]).len(), 4);
    for (row, expected) in rows(&threads[0]).into_iter().zip(expected) {
        assert_eq!((row.0, row.1, row.2, row.3), (expected.0, expected.1, expected.2, expected.3));
        assert_eq!(row.4.split_whitespace().next(), expected.4.split_whitespace().next());
    }
    assert_eq!(of(&threads[0], "100000001").marks, [Mark::Edited]);
    assert_eq!(of(&threads[0], "100000002").marks, [Mark::Pinned]);
    assert_eq!(of(&threads[0], "100000004").quotes.len(), 1);
    let threads = sample("discord-page-2020.html");
    assert_eq!(
        rows(&threads[0]),
        [
            ("200000001", None, Some("Nora"), Some("2020-03-01T08:00"), "The ferry should run at night."),
            ("200000002", None, Some("Nora"), None, "Every night."),
            ("200000003", Some("200000001"), Some("Tom"), Some("2020-03-01T08:05"), "Who would pay?"),
        ]
    );
}

#[test]
fn messages_of_spip_are_lists_in_lists() {
    let threads = sample("spip-page.html");
    assert_eq!(
        rows(&threads[0]),
        [
            ("21", Some("article"), Some("Odile"), Some("2018-03-12T10:23"), "Une très bonne idée."),
            ("22", Some("21"), Some("Marc L."), Some("2018-03-12T11:05"), "Qui paie ?"),
            ("23", Some("22"), Some("Odile"), Some("2018-03-13T09:00"), "Elle en trouve pour les routes."),
            ("30", Some("article"), Some("Irène"), Some("2018-03-14T18:40"), "Et le bruit ?"),
        ]
    );
    let threads = sample("spip-page-comments.html");
    assert_eq!(
        rows(&threads[0]),
        [
            ("7", None, Some("Paulette"), Some("2021-04-05T07:30:00Z"), "Trop haute"),
            ("9", Some("7"), Some("Yann"), Some("2021-04-05T08:00:00Z"), "On ne la verra que trop, sinon."),
        ]
    );
}

#[test]
fn comments_of_talk_pages_end_with_signatures() {
    let threads = sample("mediawiki-page.html");
    let titles: Vec<_> = threads.iter().map(|thread| thread.title.as_deref()).collect();
    assert_eq!(titles, [Some("Nuit"), Some("Sources")]);
    assert_eq!(
        rows(&threads[0]),
        [
            ("c1", None, Some("Odile"), Some("2021-03-03T10:22+01:00"), "L'article dit que le bac roule la nuit."),
            (
                "c2",
                Some("c1"),
                Some("Yann K"),
                Some("2021-03-03T11:00+01:00"),
                "C'est l'expression de la région, voir mon brouillon."
            ),
            ("c3", Some("c2"), Some("Odile"), Some("2021-03-04T08:00+01:00"), "Alors entre guillemets."),
            ("c4", Some("c1"), Some("192.0.2.7"), Some("2021-03-04T09:15+01:00"), "Pour."),
        ]
    );
    assert_eq!(of(&threads[0], "c1").text, "L'article dit que le bac roule la nuit.\nUn bac ne roule pas.");
    assert_eq!(of(&threads[0], "c3").text, "Alors entre guillemets.\nOu en note.\nJe le fais.");
    assert_eq!(rows(&threads[1]).len(), 1);
}
