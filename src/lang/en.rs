//! English.

use super::{
    Chats, Counters, Cues, Endings, HeaderParts, Mail, Names, Negation, Pages, Proposals, Tables, Talk, Times, Voices,
    Words,
};

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
            "allow me", "small correction", "correction", "ot", "off topic", "off-topic", "just wanted to",
        ],
        opines: &[
            "i think", "i don't think", "i believe", "in my opinion", "in my view", "personally", "imo", "imho",
            "for me", "i find", "i feel", "i am", "i'm", "i would say", "i'd say", "i doubt",
        ],
        asks: &[
            "how", "why", "what", "where", "who", "which", "do you", "did you", "is there", "are there", "can you",
            "could you", "can we", "does", "have you", "is it", "are you", "when", "would you",
        ],
        recounts: &["i had", "i saw", "i read", "i was", "i've been", "when i", "last", "years ago", "my"],
        refers: &["your", "you"],
        takes_up: &["as you", "you say", "you said", "you mean", "what you", "if you", "you claim", "your point"],
        concedes: &["sure", "of course", "granted", "admittedly", "fair enough"],
        enumerates: &["first", "firstly", "second", "secondly", "third", "thirdly", "finally", "lastly"],
        exclaims: &[
            "ah", "oh", "wow", "haha", "hahaha", "hehe", "lol", "eh", "hey", "yay", "yeah", "ugh", "meh", "hm", "hmm",
            "argh", "gosh",
        ],
        by_the_way: &[
            "ps", "p.s", "p.s.", "edit", "ps.", "pps", "btw", "by the way", "oh and", "also", "one more thing",
        ],
        signs_off: &[
            "xo", "xoxo", "xx", "xxx", "cheers", "regards", "kind regards", "thanks again", "thanks in advance",
            "sincerely", "best",
        ],
        he: &["he", "him", "his"],
        she: &["she", "her"],
        they: &["they", "their", "them"],
        anybody: &["one"],
        hasty: &["u", "ur", "thx", "pls", "plz", "cuz", "dont", "wont", "cant", "ive", "idk"],
        unaccented: &[],
        uncontracted: &[
            ("i", "am"), ("do", "not"), ("it", "is"), ("i", "have"), ("is", "not"), ("does", "not"), ("did", "not"),
            ("are", "not"),
        ],
        contracted: &["i'm", "don't", "can't", "it's", "i've", "isn't", "doesn't", "didn't", "aren't"],
        capital_pronouns: &[("i", &["the", "is", "and", "to", "you"])],
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
        near_days: &["today", "yesterday", "just now"],
        short_units: &["s", "sec", "m", "min", "mins", "h", "hr", "hrs", "d", "w", "wk", "mo", "y", "yr", "yrs"],
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
            "downvote", "vote", "recommend", "hide", "show replies", "replies", "view thread", "view replies", "award", "go to comments", "embed", "save", "unsave", "parent", "context", "full comments", "hide child comments", r"click to expand\.*", "reactions?:.{0,120}", "see more", "see less", "read more", "show more", "translate", "see translation",
            "comment", "most relevant", "all comments", "newest(?: first)?", "oldest(?: first)?", "top comments", "sort by:? ?(?:best|top|new|newest|oldest)?", "back to top", "subscribe", "privacy(?: policy)?", "do not sell my data", "copy link",
        ],
        action_hints: &[
            "reply", "replies", "like", "report", "flag", "share", "quote", "perma", "link", "edit", "loading", "vote",
            "recomm", "hide", "view", "award", "comment", "relevant", "newest", "oldest", "sort", "back", "subscribe", "privacy", "do not", "copy", "embed", "save", "parent", "context", "full", "expand", "reaction", "see ", "more", "translat",
        ],
        forms: &[
            "comments on:",
            "leave a reply", "leave a comment", "leave your comment", "post a comment", "add a comment",
            "add your comment", "write a comment", "your email address will not be", "enter your comment here",
            "fill in your details below", "comments are closed", "comment navigation", "you must be logged in", "you must log in",
            "log in to reply", "this site uses akismet", "notify me of", "cancel reply", "required fields are marked",
            "sign in to comment", "join the conversation",
        ],
        pingbacks: &["pingback", "ping", "trackback"],
        pingback_from: &["from", "by"],
        badges: &["author", "op", "admin", "moderator", "mod", "top fan", "top contributor", "not verified", "edited", "thread starter"],
        says: &["says", "said", "wrote", "writes", "replied"],
        says_hints: &["says", "said", "wrote", "writes", "replied"],
        said: &["says", "said", "wrote", "writes", "wrote on", "comments", "commented"],
        before_name: &["posted by", "submitted by", "written by", "comment by", "posted", "by"],
        name_to_date: &["root", "parent", "prev", "next", "on", "at", "posted"],
        says_to_date: &["on"],
        in_reply_to: &["in reply to", "replying to", "reply to"],
        feed_titles: &["comment"],
        id_prefixes: &["comment-", "comment_", "comment", "cid-", "cid", "reaction", "li-comment-", "post-"],
        comment_classes: &["comment", "discussion", "reply", "replies"],
        reply_links: &["reply", "reply to this", "reply to this comment", "reply to comment", "report", "report abuse", "report comment", "report this comment", "flag", "flag comment", "respond", "log in to reply", "quote", "reply with quote"],
        reply_classes: &[
            "reply", "is-reply", "comment-reply", "comment--reply", "comment--indented", "indented", "child",
            "comment-child", "comment--child",
        ],
        nobody: &["deleted", "removed", "deleted user", "deleted account"],
        unverified: &["not verified", "guest", "unregistered"],
        deleted: &["[deleted]", "[deleted by user]", "(deleted)"],
        removed: &["[removed]", "[ Removed by Reddit ]", "[removed by moderator]"],
    },
    mail: Mail {
        wrote: &["wrote", "writes", "said", "has written"],
        wrote_begins: &["on", "at", "in", "quoting", "in a message dated", "yesterday"],
        quotes_of: &["quoting", "message from", "reply from"],
        wrote_you: &["you"],
        wrote_self: &["i", "we", "i've", "we've", "i'd"],
        originals: &["original message", "original appointment", "forwarded message", "forwarded by .+", "reply message", "previous message", "reply above this line"],
        forwarded: &["begin forwarded message"],
        from_fields: &["from"],
        sent_fields: &["sent", "sent at", "sent on"],
        date_fields: &["date"],
        to_fields: &["to"],
        subject_fields: &["subject"],
        other_fields: &["cc", "bcc", "reply-to", "importance", "priority", "attachments", "organization", "resent-from", "sender", "newsgroups", "message-id"],
        subject_prefixes: &["re", "fwd?", "enc"],
        list_footer: &["mailing list", "listinfo", "unsubscribe", "reply to this email directly", "you received this message because", "you are receiving this", "groups.io links", "was scrubbed"],
        sent_with: &["sent from", "sent via", "sent with", "sent by", "sent using", "get outlook for", "download outlook for", "typed on", "written on my"],
        signs: &["best regards", "kind regards", "regards", "best wishes", "sincerely", "sincerely yours", "yours sincerely", "yours faithfully", "yours truly", "many thanks", "thanks", "cheers", "best", "all the best"],
        disclaimers: &[
            r"(?:this|the (?:contents?|information)(?: contained)? (?:of|in) this) (?:e-?mail|electronic mail|message|communication|transmission)\b.*\b(?:confidential|privileged|intended|viruse?s?)\b",
            r"(?:e-?mail )?confidentiality (?:notice|note)", r"(?:legal )?disclaimer ?:", r"(?:please )?(?:consider|think of) the environment before",
            r"(?:caution|warning|external) ?:? ?(?:this )?(?:e-?mail|message|sender) (?:originated|came|was sent|is) (?:from )?(?:outside|an external|external)",
            r"virus-free\b", r"(?:this (?:e-?mail|message) )?(?:has been|was) (?:scanned|checked) (?:by|for)", r"if you (?:are not the intended recipient|have received this (?:e-?mail|message) in error)",
        ],
    },
    talk: Talk {
        links: &["talk", "contribs", "contributions", "message", "email", "t", "c", "u"],
        user_spaces: &["user", "user talk"],
        contributions: &["special:contributions", "special:contribs"],
        page_spaces: &["talk", "user talk", "project talk", "wikipedia talk"],
        unsigned_templates: &["unsigned", "unsigned2", "unsignedip", "unsigned ip", "unsignedip2", "unsig", "undated"],
        unsigned: &[
            "preceding unsigned comment added by", "the preceding unsigned comment was added by",
            "preceding unsigned comment was added by", "unsigned comment added by", "unsigned comment by",
        ],
        outdents: &["outdent", "outdent2", "od", "od2", "oda", "unindent", "undent", "outdenting"],
        reply: &["reply"],
        edit: &["edit", "edit source", "edit section"],
        contents: &["contents", "table of contents"],
        latest: &["latest comment"],
        subscribe: &["subscribe", "unsubscribe"],
        footers: &["categories:", "category:", "retrieved from", "this page was last edited"],
        mentions: &["ping", "re", "reply to", "reply", "replyto", "u", "user", "mention", "@", "yo", "hello"],
        quotes: &["tq", "talk quote", "tq2", "quote", "quotation", "cquote", "talkquote"],
        file_spaces: &["file", "image", "category"],
    },
    chats: Chats {
        omitted: &[
            "media omitted", "image omitted", "video omitted", "audio omitted", "sticker omitted", "gif omitted",
            "document omitted", "contact card omitted", "video note omitted", "file omitted", "photo omitted", "null",
            "view once message omitted", "view once photo omitted",
        ],
        attached: &["file attached"],
        deleted: &[
            "this message was deleted", "you deleted this message", "this message has been deleted", "message deleted",
            "this message was deleted by admin", "original message was deleted",
        ],
        edited: &["this message was edited", "edited"],
        encrypted: &["end-to-end encrypted", "end-to-end encryption"],
        from: &["from"],
        to: &["to"],
        replying: &["replying to", "in reply to", "reply to"],
        reacted: &["reacted to", "removed a"],
        ended: &["meeting ended after", "transcription ended after"],
        pro: &["pro"],
        con: &["con"],
        no_speakers: &[
            "note", "notes", "nb", "n.b", "ps", "p.s", "pps", "source", "sources", "update", "edit", "tl;dr", "tldr", "example",
            "conclusion", "summary", "warning", "error", "info", "debug", "fatal", "trace", "http", "https", "ftp", "mailto",
            "date", "time", "subject", "re", "title", "tags", "author", "by", "photo", "image", "video", "credit", "read more",
            "see also", "contact", "phone", "email", "e-mail", "address", "price", "total", "ingredients", "method", "step",
            "location", "place", "participants", "attendees", "present", "agenda", "duration", "transcript", "moderator's note",
        ],
    },
    tables: Tables {
        // Programs export English headers in every country: they are in `read::format::csv::column`.
        headers: &[],
        reply_lists: "",
        comment_lists: "",
        opening_objects: "",
        people: "",
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
    names: Names {
        calls: &[
            "thx", "ty", "cheers", "congrats", "sorry", "welcome", "welcome back", "well put", "well spotted", "good point",
            "good one", "nice one", "great point", "reply to", "in reply to", "replying to", "response to", "answer to",
            "question for", "question to", "agree with", "agreed with", "agreeing with", "disagree with", "disagree",
            "ask", "come on", "hear hear", "good evening", "good night", "good afternoon", "good bye", "bye", "yo", "oi",
            "hiya", "congratulations to", "thanks to", "apologies", "my dear",
        ],
        cites: "as what like",
        says: &[
            "says", "asked", "asks", "replied", "answered", "mentioned", "pointed", "put it",
            "noted", "suggested", "explained",
        ],
        titles: "mr mrs ms miss mister madam sir dr prof professor",
        in_titles: "for to by with",
        determiners: "the a an this these those each every no any some another such little much many more most",
        before_verbs: "\
            i you he she it we they who to will would can could should must may might do does did don t not please let s \
            always never still just also only really",
        before_places: "in",
        pronouns: "\
            nobody noone somebody someone anybody anyone everybody everyone nothing something anything everything guest \
            anonymous unknown me myself you us them other others another who what why how when where",
        also_words: "\
            rose lily daisy violet iris ivy hazel olive holly heather poppy jasmine rosemary ginger myrtle fern flora basil \
            sage laurel willow ash rowan oak forrest forest hope grace faith joy charity patience prudence mercy constance \
            felicity verity honor honour glory bliss comfort haven harmony melody carol gay merry sunny happy will mark bill \
            jack bob rob rich frank pat sue nick chip chuck dick don gene grant guy harry art drew miles skip sandy dusty \
            rusty rocky buddy buster ace lance chase chance trip trey ray jay robin martin wren finch swift crow hawk wolf \
            fox lamb bear lyon lion dale glen heath cliff clay flint stone rock hill field wood woods brook brooks rivers \
            lake marsh moor dean earl duke king prince knight baron bishop pope abbot priest mason cooper baker smith carter \
            hunter taylor tyler fisher miller porter page parker potter walker turner cook butler gardener gardner farmer \
            shepherd chandler sawyer archer fletcher spencer sheriff major marshall sargent judge law justice reed read may \
            june april august summer winter autumn dawn eve star sky crystal ruby pearl amber jade opal gem coral diamond \
            goldie gold silver scarlet brown white black green gray grey young old long short little small big large strong \
            sharp wise bright good best moody savage noble pride price penny nickel dollar cash bond bell ball barb penn \
            drake ford lane rhodes street bridge gates church temple castle house hall banks park parks poole hope love \
            valentine christmas easter noel sterling rex max man woman women boy girl kid kids people \
            student teacher doctor nurse lawyer engineer driver user admin moderator editor author reader writer \
            math music science history nature truth freedom liberty peace war money time reason logic common sense thing \
            job jobs work school university college city country world america american england english london paris france \
            french german germany italy spain china india israel japan russia europe africa asia australia austin boston \
            dallas denver houston phoenix madison lincoln jackson washington georgia virginia carolina dakota florida texas \
            california sydney melbourne victoria adelaide chelsea brooklyn savannah orlando jordan chad kenya cuba florence \
            verona vienna sienna troy carlisle kent devon cornwall lancaster york princeton stanford yale \
            oxford cambridge reddit twitter facebook google apple amazon windows linux internet web ok okay ai uk us usa eu \
            un tv pc it ceo gop nhs bbc cnn nyt fyi btw imo imho",
        headings: "\
            ps pps edit edited nb note notes update source sources remark tldr re fw subject date http https q a \
            question answer conclusion summary example warning via fyi cc",
        streets: "\
            street road rd lane avenue ave drive close court square terrace way place boulevard blvd row crescent gardens \
            grove mews",
        user_pages: &["user:", "user talk:", "user_talk:"],
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
