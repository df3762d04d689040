//! The cues that hold or do not hold between two lines and belong to no larger family.

use super::named::named;

named! {
    /// A single cue. In the meanings, "it" is the lower line.
    Plain {
        AtName = "at-name", "it begins with @ and a name";
        AtNameOnly = "at-name-only", "it is only @ and a name";
        AtNameAbove = "at-name-only-above", "the line above is only @ and a name";
        AddressAbove = "address-above", "the line above is short and begins with a name and a comma or colon, or @";
        Named = "named", "it begins with a name and a comma or colon";
        NamedAgain = "named-again", "it begins with a name that other lines begin with, too";
        NameComma = "name-comma", "it begins with one capitalised word and a comma";
        NameOnly = "name-only", "it is only a name";
        NameOnlyAbove = "name-only-above", "the line above is only a name";
        KnownName = "known-name", "its first words hold a name that the page addresses";
        DashName = "dash-name", "it is short and begins with a dash";
        Signature = "signature", "it is a few words without a stop";
        SignatureAgain = "signature-again", "it is a few words that are a line elsewhere, too";
        SignatureAbove = "signature-above", "the line above is a few words without a stop";
        SignatureAgainAbove = "signature-again-above", "the line above is a few words that are a line elsewhere, too";
        SignsOff = "signs-off", "it is a farewell";
        SignsOffAbove = "signs-off-above", "the line above is a farewell";
        EndsSigningOff = "ends-signing-off", "the line above ends with a farewell";
        Closes = "closes", "it ends with a closing formula";
        ClosesAbove = "closes-above", "the line above ends with a closing formula";
        Rule = "rule", "it is a line of dashes or stars";
        RuleAbove = "rule-above", "the line above is a line of dashes or stars";
        Link = "link", "it is only a web address";
        LinkAbove = "link-above", "the line above is only a web address";
        RunsOn = "runs-on", "the line above breaks off and it goes on in lower case";
        SmallBoth = "small-both", "both begin in lower case";
        SmallBelow = "small-below", "it begins in lower case, the line above does not";
        SmileyAbove = "smiley-above", "the line above ends with a smiley";
        OpenBracket = "open-bracket", "the line above opens a bracket and does not close it";
        ItemFirst = "item-first", "it is the first item of a numbered list";
        ItemLater = "item-later", "it is a later item of a numbered list";
        ItemNext = "item-next", "the numbers of a list go on";
        ItemNextBut = "item-next-but-one", "the numbers of a list go on, after a line between";
        ItemNextFar = "item-next-far", "the numbers of a list go on from some lines above";
        ItemAfterColon = "item-after-colon", "it is the first item below a colon";
        ItemBoth = "item-both", "both are items of the same kind of list";
        ItemBelow = "item-below", "it is an item of a list, the line above is not";
        ItemAbove = "item-above", "the line above is an item of a list, it is not";
        LeadsList = "leads-list", "it ends with a colon, and a list follows";
        QuotedAbove = "quotation-above", "the line above is only a quotation";
        QuotedBelow = "quotation-below", "it is only a quotation";
        QuotedBoth = "quotation-both", "both are only quotations";
        QuotedFarAbove = "quotation-two-above", "the line before the one above is only a quotation, both lines are not";
        QuotationThen = "quotation-then-own", "the line above is only a quotation, and it begins with none";
        QuotesFirst = "quotes-first", "it begins with a quotation and goes on";
        QuotesAndAnswers = "quotes-and-answers-above", "the line above quotes and goes on, it begins with no quotation";
        QuotesInTurns = "quotes-in-turns", "quotations and answers take turns";
        InsideQuotation = "inside-quotation", "a quotation that opened above is still open";
        LongQuotationAbove = "long-quotation-above", "the line above ends a quotation of several lines";
        EchoNear = "quotes-above", "it quotes the line above";
        EchoClose = "quotes-close", "it quotes a line two to four lines up";
        EchoEarlier = "quotes-earlier", "it quotes a line five to fifteen lines up";
        EchoFar = "quotes-far", "it quotes a line far up";
        EchoFirstNear = "quotes-above-first", "it begins by quoting the line above";
        EchoFirst = "quotes-earlier-first", "it begins by quoting an earlier line";
        EchoChain = "quotes-on", "a few lines up the same text was quoted";
        EchoAbove = "above-quotes", "the line above quotes an earlier line";
        WordNear = "quotes-word-above", "it quotes a word of the line above";
        WordNearFirst = "quotes-word-above-first", "it begins by quoting a word of the line above";
        WordEarlier = "quotes-word-earlier", "it quotes a word of an earlier line";
        WordEarlierFirst = "quotes-word-earlier-first", "it begins by quoting a word of an earlier line";
        Article = "quotes-article", "it quotes the article";
        ArticleFirst = "quotes-article-first", "it begins by quoting the article";
        CopyNear = "copies-above", "the line above has all its words in a row";
        CopyFar = "copies", "an earlier line has all its words in a row";
        CopyChain = "copies-on", "a few lines up the same text was copied";
        CopyAbove = "copy-above", "the line above only copies an earlier one";
        Repeats = "repeats", "an earlier line begins with the same words";
        SameFirst = "same-first-word", "both begin with the same word";
        TuThenVous = "familiar-then-polite", "the line above says tu, it says vous";
        VousThenTu = "polite-then-familiar", "the line above says vous, it says tu";
        AsksAbove = "asks-above", "the line above ends with a question";
        AsksAsks = "asks-and-asks", "the line above ends with a question, and it begins with one";
        AsksReader = "asks-reader-above", "the line above ends with a question and says you";
        ShortExclaims = "short-with-exclamation-mark", "it is short and has an exclamation mark";
        ShortAsks = "short-with-question-mark", "it is short and ends with a question mark";
        OneSentence = "one-sentence", "it is one sentence";
        OneSentenceAbove = "one-sentence-above", "the line above is one sentence";
        ShortThenLong = "long-below-short", "it is long and the line above short";
        LongThenShort = "short-below-long", "it is short and the line above long";
        ShortRun = "short-run", "three short lines in a row, as in verse";
        ShortBeforeLong = "short-before-long", "it is short and the next line long";
        FirstLines = "first-lines", "it is the second or third line of all";
        LastLines = "last-lines", "it is the last line of all or the one before";
    }
}

named! {
    /// A cue with a size. In the meanings, "it" is the lower line.
    Graded {
        Longer = "longer", "how much longer it is";
        Shorter = "shorter", "how much shorter it is";
        AlikeLength = "alike-length", "how alike their lengths are";
        AlikeLengthAbove = "alike-length-above", "how alike the lengths of the two lines above are";
        AlikeLengthNext = "alike-length-next", "how alike its length and that of the next line are";
        SentencesAbove = "sentences-above", "how many sentences the line above has";
        Sentences = "sentences", "how many sentences it has";
        LengthAbove = "length-above", "how long the line above is for the page";
        LengthBelow = "length-below", "how long it is for the page";
        Agreement = "habits-agree", "how many rare habits of typing both show";
        Clashes = "habits-clash", "how many habits of typing differ";
        ClashesFar = "habits-clash-two-above", "how many habits differ from the line before the one above";
        ClashesNext = "habits-clash-next", "how many habits of the line above and the next line differ";
        QuotationsBefore = "quotations-before", "how many lines before begin with a quotation, as it does";
    }
}
