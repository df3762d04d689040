//! The table of all filters: their names, what they say of themselves, how their values are read, and what they keep.
//!
//! A new filter is one row here, and a field of [`Filters`] for its values.

use super::choice::{count, date, one_of, pattern, positive_count, probability, text};
use super::spec::{Applies, Collapse, FilterError, FilterSpec, Filters};
use crate::graph::Status;
use crate::thread::{Lang, Relation};

type Parse = fn(&mut Filters, &str) -> Result<(), String>;

/// A filter that can be repeated and negated.
const fn many(
    name: &'static str,
    value: &'static str,
    about: &'static str,
    parse: Parse,
    applies: Applies,
) -> FilterSpec {
    FilterSpec { name, value: Some(value), repeats: true, needs_names: false, by_thread: true, about, parse, applies }
}

/// A filter with one value.
const fn single(
    name: &'static str,
    value: &'static str,
    about: &'static str,
    parse: Parse,
    applies: Applies,
) -> FilterSpec {
    FilterSpec { repeats: false, ..many(name, value, about, parse, applies) }
}

/// A filter without a value.
const fn switch(name: &'static str, about: &'static str, parse: Parse, applies: Applies) -> FilterSpec {
    FilterSpec { value: None, ..single(name, "", about, parse, applies) }
}

/// Every filter, in the order of help texts.
pub const FILTERS: &[FilterSpec] = &[
    many(
        "position",
        "LABEL",
        "comments that hold this position",
        |filters, typed| filters.positions.add(typed, text),
        Applies::Comments(|filters, comment| filters.positions.admits(|name| comment.holds(name)).into()),
    ),
    many(
        "form",
        "LABEL",
        "comments of this form (irony, question, …)",
        |filters, typed| filters.forms.add(typed, text),
        Applies::Comments(|filters, comment| filters.forms.admits(|name| comment.has_form(name)).into()),
    ),
    FilterSpec {
        needs_names: true,
        ..many(
            "author",
            "NAME",
            "comments of this author (with --authors keep)",
            |filters, typed| filters.authors.add(typed, text),
            Applies::Comments(|filters, comment| {
                filters.authors.admits(|name| comment.node.comment.author.as_ref() == Some(name)).into()
            }),
        )
    },
    many(
        "lang",
        "CODE",
        "comments in this language (fr, en, …)",
        |filters, typed| {
            let parse =
                |code: &str| Lang::parse(code).ok_or_else(|| "expected a two-letter code such as fr".to_owned());
            filters.langs.add(typed, parse)
        },
        Applies::Comments(|filters, comment| {
            let lang = comment.node.tags.lang.or(comment.node.comment.lang);
            filters.langs.admits(|wanted| lang == Some(*wanted)).into()
        }),
    ),
    many(
        "thread",
        "ID",
        "comments of this thread",
        |filters, typed| filters.threads.add(typed, text),
        Applies::Comments(|filters, comment| filters.threads.admits(|id| comment.thread() == id).into()),
    ),
    single(
        "since",
        "DATE",
        "comments from this date on (2025, 2025-01-28, 2025-01-28T09:00:00Z)",
        |filters, typed| date(typed).map(|since| filters.since = Some(since)),
        Applies::Comments(|filters, comment| {
            comment.dated(|time| filters.since.is_none_or(|since| time.is_since(since)))
        }),
    ),
    single(
        "until",
        "DATE",
        "comments up to this date, all of it included",
        |filters, typed| date(typed).map(|until| filters.until = Some(until)),
        Applies::Comments(|filters, comment| {
            comment.dated(|time| filters.until.is_none_or(|until| time.is_until(until)))
        }),
    ),
    many(
        "grep",
        "REGEX",
        "comments whose text matches",
        |filters, typed| filters.grep.add(typed, pattern),
        Applies::Comments(|filters, comment| {
            filters.grep.admits(|pattern| pattern.is_match(&comment.node.comment.text)).into()
        }),
    ),
    many(
        "status",
        "STATUS",
        "comments that are unchallenged, defended, challenged or undecided",
        |filters, typed| {
            let names = Status::ALL.map(|(status, name)| (name, status));
            filters.statuses.add(typed, |value| one_of(value, &names))
        },
        Applies::Comments(|filters, comment| {
            let status = comment.counting.standing(comment.node).map(|standing| standing.status);
            filters.statuses.admits(|wanted| status == Some(*wanted)).into()
        }),
    ),
    // Issues are numbered across all threads.
    FilterSpec {
        by_thread: false,
        ..many(
            "issue",
            "ID",
            "comments on this issue (i1 is the main one)",
            |filters, typed| filters.issues.add(typed, text),
            Applies::Comments(|filters, comment| filters.admit_stance(comment.index, false).into()),
        )
    },
    FilterSpec {
        by_thread: false,
        ..many(
            "side",
            "SIDE",
            "comments of authors who are for or against, on the issues asked for or on the main one",
            |filters, typed| {
                let names = [("for", "for"), ("against", "against")];
                filters.sides.add(typed, |value| one_of(value, &names))
            },
            Applies::Comments(|filters, comment| filters.admit_stance(comment.index, true).into()),
        )
    },
    single(
        "depth",
        "N",
        "comments at most that many replies below the article",
        |filters, typed| count(typed).map(|depth| filters.depth = Some(depth)),
        Applies::Comments(|filters, comment| filters.depth.is_none_or(|depth| comment.node.depth <= depth).into()),
    ),
    // `--focus` and `--reaches` name comments as the map of all threads names them.
    FilterSpec {
        by_thread: false,
        ..many(
            "focus",
            "ID",
            "this comment and what is near it",
            |filters, typed| filters.focus.add(typed, text),
            Applies::Comments(|_, comment| comment.reached.focus.admits(|set| *set.at(comment.index)).into()),
        )
    },
    single(
        "radius",
        "N",
        "how near --focus means, in links (default 1)",
        |filters, typed| count(typed).map(|radius| filters.radius = Some(radius)),
        Applies::View,
    ),
    FilterSpec {
        by_thread: false,
        ..many(
            "reaches",
            "ID",
            "this comment and what answers it, directly or through others",
            |filters, typed| filters.reaches.add(typed, text),
            Applies::Comments(|_, comment| comment.reached.reaches.admits(|set| *set.at(comment.index)).into()),
        )
    },
    many(
        "relation",
        "LABEL",
        "links of this relation (rebuttal, support, …)",
        |filters, typed| {
            let names = Relation::ALL.map(|relation| (relation.name(), relation));
            filters.relations.add(typed, |value| one_of(value, &names))
        },
        Applies::Links(|filters, link| filters.relations.admits(|relation| link.relation == *relation)),
    ),
    single(
        "min-confidence",
        "X",
        "links with at least this probability",
        |filters, typed| probability(typed).map(|least| filters.min_confidence = Some(least)),
        Applies::Links(|filters, link| filters.min_confidence.is_none_or(|least| link.confidence >= least)),
    ),
    // Given and inferred are two values of one filter: both together admit both.
    switch(
        "given",
        "links that the source gives",
        |filters, _| set(&mut filters.given),
        Applies::Links(|filters, link| link.given || filters.inferred),
    ),
    switch(
        "inferred",
        "links that palabre inferred",
        |filters, _| set(&mut filters.inferred),
        Applies::Links(|filters, link| !link.given || filters.given),
    ),
    switch(
        "reasoned",
        "links whose reply gives a ground; what stands, over these alone",
        |filters, _| set(&mut filters.reasoned),
        Applies::Links(|_, link| link.reasoned),
    ),
    single(
        "min-score",
        "X",
        "labels with a lower probability count as not held",
        |filters, typed| probability(typed).map(|least| filters.min_score = Some(least)),
        Applies::View,
    ),
    switch(
        "inherited",
        "positions taken over from what is supported or rejected count too",
        |filters, _| set(&mut filters.inherited),
        Applies::View,
    ),
    switch(
        "context",
        "keep what the matches answer as well, drawn faded",
        |filters, _| set(&mut filters.context),
        Applies::View,
    ),
    single(
        "max-nodes",
        "N",
        "keep the N strongest nodes, and count the others where they hang",
        |filters, typed| positive_count(typed).map(|most| filters.max_nodes = Some(most)),
        Applies::Folds,
    ),
    single(
        "collapse",
        "WHAT",
        "gather all replies below a comment (subthread), or all by position",
        |filters, typed| {
            let names = [("subthread", Collapse::Subthread), ("position", Collapse::Position)];
            one_of(typed, &names).map(|collapse| filters.collapse = Some(collapse))
        },
        Applies::Folds,
    ),
];

/// Turns a switch on.
#[expect(clippy::unnecessary_wraps, reason = "the result of all parsers")]
fn set(switch: &mut bool) -> Result<(), String> {
    *switch = true;
    Ok(())
}

impl Filters {
    /// Adds one filter as typed; the value of a switch is empty.
    ///
    /// # Errors
    /// If no filter has that name, or if the value is not a date, number, pattern or name of a closed list where one is
    /// expected. A label, author, thread or comment that occurs nowhere is no error: the view is then empty.
    pub fn add(&mut self, name: &str, value: &str) -> Result<(), FilterError> {
        match FILTERS.iter().find(|row| row.name == name) {
            Some(row) => self.add_to(row, value),
            None => Err(FilterError::Unknown(name.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_understood() {
        for spec in FILTERS {
            let value = match spec.value {
                None => "",
                Some("N") => "3",
                Some("X") => "0.5",
                Some("DATE") => "2025-01",
                Some("STATUS") => "defended",
                Some("CODE") => "fr",
                Some("LABEL") => "rebuttal",
                Some("WHAT") => "subthread",
                Some("SIDE") => "against",
                Some(_) => "x",
            };
            let mut filters = Filters::default();
            filters.add(spec.name, value).unwrap();
            assert_eq!(filters.fold(), matches!(spec.applies, Applies::Folds), "{}", spec.name);
            assert_eq!(filters.is_empty(), filters.fold(), "{}", spec.name);
            assert_eq!(filters.choose_comments(), matches!(spec.applies, Applies::Comments(_)), "{}", spec.name);
            assert_eq!(filters.choose_links(), matches!(spec.applies, Applies::Links(_)), "{}", spec.name);
        }
    }

    #[test]
    fn no_two_rows_have_the_same_name() {
        let names: std::collections::BTreeSet<_> = FILTERS.iter().map(|row| row.name).collect();
        assert_eq!(names.len(), FILTERS.len());
    }

    #[test]
    fn wrong_values_say_what_would_be_right() {
        let reason = |name: &str, value: &str| Filters::default().add(name, value).unwrap_err().to_string();
        assert_eq!(reason("depth", "-1"), "`-1` does not fit --depth: expected a whole number");
        assert_eq!(reason("max-nodes", "0"), "`0` does not fit --max-nodes: expected a whole number from 1 on");
        assert_eq!(reason("min-score", "NaN"), "`NaN` does not fit --min-score: expected a probability from 0 to 1");
        assert_eq!(reason("grep", "(a"), "`(a` does not fit --grep: unclosed group");
        assert!(reason("since", "yesterday").contains("expected a date"));
        assert!(reason("status", "not:rejected").contains("unchallenged, defended"));
        assert_eq!(reason("colour", "red"), "there is no filter `colour`");
        assert!(reason("grep", &"a".repeat(2_000)).contains("1024 bytes"));
    }

    #[test]
    fn of_a_single_value_the_last_one_counts_and_is_recorded() {
        let mut filters = Filters::default();
        for (name, value) in [("depth", "3"), ("position", "a"), ("depth", "1"), ("position", "not:b")] {
            filters.add(name, value).unwrap();
        }
        assert_eq!(filters.depth, Some(1));
        assert_eq!(filters.typed(), ["position=a", "depth=1", "position=not:b"]);
    }

    #[test]
    fn only_filters_that_name_comments_look_beyond_a_thread() {
        for row in FILTERS {
            let mut filters = Filters::default();
            if filters.add(row.name, "1").is_ok() {
                assert_eq!(
                    filters.are_by_thread(),
                    !matches!(row.name, "focus" | "reaches" | "issue" | "side"),
                    "{}",
                    row.name
                );
            }
        }
    }
}
