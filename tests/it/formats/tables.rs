//! Tables: CSV and TSV of any kind, and those of civic platforms.
//!
//! Counts of the real tables were made with Python's `csv` module. Of Decidim, Cap Collectif, Polis, Facepager and Coral
//! there is no real sample here: theirs are written after the published source of the programs that export them.

use std::path::Path;

use palabre::diagnostic::Diagnostic;
use palabre::read::{Column, Named, Options, ReadError, decode, read};
use palabre::thread::{Comment, Kind, Mark, Relation, Thread};
use proptest::prelude::*;

use super::{comments, detected, linked, reading, real};

/// One table three times: comma, semicolon with Windows-1252 and CRLF, tabs.
const NOUVELOBS: [&str; 3] =
    ["csv/fr-nouvelobs-utf8-comma.csv", "csv/fr-nouvelobs-excel-fr-cp1252-semicolon.csv", "csv/fr-nouvelobs.tsv"];

fn sample(name: &str) -> (Vec<Thread>, Vec<Diagnostic>) {
    reading(&Path::new("seeds/formats").join(name)).unwrap()
}

fn hostile(name: &str) -> Vec<u8> {
    std::fs::read(Path::new("seeds/hostile").join(name)).unwrap()
}

fn table(text: &str) -> (Vec<Thread>, Vec<Diagnostic>) {
    read(text.as_bytes(), &Options::default()).unwrap()
}

fn by_hand(columns: &[(&str, &str)]) -> Options {
    let named =
        |(name, header): &(&str, &str)| Named { column: Column::named(name).unwrap(), header: (*header).to_owned() };
    Options { columns: columns.iter().map(named).collect(), ..Options::default() }
}

/// `id<parent` of every comment.
fn links(thread: &Thread) -> Vec<String> {
    thread
        .comments
        .iter()
        .map(|comment| format!("{}<{}", comment.id, comment.parent.as_deref().unwrap_or("-")))
        .collect()
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn by_id<'t>(thread: &'t Thread, id: &str) -> &'t Comment {
    thread.comments.iter().find(|comment| comment.id == id).unwrap_or_else(|| panic!("{id}: {:?}", links(thread)))
}

#[test]
fn a_real_table_is_the_same_in_every_encoding_and_separator() {
    let read: Vec<_> = NOUVELOBS.iter().filter_map(|path| real(path)).collect();
    for threads in &read {
        assert_eq!(threads.len(), 1);
        let all = comments(&threads[0]);
        assert_eq!((all.len(), linked(&threads[0])), (27, 20));
        assert_eq!(all.iter().map(|comment| comment.text.chars().count()).sum::<usize>(), 22_533);
        assert!(all.iter().all(|comment| comment.time.as_deref().is_some_and(|time| time.starts_with("2015-1"))));
    }
    for threads in read.iter().skip(1) {
        for (one, other) in read[0][0].comments.iter().zip(&threads[0].comments) {
            let of = |comment: &Comment| {
                (comment.id.clone(), comment.parent.clone(), comment.author.clone(), comment.text.clone())
            };
            assert_eq!(of(one), of(other));
        }
    }
}

#[test]
fn rows_of_a_spreadsheet_are_parents_by_their_numbers() {
    let (threads, notes) = sample("csv-lignes.csv");
    assert_eq!(links(&threads[0]), ["2<-", "3<2", "4<3", "5<-", "6<5", "7<2", "8<7", "10<8"], "an empty row counts");
    assert!(codes(&notes).contains(&"row-numbers"), "{notes:?}");
    assert_eq!(threads[0].comments[1].time.as_deref(), Some("2023-03-14T09:40"));
    assert_eq!(threads[0].comments[0].votes, Some(12));
}

#[test]
fn floats_of_data_frames_are_ids_again() {
    let (threads, _) = sample("csv-nyt.csv");
    assert_eq!(threads.len(), 2);
    assert_eq!(links(&threads[0])[..3], ["26969758<-", "26969800<26969758", "26969811<26969800"]);
    assert_eq!(by_id(&threads[1], "26970160").parent.as_deref(), Some("26960000"), "a parent that was not read stays");
    assert_eq!(by_id(&threads[0], "26969950").marks, [Mark::Featured]);
    assert_eq!(
        by_id(&threads[0], "26969758").text,
        "The ferry was never meant to pay for itself.\nNeither was the bridge."
    );
    assert_eq!(by_id(&threads[0], "26969758").time.as_deref(), Some("2018-04-24T18:20:11Z"));
}

#[test]
fn articles_titles_and_states_come_from_their_columns() {
    let (threads, _) = sample("csv-articles.csv");
    let titles: Vec<_> = threads.iter().map(|thread| thread.title.as_deref().unwrap()).collect();
    assert_eq!(titles, ["Des éoliennes au large de l'île", "Le bac passera à vingt rotations"]);
    assert_eq!(threads[0].key.as_deref(), Some("https://journal.example/2024/02/eoliennes"));
    assert_eq!(threads[0].comments[0].kind, Kind::Article);
    assert!(threads[0].comments[0].text.starts_with("Le conseil de l'île"));
    assert_eq!(links(&threads[0])[1..], ["1<-", "2<1", "3<2", "4<-"]);
    assert_eq!(by_id(&threads[0], "4").marks, [Mark::Pending]);
    assert_eq!(by_id(&threads[1], "7").marks, [Mark::Hidden]);
    assert_eq!(by_id(&threads[0], "1").time.as_deref(), Some("2024-02-03T18:02"));
}

#[test]
fn the_dump_of_a_forum_keeps_what_was_deleted() {
    let (threads, _) = sample("csv-pandas.tsv");
    let thread = &threads[0];
    assert_eq!(links(thread), ["k1<-", "k2<k1", "k3<k2", "k4<k1", "k5<k4", "k6<-", "k7<k6", "k8<k7"]);
    assert_eq!(by_id(thread, "k1").text, "Night boats run empty & loud. Why keep them?");
    assert_eq!(by_id(thread, "k2").quotes[0].span.of(&by_id(thread, "k2").text), "> Night boats run empty");
    assert_eq!((by_id(thread, "k4").kind, by_id(thread, "k4").text.as_str()), (Kind::Deleted, ""));
    assert_eq!(by_id(thread, "k4").votes, None);
    assert!(by_id(thread, "k5").text.contains("a <3 for"));
}

#[test]
fn decidim_takes_sides_on_a_proposal_that_is_not_in_the_table() {
    let (threads, _) = sample("decidim-csv.csv");
    assert_eq!(threads.len(), 2);
    assert_eq!(
        links(&threads[0]),
        ["8121<article", "8122<article", "8124<8122", "8125<8124", "8130<article", "8131<article"]
    );
    assert_eq!(by_id(&threads[0], "8121").relation, Some(Relation::Support));
    assert_eq!(by_id(&threads[0], "8122").relation, Some(Relation::Rebuttal));
    assert_eq!(by_id(&threads[0], "8124").relation, None);
    assert_eq!(by_id(&threads[0], "8130").lang.unwrap().code(), "ca");
    assert_eq!(links(&threads[1]), ["8140<-", "8141<8140"], "nobody takes sides there");
    // With the proposal lent, it is what they answer.
    let bytes = std::fs::read("seeds/formats/decidim-csv.csv").unwrap();
    let lent = Options { article: Some("Une piste cyclable.".to_owned()), ..Options::default() };
    let (threads, _) = read(&bytes, &lent).unwrap();
    assert_eq!(by_id(&threads[0], "8121").parent.as_deref(), Some(threads[0].comments[0].id.as_str()));
}

#[test]
fn cap_collectif_files_arguments_for_and_against() {
    let (threads, notes) = sample("cap-collectif.csv");
    assert_eq!(threads.iter().map(|thread| thread.id.as_str()).collect::<Vec<_>>(), ["op1", "op2", "op9"]);
    assert_eq!(threads[0].comments[0].kind, Kind::Post);
    assert_eq!(threads[0].comments[0].votes, Some(120 - 9));
    assert!(threads[0].comments[0].text.starts_with("Un ticket unique train et bus\n"));
    assert_eq!(links(&threads[0])[1..], ["arg1<op1", "arg2<op1", "arg3<op1", "src1<op1", "ver1<op1", "arg4<ver1"]);
    let sides: Vec<_> = threads[0].comments.iter().map(|comment| comment.relation).collect();
    let (yes, no) = (Some(Relation::Support), Some(Relation::Rebuttal));
    assert_eq!(sides, [None, yes, no, yes, None, None, no]);
    assert_eq!(by_id(&threads[1], "arg7").marks, [Mark::Hidden]);
    assert_eq!(by_id(&threads[1], "arg8").kind, Kind::Deleted);
    assert_eq!(links(&threads[2]), ["arg9<op9"], "a proposal that was not read stays what is answered");
    assert_eq!(codes(&notes), ["left-out", "left-out"]);
    let (threads, _) = sample("cap-collectif-2015.csv");
    assert_eq!(
        links(&threads[0]),
        [
            "Proposition 231<-",
            "Argument 77<Proposition 231",
            "Argument 78<Proposition 231",
            "Argument 79<Modification 231",
            "Modification 231<Proposition 231"
        ]
    );
    assert_eq!(by_id(&threads[0], "Argument 78").relation, no);
}

#[test]
fn polis_statements_answer_nothing_and_its_votes_are_refused() {
    let (threads, _) = sample("polis.csv");
    assert_eq!(comments(&threads[0]).len(), 8);
    assert!(threads[0].comments.iter().all(|comment| comment.parent.is_none()));
    assert_eq!(by_id(&threads[0], "0").votes, Some(49));
    assert_eq!(by_id(&threads[0], "2").marks, [Mark::Hidden]);
    assert_eq!(by_id(&threads[0], "1").marks, []);
    let refused = read(&hostile("polis-votes.csv"), &Options::default()).unwrap_err().to_string();
    assert!(refused.contains("votes of a Polis conversation") && refused.contains("comments.csv"), "{refused}");
}

#[test]
fn facepager_levels_are_pages_posts_and_comments() {
    let (threads, notes) = sample("csv-facepager.csv");
    assert_eq!(links(&threads[0]), ["2<-", "3<2", "4<2", "6<3", "7<3"]);
    assert_eq!(links(&threads[1]), ["8<-", "9<8"]);
    assert_eq!(threads[1].comments[0].kind, Kind::Post);
    assert!(notes.iter().any(|note| note.message.starts_with("2 rows left out")), "{notes:?}");
}

#[test]
fn open_quotes_are_named_by_their_lines_and_cost_one_field() {
    let (threads, notes) = read(&hostile("open-quote.csv"), &Options::default()).unwrap();
    assert_eq!(links(&threads[0]), ["1<-", "2<1", "3<2", "4<3", "5<4"]);
    assert_eq!(by_id(&threads[0], "2").text, "This one never\ncloses its quote.");
    let open: Vec<_> =
        notes.iter().filter(|note| note.code == "open-quote").map(|note| note.message.as_str()).collect();
    assert!(open[0].contains("line 3") && open[1].contains("line 6"), "{open:?}");
    assert_eq!(open.len(), 2);
}

#[test]
fn a_field_of_two_megabytes_is_kept_and_an_open_one_does_not_swallow_the_file() {
    let long = "a word and \"\"another\"\"\n".repeat(100_000);
    let (threads, notes) = table(&format!("id,text\n1,\"{long}\"\n2,short\n"));
    assert!(threads[0].comments[0].text == long.replace("\"\"", "\""), "{}", threads[0].comments[0].text.len());
    assert_eq!(threads[0].comments[1].text, "short");
    assert!(codes(&notes).contains(&"long-field"), "{notes:?}");
    let rows = (3..60_000).map(|id| id.to_string()).collect::<Vec<_>>().join(",a row like any other\n");
    let (threads, notes) = table(&format!("id,text\n1,fine\n2,\"never closed\n{rows},the last\n"));
    assert_eq!(threads[0].comments.len(), 59_999);
    assert!(notes.iter().any(|note| note.code == "open-quote" && note.message.contains("line 3")), "{notes:?}");
}

#[test]
fn formulas_are_words_and_ids_are_what_they_hold() {
    let (threads, _) = read(&hostile("formula.csv"), &Options::default()).unwrap();
    assert_eq!(links(&threads[0]), ["001<-", "002<001", "003<002"]);
    assert_eq!(threads[0].comments[0].text, "=cmd|' /C calc'!A0");
}

#[test]
fn ragged_rows_lose_nothing_that_has_a_column() {
    let (threads, notes) = read(&hostile("ragged.csv"), &Options::default()).unwrap();
    let texts: Vec<_> =
        threads[0].comments.iter().map(|comment| (comment.id.as_str(), comment.text.as_str())).collect();
    assert_eq!(texts, [("1", "one"), ("2", ""), ("3", "three"), ("4", "four"), ("5", "five")]);
    let codes = codes(&notes);
    for code in ["ragged-rows", "duplicate-column", "no-text", "left-out"] {
        assert!(codes.contains(&code), "{code}: {notes:?}");
    }
    let (threads, _) = table("id,text\n1,so, that is it\n2,no\n3,yes\n");
    assert_eq!(threads[0].comments[0].text, "so, that is it", "a separator in the last field");
}

#[test]
fn tables_that_say_nothing_of_their_columns_are_judged_by_their_values() {
    let (threads, notes) = read(&hostile("headless.csv"), &Options::default()).unwrap();
    assert_eq!(links(&threads[0]), ["1<-", "2<1", "3<2", "4<3", "5<4", "6<5"]);
    assert_eq!(threads[0].comments[1].author.as_deref(), Some("Bob"));
    assert_eq!(threads[0].comments[1].time.as_deref(), Some("2020-01-02"));
    assert!(notes.iter().any(|note| note.code == "guessed-columns" && note.message.contains("text=5")), "{notes:?}");
    // Two columns of much the same texts leave open which is meant.
    let open = "1;It should run at night.;It should not, ever.\n2;Nobody would take it.;Nurses would take it.\n3;Who pays for that?;The harbour would pay.\n";
    let error = read(open.as_bytes(), &Options::default()).map(|(threads, _)| threads.len()).unwrap_err().to_string();
    assert!(error.contains("columns are not named") && error.contains("--column text="), "{error}");
    let options = by_hand(&[("text", "5"), ("id", "1"), ("parent", "2")]);
    let (threads, _) = read(&hostile("headless.csv"), &options).unwrap();
    assert_eq!(links(&threads[0]), ["1<-", "2<1", "3<2", "4<3", "5<4", "6<5"]);
}

#[test]
fn columns_are_named_by_hand() {
    let options = by_hand(&[("parent", "Reply_To_Who"), ("id", "Nummer"), ("text", "worte")]);
    let (threads, _) = read(&hostile("unknown-header.csv"), &options).unwrap();
    assert_eq!(links(&threads[0]), ["1<-", "2<1", "3<2", "4<3", "5<4"]);
    let error = read(&hostile("unknown-header.csv"), &by_hand(&[("parent", "Reply_To_Whom")])).unwrap_err().to_string();
    assert!(error.contains("did you mean `Reply_To_Who`?") && error.contains("Worte"), "{error}");
    // The text alone is enough, of one column too; what is marked as something else stays that.
    let (threads, _) = read(b"Avis\nOui, bien.\nNon.\n", &by_hand(&[("text", "Avis")])).unwrap();
    assert_eq!(
        threads[0].comments.iter().map(|comment| comment.text.as_str()).collect::<Vec<_>>(),
        ["Oui, bien.", "Non."]
    );
    let (threads, _) = read(b"{\"id\":\"a\",\"text\":\"x\"}\n", &by_hand(&[("text", "Avis")])).unwrap();
    assert_eq!(threads[0].comments[0].id, "a");
}

#[test]
fn prose_with_commas_is_a_paste() {
    for text in [
        "Le texte, l'id, la date\nOui, non",
        "Le texte, l'auteur\n2 commentaires\nOui, bien sûr.\nNon, jamais.",
        "Ann, the message, was clear; to us all\nThe text, he said, is wrong.\nNo, it, is, not.",
    ] {
        assert_eq!(detected(text.as_bytes()), Some("text"), "{text}");
    }
}

#[test]
fn numbering_depth_and_the_word_reply_tell_parents() {
    let (threads, _) = table("cid,text,author\nUgx,a b c,A\nUgx.9,d e f,B\nUgy,g h i,C\n");
    assert_eq!(links(&threads[0]), ["Ugx<-", "Ugx.9<Ugx", "Ugy<-"]);
    let (threads, _) =
        table("niveau,auteur,commentaire\n0,A,un deux\n1,B,trois quatre\n2,C,cinq six\n1,D,sept huit\n0,E,neuf dix\n");
    assert_eq!(links(&threads[0]), ["1<-", "2<1", "3<2", "4<1", "5<-"]);
    let (threads, _) =
        table("type,author,text\ncomment,A,one two\nreply,B,three four\nreply,C,five six\ncomment,D,seven eight\n");
    assert_eq!(links(&threads[0]), ["1<-", "2<1", "3<1", "4<-"]);
}

#[test]
fn threads_are_told_by_a_column_whose_values_come_again() {
    let (threads, _) = table(
        "article,comment_id,text,permalink\nThe ferry,1,a b,x/1\nThe ferry,2,c d,x/2\nThe bridge,3,e f,x/3\nThe bridge,4,g h,x/4\n",
    );
    let titles: Vec<_> = threads.iter().map(|thread| thread.title.as_deref()).collect();
    assert_eq!(titles, [Some("The ferry"), Some("The bridge")]);
    // Subjects of mails change from reply to reply.
    let (threads, _) =
        table("id,parent,subject,text\n1,,Ferry,a b\n2,1,Re: Ferry,c d\n3,2,Re: Ferry,e f\n4,3,Re: Ferry,g h\n");
    assert_eq!((threads.len(), threads[0].title.as_deref()), (1, None));
}

/// A comment as a row: author and text of any characters that a text can have, and what it answers among those before.
fn rows() -> impl Strategy<Value = Vec<(String, String, usize)>> {
    let text = "[a-zé,;\t\"' |\\\\=#<&\n]{0,20}[a-z]{3} [a-z,;\"]{0,8}";
    prop::collection::vec(("x[a-zA-Zé]{0,7}", text, any::<usize>()), 3..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_table_that_is_quoted_as_python_does_reads_back(rows in rows(), separator in "[,;\t|]", all in any::<bool>(), bom in any::<bool>()) {
        let mut out = Vec::new();
        if bom {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        let style = if all { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator.as_bytes()[0])
            .quote_style(style)
            .terminator(csv::Terminator::CRLF)
            .from_writer(&mut out);
        writer.write_record(["id", "parent_id", "author", "text"]).unwrap();
        let parent = |at: usize, pick: usize| if at == 0 || pick.is_multiple_of(3) { String::new() } else { format!("c{}", pick % at) };
        for (at, (author, text, pick)) in rows.iter().enumerate() {
            writer.write_record([&format!("c{at}"), &parent(at, *pick), author, text]).unwrap();
        }
        writer.flush().unwrap();
        drop(writer);
        let (threads, _) = read(&out, &Options::default()).unwrap();
        prop_assert_eq!(threads.len(), 1, "{}", decode(&out).text);
        prop_assert_eq!(threads[0].comments.len(), rows.len());
        for (at, (comment, (author, text, pick))) in threads[0].comments.iter().zip(&rows).enumerate() {
            prop_assert_eq!(&comment.id, &format!("c{at}"));
            prop_assert_eq!(comment.parent.clone().unwrap_or_default(), parent(at, *pick));
            prop_assert_eq!(comment.author.as_deref().unwrap_or_default(), author);
            prop_assert_eq!(&comment.text, text);
        }
    }
}

#[test]
fn broken_tables_of_all_kinds_are_read_or_refused() {
    for name in ["open-quote.csv", "formula.csv", "ragged.csv", "headless.csv", "unknown-header.csv", "table.csv"] {
        let bytes = hostile(name);
        for cut in 0..bytes.len() {
            if let Err(error) = read(&bytes[..cut], &Options::default()) {
                assert!(error.to_string().len() > 20, "{name} cut at {cut}: {error}");
            }
            let forced = Options { from: Some("csv".to_owned()), ..Options::default() };
            match read(&bytes[..cut], &forced) {
                Ok((threads, _)) => {
                    // No comment is invented: each is on at least one line of the table.
                    let lines = bytes[..cut].iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
                    let comments: usize = threads.iter().map(|thread| thread.comments.len()).sum();
                    assert!(comments <= lines, "{name} cut at {cut}: {comments} comments on {lines} lines");
                }
                Err(ReadError::Unusable { .. }) => {}
                Err(other) => panic!("{name} cut at {cut}: {other}"),
            }
        }
    }
}
