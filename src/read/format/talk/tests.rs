//! Talk pages in wikitext and as browsers copy them.

use super::{detect, read};
use crate::read::{options::Options, source::Source};
use crate::thread::Thread;

fn threads(text: &str) -> Vec<Thread> {
    let source = Source::new(text);
    if !detect(&source) {
        return Vec::new();
    }
    read(&source, &Options::default()).unwrap().threads
}

/// The comments of a thread, as `author > parent: text`.
fn rows(thread: &Thread) -> Vec<String> {
    let row = |comment: &crate::thread::Comment| {
        let parent = comment.parent.as_deref().unwrap_or("-");
        format!("{} > {parent}: {}", comment.author.as_deref().unwrap_or("?"), comment.text.replace('\n', "/"))
    };
    thread.comments.iter().map(row).collect()
}

#[test]
fn indentation_in_wikitext_gives_parents() {
    let text = "\
{{Page de discussion}}

== Fréquence ==
Le bus devrait passer tous les jours.

Vraiment. -- [[Utilisateur:Odile|Odile]] ([[Discussion utilisateur:Odile|d]]) 3 mars 2021 à 10:22 (CET)
:Non, il est vide. [[Utilisateur:Bruno L|Bruno]] ([[Discussion utilisateur:Bruno L|d]]) 3 mars 2021 à 11:00 (CET)
::{{ping|Bruno L}} Faux :
::* le lundi
::* le mardi [[Utilisateur:Odile|Odile]] ([[Discussion utilisateur:Odile|d]]) 3 mars 2021 à 12:00 (CET)
:Des chiffres ? {{non signé|192.0.2.7|3 mars 2021 à 13:00 (CET)}}
{{outdent|::}} Les voici. [[Utilisateur:Bruno L|Bruno]] ([[Discussion utilisateur:Bruno L|d]]) 3 mars 2021 à 14:00 (CET)
=== Vote ===
# {{Pour}} [[Utilisateur:Odile|Odile]] ([[Discussion utilisateur:Odile|d]]) 4 mars 2021 à 10:00 (CET)
== Financement ==
Qui paie ?
:Moi. [[Utilisateur:Odile|Odile]] ([[Discussion utilisateur:Odile|d]]) 5 mars 2021 à 10:00 (CET)
[[Catégorie:Bus]]
";
    let threads = threads(text);
    let titles: Vec<_> = threads.iter().map(|thread| thread.title.as_deref().unwrap()).collect();
    assert_eq!(titles, ["Fréquence", "Financement"]);
    assert_eq!(
        rows(&threads[0]),
        [
            "Odile > -: Le bus devrait passer tous les jours.//Vraiment.",
            "Bruno L > c1: Non, il est vide.",
            "Odile > c2: @Bruno L Faux :/- le lundi/- le mardi",
            "192.0.2.7 > c1: Des chiffres ?",
            "Bruno L > c4: Les voici.",
            "Odile > -: Pour",
        ]
    );
    assert_eq!(rows(&threads[1]), ["? > -: Qui paie ?", "Odile > c1: Moi."]);
    assert_eq!(threads[0].comments[0].time.as_deref(), Some("2021-03-03T10:22+01:00"));
}

#[test]
fn copied_pages_of_several_languages() {
    for (text, titles, comments) in [
        (
            "Discussion:Bus\nFréquence\nTous les jours. Odile (discuter) 25 octobre 2004 à 18:26 (CEST)\nNon.\n\nIl est vide. Bruno (discuter) 25 octobre 2004 à 19:17 (CEST)[répondre]\nFinancement\nQui paie ? Dora (d) 27 octobre 2004 à 08:00 (CEST)\n",
            vec!["Fréquence", "Financement"],
            vec!["Odile > -: Tous les jours.", "Bruno > -: Non.//Il est vide.", "Dora > -: Qui paie ?"],
        ),
        (
            "Talk:Night bus\n\nContents\n1 Days\n2 Money?\n\nDays[edit]\nLatest comment: 2 years ago\n2 comments\n2 people in discussion\n\nEvery day. Odile (talk) 18:26, 25 October 2004 (UTC)[reply]\n\n    No. — Preceding unsigned comment added by Bruno (talk • contribs) 19:17, 25 October 2004 (UTC)\n\nMoney?[edit]\nWho pays? --Dora 08:00, 27 October 2004 (UTC)\n",
            vec!["Days", "Money?"],
            vec!["Odile > -: Every day.", "Bruno > c1: No.", "Dora > -: Who pays?"],
        ),
        (
            "Tage [Bearbeiten | Quelltext bearbeiten]\nJeden Tag. --Odile (Diskussion) 18:26, 25. Okt. 2004 (CEST)\nNein. Bruno (Diskussion) 19:17, 25. Okt. 2004 (CEST)\n",
            vec!["Tage"],
            vec!["Odile > -: Jeden Tag.", "Bruno > -: Nein."],
        ),
        (
            "Discusión:Bus\nTodos los días. Odile (discusión) 18:26 25 oct 2004 (CEST)\nNo. Bruno (discusión) 19:17 25 oct 2004 (CEST)\n",
            vec!["Bus"],
            vec!["Odile > -: Todos los días.", "Bruno > -: No."],
        ),
        (
            "Discussione:Bus\nOgni giorno. --Odile (msg) 18:26, 25 ott 2004 (CEST)\nNo. --Bruno (msg) 19:17, 25 ott 2004 (CEST)\n",
            vec!["Bus"],
            vec!["Odile > -: Ogni giorno.", "Bruno > -: No."],
        ),
    ] {
        let threads = threads(text);
        let found: Vec<_> = threads.iter().filter_map(|thread| thread.title.as_deref()).collect();
        assert_eq!(found, titles, "{text}");
        assert_eq!(threads.iter().flat_map(rows).collect::<Vec<_>>(), comments, "{text}");
    }
}

#[test]
fn other_texts_are_no_talk_pages() {
    let mail = "From: a\nSent: Sat, 2 Mar 2024 19:00:12 +0000\nReceived: Sat, 2 Mar 2024 19:00:13 +0000\n\nx\n";
    for text in
        [mail, "", "It began at 10:22, 3 March 2021", "== A ==\nb", "Anna: yes\nBruno: no", "8 comments\nyes\nno"]
    {
        assert!(!detect(&Source::new(text)), "{text}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_survived(text in "(== A ==|\n|:|\\*|#|yes|Anna \\(talk\\) 10:22, 3 March 2021 \\(UTC\\)|\\[\\[User:B\\]\\] 10:22, 3 March 2021 \\(UTC\\)|\\{\\{od\\}\\}|Contents|1 A|\\[edit\\]| |é){0,40}") {
        let source = Source::new(&text);
        let _ = detect(&source);
        if let Ok(reading) = read(&source, &Options::default()) {
            for comment in reading.threads.iter().flat_map(|thread| &thread.comments) {
                assert!(comment.origin.span.is_none_or(|span| text.is_char_boundary(span.start) && text.is_char_boundary(span.end)));
            }
        }
    }
}
