//! Pages of sites, and pages that name their comments by schema.org: what real ones hold, counted in their markup by hand.

use palabre::read::{Options, ReadError, read};
use palabre::thread::{Comment, Kind, Mark, Thread};

use super::{comments, detected, linked, real};

/// The one thread of a real page.
fn thread(path: &str) -> Option<Thread> {
    let mut threads = real(path)?;
    assert_eq!(threads.len(), 1, "{path}");
    threads.pop()
}

fn of<'t>(thread: &'t Thread, id: &str) -> &'t Comment {
    thread.comments.iter().find(|comment| comment.id == id).unwrap_or_else(|| panic!("no {id}"))
}

/// What a thread holds besides its opening and its stubs.
fn said(thread: &Thread) -> usize {
    comments(thread).iter().filter(|comment| comment.kind != Kind::Stub).count()
}

/// Words of buttons and heads that no comment may hold at its end or alone on a line.
const FURNITURE: [&str; 16] = [
    "reply",
    "Antworten",
    "Répondre",
    "link",
    "-----",
    "permalink",
    "Melden",
    "Empfehlen",
    "edit",
    "delete",
    "flag offensive",
    "Click to expand...",
    "Zum Vergrößern anklicken....",
    "Als Spam melden!",
    "Aufklappen",
    "more",
];

fn no_furniture(thread: &Thread) {
    for comment in &thread.comments {
        for line in comment.text.lines() {
            assert!(!FURNITURE.contains(&line.trim()), "{}: {line}", comment.id);
        }
    }
}

/// Every comment has an author, a time and a text, unless it is gone, and a place in the source that begins with a tag.
fn whole(thread: &Thread) {
    no_furniture(thread);
    for comment in comments(thread).iter().filter(|comment| !matches!(comment.kind, Kind::Stub | Kind::Deleted)) {
        assert!(comment.author.is_some() && comment.time.is_some() && !comment.text.is_empty(), "{comment:?}");
        assert!(comment.origin.span.is_some_and(|span| span.end > span.start), "{}", comment.id);
    }
}

#[test]
fn pages_of_hacker_news_hold_what_their_rows_say() {
    // File, comments, answers to comments, key, votes of the story, whether more pages follow.
    let pages = [
        ("html2012-first", 97, 60, Some("hackernews/3412900"), Some(259), true),
        ("html2012-second", 100, 12, None, None, true),
        ("html2012-simple", 9, 6, Some("hackernews/5002483"), Some(62), false),
        ("html2014-6115341", 4, 3, Some("hackernews/6115341"), Some(1), false),
        ("html2014-6374031", 32, 25, Some("hackernews/6374031"), Some(48), false),
        ("html2014-7324236", 101, 48, Some("hackernews/7324236"), Some(284), true),
        ("html2014-7324236-5", 43, 2, None, None, false),
    ];
    for (name, count, links, key, votes, more) in pages {
        let path = format!("hackernews/{name}.html");
        let Some(thread) = thread(&path) else { return };
        assert_eq!(said(&thread), count, "{name}");
        assert_eq!(linked(&thread), links, "{name}");
        assert_eq!(thread.key.as_deref(), key, "{name}");
        assert_eq!(thread.opening().and_then(|at| thread.comments[at].votes), votes, "{name}");
        assert_eq!(thread.comments.iter().any(|comment| comment.kind == Kind::Stub), more, "{name}");
        whole(&thread);
    }
    let thread = thread("hackernews/html2012-simple.html").unwrap();
    assert_eq!(thread.announced, Some(9));
    assert_eq!(thread.title.as_deref(), Some("The future according to Google's Larry Page"));
    let first = thread.comments.iter().find(|comment| comment.id == "5003092").unwrap();
    assert_eq!(first.text, "Please do not post links with utm junk in the URL.");
    assert_eq!((first.author.as_deref(), first.time.as_deref()), (Some("gulbrandr"), Some("1 hour ago")));
    assert_eq!(first.parent.as_deref(), Some("5002483"));
}

#[test]
fn downvoted_comments_of_hacker_news_are_marked() {
    for (name, grey) in
        [("html2012-first", 2), ("html2014-6374031", 1), ("html2014-7324236-5", 1), ("html2012-simple", 0)]
    {
        let Some(thread) = thread(&format!("hackernews/{name}.html")) else { return };
        let marked = thread.comments.iter().filter(|comment| comment.marks.contains(&Mark::Hidden)).count();
        assert_eq!(marked, grey, "{name}");
    }
}

#[test]
fn the_page_of_one_comment_names_its_story() {
    let Some(thread) = thread("hackernews/defuddle-general--news.ycombinator.com-item-id=12345678.html") else {
        return;
    };
    assert_eq!(thread.key.as_deref(), Some("hackernews/12340000"));
    let comment = of(&thread, "12345678");
    assert_eq!(comment.parent.as_deref(), Some("12345000"));
    assert_eq!(comment.time.as_deref(), Some("2025-06-15T12:00:00Z"));
    assert!(comment.text.ends_with("And a link: https://example.com"));
}

#[test]
fn pages_of_old_reddit_nest_their_comments() {
    let Some(thread) = thread("reddit/defuddle-old.reddit.html") else { return };
    assert_eq!((said(&thread), linked(&thread)), (5, 3));
    assert_eq!(thread.key.as_deref(), Some("reddit/abc123"));
    assert_eq!(of(&thread, "comment3").parent.as_deref(), Some("comment2"));
    assert_eq!(of(&thread, "comment4").parent.as_deref(), Some("comment1"));
    assert_eq!(of(&thread, "comment5").parent.as_deref(), Some("abc123"));
    assert_eq!(of(&thread, "comment2").votes, Some(15));
    whole(&thread);
}

#[test]
fn the_redesign_of_reddit_is_told_and_refused_with_a_way_out() {
    let path = std::path::Path::new(super::REAL).join("reddit/www.reddit.com-redesign.html");
    let Ok(bytes) = std::fs::read(path) else { return };
    assert_eq!(detected(&bytes), Some("reddit-page"));
    let error = read(&bytes, &Options::default()).unwrap_err();
    assert!(matches!(error, ReadError::Unusable { .. }) && error.to_string().contains(".json"), "{error}");
}

#[test]
fn crawler_pages_of_discourse_name_the_posts_they_quote() {
    let Some(thread) = thread("discourse/crawler-ziggit-excerpt.html") else { return };
    assert_eq!(said(&thread), 2);
    assert_eq!(thread.key.as_deref(), Some("discourse/ziggit.dev/16734"));
    assert_eq!(thread.title.as_deref(), Some("Cruller: Bun's Zig Runtime, Continued on Zig 0.16"));
    let last = of(&thread, "5");
    let [quote] = &last.quotes[..] else { panic!("{last:?}") };
    assert_eq!(quote.to.as_deref(), Some("3"));
    assert!(quote.span.of(&last.text).starts_with("It makes more sense"));
    assert!(last.text.starts_with("It makes more sense"), "the name of the one quoted is no word of it");
    assert_eq!(of(&thread, "2").votes, Some(4));
    whole(&thread);
}

#[test]
fn questions_hold_answers_and_remarks() {
    // File, answers, remarks.
    let pages = [
        ("se-german-question", 6, 14, "stackexchange/german.stackexchange.com/10376"),
        ("askbot-askbot_question", 1, 5, "askbot//2481"),
        ("askbot-html_26830_comments_question_openstack", 3, 7, "askbot//26830"),
    ];
    for (name, answers, remarks, key) in pages {
        let Some(thread) = thread(&format!("stackexchange/{name}.html")) else { return };
        let (under, beside): (Vec<&Comment>, Vec<&Comment>) =
            comments(&thread).into_iter().partition(|comment| comment.capped);
        assert_eq!((beside.len(), under.len()), (answers, remarks), "{name}");
        let question = &thread.comments[0];
        assert_eq!(question.kind, Kind::Post);
        assert!(beside.iter().all(|answer| answer.parent.as_deref() == Some(question.id.as_str())), "{name}");
        assert_eq!(
            thread.key.as_deref().map(|found| found.split('/').next_back()),
            Some(key.split('/').next_back()),
            "{name}"
        );
        no_furniture(&thread);
        for comment in &thread.comments {
            assert!(
                comment.author.is_some() && comment.time.is_some() && !comment.text.is_empty(),
                "{name}: {comment:?}"
            );
        }
    }
    let thread = thread("stackexchange/se-german-question.html").unwrap();
    assert_eq!(thread.key.as_deref(), Some("stackexchange/german.stackexchange.com/10376"));
    let accepted = of(&thread, "10381");
    assert!(accepted.marks.contains(&Mark::Featured));
    assert_eq!(accepted.votes, Some(22));
    let remark = of(&thread, "26550");
    assert_eq!((remark.author.as_deref(), remark.time.as_deref()), (Some("Vogel612"), Some("2014-02-07T10:53:03Z")));
    assert!(remark.marks.contains(&Mark::Edited));
    assert_eq!(thread.comments.iter().filter(|comment| comment.marks.contains(&Mark::Featured)).count(), 1);
}

#[test]
fn a_page_of_github_holds_the_issue_and_its_comments() {
    let Some(thread) = thread("github/defuddle-github-issue-56.html") else { return };
    assert_eq!(said(&thread), 6);
    assert_eq!(thread.key.as_deref(), Some("github/kepano/defuddle/56"));
    assert_eq!(thread.title.as_deref(), Some("Defuddle on Cloudflare Workers"));
    let first = of(&thread, "2908119605");
    assert_eq!((first.author.as_deref(), first.time.as_deref()), (Some("jmorrell"), Some("2025-05-25T22:14:08.000Z")));
    assert!(first.marks.contains(&Mark::Edited));
    assert_eq!(thread.comments[0].kind, Kind::Post);
    whole(&thread);
}

#[test]
fn a_conversation_of_gmail_keeps_no_address() {
    let Some(thread) = thread("mbox/gmail-thread.html") else { return };
    assert_eq!(said(&thread), 6);
    for comment in &thread.comments {
        assert!(comment.author.as_deref().is_some_and(|author| !author.contains('@')));
        assert!(!comment.text.contains('@'), "{}", comment.text);
    }
    let second = of(&thread, "bbb222");
    let quoted: Vec<_> = second.quotes.iter().map(|quote| quote.span.of(&second.text)).collect();
    assert!(quoted.len() == 1 && quoted[0].starts_with("Hi Jane,"), "{quoted:?}");
    assert!(of(&thread, "aaa111").quotes.is_empty());
    assert!(of(&thread, "fff666").text.starts_with("Booked"));
}

#[test]
fn boards_are_flat_but_for_their_quotations() {
    // File, posts, quotations that name a post.
    for (name, posts, named) in [("katzen-forum.net-Pepe", 18, 2), ("villagersandheroes.com.forums.patchnotes", 9, 3)] {
        let Some(thread) = thread(&format!("schema-org/{name}.html")) else { return };
        assert_eq!(thread.comments.len(), posts, "{name}");
        assert_eq!(thread.comments[0].kind, Kind::Post, "{name}");
        let quotes = thread.comments.iter().flat_map(|comment| &comment.quotes);
        assert_eq!(quotes.filter(|quote| quote.to.is_some()).count(), named, "{name}");
        assert_eq!(linked(&thread), named, "{name}");
        whole(&thread);
        assert!(
            thread
                .comments
                .iter()
                .all(|comment| !comment.text.contains("hat gesagt.:") && !comment.text.contains(" said:"))
        );
    }
    let thread = thread("schema-org/villagersandheroes.com.forums.patchnotes.html").unwrap();
    assert_eq!(thread.title.as_deref(), Some("Patchnotes 4.47.4 - Tagundnachtgleiche Bugfix Build"));
    let thread = real("schema-org/katzen-forum.net-Pepe.html").unwrap().remove(0);
    assert!(of(&thread, "6331617").text.contains(":)"), "smilies are words");
    assert_eq!(of(&thread, "6331617").parent.as_deref(), Some("6331459"));
}

#[test]
fn comments_in_microdata_and_rdfa_are_found() {
    // File, comments, answers to comments, announced.
    let pages = [
        ("schema-org/handelsblatt.com.grenzschliessungen", 3, 0, Some(3)),
        ("schema-org/hpd.de-Homosexuellenhass", 10, 5, Some(10)),
        ("other-html/cicero.de.pandemie", 8, 1, None),
    ];
    for (name, count, links, announced) in pages {
        let Some(thread) = thread(&format!("{name}.html")) else { return };
        assert_eq!((said(&thread), linked(&thread), thread.announced), (count, links, announced), "{name}");
        whole(&thread);
    }
    let hpd = thread("schema-org/hpd.de-Homosexuellenhass.html").unwrap();
    assert_eq!(of(&hpd, "82837").parent.as_deref(), Some("82822"));
    assert_eq!(of(&hpd, "82775").time.as_deref(), Some("2023-10-18T13:11:26+02:00"));
    let cicero = thread("other-html/cicero.de.pandemie.html").unwrap();
    let answer = of(&cicero, "214343");
    assert_eq!((answer.parent.as_deref(), answer.author.as_deref()), (Some("214244"), Some("Heidemarie Heim")));
    assert!(answer.text.starts_with("Aktive Sterbehilfe\nWerter Herr Kessler!"), "{}", answer.text);
}

#[test]
fn a_list_of_comments_with_regular_marks_is_read() {
    let Some(thread) = thread("other-html/zeit.de.zugverkehr.html") else { return };
    assert_eq!((said(&thread), thread.announced), (8, Some(571)));
    let stubs: Vec<_> = thread.comments.iter().filter(|comment| comment.kind == Kind::Stub).collect();
    assert_eq!(stubs.iter().filter_map(|stub| stub.held).sum::<usize>(), 7 + 88 + 29 + 40);
    assert_eq!(of(&thread, "51160747").parent.as_deref(), Some("51160650"));
    assert_eq!(of(&thread, "51160826").parent.as_deref(), Some("51160665"));
    assert_eq!(of(&thread, "51160747").votes, Some(20));
    let gone = of(&thread, "51160650");
    assert!(gone.kind == Kind::Deleted && gone.marks == [Mark::Removed] && gone.author.is_some());
    assert_eq!(of(&thread, "51160762").text, "Artikel gelesen?");
    assert_eq!(of(&thread, "51160762").time.as_deref(), Some("vor 8 Stunden"));
    whole(&thread);
}

/// The reader of a page that is given as text.
fn reader(page: &str) -> Option<&'static str> {
    detected(page.as_bytes())
}

#[test]
fn pages_that_only_mention_comments_are_no_threads() {
    let posting = r#"{"@context":"https://schema.org","@type":"DiscussionForumPosting","headline":"x","text":"y","commentCount":17}"#;
    let mention = r#"{"@type":"Comment","@id":"https://a.example/b#comment-1"}"#;
    for page in [
        &format!(
            "<html><head><script type='application/ld+json'>{posting}</script></head><body><p>y</p></body></html>"
        ),
        &format!(
            "<html><head><script type='application/ld+json'>{mention}</script></head><body><p>y</p></body></html>"
        ),
        "<html><body><div class='comment' id='comment-form'><span class=author>You</span><div class=text>Write!</div></div></body></html>",
        "<html><body><ul><li class=comment id=comment-1><a class=author>A</a> on <a>B</a></li><li class=comment id=comment-2><a class=author>C</a> on <a>D</a></li></ul></body></html>",
        "<html><body><article class=message id=js-x>Hello</article><div class='post' id='p12'>x</div></body></html>",
        "<html><body><table><tr class=athing id=1><td class=title><span class=titleline><a href=x>A story</a></span></td></tr></table></body></html>",
        "<html><body><div itemscope itemtype='https://schema.org/Comment'><span itemprop=author>A</span></div></body></html>",
    ] {
        assert!(matches!(reader(page), None | Some("page")), "{page}: {:?}", reader(page));
    }
}

#[test]
fn blogs_are_left_to_their_own_readers() {
    for path in super::files(std::path::Path::new(super::REAL)) {
        let name = path.display().to_string();
        if name.contains("wordpress-html") || name.contains("derpapierplanet") {
            let found = detected(&std::fs::read(&path).unwrap());
            assert!(!matches!(found, Some("schema-org" | "comment-list" | "forum-page")), "{name}: {found:?}");
        }
    }
}

#[test]
fn deep_and_wide_pages_are_read_in_reasonable_time() {
    let depth = 20_000;
    let nest = |open: &dyn Fn(usize) -> String, close: &str| {
        format!("<html><body>{}{}</body></html>", (1..=depth).map(open).collect::<String>(), close.repeat(depth))
    };
    let reddit = nest(
        &|at| format!("<div class='thing comment' data-fullname=t1_{at}><div class=md>x{at}</div><div class=child>"),
        "</div></div>",
    );
    let items = nest(
        &|at| format!("<div itemscope itemtype='http://schema.org/Comment' id=comment-{at}><p itemprop=text>x{at}</p>"),
        "</div>",
    );
    // Lists do not nest; they are wide.
    let one =
        |at: usize| format!("<div class=comment id=comment-{at}><b class=author>a</b><p class=text>x{at}</p></div>");
    let list = format!("<html><body>{}</body></html>", (1..=depth).map(one).collect::<String>());
    let object = |at: usize| format!("{{\"@type\":\"Comment\",\"@id\":\"#c{at}\",\"text\":\"x{at}\",\"comment\":[");
    let script = format!(
        "<html><script type='application/ld+json'>{}{}</script></html>",
        (1..=depth).map(object).collect::<String>(),
        "]}".repeat(depth)
    );
    for (name, page) in [("reddit-page", reddit), ("schema-org", items), ("comment-list", list), ("schema-org", script)]
    {
        assert_eq!(reader(&page), Some(name));
        let (threads, _) = read(page.as_bytes(), &Options::default()).unwrap();
        // Markup is kept to a depth of 512; what stands deeper has lost the elements that say which words are whose.
        assert!((500..=depth).contains(&comments(&threads[0]).len()), "{name}");
    }
}

#[test]
fn a_cut_off_script_gives_the_comments_before_the_cut() {
    let page = "<html><script type='application/ld+json'>{\"@type\":\"Article\",\"articleBody\":\"b\",\"comment\":[{\"@type\":\"Comment\",\"text\":\"one\"},{\"@type\":\"Comment\",\"text\":\"two\"},{\"@type\":\"Comm";
    let (threads, _) = read(page.as_bytes(), &Options::default()).unwrap();
    let texts: Vec<_> = comments(&threads[0]).iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(texts, ["one", "two"]);
}

#[test]
fn answers_in_microdata_answer_the_question() {
    let page = "<html><body><div itemscope itemtype='https://schema.org/Question'><h1 itemprop=name>Q</h1><div itemprop=text>Why?</div>\
        <div itemprop=acceptedAnswer itemscope itemtype='https://schema.org/Answer' id=answer-1><p itemprop=text>So.</p></div>\
        <div itemprop=suggestedAnswer itemscope itemtype='https://schema.org/Answer' id=answer-2><p itemprop=text>Not so.</p>\
        <div itemprop=comment itemscope itemtype='https://schema.org/Comment' id=comment-3><p itemprop=text>Oh?</p></div></div></div></body></html>";
    let (threads, _) = read(page.as_bytes(), &Options::default()).unwrap();
    let thread = &threads[0];
    assert_eq!((thread.comments[0].kind, thread.comments[0].text.as_str()), (Kind::Post, "Why?"));
    let parents: Vec<_> = comments(thread).iter().map(|comment| comment.parent.as_deref()).collect();
    let question = Some(thread.comments[0].id.as_str());
    assert_eq!(parents, [question, question, Some("answer-2")]);
    assert_eq!(comments(thread)[0].marks, [Mark::Featured]);
}
