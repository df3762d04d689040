//! The table of all input formats, in the order in which they are tried.

use super::paste::plain;
use super::reader::Reader;
use super::{
    any_json, askbot, blogger, bluesky, chat, comentario, commentless, convokit, coral, csv, decidim, dialect,
    discourse, disqus, facebook, feed, github, hackernews, isso, jsonl, lemmy, mail, mastodon, movable_type,
    outline_text, page, palabre_map, pushshift, reddit, remark42, sigtop, stackexchange, stackexchange_dump, talk,
    wordpress, wxr, yaml, youtube,
};
use crate::read::foreign;

/// Every input format, in the order in which they are tried. The paste is last: it takes what no other reader
/// recognises.
pub const READERS: &[Reader] = &[
    // Mail first: its parts may be in any other format.
    Reader {
        name: "mbox",
        about: "mailboxes (mbox), single mails, digests of lists and news articles, threaded by references, else by subject",
        detect: mail::detect,
        read: mail::read,
        decodes: true,
        ..Reader::PLAIN
    },
    // Before feeds, because a WordPress export is a feed too.
    Reader {
        name: "wxr",
        about: "WordPress exports (WXR): a thread for each article with comments",
        detect: wxr::detect,
        read: wxr::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "disqus",
        about: "Disqus exports (XML): a thread for each page",
        detect: disqus::detect,
        read: disqus::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "stackexchange-dump",
        about: "Posts.xml and Comments.xml of the Stack Exchange data dump, by its published schema",
        detect: stackexchange_dump::detect,
        read: stackexchange_dump::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "feed",
        about: "feeds of comments in Atom or RSS: WordPress, Blogger, Discourse, any with thr:in-reply-to",
        detect: feed::detect,
        read: feed::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "palabre",
        about: "a map written by `palabre map -f json`, drawn again as it is",
        detect: palabre_map::detect,
        read: palabre_map::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "reddit",
        about: "Reddit thread, listing or more children (JSON)",
        detect: reddit::detect,
        read: reddit::read,
        ..Reader::PLAIN
    },
    // The next four before native JSON Lines, because their lines may have a `text` too.
    Reader {
        name: "pushshift",
        about: "Reddit dump of Pushshift or Arctic Shift, one comment or post per line",
        detect: pushshift::detect,
        read: pushshift::read,
        lines: Some(&pushshift::LINES),
        ..Reader::PLAIN
    },
    Reader {
        name: "hackernews",
        about: "Hacker News, Algolia and Firebase (JSON)",
        detect: hackernews::detect,
        read: hackernews::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "youtube",
        about: "YouTube comments: Data API, yt-dlp, youtube-comment-downloader (JSON; the latter two by their code)",
        detect: youtube::detect,
        read: youtube::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "convokit",
        about: "ConvoKit corpus (utterances.jsonl or utterances.json)",
        detect: convokit::detect,
        read: convokit::read,
        lines: Some(&convokit::LINES),
        ..Reader::PLAIN
    },
    // JSON documents with their own structure. Native JSON Lines would also accept the lines of a Remark42 backup.
    Reader {
        name: "discourse",
        about: "Discourse: topics, pages of posts and latest posts of its API",
        detect: discourse::detect,
        read: discourse::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "mastodon",
        about: "Mastodon: the context of a status, with or without the status",
        detect: mastodon::detect,
        read: mastodon::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "bluesky",
        about: "Bluesky: threads of posts, nested or flat",
        detect: bluesky::detect,
        read: bluesky::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "lemmy",
        about: "Lemmy: lists of comments, with or without their post",
        detect: lemmy::detect,
        read: lemmy::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "github",
        about: "GitHub: issues, pull requests and discussions with their comments, of both its APIs",
        detect: github::detect,
        read: github::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "stackexchange",
        about: "Stack Exchange: questions with answers and comments of its API",
        detect: stackexchange::detect,
        read: stackexchange::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "askbot",
        about: "Askbot: the comments on a question or an answer",
        detect: askbot::detect,
        read: askbot::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "isso",
        about: "Isso: files for its import, and answers of its API",
        detect: isso::detect,
        read: isso::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "remark42",
        about: "Remark42: trees and lists of comments, and backups",
        detect: remark42::detect,
        read: remark42::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "comentario",
        about: "Comentario and Commento: exports of a site",
        detect: comentario::detect,
        read: comentario::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "coral",
        about: "Coral (Talk): stories with comments, of its API and its database, by its published schema",
        detect: coral::detect,
        read: coral::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "facebook",
        about: "Facebook: posts and comments of the Graph API, by its published schema",
        detect: facebook::detect,
        read: facebook::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "decidim",
        about: "Decidim: comments of its open data and its API, with their alignment, by its published schema",
        detect: decidim::detect,
        read: decidim::read,
        ..Reader::PLAIN
    },
    // Services whose JSON differs only in its keys. Native JSON Lines would also accept the lines of some.
    dialect::reader!(dialect::chats::SLACK),
    dialect::reader!(dialect::chats::DISCORD),
    dialect::reader!(dialect::chats::TELEGRAM),
    dialect::reader!(dialect::chats::MATTERMOST),
    dialect::reader!(dialect::chats::ROCKETCHAT),
    dialect::reader!(dialect::chats::ZULIP),
    dialect::reader!(dialect::chats::GITTER),
    dialect::reader!(dialect::chats::MESSENGER),
    dialect::reader!(dialect::trackers::GITLAB),
    dialect::reader!(dialect::trackers::BUGZILLA),
    dialect::reader!(dialect::trackers::REDMINE),
    dialect::reader!(dialect::trackers::PHABRICATOR),
    dialect::reader!(dialect::trackers::JIRA),
    dialect::reader!(dialect::trackers::CONFLUENCE),
    dialect::reader!(dialect::trackers::MEDIAWIKI),
    dialect::reader!(dialect::comments::WORDPRESS),
    dialect::reader!(dialect::comments::DISQUS),
    dialect::reader!(dialect::comments::SUBSTACK),
    dialect::reader!(dialect::comments::LOBSTERS),
    dialect::reader!(dialect::comments::HYPOTHESIS),
    dialect::reader!(dialect::comments::CHAN),
    dialect::reader!(dialect::comments::MEETUP),
    dialect::reader!(dialect::social::TWITTER),
    dialect::reader!(dialect::social::FACEBOOK_SCRAPER),
    dialect::reader!(dialect::social::FACEBOOK_DOWNLOAD),
    dialect::reader!(dialect::social::INSTAGRAM_DOWNLOAD),
    Reader {
        name: "jsonl",
        about: "native JSON Lines, one comment per line",
        detect: jsonl::detect,
        read: jsonl::read,
        lines: Some(&jsonl::LINES),
        ..Reader::PLAIN
    },
    // The last reader of JSON: it takes any list of objects with texts.
    Reader {
        name: "json",
        about: "any JSON with a list of comments, flat or nested; name keys with --field where they are not known",
        detect: any_json::detect,
        read: any_json::read,
        names_fields: true,
        ..Reader::PLAIN
    },
    // Sites and boards with distinctive names, before blogs, which are recognised by less.
    Reader {
        name: "hackernews-page",
        about: "pages of Hacker News, since 2012",
        detect: page::hackernews::detect,
        read: page::hackernews::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "reddit-page",
        about: "pages of Reddit: old.reddit.com, and those of today by what is published about them",
        detect: page::reddit::detect,
        read: page::reddit::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "discourse-page",
        about: "topics of Discourse as it gives them to crawlers",
        detect: page::discourse::detect,
        read: page::discourse::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "stackexchange-page",
        about: "questions and answers: Stack Exchange, Askbot",
        detect: page::stackexchange::detect,
        read: page::stackexchange::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "github-page",
        about: "issues and pull requests of GitHub",
        detect: page::github::detect,
        read: page::github::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "gmail-page",
        about: "conversations of Gmail, saved as a page",
        detect: page::gmail::detect,
        read: page::gmail::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "forum-page",
        about: "bulletin boards: XenForo; WoltLab and phpBB by their published templates",
        detect: page::forum::detect,
        read: page::forum::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "lobsters-page",
        about: "pages of Lobsters, by its published templates",
        detect: page::lobsters::detect,
        read: page::lobsters::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "lwn-page",
        about: "articles of LWN.net, by what is published about its markup",
        detect: page::lwn::detect,
        read: page::lwn::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "telegram-page",
        about: "chats of Telegram, exported as HTML, by its published code",
        detect: page::telegram::detect,
        read: page::telegram::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "discord-page",
        about: "channels of Discord, exported by DiscordChatExporter as HTML, by its published templates",
        detect: page::discord::detect,
        read: page::discord::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "mediawiki-page",
        about: "talk pages of MediaWiki (Wikipedia), saved or by Parsoid: a thread for each section",
        detect: page::mediawiki::detect,
        read: page::mediawiki::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "spip-page",
        about: "articles of SPIP with their forum, by its published templates",
        detect: page::spip::detect,
        read: page::spip::read,
        ..Reader::PLAIN
    },
    // Before schema.org, because WordPress themes use it too, but it says less than their own markup.
    Reader {
        name: "wordpress",
        about: "a saved page of WordPress, of any theme, or with the comments of wpDiscuz",
        detect: wordpress::detect,
        read: wordpress::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "blogger",
        about: "a saved page of Blogger",
        detect: blogger::detect,
        read: blogger::read,
        ..Reader::PLAIN
    },
    // After the sites and programs, whose pages use these names too, but say more with their own markup.
    Reader {
        name: "schema-org",
        about: "pages with comments by schema.org or SIOC: microdata, RDFa (Drupal), JSON-LD",
        detect: page::schema::detect,
        read: page::schema::read,
        ..Reader::PLAIN
    },
    // After all other pages with comments, because it relies only on classes.
    Reader {
        name: "comment-list",
        about: "pages with a plain list of comments, each with an id, an author and a text",
        detect: page::list::detect,
        read: page::list::read,
        ..Reader::PLAIN
    },
    // After all pages with comments in other forms: a table of them may be about anything.
    Reader {
        name: "page-table",
        about: "pages with a table of comments, whose header names a text and another column (own samples only)",
        detect: csv::detect_page,
        read: csv::read_page,
        ..Reader::PLAIN
    },
    // After all forms of pages that are known.
    Reader {
        name: "unknown-page",
        about: "a page of an unknown form with blocks that repeat, each with a name, a date and a text: a guess",
        detect: page::guess::detect,
        read: page::guess::read,
        ..Reader::PLAIN
    },
    // The last reader for pages: it says why a page has no comments.
    Reader {
        name: "page",
        about: "any other saved page: says why no comment is in it, and what to do",
        detect: commentless::detect,
        read: commentless::read,
        ..Reader::PLAIN
    },
    // Plain text with a structure in its lines, before tables, because the words of a message may have commas. Talk pages
    // first: a signature holds more than a time and a name.
    Reader {
        name: "talk",
        about: "talk pages of wikis, wikitext or copied: signatures, indentation (en, fr, de, es, it, pt; by what wikis print)",
        detect: talk::detect,
        read: talk::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "movable-type",
        about: "exports of Movable Type and TypePad: a thread for each entry with comments (by the published format)",
        detect: movable_type::detect,
        read: movable_type::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "outline",
        about: "debates exported by Kialo, and other texts whose lines begin with outline numbers (1.2.3, 1-2, 1_2)",
        detect: outline_text::detect,
        read: outline_text::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "sigtop",
        about: "conversations of Signal exported by sigtop, with the messages they quote (by its documentation)",
        detect: sigtop::detect,
        read: sigtop::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "yaml",
        about: "comments of static blogs in YAML: Staticman, Jekyll (by their documentation)",
        detect: yaml::detect,
        read: yaml::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "subtitles",
        about: "subtitles and recorded meetings whose cues name speakers: WebVTT, SubRip (by their published formats)",
        detect: chat::subtitles::detect,
        read: chat::subtitles::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "chat",
        about: "chats with a time on each message: WhatsApp, Signal; Telegram, Discord, IRC, Zoom by what they are known to write",
        detect: chat::detect,
        read: chat::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "transcript",
        about: "interviews, minutes and chats whose lines begin with a name and a colon",
        detect: chat::transcript::detect,
        read: chat::transcript::read,
        ..Reader::PLAIN
    },
    // Before other tables: the bars of a drawn table would separate fields there, and its rule would be a row.
    Reader {
        name: "text-table",
        about: "tables drawn in text: Markdown, Org mode, psql, mysql, sqlite, reStructuredText (by their manuals)",
        detect: csv::detect_drawn,
        read: csv::read_drawn,
        ..Reader::PLAIN
    },
    // Tables with known layouts, before any other table.
    Reader {
        name: "decidim-csv",
        about: "comments of a Decidim site as a table, for and against (by its published source)",
        detect: csv::detect_decidim,
        read: csv::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "cap-collectif",
        about: "a Cap Collectif consultation: proposals with arguments for and against (by its published source)",
        detect: csv::detect_cap_collectif,
        read: csv::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "polis",
        about: "statements of a Polis conversation, comments.csv (by its published source)",
        detect: csv::detect_polis,
        read: csv::read,
        ..Reader::PLAIN
    },
    Reader {
        name: "csv",
        about: "any table of comments, CSV or TSV (tried on twelve real ones); name columns with --column if it asks",
        detect: csv::detect,
        read: csv::read,
        names_columns: true,
        ..Reader::PLAIN
    },
    Reader {
        name: "text",
        about: "a paste: article, a line such as \"8 comments\", and comments as bare lines or as select-all gives them",
        detect: |source| foreign::structured(source.text).is_none(),
        read: plain::read,
        is_paste: true,
        ..Reader::PLAIN
    },
];
