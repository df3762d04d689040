//! Lines that a page puts around comments and that nobody said: reply links, votes, forms, notices, bullets.

use super::pattern::{Pattern, compile};

/// Parts of the words of [`ACTION`].
#[rustfmt::skip]
const ACTIONS: &[&str] = &[
    "répon", "reply", "replies", "antwort", "respon", "respuesta", "contestar", "aime", "aimé", "like", "gefällt",
    "gusta", "signaler", "report", "flag", "melden", "denunciar", "partager", "share", "teilen", "compartir", "cit",
    "quote", "zitieren", "perma", "lien", "link", "modifier", "edit", "bearbeiten", "loading", "chargement", "geladen",
    "vote", "recomm", "empfehlen", "masquer", "hide", "afficher", "👍", "👎", "❤", "▲", "▼",
];

/// Reply links, votes, reports: whole lines made of these words only.
static ACTION: Pattern = Pattern::new(ACTIONS, || {
    compile(
        r"^(?:[/|·•\s\u{a0}\[\](),:↓↑→-]*(?:répondre(?: à ce commentaire)?|réponse|répondez|reply|reply to this(?: comment)?|antworten|antwort|responder|respuesta|contestar|j['’]aime(?: chargement…| en chargement…| loading\.\.\.)?|je n['’]aime pas|aimé par [0-9]+ personnes?|like|liked by (?:[0-9]+ (?:people|person)|you)|dislike|likes?|gefällt mir(?: nicht)?|gefällt [0-9]+ personen?|me gusta|no me gusta|le gusta a [0-9]+ personas?|signaler(?: un abus| ce commentaire)?|report(?: abuse| comment)?|flag|melden|denunciar|reportar|partager|share|teilen|compartir|citer|quote|zitieren|citar|permalink|permalien|lien|link|modifier|edit|bearbeiten|editar|loading\.{3}|chargement…|wird geladen …|upvote|downvote|vote|voter|recommander|recommend|empfehlen|masquer|hide|show replies|afficher les réponses|[0-9]{1,4}|👍|👎|❤️?|▲|▼))+[/|·•\s\u{a0}\[\](),:↓↑→-]*$",
    )
});

/// Whether a line is only reply links, votes or the like. A bare number alone is not: it may be an answer.
pub fn is_action(text: &str) -> bool {
    text.len() <= 120
        && text.contains(|c: char| c.is_alphabetic() || super::super::segment::is_emoji(c))
        && ACTION.is_match(text)
}

/// How forms and notices begin, in lower case with straight apostrophes.
#[rustfmt::skip]
const FORMS: &[&str] = &[
    // French
    "laisser un commentaire", "laissez un commentaire", "laisser une réponse", "poster un commentaire",
    "ajouter un commentaire", "votre commentaire", "votre adresse e-mail ne sera", "votre adresse de messagerie",
    "votre e-mail ne sera", "entrez votre commentaire", "entrez vos coordonnées", "les commentaires sont fermés",
    "les commentaires sont clos", "navigation des commentaires", "vous devez être connecté", "connectez-vous pour",
    "ce site utilise akismet", "les champs obligatoires sont", "avertissez-moi par", "prévenez-moi de tous",
    "annuler la réponse", "réagissez à l'article", "commenter cet article",
    // English
    "leave a reply", "leave a comment", "leave your comment", "post a comment", "add a comment", "add your comment",
    "write a comment", "your email address will not be", "enter your comment here", "fill in your details below",
    "comments are closed", "comment navigation", "you must be logged in", "log in to reply", "this site uses akismet",
    "notify me of", "cancel reply", "required fields are marked", "sign in to comment", "join the conversation",
    // German
    "schreibe einen kommentar", "kommentar verfassen", "kommentar schreiben", "kommentar hinterlassen",
    "hinterlasse eine antwort", "hinterlasse einen kommentar", "deine e-mail-adresse wird",
    "ihre e-mail-adresse wird", "die kommentare sind geschlossen", "kommentare sind geschlossen", "kommentarfunktion",
    "du musst angemeldet", "diese website verwendet akismet", "deine ergänzung", "wir freuen uns auf deine",
    "antworten abbrechen", "erforderliche felder sind", "benachrichtige mich",
    // Spanish
    "deja una respuesta", "deja un comentario", "dejar un comentario", "dejar una respuesta",
    "tu dirección de correo", "tu correo electrónico", "los comentarios están cerrados", "comentarios cerrados",
    "este sitio usa akismet", "este sitio se reserva", "correo (no será", "cancelar la respuesta",
    "los campos obligatorios", "escribe tu comentario", "añadir un comentario", "publicar un comentario",
];

/// Whether a line begins a form or a notice of the page.
pub fn is_form(text: &str) -> bool {
    let start: String = text
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .take(60)
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect();
    FORMS.iter().any(|form| start.starts_with(form))
}

static PINGBACK: Pattern = Pattern::new(&["ping", "trackback", "rétrolien", "retroenlace"], || {
    compile(
        r"^(?:pingback|ping|trackback|rétrolien|retroenlace)s?(?: (?:de|from|von|by))?[\s\u{a0}\u{202f}]*:[\s\u{a0}]*(?P<title>.*)$",
    )
});

/// What a pingback line links to.
pub fn pingback(text: &str) -> Option<&str> {
    let title = PINGBACK.captures(text)?.name("title")?;
    text.get(title.range())
}

/// A line without the bullet or number that a list puts before it, and the columns that this takes.
pub fn without_bullet(text: &str) -> (&str, usize) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = if (1..=4).contains(&digits) {
        text.get(digits..).filter(|rest| rest.starts_with(['.', ')'])).map(|_| digits + 1)
    } else {
        ["*", "+", "•", "-", "–", "o", "▪", "◦", "■", "□"]
            .iter()
            .find(|bullet| text.starts_with(**bullet))
            .map(|bullet| bullet.len())
    };
    let Some(mark) = mark else { return (text, 0) };
    let rest = text.get(mark..).unwrap_or("");
    let bare = rest.trim_start();
    if bare.len() == rest.len() && !rest.is_empty() {
        return (text, 0);
    }
    let columns = text.get(..text.len() - bare.len()).map_or(0, |before| before.chars().count());
    (bare, columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_told_from_words() {
        for line in [
            "Répondre",
            "J'aime J'aime",
            "Like Liked by 2 people",
            "/ Responder",
            "Antworten",
            "Reply",
            "👍 12",
            "Reply · Like · 3",
        ] {
            assert!(is_action(line), "{line}");
        }
        for line in ["J'aime bien", "12", "Reply to that, will you", "", "Like father, like son"] {
            assert!(!is_action(line), "{line}");
        }
    }

    #[test]
    fn bullets_are_taken_off() {
        assert_eq!(without_bullet("12. Ann"), ("Ann", 4));
        assert_eq!(without_bullet("o Ann"), ("Ann", 2));
        assert_eq!(without_bullet("+"), ("", 1));
        assert_eq!(without_bullet("oui"), ("oui", 0));
        assert_eq!(without_bullet("1.5 million"), ("1.5 million", 0));
    }

    #[test]
    fn pingbacks_and_forms() {
        assert_eq!(pingback("Ping : L’humour | Pearltrees"), Some("L’humour | Pearltrees"));
        assert_eq!(pingback("Pingback: A"), Some("A"));
        assert_eq!(pingback("Ping pong"), None);
        assert!(
            is_form("    Leave a Reply")
                && is_form("Deine E-Mail-Adresse wird nicht veröffentlicht.")
                && !is_form("Leave him alone")
        );
    }
}
