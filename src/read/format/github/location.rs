//! Addresses of a forge → the issue, pull request or discussion that they belong to.

use crate::read::format::address::host;
use crate::read::json::Value;

/// An issue, pull request or discussion. Within a repository, they share one numbering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Location {
    host: String,
    /// `owner/name`.
    repository: String,
    number: String,
}

impl Location {
    /// The location that the addresses in a value give.
    pub(super) fn of(value: Value<'_>) -> Option<Self> {
        let names = ["issue_url", "pull_request_url", "html_url", "url"];
        names.into_iter().find_map(|name| Self::parse(&value.text(name)))
    }

    /// The location of an address of the site or of its API: `…/OWNER/REPOSITORY/issues/NUMBER`.
    fn parse(address: &str) -> Option<Self> {
        let host = host(address)?;
        let host = host.strip_prefix("api.").map_or(host.clone(), str::to_owned);
        let parts: Vec<&str> = address.split(['/', '#', '?']).collect();
        let index = parts.iter().rposition(|part| matches!(*part, "issues" | "pull" | "pulls" | "discussions"))?;
        let number = parts.get(index + 1)?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let [.., owner, name] = parts.get(..index)? else { return None };
        is_number.then(|| Self { host, repository: format!("{owner}/{name}"), number: (*number).to_owned() })
    }

    /// The name that the site itself uses: `owner/repository#28`.
    pub(super) fn name(&self) -> String {
        format!("{}#{}", self.repository, self.number)
    }

    /// The key of the thread, the same for every address of the location.
    pub(super) fn key(&self) -> String {
        format!("github/{}/{}/{}", self.host, self.repository, self.number)
    }

    /// The id of the opening. Issues and comments are numbered separately.
    pub(super) fn opening_id(&self) -> String {
        format!("issue-{}", self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_address_gives_the_location() {
        for (address, name) in [
            ("https://api.github.com/repos/o/r/issues/28", Some("o/r#28")),
            ("https://github.com/o/r/pull/31#discussion_r1", Some("o/r#31")),
            ("https://forge.example/o/r/pulls/3#issuecomment-9", Some("o/r#3")),
            ("https://api.github.com/repos/o/r/issues/comments/5449237", None),
            ("https://github.com/o/issues/issues/7", Some("o/issues#7")),
            ("issues/7", None),
        ] {
            assert_eq!(Location::parse(address).map(|location| location.name()).as_deref(), name, "{address}");
        }
        let key = |address| Location::parse(address).unwrap().key();
        assert_eq!(key("https://api.github.com/repos/o/r/pulls/3"), key("https://github.com/o/r/pull/3"));
    }
}
