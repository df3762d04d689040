//! English.

use super::{Counters, Cues, Endings, HeaderParts, Mail, Negation, Pages, Proposals, Tables, Times, Voices, Words};

/// The words of English.
#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    function_words: "\
        the a an of and is are was were be been in on at to for that this these those it its he she they we you i not no \
        but or so if as with by from have has had do does did will would can could should may might must there their \
        them his her our your my me who what when where why how which than then also just only very more most some any \
        all about because into out up down over after before again here now s t re ve ll don isn doesn didn won yes \
        thanks people think know get got like one think even much still never often always many only really actually \
        every other another something anything nothing someone anyone thing things too well being go going make made",
    abbreviations: &["dr", "p", "ex", "etc", "cf", "vs", "mr", "mrs", "ms", "st", "e", "g", "i", "no"],
    numbers: &[
        ("two", 2.0), ("three", 3.0), ("four", 4.0), ("five", 5.0), ("ten", 10.0), ("dozen", 12.0), ("twenty", 20.0),
        ("hundred", 100.0), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("half", 0.5),
    ],
    endings: Endings { irregular: &[], regular: &["s", "e"] },
    negation: Negation {
        particles: "",
        halves: "",
        whole: "not never no neither nor hardly without cannot dont doesnt isnt didnt cant wont",
        contracted: "t",
        auxiliaries: "don doesn didn isn aren wasn weren won wouldn couldn shouldn can hasn haven hadn ain mustn needn mightn",
        stops: "but because since however though although except",
        only: "",
        verbs: "",
    },
    proposals: Some(&PROPOSALS),
    cues: Cues {
        continues: &[
            "furthermore", "moreover", "however", "besides", "another", "finally", "anyway", "secondly", "third",
            "therefore", "thus", "in addition", "on the other hand", "that said", "having said that", "for example",
            "for instance", "as for", "otherwise", "meanwhile", "likewise", "nor", "in short", "in fact", "lastly",
            "of course", "at the same time", "as a result", "or else", "remember",
        ],
        joins: &["and", "but", "or", "so", "then", "also"],
        postscripts: &["ps", "p.s", "p.s.", "ps.", "nb", "n.b", "edit", "edited", "pps", "update", "errata", "erratum"],
        to_somebody: &["to", "dear", "mr", "mrs", "ms", "dr", "sir", "madam", "reply", "replying", "answering", "re"],
        greets: &["hello", "hi", "hey", "dear", "good morning", "greetings"],
        thanks: &[
            "thanks", "thank you", "thx", "bravo", "excellent", "super", "great", "good", "nice", "awesome", "well said",
            "well done", "amen", "congratulations", "love", "i love", "pleased", "glad", "delighted", "lovely",
        ],
        closing_thanks: &["thanks", "thank you"],
        answers: &[
            "pardon", "ah", "oh", "haha", "hahaha", "lol", "ok", "okay", "aha", "yes", "no", "yeah", "yep", "nope",
            "agreed", "i agree", "exactly", "indeed", "true", "right", "wrong", "sorry", "well", "oh no", "wow", "lmao",
            "absolutely", "ha", "hmm", "nah", "nonsense", "rubbish", "correct", "you are", "you're", "exact",
        ],
        second_person: &["you", "your", "yours"],
        polite: &[],
        familiar: &[],
        familiar_with: &[],
        imperative_endings: &[],
        no_imperatives: &[],
        first_person: &["i", "my", "mine", "me", "im", "ive", "m"],
        we: &["we", "our", "us"],
        the_article: &["article", "blog", "post", "text", "author", "piece", "column"],
        closes: &[
            "regards", "best", "cheers", "thanks", "thank you", "best wishes", "kind regards", "good luck", "take care",
            "just my two cents", "nuff said",
        ],
        common: &[
            "that", "this", "with", "have", "from", "they", "them", "their", "there", "what", "when", "were", "will",
            "would", "could", "should", "been", "more", "than", "then", "just", "like", "some", "only", "about", "into",
            "your", "because", "which", "does", "people",
        ],
        grounds: &["because", "cause", "'cause"],
        points_back: &["it", "they", "this", "that", "these", "those", "he", "she", "there", "it's"],
        adds: &["too", "also", "either", "neither"],
        self_remarks: &[
            "i suppose", "i guess", "i know", "i imagine", "mind you", "i think", "sorry", "guessing", "just saying",
            "just a thought", "or so", "my two cents", "who knows", "note that",
        ],
        reblogs: &["reblogged this"],
        conditions: &["if"],
        announces: &[
            "i would like", "i'd like", "let me", "allow me", "just to", "a question", "small correction", "correction",
            "ot", "off topic", "off-topic",
        ],
    },
    voices: Voices {
        greet: &["hello", "thanks", "thank you", "lol", "haha"],
        address: &["you", "your", "yes", "yeah"],
        speak: &["i", "i'm", "my", "imho"],
        discuss: &["this article", "the author", "the article"],
        report: &["according to", "said in a statement", "told reporters", "spokesman", "spokesperson"],
    },
    times: Times {
        months: [
            &["january", "jan"],
            &["february", "feb"],
            &["march", "mar"],
            &["april", "apr"],
            &["may"],
            &["june", "jun"],
            &["july", "jul"],
            &["august", "aug"],
            &["september", "sept", "sep"],
            &["october", "oct"],
            &["november", "nov"],
            &["december", "dec"],
        ],
        weekdays: &[
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
            "sat", "sun",
        ],
        before_date: &["on"],
        before_month: &["of"],
        before_year: &[],
        ordinals: &["st", "nd", "rd", "th"],
        before_clock: &["at"],
        after_clock: &[],
        month_first: true,
        ago: &[
            r"(?:about )?(?:[0-9]+|an?) (?:years?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?)(?: and [0-9]+ \w+)? ago",
            "[0-9]+ ?(?:y|yr|mo|w|d|h|m) ago",
        ],
        ago_hints: &[" ago"],
    },
    counters: Counters {
        strong: &["comments", "comment", "user comments", "user comment", "reader comments", "reader comment"],
        weak: &[
            "thoughts", "thought", "responses", "response", "replies", "reactions", "reaction", "opinions", "opinion",
            "contributions", "contribution", "messages", "message", "posts", "post", "discussions", "discussion",
        ],
        heads: &["comments"],
        before_number: &["there are ", "there is ", "view all ", "show all ", "show ", "read all ", "all ", "now "],
        before_word: &["all ", "show ", "view "],
        before_head: &["the ", "all ", "latest "],
        whose: &[" from readers", " of readers"],
        state: &[" so far", " yet", " published", " posted"],
        about: &[" on ", " to ", " about ", " for "],
        one: &["one", "a"],
        none: &["no"],
    },
    pages: Pages {
        actions: &[
            "reply", "reply to this(?: comment)?", "like", "liked by (?:[0-9]+ (?:people|person)|you)", "dislike", "likes?",
            "report(?: abuse| comment)?", "flag", "share", "quote", "permalink", "link", "edit", r"loading\.{3}", "upvote",
            "downvote", "vote", "recommend", "hide", "show replies",
        ],
        action_hints: &[
            "reply", "replies", "like", "report", "flag", "share", "quote", "perma", "link", "edit", "loading", "vote",
            "recomm", "hide",
        ],
        forms: &[
            "leave a reply", "leave a comment", "leave your comment", "post a comment", "add a comment",
            "add your comment", "write a comment", "your email address will not be", "enter your comment here",
            "fill in your details below", "comments are closed", "comment navigation", "you must be logged in",
            "log in to reply", "this site uses akismet", "notify me of", "cancel reply", "required fields are marked",
            "sign in to comment", "join the conversation",
        ],
        pingbacks: &["pingback", "ping", "trackback"],
        pingback_from: &["from", "by"],
        says: &["says", "said", "wrote", "writes", "replied"],
        says_hints: &["says", "said", "wrote", "writes", "replied"],
        said: &["says", "said", "wrote", "writes", "wrote on", "comments", "commented"],
        before_name: &["posted by", "by"],
        name_to_date: &["on", "at", "posted"],
        says_to_date: &["on"],
        in_reply_to: &["in reply to"],
        feed_titles: &["comment"],
        id_prefixes: &["comment-", "comment_", "comment", "cid-", "cid", "reaction", "li-comment-", "post-"],
        reply_classes: &[
            "reply", "is-reply", "comment-reply", "comment--reply", "comment--indented", "indented", "child",
            "comment-child", "comment--child",
        ],
        nobody: &["deleted", "removed", "deleted user", "deleted account"],
        deleted: &["[deleted]", "[deleted by user]", "(deleted)"],
        removed: &["[removed]", "[ Removed by Reddit ]", "[removed by moderator]"],
    },
    mail: Mail {
        wrote: &["wrote", "writes", "said"],
        wrote_before_name: &[],
        wrote_begins: &["on", "at", "in", "quoting"],
        originals: &["original message", "forwarded message"],
        forwarded: &["begin forwarded message:"],
        fields: &["from", "sent", "date", "to", "subject", "cc"],
        subject_prefixes: &["re", "fwd?", "enc"],
        list_footer: &["mailing list", "listinfo", "unsubscribe"],
    },
    tables: Tables {
        // Programs export English headers in every country: they are in `read::format::csv::column`.
        headers: &[],
        yes: &["true", "yes", "y", "t"],
        no: &["false", "no", "n", "f"],
        support: &[
            "for", "pro", "favor", "favour", "in favor", "in favour", "agree", "agrees", "yes", "positive", "supporting",
        ],
        attack: &["against", "con", "contra", "disagree", "disagrees", "attack", "no", "negative", "attacking"],
        neutral: &["neutral", "neither"],
        articles: &["article"],
        posts: &["post", "submission", "story", "question", "proposal", "opinion", "topic", "publication", "link", "ask"],
        comments: &["comment", "top-level", "toplevel", "root", "parent", "usercomment", "data"],
        replies: &["reply", "response", "userreply", "child", "nested"],
        shown: &["approved", "approve", "published", "publish", "visible", "accepted", "active", "ok", "open", "true"],
        pending: &["pending", "premod", "unapproved", "hold", "held", "waiting", "draft", "system_withheld", "false"],
        hidden: &["rejected", "refused", "hidden"],
        deleted: &["deleted"],
        removed: &["removed", "trash", "trashed", "post-trashed"],
        parts: HeaderParts {
            comment: "comment comments comm usercomment message messages msg tweet review reviews annotation statement contribution utterance your remark remarks",
            reply: "reply replies response responses answer answers subcomment subcomments child children rejoinder",
            replies: "replies responses answers comments subcomments children",
            opening: "post posts article articles story thread topic video debate discussion proposal petition question submission issue media page asset conversation op news blog photo",
            above: "parent parents replied replying quoted retweeted commented target ancestor root mentioned recipient addressee toplevel",
            toward: "to",
            by: "by",
            author: "author authors user username name nickname nick pseudonym member commenter poster writer speaker sender owner creator login handle screenname screen display displayname participant contributor respondent reviewer fullname full person who contributed identity submitter citizen",
            time: "date time datetime timestamp created create creation published publication publish posted written sent submitted submission received added parsed utc gmt iso epoch unix when hour day",
            text: "text body content contents original",
            id: "id ids identifier number no nr num key uid guid uuid reference ref",
            title: "title headline subject",
            glue: "of the an at on in s and local string str value snippet",
        },
    },
};

/// The word lists of `tag::proposal::english`.
#[rustfmt::skip]
pub const PROPOSALS: Proposals = Proposals {
    invitations: "\
        what do you think|what do you all think|what do you guys think|what are your thoughts|\
        what are your views|what is your opinion|what s your opinion|what s your take|what s your view|\
        what say you|thoughts|any thoughts|your thoughts|opinions|your opinion|agree|agree or disagree|\
        do you agree|do you agree or disagree|why|why not|why or why not|yes or no|how so|you",
    leads: "and but so or then now well ok okay hi hello also yet question poll",
    to_readers: "you should must ought shall",
    asking: "who what why how when where which whose whom whoever whatever since",
    tying: "",
    prepositions: "",
    standing: "support favor favour back endorse agree think believe want approve accept feel vote consider",
    stood: "for favor favour favourable favorable supportive willing pro",
    against: "against opposed oppose reject refuse abandon stop avoid not never really seriously",
    turning: "",
    anyone: "anyone anybody someone somebody there i any",
    subjects: "",
    auxiliaries: "should must ought shall would is are do does",
    choices: "should is are do does would rather instead just simply must a an",
    announcing: "proposal motion resolved resolution",
    commands: "\
        ban abolish raise cut lower increase reduce introduce create build stop end repeal make give allow \
        legalise legalize limit expand protect scrap require replace keep open close extend restrict reform \
        support bring let put set establish implement invest improve promote strengthen remove add start \
        provide",
    no_commands: "",
    determiners: "",
    parentheses: "",
    infinitives: "",
    infinitive_endings: "",
    no_infinitives: "",
};
