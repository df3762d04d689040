//! The last reader for pages: HTML without comments that any other reader recognises.
//!
//! It reads nothing, but says why: a script loads the comments and they are not in the file, or the place for them is
//! empty, or there is no such place.

use super::web;
use crate::read::format::reader::Reading;
use crate::read::markup::{Element, Lines, Tree, plainly, words};
use crate::read::{error::ReadError, foreign, options::Options, source::Source};

/// Whether it is a page at all.
pub(super) fn detect(source: &Source<'_>) -> bool {
    foreign::is_page(source.text) && source.html().is_some()
}

/// Refuses a page.
pub(super) fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    Err(source.html().map_or_else(no_page, refusal))
}

/// The error for a source that is not a page, when the user forces a reader for pages.
pub(super) fn no_page() -> ReadError {
    let why = "it does not begin with a tag".to_owned();
    ReadError::Unusable { what: "meant to be an HTML page", why, help: "leave --from away" }
}

/// A service that loads comments by script, and how to recognise it.
struct Service {
    name: &'static str,
    /// Ids of the element that it fills with comments.
    ids: &'static [&'static str],
    /// Prefixes of classes, names or attributes of that element.
    words: &'static [&'static str],
    /// Substrings of the addresses or the code of its scripts.
    scripts: &'static [&'static str],
}

/// Services that load comments by script. Ids, elements and addresses are from the code that each service tells its
/// users to paste.
#[rustfmt::skip]
const SERVICES: [Service; 29] = [
    Service { name: "Disqus", ids: &["disqus_thread"], words: &["dsq-brlink"], scripts: &["disqus.com/embed", "disqus.com/count", "disqus_shortname", "disqus_config"] },
    Service { name: "Facebook", ids: &[], words: &["fb-comments", "fb:comments"], scripts: &[] },
    Service { name: "Coral", ids: &["coral_thread", "coral_talk_stream", "coral-thread", "coralStreamDiv"], words: &["coral-talk", "coral-stream"], scripts: &["coral.coralproject", "talk.coralproject", "Coral.createStreamEmbed", "coral-talk"] },
    Service { name: "OpenWeb", ids: &[], words: &["spot-im", "data-spotim", "data-spot-id", "data-openweb"], scripts: &["spot.im/", "openweb.com/"] },
    Service { name: "Viafoura", ids: &[], words: &["vf-conversations", "vf-comments", "viafoura"], scripts: &["viafoura"] },
    Service { name: "Hyvor Talk", ids: &["hyvor-talk-view"], words: &["hyvor-talk"], scripts: &["talk.hyvor.com"] },
    Service { name: "Commento", ids: &["commento"], words: &["comentario-comments"], scripts: &["commento.io/", "/commento.js", "/comentario.js"] },
    Service { name: "Isso", ids: &["isso-thread"], words: &["data-isso"], scripts: &["embed.min.js#isso"] },
    Service { name: "Remark42", ids: &["remark42"], words: &[], scripts: &["remark_config"] },
    Service { name: "Discourse", ids: &["discourse-comments"], words: &[], scripts: &["DiscourseEmbed"] },
    Service { name: "Insticator", ids: &["insticator-commenting"], words: &["insticator"], scripts: &["insticator.com"] },
    Service { name: "giscus", ids: &[], words: &["giscus"], scripts: &["giscus.app/client"] },
    Service { name: "utterances", ids: &[], words: &["utterances"], scripts: &["utteranc.es/client"] },
    Service { name: "Logora", ids: &["logora_app", "logora-app"], words: &["logora"], scripts: &["logora.fr", "logora.com"] },
    Service { name: "GraphComment", ids: &["graphcomment"], words: &["graphcomment"], scripts: &["graphcomment.com"] },
    Service { name: "IntenseDebate", ids: &["idc-container"], words: &["idc-"], scripts: &["intensedebate.com"] },
    Service { name: "Livefyre", ids: &["livefyre-comments", "livefyre"], words: &["livefyre"], scripts: &["livefyre.com"] },
    Service { name: "Vuukle", ids: &["vuukle-comments"], words: &["vuukle"], scripts: &["vuukle.com"] },
    Service { name: "Muut", ids: &[], words: &["muut"], scripts: &["cdn.muut.com"] },
    Service { name: "Cusdis", ids: &["cusdis_thread"], words: &[], scripts: &["cusdis"] },
    Service { name: "Cackle", ids: &["mc-container"], words: &[], scripts: &["cackle.me"] },
    Service { name: "HyperComments", ids: &["hypercomments_widget"], words: &[], scripts: &["hypercomments.com"] },
    Service { name: "Waline", ids: &["waline"], words: &[], scripts: &["@waline/client"] },
    Service { name: "Gitalk", ids: &["gitalk-container"], words: &[], scripts: &["gitalk.min.js"] },
    Service { name: "Valine", ids: &["vcomments"], words: &[], scripts: &["Valine.min.js"] },
    Service { name: "Twikoo", ids: &["tcomment"], words: &[], scripts: &["twikoo"] },
    Service { name: "FastComments", ids: &["fastcomments-widget"], words: &["fastcomments"], scripts: &["fastcomments.com"] },
    Service { name: "Vanilla Forums", ids: &["vanilla-comments"], words: &[], scripts: &["vanilla_forum_url"] },
    Service { name: "SoundOff or Civil Comments", ids: &["civil-comments"], words: &[], scripts: &["civilcomments"] },
];

const BY_SCRIPT: &str = "open the page, let them load and expand, then save the complete page again, or select all and paste it into a text file";
const PASTE: &str = "if there are comments, open it, select the article and its comments, paste them into a text file and read that, or force it with --from text";

/// The error for a page without known comments: why there are none, and what to do.
pub(super) fn refusal(tree: &Tree) -> ReadError {
    let unusable = |why: String, help| ReadError::Unusable { what: "an HTML page", why, help };
    if let Some(name) = service(tree) {
        return unusable(format!("its comments come by script ({name}) and are not in the saved file"), BY_SCRIPT);
    }
    let announced = web::announced(tree, usize::MAX).filter(|count| *count > 0);
    let area = area(tree);
    if let Some(announced) = announced {
        let why = format!("it announces {announced} comments and none that is known stands in the saved file");
        return unusable(why, BY_SCRIPT);
    }
    match area {
        Some(area) if text_length(area) >= WORDY => {
            let why = "what stands where its comments should be is in no form that is known".to_owned();
            unusable(why, PASTE)
        }
        Some(_) => unusable("the place for its comments is empty".to_owned(), BY_SCRIPT),
        None => unusable("no comment is found in it".to_owned(), PASTE),
    }
}

/// The service that fills in the comments.
pub(super) fn service(tree: &Tree) -> Option<&'static str> {
    // An element that waits for comments is better evidence than a script, which may only count them.
    let mut by_script = None;
    for element in tree.elements() {
        if let Some(service) = SERVICES.iter().find(|service| is_filled_by(element, service)) {
            return Some(service.name);
        }
        if by_script.is_none() && element.name() == "script" {
            let code = element.text();
            let address = element.attr("src").unwrap_or("");
            let has = |part: &&str| address.contains(*part) || code.contains(*part);
            by_script = SERVICES.iter().find(|service| service.scripts.iter().any(&has));
        }
    }
    by_script.map(|service| service.name)
}

fn is_filled_by(element: Element<'_>, service: &Service) -> bool {
    let begins = |word: &str| service.words.iter().any(|start| word.starts_with(start));
    element.id().is_some_and(|id| service.ids.contains(&id))
        || !matches!(element.name(), "body" | "html")
            && (begins(element.name())
                || element.classes().any(begins)
                || element.attributes().any(|(name, _)| name.starts_with("data-") && begins(name)))
}

/// Classes and ids of elements that hold comments.
#[rustfmt::skip]
const PLACES: [&str; 14] = [
    "comments", "comment-list", "commentlist", "comment-section", "comments-section", "comments-area", "commentaires",
    "kommentare", "comentarios", "comentários", "reactions", "reader-comments", "user-comments", "comment-container",
];

/// The element that should hold the comments.
fn area(tree: &Tree) -> Option<Element<'_>> {
    tree.elements().find(|element| {
        matches!(element.name(), "div" | "section" | "ol" | "ul" | "aside")
            && element.classes().chain(element.id()).any(|word| PLACES.contains(&word.to_lowercase().as_str()))
    })
}

/// The smallest number of bytes of text that shows that the place for comments is not empty. A notice and a form have
/// less.
const WORDY: usize = 600;

fn text_length(area: Element<'_>) -> usize {
    words(area, Lines::Joined, plainly).text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::html;

    fn why(page: &str) -> String {
        refusal(&html(page)).to_string()
    }

    #[test]
    fn services_are_named() {
        for (page, name) in [
            ("<div id=disqus_thread></div>", "(Disqus)"),
            ("<script>var disqus_shortname = 'x';</script>", "(Disqus)"),
            ("<div class='fb-comments' data-href=x>", "(Facebook)"),
            ("<div data-spot-id=sp_1></div>", "(OpenWeb)"),
            ("<script src='https://giscus.app/client.js'></script>", "(giscus)"),
            ("<section id=isso-thread>", "(Isso)"),
            ("<vf-conversations></vf-conversations>", "(Viafoura)"),
        ] {
            assert!(why(page).contains(name), "{page}: {}", why(page));
        }
    }

    #[test]
    fn the_reason_names_what_is_missing() {
        assert!(why("<div id=comments><h3>Laisser un commentaire</h3></div>").contains("is empty"));
        assert!(why("<div id=comments><h3>12 commentaires</h3></div>").contains("announces 12"));
        assert!(why("<p>Mentions légales</p>").contains("no comment is found"));
        let full = format!("<div class=comments>{}</div>", "<p>Une phrase qui dit quelque chose.</p>".repeat(30));
        assert!(why(&full).contains("no form that is known"));
    }
}
