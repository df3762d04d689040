//! Function words: the few hundred words that carry grammar. One table tells the language of a comment, where a
//! negation begins, and where it ends.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// What a word does for negation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum Role {
    /// Nothing.
    #[default]
    None,
    /// French `ne`, `n'`: negates only together with a word such as `pas`.
    Ne,
    /// The second half of a French negation: `pas`, `jamais`, `rien`.
    Pas,
    /// Negates by itself: `not`, `never`, `nicht`, `sans`.
    Not,
    /// The `t` of `don't`: negates after an [`Role::Auxiliary`].
    ContractedNot,
    /// The first half of a contraction such as `don't`.
    Auxiliary,
    /// Ends the scope of a negation: `mais`, `car`, `but`, `because`.
    Stop,
    /// French `que`: `ne … que` is *only*, not a negation.
    Que,
    /// A verb or clitic after which a bare `pas` negates: `c'est pas`, `j'ai pas`.
    Verb,
}

/// What the table knows of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Function {
    /// Its part in negation.
    pub role: Role,
    /// The languages it votes for, a bit each: see [`super::lang`].
    pub votes: u8,
}

/// Votes for French.
pub const FR: u8 = 1;
/// Votes for English.
pub const EN: u8 = 2;
/// Votes for German.
pub const DE: u8 = 4;
/// Votes for Spanish.
pub const ES: u8 = 8;

/// Words, folded, that vote for a language. A word that two languages share stands in both lists.
const VOTES: &[(u8, &str)] = &[
    (
        FR,
        "le la les un une des du de et est sont dans pour que qui ne pas plus avec sur par ce cette ces il elle on nous \
         vous ils elles je tu au aux se sa son ses leur leurs mais ou donc car si comme tout tous toute toutes etre avoir \
         fait faire peut c d l j n qu s y a ont ete etait quand meme aussi bien tres sans entre apres avant chez moi toi \
         lui cela ca voila parce quoi dont ni puis encore toujours jamais rien oui non merci votre vos notre nos mon ma \
         mes ton ta tes deux ans faut va vont suis sommes avez avons sera serait aurait pourquoi comment ici alors souvent parfois seulement environ beaucoup trop assez moins \
         mieux ainsi pourtant depuis pendant contre selon vraiment surtout meme plutot autre autres aujourd hui hier demain \
         quelque quelques chaque plusieurs celui celle ceux celles cest deja tant tel telle chose choses",
    ),
    (
        EN,
        "the a an of and is are was were be been in on at to for that this these those it its he she they we you i not no \
         but or so if as with by from have has had do does did will would can could should may might must there their \
         them his her our your my me who what when where why how which than then also just only very more most some any \
         all about because into out up down over after before again here now s t re ve ll don isn doesn didn won yes \
         thanks people think know get got like one think even much still never often always many only really actually \
         every other another something anything nothing someone anyone thing things too well being go going make made",
    ),
    (
        DE,
        "der die das ein eine einen einem einer und ist sind war waren in im auf an zu fur dass daß nicht kein keine mit \
         von bei aus nach es er sie wir ihr ich du man auch nur noch schon aber oder wenn wie was wer wo warum so sehr \
         mehr als um uber unter vor hier da dann denn weil dem den des wird werden wurde kann konnen muss sich mich dich \
         uns euch ihre seine haben hat hatte sein ja nein doch mal",
    ),
    (
        ES,
        "el la los las un una unos unas de del y es son era en por para que no con se su sus al lo como mas pero o si \
         porque cuando donde quien este esta estos estas eso esto ese esa muy ya tambien hay ha han fue ser estar tiene \
         tienen hacer todo todos toda todas yo tu usted nosotros ellos le les me te nos sin sobre entre hasta desde nada \
         solo asi bien gracias",
    ),
];

/// Words, folded, with a part in negation.
const ROLES: &[(Role, &str)] = &[
    (Role::Ne, "ne n"),
    (Role::Pas, "pas plus jamais rien aucun aucune aucunement guere point personne nul nulle nullement ni"),
    (
        Role::Not,
        "not never no neither nor hardly without cannot sans nicht kein keine nie sin nunca dont doesnt isnt didnt cant wont",
    ),
    (Role::ContractedNot, "t"),
    (
        Role::Auxiliary,
        "don doesn didn isn aren wasn weren won wouldn couldn shouldn can hasn haven hadn ain mustn needn mightn",
    ),
    (
        Role::Stop,
        "mais car donc puisque pourtant cependant parce sauf but because since however though although except aber weil \
         pero porque",
    ),
    (Role::Que, "que qu"),
    (
        Role::Verb,
        "est ai a as suis sais crois faut peut peux veut veux va vais fait vois pense sont ont etait dois doit aime \
         comprends comprend avez avons sommes etes serait sera",
    ),
];

static TABLE: LazyLock<FxHashMap<&'static str, Function>> = LazyLock::new(|| {
    let mut table: FxHashMap<&'static str, Function> = FxHashMap::default();
    for (vote, words) in VOTES {
        for word in words.split_whitespace() {
            table.entry(word).or_default().votes |= vote;
        }
    }
    for (role, words) in ROLES {
        for word in words.split_whitespace() {
            table.entry(word).or_default().role = *role;
        }
    }
    table
});

/// Whether a word, in any case, is a function word of one of the languages.
pub fn is_function_word(word: &str) -> bool {
    function(&super::fold::fold(word)).votes != 0
}

/// Every function word, each once, in order.
pub fn all() -> Vec<&'static str> {
    let mut words: Vec<&str> = TABLE.keys().copied().collect();
    words.sort_unstable();
    words
}

/// What the table knows of a folded word.
pub fn function(folded: &str) -> Function {
    // No function word is longer than "aucunement"; long words need no look-up.
    if folded.len() > 10 { Function::default() } else { TABLE.get(folded).copied().unwrap_or_default() }
}
