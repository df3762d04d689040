//! The language of the words that palabre itself writes: captions, legends, verbs on lines, headings of a report. There
//! are two by decision; the languages of comments are in [`crate::lang`].

/// The language of the interface. It changes no text that was read, and no name or id in a format for programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ui {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl Ui {
    /// Every language with its code, as `--ui` and the `lang` attribute of pages name it.
    pub const ALL: [(Ui, &'static str); 2] = [(Ui::En, "en"), (Ui::Fr, "fr")];

    /// Its code: `en` or `fr`.
    pub fn code(self) -> &'static str {
        self.pick("en", "fr")
    }

    /// The words in this language. Callers give both languages side by side, so that neither is forgotten.
    pub fn pick<T>(self, en: T, fr: T) -> T {
        match self {
            Ui::En => en,
            Ui::Fr => fr,
        }
    }
}
