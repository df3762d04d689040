//! Pastes that are marked: what select-all, a print-out, Markdown made of a page and a chat window give.

use std::fmt::Write as _;

use palabre::diagnostic::Severity;
use palabre::read::{Announced, Options, READERS, Source, decode, read};
use palabre::thread::{Comment, Kind, Thread};

use super::reading;

/// Author, time, parent and text of every comment of a sample.
fn read_sample(name: &str) -> (Thread, Vec<String>) {
    let (mut threads, diagnostics) = reading(std::path::Path::new("seeds/formats").join(name).as_path()).unwrap();
    let warnings = diagnostics.iter().filter(|one| one.severity == Severity::Warning).map(|one| one.code.to_owned());
    (threads.remove(0), warnings.collect())
}

fn of_text(text: &str, options: &Options) -> (Vec<Thread>, Vec<String>) {
    let (threads, diagnostics) = read(text.as_bytes(), options).unwrap();
    (threads, diagnostics.iter().map(|one| format!("{}: {}", one.code, one.message)).collect())
}

fn own(thread: &Thread) -> Vec<&Comment> {
    thread.comments.iter().filter(|comment| comment.kind == Kind::Comment).collect()
}

fn row(comment: &Comment) -> (&str, &str, &str) {
    (comment.author.as_deref().unwrap_or("-"), comment.time.as_deref().unwrap_or("-"), comment.text.as_str())
}

#[test]
fn a_forum_names_the_author_above_the_rank() {
    let (thread, _) = read_sample("text-de-forum.txt");
    let rows: Vec<_> = own(&thread).into_iter().map(row).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[1].0, "Gartenzwerg77");
    assert_eq!(rows[1].1, "2021-05-03");
    assert!(rows[1].2.starts_with("Kupferband am Rand") && rows[1].2.ends_with("Absammeln hilft auch."));
    assert_eq!(rows[2], ("Onkel Theo", "2021-05-04", "Kupferband bringt gar nichts, das ist längst widerlegt."));
    assert_eq!(rows[3].2, "Danke euch! Ich versuche es mit dem Absammeln.");
}

#[test]
fn hours_ago_and_answers_by_name() {
    let (thread, warnings) = read_sample("text-de-vor-stunden.txt");
    assert!(warnings.is_empty(), "{warnings:?}");
    let comments = own(&thread);
    assert_eq!(comments.len(), 4);
    assert_eq!(row(comments[2]), ("Radlerin aus Lohr", "vor 6 Stunden", "Mit dem Bus, der hält vor Ihrer Tür."));
    assert_eq!(comments[2].parent.as_deref(), Some(comments[1].id.as_str()));
}

#[test]
fn an_avatar_before_a_name_drops_no_text() {
    let (thread, warnings) = read_sample("text-fr-avatars.txt");
    assert!(warnings.is_empty(), "{warnings:?}");
    let rows: Vec<_> = own(&thread).into_iter().map(row).collect();
    assert_eq!(
        rows,
        [
            ("Odette", "2019-03-12T18:04", "Fermer la passerelle, c'est nous enfermer."),
            (
                "Marius V.",
                "2019-03-12T19:30",
                "Vous n'habitez pas en face : le bruit dure jusqu'à 3 heures.\nJe suis pour la fermeture."
            ),
            ("Odette", "2019-03-13T08:00", "@Marius : alors il faut une médiation, pas une grille."),
        ]
    );
}

#[test]
fn blocks_of_the_announced_number_are_the_comments() {
    let (thread, warnings) = read_sample("text-fr-blocs.txt");
    assert!(warnings.is_empty(), "{warnings:?}");
    let texts: Vec<&str> = own(&thread).iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(texts.len(), 4);
    assert_eq!(texts[2], "Et pourquoi ne pas faire payer selon la taille du camion ?\nCe serait plus juste.");
    // The same where only the user says how many there are.
    let blocks: Vec<String> = (1..=37).map(|n| format!("Avis numéro {n}.\nJe le pense.")).collect();
    let options = Options { comments: Announced::Exactly(37), ..Options::default() };
    let (threads, said) = of_text(&blocks.join("\n\n"), &options);
    assert_eq!(own(&threads[0]).len(), 37, "{said:?}");
}

#[test]
fn markdown_of_a_page_is_read_as_the_page() {
    let (thread, warnings) = read_sample("text-fr-html2text.txt");
    assert!(warnings.is_empty(), "{warnings:?}");
    let comments = own(&thread);
    let rows: Vec<_> = comments.iter().map(|comment| row(comment)).collect();
    assert_eq!(
        rows,
        [
            ("Solène", "2017-02-20T07:20", "Le dimanche est le seul jour où les familles peuvent venir."),
            ("Hugo B.", "2017-02-20T09:02", "Et qui paie les maîtres-nageurs ? Le budget est déjà dépassé."),
            ("Nadège", "2017-02-21T11:45", "On pourrait fermer le lundi à la place."),
        ]
    );
    let source = std::fs::read_to_string("seeds/formats/text-fr-html2text.txt").unwrap();
    let span = comments[1].origin.span.unwrap();
    assert!(source[span.start..span.end].contains("![](https://gazette.exemple/avatar/136b"), "{span:?}");
}

#[test]
fn the_edges_of_printed_pages_are_no_text() {
    let (thread, warnings) = read_sample("text-en-print.txt");
    assert!(warnings.is_empty(), "{warnings:?}");
    let rows: Vec<_> = own(&thread).into_iter().map(row).collect();
    assert_eq!(
        rows,
        [
            (
                "Maud Perrin",
                "2021-03-03T09:15",
                "A night ferry would let nurses get home.\nIt need not run every hour."
            ),
            ("Otto", "2021-03-03T10:02", "Nobody rides it on Mondays, the\nboat would be empty."),
            ("Maud Perrin", "2021-03-04T07:40", "Then skip Mondays."),
        ]
    );
}

#[test]
fn a_chat_copied_from_the_screen() {
    let (thread, warnings) = read_sample("text-en-slack-copied.txt");
    assert!(warnings.is_empty(), "{warnings:?}");
    let rows: Vec<_> = own(&thread).into_iter().map(row).collect();
    assert_eq!(
        rows,
        [
            ("Priya Raman", "9:02 AM", "Should we move the stand-up to ten?"),
            ("Tom Oakes", "9:05 AM", "No, I have the school run at ten."),
            ("Priya Raman", "9:07 AM", "Half past nine, then."),
            ("Lea Sommer", "9:15 AM", "Half past nine works for me."),
        ]
    );
}

#[test]
fn one_date_settles_the_order_of_all() {
    let (thread, _) = read_sample("text-en-month-first.txt");
    let times: Vec<_> = own(&thread).into_iter().filter_map(|comment| comment.time.as_deref()).collect();
    assert_eq!(times, ["2024-03-04T08:00", "2024-03-07T09:00", "2024-03-13T10:00", "2024-04-01T11:30"]);
}

#[test]
fn comments_above_the_line_that_counts_them() {
    let (thread, _) = read_sample("text-de-drupal.txt");
    let comments = own(&thread);
    let rows: Vec<_> = comments.iter().map(|comment| row(comment)).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].0, "Heike Lindner");
    assert_eq!(rows[0].1, "2020-04-21T16:40");
    assert_eq!(rows[2].2, "Nicht zur Hälfte\nDie Stadt hat die Brücke verfallen lassen.");
    assert_eq!(comments[2].parent.as_deref(), Some(comments[1].id.as_str()));
}

#[test]
fn names_below_their_texts() {
    let (thread, _) = read_sample("text-en-signed-below.txt");
    let rows: Vec<_> = own(&thread).into_iter().map(row).collect();
    assert_eq!(
        rows,
        [
            ("mel_w", "2018-04-08T11:21", "Ask your landlord first, most contracts forbid it."),
            ("Old Hand", "2018-04-08T14:46", "A balcony is too small for hens anyway. They need to scratch."),
            ("mel_w", "2018-04-09T02:49", "Quails would fit, and they are quiet."),
        ]
    );
}

#[test]
fn a_few_dates_in_comments_are_no_marks() {
    let mut text = String::from("Le sujet\n\n20 commentaires\n\n");
    for n in 1..=20 {
        writeln!(text, "Voici mon avis numéro {n}, qui est long et sans nom.").unwrap();
        if n == 9 || n == 15 {
            text.push_str("Dominique Quinet 22/10/15 08h36\nJe vous réponds ici.\n");
        }
    }
    let (threads, said) = of_text(&text, &Options::default());
    let texts: String = threads[0].comments.iter().map(|comment| comment.text.as_str()).collect::<Vec<_>>().join("\n");
    assert!(own(&threads[0]).len() >= 15, "{said:?}");
    for n in 1..=20 {
        assert!(texts.contains(&format!("avis numéro {n},")), "{n} is lost");
    }
}

#[test]
fn a_wanted_number_that_the_marks_contradict_is_refused_with_the_reason() {
    let text = "Ann dit :\n3 mars 2014 à 10:11\nOui.\n\nBob dit :\n3 mars 2014 à 10:12\nNon.\n";
    let options = Options { comments: Announced::Exactly(3), ..Options::default() };
    let (threads, said) = of_text(text, &options);
    assert_eq!(own(&threads[0]).len(), 2);
    assert!(said.iter().any(|one| one.contains("--comments 3 is not followed")), "{said:?}");
}

#[test]
fn a_paste_may_begin_with_a_bracket() {
    for first in ["[Accueil](/)", "[]", "[[Accueil]]", "[1] Note", "[ ![](a.png) ](/)"] {
        let text = format!(
            "{first}\n\n2 commentaires\n\nAnn dit :\n3 mars 2014 à 10:11\nOui.\n\nBob dit :\n3 mars 2014 à 10:12\nNon.\n"
        );
        let decoded = decode(text.as_bytes());
        let source = Source::new(&decoded.text);
        let reader = READERS.iter().find(|reader| (reader.detect)(&source)).unwrap();
        assert_eq!(reader.name, "text", "{first}");
        assert_eq!(own(&of_text(&text, &Options::default()).0[0]).len(), 2, "{first}");
    }
}

#[test]
fn what_a_forum_says_of_its_authors_is_no_text() {
    let (thread, warnings) = read_sample("text-en-profiles.txt");
    assert!(warnings.is_empty(), "{warnings:?}");
    let comments = own(&thread);
    let rows: Vec<_> = comments.iter().map(|comment| row(comment)).collect();
    let first = "The tank at the top was empty again this morning.";
    assert_eq!(rows[0], ("Hollybush", "2023-06-04T07:55", first));
    assert_eq!(rows[1], ("Old Fenwick", "2023-06-04T09:20", "Somebody left the valve open, I heard it all night."));
    // The words of the other are a quotation, and say whom this answers.
    let last = comments[2];
    assert_eq!(&last.text[last.quotes[0].span.end..], "\nAnd nobody got up to close it?");
    assert_eq!(last.parent.as_deref(), Some(comments[1].id.as_str()));
    assert_eq!(comments.len(), 3);
}

#[test]
fn a_title_belongs_to_the_comment_below_it() {
    let (thread, _) = read_sample("text-fr-titres.txt");
    let rows: Vec<_> = own(&thread).into_iter().map(row).collect();
    assert_eq!(
        rows,
        [
            ("Clotaire", "2023-09-12T18:40", "Il en manque un devant la boulangerie."),
            ("Maud B.", "2023-09-12T19:02", "Et l'ombre ?\nSans arbre, personne ne s'y assiéra l'été."),
            ("Clotaire", "2023-09-13T07:15", "Un tilleul alors\nVa pour le tilleul, mais planté cet automne."),
        ]
    );
}

#[test]
fn below_the_last_reply_link_the_page_goes_on() {
    let (thread, warnings) = read_sample("text-en-foot.txt");
    assert!(warnings.is_empty(), "{warnings:?}");
    let comments = own(&thread);
    let rows: Vec<_> = comments.iter().map(|comment| row(comment)).collect();
    assert_eq!(rows[3], ("Percy V.", "4 years ago", "It ran full on Fridays."));
    assert_eq!(rows[2], ("Ottoline", "5 years ago", "@kerbside your rates pay for the other half too."));
    assert_eq!(comments[2].parent.as_deref(), Some(comments[1].id.as_str()));
}
