//! JSON of no known form: what its keys are taken for, whichever names and shape they have, and what is said about it.

use palabre::read::{Column, Named, Options, read};
use palabre::thread::Kind;

use super::detected;

/// Every comment of a text as `id<parent author time: text`, threads separated by `|`. An opening has a `*` before its id.
pub(crate) fn lines(text: &str) -> String {
    with(text, &Options::default()).0
}

/// The comments as [`lines`] writes them, and the codes of what was noticed.
pub(crate) fn with(text: &str, options: &Options) -> (String, Vec<&'static str>) {
    let (threads, diagnostics) = match read(text.as_bytes(), options) {
        Ok(read) => read,
        Err(error) => return (format!("refused: {error}"), Vec::new()),
    };
    let mut out = Vec::new();
    for thread in &threads {
        let mut rows = Vec::new();
        for comment in &thread.comments {
            let mark = if comment.kind.is_opening() { "*" } else { "" };
            let gone = if comment.kind == Kind::Deleted { "(gone)" } else { "" };
            rows.push(format!(
                "{mark}{}<{} {} {}: {gone}{}",
                comment.id,
                comment.parent.as_deref().unwrap_or("-"),
                comment.author.as_deref().unwrap_or("-"),
                comment.time.as_deref().unwrap_or("-"),
                comment.text.replace('\n', "/"),
            ));
        }
        out.push(rows.join("\n"));
    }
    (out.join("\n|\n"), diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
}

/// The warnings among the codes: notes say what was taken as what.
fn warnings(codes: &[&'static str]) -> Vec<&'static str> {
    codes.iter().copied().filter(|code| !["taken-keys", "unused-keys", "no-text", "left-out"].contains(code)).collect()
}

fn check(text: &str, expected: &str) {
    let (found, codes) = with(text, &Options::default());
    assert_eq!(found, expected, "{text}\n{codes:?}");
    assert_eq!(warnings(&codes), [""; 0], "{text}");
}

#[test]
fn one_thread_in_many_shapes() {
    let expected = "1<- anna 2024-03-01T08:00:00Z: The bus should run.\n2<1 bruno 2024-03-01T08:05:00Z: I disagree.";
    let (a, b) = (
        r#"{"id":1,"text":"The bus should run.","username":"anna","date":"2024-03-01T08:00:00Z","reply_to":null}"#,
        r#"{"id":2,"text":"I disagree.","username":"bruno","date":"2024-03-01T08:05:00Z","reply_to":1}"#,
    );
    for text in [
        format!("[{a},{b}]"),
        format!("{a}\n{b}\n"),
        format!("{a}\n\n{b}"),
        format!("{{\"comments\":[{a},{b}]}}"),
        format!("{{\"ok\":true,\"result\":{{\"page\":{{\"items\":[{a},{b}]}}}}}}"),
        format!("{{\"data\":[{a}]}}\n{{\"data\":[{b}]}}"),
        format!("[[{a}],[{b}]]"),
        format!("{{\"c\":{{\"id1\":{a},\"id2\":{b}}}}}"),
        format!("{{\"comments\":{{\"edges\":[{{\"node\":{a}}},{{\"node\":{b}}}]}}}}"),
        format!("[{{\"_source\":{a}}},{{\"_source\":{b}}}]").replace("_source", "data"),
        format!("{{\"backend_name\":\"X\",\"origin\":\"o\",\"data\":{a}}}\n{{\"backend_name\":\"X\",\"data\":{b}}}"),
        format!("var comments = [{a},{b}];"),
        format!("callback([{a},{b}])"),
        // Newest first.
        format!("[{b},{a}]"),
    ] {
        check(&text, expected);
    }
    let pretty = format!("{a}\n{b}").replace(",\"", ",\n  \"").replace('{', "{\n  ").replace('}', "\n}");
    check(&pretty, expected);
}

#[test]
fn nested_replies_answer_what_they_are_in() {
    let expected = "1<- A -: Yes, it is.\n2<1 B -: No, it is not.\n3<2 A -: It is, though.\n4<- C -: Who knows?";
    for key in ["replies", "children", "comments", "responses", "réponses", "Antworten", "respuestas", "subComments"] {
        for wrap in ["[@]", "{\"data\":[@]}", "{\"items\":[@]}"] {
            let inner = |list: &str| format!("\"{key}\":{}", wrap.replace('@', list));
            let third = r#"{"cid":3,"body":"It is, though.","author":{"name":"A"}}"#;
            let second = format!(r#"{{"cid":2,"body":"No, it is not.","author":{{"name":"B"}},{}}}"#, inner(third));
            let first = format!(r#"{{"cid":1,"body":"Yes, it is.","author":{{"name":"A"}},{}}}"#, inner(&second));
            let text = format!(
                r#"{{"{key}":[{first},{{"cid":4,"body":"Who knows?","author":{{"name":"C"}},{}}}]}}"#,
                inner("")
            );
            check(&text, expected);
        }
    }
}

#[test]
fn keys_of_four_languages_are_known() {
    let expected = "1<- Ann 2024-03-01T08:00:00: This is the text.\n2<1 Bea 2024-03-01T09:00:00: This answers it.";
    for keys in [
        ["id", "text", "author", "created_at", "parent_id"],
        ["comment_id", "comment_text", "commenter_name", "comment_time", "in_reply_to"],
        ["ID", "body", "userName", "timestamp", "inReplyTo"],
        ["identifiant", "texte", "auteur", "publié_le", "en réponse à"],
        ["identifiant", "contenu", "pseudo", "date", "réponse_à"],
        ["id", "commentaire", "nom", "date de publication", "commentaire_parent"],
        ["ID", "Kommentar", "Benutzername", "Datum", "antwort_auf"],
        ["id", "inhalt", "verfasser", "erstellt am", "antwort auf"],
        ["id", "comentario", "usuario", "fecha", "en respuesta a"],
        ["msgid", "message", "from", "when", "responding_to"],
        ["id", "content", "user.screen_name", "posted", "replyTo"],
        ["pk", "comment", "nick", "sent_at", "parent.id"],
    ] {
        let record = |values: [&str; 5]| {
            let members = keys.iter().zip(values).map(|(key, value)| match key.split_once('.') {
                Some((head, last)) => format!("\"{head}\":{{\"{last}\":{value}}}"),
                None => format!("\"{key}\":{value}"),
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        };
        let first = record(["1", "\"This is the text.\"", "\"Ann\"", "\"2024-03-01 08:00:00\"", "null"]);
        let second = record(["2", "\"This answers it.\"", "\"Bea\"", "\"2024-03-01 09:00:00\"", "1"]);
        check(&format!("[{first},{second}]"), expected);
    }
}

#[test]
fn times_are_read_in_every_unit_and_form() {
    for (value, expected) in [
        ("1709280000", "2024-03-01T08:00:00Z"),
        ("\"1709280000\"", "2024-03-01T08:00:00Z"),
        ("1709280000000", "2024-03-01T08:00:00Z"),
        ("1709280000000000", "2024-03-01T08:00:00Z"),
        ("1709280000.5", "2024-03-01T08:00:00Z"),
        ("\"2024-03-01T08:00:00.000Z\"", "2024-03-01T08:00:00.000Z"),
        ("\"2024-03-01T09:00:00+0100\"", "2024-03-01T09:00:00+01:00"),
        ("\"Fri Mar 01 08:00:00 +0000 2024\"", "2024-03-01T08:00:00Z"),
        ("\"Fri, 01 Mar 2024 08:00:00 GMT\"", "2024-03-01T08:00:00Z"),
        ("\"2024-03-01\"", "2024-03-01"),
        ("\"1 mars 2024\"", "2024-03-01"),
        ("\"3 days ago\"", "3 days ago"),
    ] {
        for key in ["time", "ts", "created_at", "date"] {
            let text = format!(
                "[{{\"text\":\"one thing\",\"author\":\"Ann\",\"{key}\":{value}}},{{\"text\":\"or two\",\"author\":\"Bea\",\"{key}\":{value}}}]"
            );
            check(&text, &format!("c1<- Ann {expected}: one thing\nc2<- Bea {expected}: or two"));
        }
    }
}

#[test]
fn words_for_the_top_level_are_no_parents() {
    for top in ["null", "0", "\"\"", "\"root\"", "\"None\"", "-1", "\"null\"", "false"] {
        let text = format!(r#"[{{"id":7,"text":"a b","parent_id":{top}}},{{"id":8,"text":"c d","parent_id":7}}]"#);
        check(&text, "7<- - -: a b\n8<7 - -: c d");
    }
}

#[test]
fn posts_hold_their_comments() {
    let text = r#"{"title":"Buses","url":"https://x.org/bus","text":"Should they run?","author":"op","comments":[
        {"id":"a","text":"They should.","author":"Ann"},{"id":"b","text":"No.","author":"Bea","replies":[{"id":"c","text":"Why?","author":"Ann"}]}]}"#;
    let found = lines(text);
    assert!(found.starts_with("*post1<- op -: Should they run?\na<"), "{found}");
    assert!(found.ends_with("c<b Ann -: Why?"), "{found}");
    // Topics of a forum: those at the top have titles.
    let topics = r#"[{"id":1,"title":"One","body":"First topic.","user":"Ann","replies":[{"id":2,"body":"A reply.","user":"Bea"}]},
        {"id":3,"title":"Two","body":"Second topic.","user":"Cid","replies":[{"id":4,"body":"Another.","user":"Bea"}]}]"#;
    assert_eq!(
        lines(topics),
        "*1<- Ann -: First topic.\n2<1 Bea -: A reply.\n|\n*3<- Cid -: Second topic.\n4<3 Bea -: Another."
    );
}

#[test]
fn threads_are_told_apart_by_their_key() {
    let text = r#"[{"id":1,"article_id":"x","text":"one one","by":"A"},{"id":2,"article_id":"y","text":"two two","by":"B"},
        {"id":3,"article_id":"x","parent":1,"text":"three three","by":"C"},{"id":4,"article_id":"y","parent":2,"text":"four four","by":"A"}]"#;
    assert_eq!(lines(text), "1<- A -: one one\n3<1 C -: three three\n|\n2<- B -: two two\n4<2 A -: four four");
    // An address of each comment is no thread.
    let text = r#"[{"id":1,"url":"https://x.org/p#c1","text":"one one","author":"A"},{"id":2,"url":"https://x.org/p#c2","text":"two two","author":"B"}]"#;
    assert_eq!(lines(text).matches('|').count(), 0);
}

#[test]
fn values_decide_where_names_do_not() {
    // The author is not a number where there is a name; a constant is no id; HTML is no text of its own.
    let text = r#"[{"id":5,"uid":"k1","user_id":7,"user_name":"Ann","text":"<p>one &amp; two</p>"},{"id":5,"uid":"k2","user_id":8,"user_name":"Bea","text":"<p>three</p>","parent":"k1"}]"#;
    check(text, "k1<- Ann -: one & two\nk2<k1 Bea -: three");
    // A key with an unknown name whose values are ids of records.
    let text =
        r#"[{"id":"abcde1","text":"one two","author":"A"},{"id":"abcde2","text":"three","author":"B","zu":"abcde1"}]"#;
    check(text, "abcde1<- A -: one two\nabcde2<abcde1 B -: three");
    // Pieces of a text; a list of what is answered, the nearest last.
    let text = r#"[{"id":"r1","text":["one ",{"type":"bold","text":"two"}],"from":"A"},{"id":"r2","text":"three","from":"B","references":["r0","r1"]}]"#;
    check(text, "r1<- A -: one two\nr2<r1 B -: three");
    // UTF-8 that was escaped byte by byte.
    let text = r#"[{"text":"d\u00c3\u00a9j\u00c3\u00a0 vu","author":"A"},{"text":"oui","author":"B"}]"#;
    check(text, "c1<- A -: déjà vu\nc2<- B -: oui");
}

#[test]
fn what_is_not_sure_is_said() {
    let codes = |text: &str| warnings(&with(text, &Options::default()).1);
    let text = r#"[{"a":"The first of several sentences here.","wer_user":"x","date":"2024-01-01"},{"a":"The second is a sentence as well.","wer_user":"y","date":"2024-01-02"}]"#;
    assert_eq!(codes(text), ["guessed-text", "unused-key"]);
    let text = r#"[{"id":1,"text":"a b","author":"x","parent":77},{"id":2,"text":"c d","author":"y","parent":78}]"#;
    assert_eq!(codes(text), ["unknown-parents"]);
    let text = r#"{"comments":[{"text":"a b","author":"x"},{"text":"c d","author":"y"}],"notes_of_moderators":[{"text":"e f","author":"z"},{"text":"g h","author":"z"}]}"#;
    assert_eq!(codes(text), ["unread-list"]);
}

#[test]
fn a_list_without_texts_is_refused_with_its_keys() {
    let found = lines(r#"[{"price":3,"sku":"A1"},{"price":4,"sku":"A2"}]"#);
    assert!(found.contains("price, sku") && found.contains("--field text="), "{found}");
    assert!(lines("{\"a\":1,\"b\":[1,2]}").starts_with("refused: "));
    assert!(lines("[{\"id\":1},{\"id\":2}]").starts_with("refused: "));
}

#[test]
fn the_user_names_keys() {
    let field =
        |column: &str, header: &str| Named { column: Column::named(column).unwrap(), header: header.to_owned() };
    let text = r#"[{"n":1,"x":{"y":"some words"},"z":"Ann","q":0},{"n":2,"x":{"y":"other words"},"z":"Bea","q":1}]"#;
    let fields = vec![field("text", "x.y"), field("author", "z"), field("id", "n"), field("parent", "q")];
    let options = Options { fields, ..Options::default() };
    assert_eq!(with(text, &options).0, "1<- Ann -: some words\n2<1 Bea -: other words");
    let options = Options { fields: vec![field("text", "x.w")], ..Options::default() };
    assert!(with(text, &options).0.contains("no key of it is called `x.w`; did you mean `x.y`"));
    // It works where another reader would take the source.
    let native = "{\"id\":1,\"text\":\"a\",\"raw\":\"b c\"}\n{\"id\":2,\"text\":\"a\",\"raw\":\"d e\"}";
    let options = Options { fields: vec![field("text", "raw")], ..Options::default() };
    assert_eq!(with(native, &options).0, "1<- - -: b c\n2<- - -: d e");
}

#[test]
fn native_lines_stay_native() {
    for (text, reader) in [
        ("{\"text\":\"a\"}\n{\"text\":\"b\"}", "jsonl"),
        ("{\"id\":1,\"text\":\"a\",\"author\":\"x\",\"label\":\"y\",\"user_id\":3}", "jsonl"),
        ("{\"id\":1,\"text\":\"a\",\"username\":\"x\"}", "json"),
        (
            "{\"id\":1,\"text\":\"a\",\"author\":{\"name\":\"x\"}}\n{\"id\":2,\"text\":\"a\",\"author\":{\"name\":\"x\"}}",
            "json",
        ),
        ("[{\"text\":\"a\"}]", "json"),
    ] {
        assert_eq!(detected(text.as_bytes()), Some(reader), "{text}");
    }
}
