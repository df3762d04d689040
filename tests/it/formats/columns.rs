//! Columns of tables: whose author, date and text they hold, which are replies, and what is said where they do not show it.

use palabre::diagnostic::Diagnostic;
use palabre::read::{Options, read};
use palabre::thread::{Comment, Kind, Thread};

fn table(text: &str) -> (Vec<Thread>, Vec<Diagnostic>) {
    read(text.as_bytes(), &Options::default()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn all(threads: &[Thread]) -> Vec<&Comment> {
    threads.iter().flat_map(|thread| &thread.comments).filter(|comment| !comment.kind.is_opening()).collect()
}

/// `author<author of the parent` of every comment, in order.
fn voices(threads: &[Thread]) -> String {
    let mut out = Vec::new();
    for thread in threads {
        for comment in thread.comments.iter().filter(|comment| !comment.kind.is_opening()) {
            let parent = comment.parent.as_deref().map(|parent| {
                let above = thread.comments.iter().find(|above| above.id == parent);
                above.map_or("?", |above| {
                    if above.kind == Kind::Comment { above.author.as_deref().unwrap_or("-") } else { "^" }
                })
            });
            out.push(format!("{}<{}", comment.author.as_deref().unwrap_or("-"), parent.unwrap_or("")));
        }
    }
    out.join(" ")
}

fn warnings(notes: &[Diagnostic]) -> Vec<&'static str> {
    notes.iter().filter(|note| note.severity.to_string() == "warning").map(|note| note.code).collect()
}

#[test]
fn authors_and_parents_go_with_the_text() {
    for (text, wanted) in [
        // The same words before them.
        (
            "post_id,post_author,comment_author,comment_body\np,Olga,Ann,It should run at night.\np,Olga,Bob,\"No, it should not.\"\nq,Pia,Cy,Who pays?\n",
            "Ann< Bob< Cy<",
        ),
        (
            "titre article;auteur article;auteur commentaire;commentaire\nLe bac;Olga;Anne;Il doit passer la nuit.\nLe bac;Olga;Bruno;Non, jamais.\n",
            "Anne< Bruno<",
        ),
        // Without such words, the one that changes within a thread.
        (
            "url,author,user,comment\nu1,Olga,Ann,It should run.\nu1,Olga,Bob,It should not.\nu1,Olga,Cy,Who pays?\nu2,Pia,Di,Nobody does.\n",
            "Ann< Bob< Cy< Di<",
        ),
        // A forum: the post is the comment.
        (
            "thread_id,post_id,post_author,reply_to,post_text\n1,11,Ann,,It should run.\n1,12,Bob,11,\"No, it should not.\"\n2,13,Cy,,Who pays?\n",
            "Ann< Bob<Ann Cy<",
        ),
        // Headers of known words, in six languages.
        ("Posted By User,Message\nAnn,It should run.\nBob,It should not.\n", "Ann< Bob<"),
        ("N°;Écrit par;Texte du commentaire;En réponse à\n1;Ann;Il doit passer.;\n2;Bob;Non.;1\n", "Ann< Bob<Ann"),
        ("Nr.;Verfasst von;Stellungnahme;Antwort auf\n1;Ann;Sie soll fahren.;\n2;Bob;Nein.;1\n", "Ann< Bob<Ann"),
        ("Número;Publicado por;Comentario;Respuesta a\n1;Ann;Que salga.;\n2;Bob;No.;1\n", "Ann< Bob<Ann"),
        ("N.;Nome utente;Commento;In risposta a\n1;Ann;Deve partire.;\n2;Bob;No.;1\n", "Ann< Bob<Ann"),
        (
            "Identificador;Nome do utilizador;Texto do comentário;Em resposta a\n1;Ann;Deve sair.;\n2;Bob;Não.;1\n",
            "Ann< Bob<Ann",
        ),
        // First and last names.
        ("Nom;Prénom;Commentaire\nMartin;Anne;Il doit passer.\nPetit;Bruno;Non.\n", "Anne Martin< Bruno Petit<"),
        // A person who wrote one comment is what is answered.
        ("id,author,replied_to_user,text\n1,Ann,,It should run.\n2,Bob,ann,It should not.\n", "Ann< Bob<Ann"),
        // Parents by their texts.
        (
            "id,author,text,parent_text,parent_author\n1,Ann,The ferry should run at night.,,\n2,Bob,\"I doubt it, nobody would take it.\",The ferry should run at night.,Ann\n",
            "Ann< Bob<Ann",
        ),
        // A text in the last column with separators of the table in it.
        ("id,author,text\n1,Ann,It should, I think, run.\n2,Bob,No, it should not.\n3,Cy,Yes\n", "Ann< Bob< Cy<"),
        // Lists of ancestors, and words for none.
        (
            "id,references,user,text\nb1,{},Ann,It should run.\nb2,{b1},Bob,No.\nb3,\"{b1,b2}\",Cy,Yes.\n",
            "Ann< Bob<Ann Cy<Bob",
        ),
        ("id,parent_id,user,text\n10,-1,Ann,It should run.\n11,10,Bob,No.\n12,None,Cy,Yes.\n", "Ann< Bob<Ann Cy<"),
    ] {
        let (threads, _) = table(text);
        assert_eq!(voices(&threads), wanted, "{text}");
    }
}

#[test]
fn replies_in_columns_are_replies() {
    for (text, wanted) in [
        (
            "Comment,Author,Reply\nIt should run at night.,Ann,\"No, it should not.\"\nWho pays for it?,Bob,\n",
            "Ann< -<Ann Bob<",
        ),
        (
            "id,author,comment,reply_1,reply_1_author,reply_2,reply_2_author\n1,Ann,It should run.,It should not.,Bob,Who pays for it?,Cy\n2,Di,Nobody does.,,,,\n",
            "Ann< Bob<Ann Cy<Ann Di<",
        ),
        (
            "comment_id,comment_text,comment_author,reply_text,reply_author\n1,It should run.,Ann,It should not.,Bob\n1,It should run.,Ann,Who pays for it?,Cy\n2,Nobody does.,Di,,\n",
            "Ann< Bob<Ann Cy<Ann Di<",
        ),
        (
            "id,text,ownerUsername,replies/0/id,replies/0/text,replies/0/ownerUsername\n1,It should run.,ann,11,It should not.,bob\n2,Who pays for it?,cy,,,\n",
            "ann< bob<ann cy<",
        ),
        (
            "autore,commento,risposte\nAnn,Deve partire la notte.,\"[{\"\"author\"\":\"\"Bob\"\",\"\"text\"\":\"\"No.\"\"}]\"\nCy,Chi paga?,[]\n",
            "Ann< Bob<Ann Cy<",
        ),
        (
            "user,comment,replies\nAnn,It should run.,\"[{'author': 'Bob', 'text': \"\"It's fine.\"\"}]\"\nCy,Who pays for it?,[]\n",
            "Ann< Bob<Ann Cy<",
        ),
        // A count and a flag are no replies.
        ("author,text,replies\nAnn,It should run.,3\nBob,It should not.,0\n", "Ann< Bob<"),
    ] {
        let (threads, notes) = table(text);
        assert_eq!(voices(&threads), wanted, "{text}");
        assert_eq!(warnings(&notes), [""; 0], "{text}");
    }
    let (threads, notes) =
        table("Comment,Replies\nIt should run at night.,\"Yes it should\nNo way\"\nWho pays for that?,Not me\n");
    assert_eq!(all(&threads).len(), 5);
    assert_eq!(warnings(&notes), ["replies-cut"]);
}

#[test]
fn numbers_of_an_outline_are_parents() {
    for (text, wanted) in [
        (
            "url,author,comment,comment_id\nu,Ann,It should run.,1\nu,Bob,It should not.,1_1\nu,Cy,Why not?,1_1_1\nv,Di,Who pays?,1\nv,Ann,Nobody.,1_1\n",
            "Ann< Bob<Ann Cy<Bob Di< Ann<Di",
        ),
        (
            "No,Name,Comment\n1,Ann,It should run.\n1.1,Bob,It should not.\n1.1.1,Cy,Why not?\n2,Di,Who pays?\n",
            "Ann< Bob<Ann Cy<Bob Di<",
        ),
        (
            ",,Name (click to view profile),Comment\n1,,Ann,It should run.\n1-1,,Bob,It should not.\n1-2,,Cy,Why not?\n2,,Di,Who pays?\n",
            "Ann< Bob<Ann Cy<Ann Di<",
        ),
        (
            "article_id,comment_counter,comment_author,comment_text\n7,s_7_0,Ann,It should run.\n7,s_7_0_1,Bob,It should not.\n7,s_7_1,Cy,Who pays?\n",
            "Ann< Bob<Ann Cy<",
        ),
        (
            ",\"\",Name,Date,Comment\n1,,Ann,2024-01-03 10:00,It should run at night.\n,1-1,Bob,2024-01-03 11:00,It should not ever.\n2,,Cy,2024-01-03 12:00,Who pays for that?\n",
            "Ann< Bob<Ann Cy<",
        ),
    ] {
        let (threads, _) = table(text);
        assert_eq!(voices(&threads), wanted, "{text}");
    }
}

#[test]
fn ids_that_lost_digits_make_no_links() {
    for text in [
        "id,parent_id,user,text\n1.78451E+18,,Ann,It should run.\n1.78451E+18,1.78451E+18,Bob,No.\n1.78452E+18,1.78451E+18,Cy,Yes.\n",
        "id;parent_id;user;text\n1,78451E+18;;Ann;It should run.\n1,78452E+18;1,78451E+18;Bob;No.\n",
        "id,parent_id,user,text\n1784510000000010000,,Ann,It should run.\n1784510000000020000,1784510000000010000,Bob,No.\n",
        "id,parent_id,user,text\n1784510000000000001,,Ann,It should run.\n1784510000000000002,1.78451E+18,Bob,No.\n",
    ] {
        let (threads, notes) = table(text);
        assert!(all(&threads).iter().all(|comment| comment.parent.is_none()), "{text}");
        assert_eq!(warnings(&notes), ["rounded-ids"], "{text}");
    }
    let (threads, notes) = table("id,parent_id,user,text\n101.0,,Ann,It should run.\n102.0,101.0,Bob,No.\n");
    assert_eq!((voices(&threads).as_str(), warnings(&notes)), ("Ann< Bob<Ann", vec![]), "floats that are exact");
    let (_, notes) = table("No,Name,Comment\n1,Ann,It should run.\n01-janv,Bob,It should not.\n2,Cy,Who pays?\n");
    assert_eq!(warnings(&notes), ["dated-ids"]);
}

#[test]
fn tables_without_known_headers_are_tables() {
    let three = "It should run at night.|Nobody would take it then.|Nurses would, every single day.";
    for separator in [",", ";", "\t", "|", "~"] {
        let row = |(at, text): (usize, &str)| {
            format!("{}{separator}2024-01-0{}{separator}\"{text}\"\n", ["Ann", "Bob", "Cy"][at], at + 1)
        };
        let text: String = three.split('|').enumerate().map(row).collect();
        let (threads, notes) = table(&text);
        assert_eq!(voices(&threads), "Ann< Bob< Cy<", "{text}");
        assert_eq!(all(&threads)[2].time.as_deref(), Some("2024-01-03"), "{text}");
        assert_eq!(warnings(&notes), ["guessed-columns"], "{text}");
    }
    for text in [
        "comment_text,internal_notes\n\"It should run.\",\"ask the mayor\"\n\"No, never.\",\"from the desk\"\n",
        "comment_body\n\"It should run.\"\n\"No, never.\"\n",
        "\"text\"\n\"It should run.\"\n\"No, never.\"\n",
        ",0\n0,It should run at night.\n1,\"No, it never should.\"\n",
    ] {
        let (threads, notes) = table(text);
        assert_eq!((all(&threads).len(), warnings(&notes)), (2, vec![]), "{text}");
    }
}

#[test]
fn what_is_not_read_is_said() {
    for (text, code) in [
        (
            "id,author,text,comment\n1,Ann,It should run at night.,a rather odd remark of hers\n2,Bob,Nobody would take it.,see the other file too\n",
            "several-texts",
        ),
        (
            "url,author,comment\nu,Olga,It should run.\nu,Olga,It should not.\nu,Olga,Why not?\nv,Pia,Who pays?\nv,Pia,Nobody.\nv,Pia,I do.\nv,Pia,Me too.\n",
            "post-column",
        ),
        (
            "text,pen name of author,stage name\nIt should run.,Ann Mill,The Ann\nIt should not.,Bob Weir,The Bob\n",
            "unread-column",
        ),
        ("text,pen name of author\nIt should run.,Ann Mill\nIt should not.,Bob Weir\n", "guessed-columns"),
    ] {
        let (_, notes) = table(text);
        assert_eq!(warnings(&notes), [code], "{text}");
    }
}

#[test]
fn dates_are_read_in_the_order_that_fits_all_rows() {
    let times = |cells: &str| -> String {
        let rows = cells.split('|').map(|cell| format!("Ann;{cell};It should run.\n")).collect::<Vec<_>>().concat();
        let (threads, _) = table(&format!("Name;Date;Comment\n{rows}"));
        all(&threads).iter().map(|comment| comment.time.clone().unwrap_or_default()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(times("01/31/2024 08:00|02/01/2024 09:00"), "2024-01-31T08:00 2024-02-01T09:00");
    assert_eq!(times("31/01/2024 08:00|01/02/2024 09:00"), "2024-01-31T08:00 2024-02-01T09:00");
    assert_eq!(times("03/05/2024|03/07/2024|04/02/2024|05/01/2024"), "2024-03-05 2024-03-07 2024-04-02 2024-05-01");
    assert_eq!(times("05/03/2024|07/03/2024|02/04/2024|01/05/2024"), "2024-03-05 2024-03-07 2024-04-02 2024-05-01");
    assert_eq!(times("45292.5|45293,25"), "2024-01-01T12:00:00 2024-01-02T06:00:00");
}

proptest::proptest! {
    #[test]
    fn no_table_of_any_kind_loses_a_row_or_crashes(
        header in "(id|author|text|comment|reply_1|réponse|post_author|date|structure|[a-z]{0,5}){1}([,;\t|~](id|parent|author|text|comment|replies|date|likes|[a-z ]{0,6})){1,5}",
        rows in proptest::collection::vec("([a-zA-Z0-9é.:/{}<> \"'-]{0,12}[,;\t|~]){0,6}", 0..12),
    ) {
        let text = format!("{header}\n{}\n", rows.join("\n"));
        if let Ok((threads, _)) = read(text.as_bytes(), &Options { from: Some("csv".to_owned()), ..Options::default() }) {
            let comments: usize = threads.iter().map(|thread| thread.comments.len()).sum();
            proptest::prop_assert!(comments <= text.len() + 1);
        }
    }
}
