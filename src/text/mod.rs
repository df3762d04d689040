//! Texts as the rules see them: folding, tokens, sentences, quotations, negation, language.
