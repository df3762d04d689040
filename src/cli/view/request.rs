//! The head of a request → what it asks for, or why it is refused.
//!
//! `httparse` parses the head. The checks are few and strict: two methods, three addresses, two names of the host. Addresses
//! are not decoded, and no part of one is ever the name of a file.

/// Longest head of a request, in bytes. Browsers send about 600.
pub const HEAD_BYTES: usize = 8 << 10;

/// Most fields of a head. Browsers send about 15.
const FIELDS: usize = 64;

/// A request that is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// What it asks for.
    pub what: What,
    /// Whether it asks only for the head of the response (`HEAD`).
    pub head_only: bool,
}

/// What a request can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The page.
    Page,
    /// The data in the page.
    Island,
    /// Events, after the last version that the browser has seen, if it listened before.
    Events(Option<u64>),
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is not an HTTP request.
    Malformed,
    /// Its method is not `GET` or `HEAD`.
    Method,
    /// It names another host: a web page has led the browser here under its own name (DNS rebinding).
    Host,
    /// There is nothing at this address, or its secret part is wrong.
    Missing,
    /// Its head is too long.
    TooLong,
    /// It took too long to arrive.
    TooSlow,
    /// Too many other connections are open.
    Busy,
}

impl Refused {
    /// The status line of the response.
    pub fn status(self) -> &'static str {
        match self {
            Refused::Malformed => "400 Bad Request",
            Refused::Host => "403 Forbidden",
            Refused::Missing => "404 Not Found",
            Refused::Method => "405 Method Not Allowed",
            Refused::TooSlow => "408 Request Timeout",
            Refused::TooLong => "431 Request Header Fields Too Large",
            Refused::Busy => "503 Service Unavailable",
        }
    }
}

/// Where the page is.
#[derive(Clone, Debug)]
pub struct Place {
    /// The port it is served on.
    pub port: u16,
    /// The secret part of its address.
    pub token: String,
}

impl Place {
    /// Reads what has come of a request; `None` while its head is not complete.
    ///
    /// # Errors
    /// When it is not to be answered.
    pub fn read(&self, bytes: &[u8]) -> Result<Option<Request>, Refused> {
        let mut fields = [httparse::EMPTY_HEADER; FIELDS];
        let mut head = httparse::Request::new(&mut fields);
        match head.parse(bytes) {
            Ok(httparse::Status::Complete(length)) if length <= HEAD_BYTES => {}
            Ok(httparse::Status::Partial) if bytes.len() <= HEAD_BYTES => return Ok(None),
            Ok(_) | Err(httparse::Error::TooManyHeaders) => return Err(Refused::TooLong),
            Err(_) => return Err(Refused::Malformed),
        }
        self.judge(&head).map(Some)
    }

    fn judge(&self, head: &httparse::Request<'_, '_>) -> Result<Request, Refused> {
        let values = |name: &'static str| {
            head.headers.iter().filter(move |field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value)
        };
        let mut hosts = values("host");
        match (hosts.next(), hosts.next()) {
            (Some(host), None) if self.is_here(host) => {}
            _ => return Err(Refused::Host),
        }
        let head_only = match head.method {
            Some("GET") => false,
            Some("HEAD") => true,
            _ => return Err(Refused::Method),
        };
        let path = head.path.and_then(|path| path.strip_prefix('/')).ok_or(Refused::Missing)?;
        let (token, resource) = path.split_once('/').ok_or(Refused::Missing)?;
        if !same(token.as_bytes(), self.token.as_bytes()) {
            return Err(Refused::Missing);
        }
        let seen = || std::str::from_utf8(values("last-event-id").next()?).ok()?.parse().ok();
        let what = match resource {
            "" => What::Page,
            "map.json" => What::Island,
            "events" => What::Events(seen()),
            _ => return Err(Refused::Missing),
        };
        Ok(Request { what, head_only })
    }

    /// Whether a request names this host in a way that no web page can.
    fn is_here(&self, host: &[u8]) -> bool {
        let host = host.to_ascii_lowercase();
        ["127.0.0.1", "localhost"].iter().any(|name| {
            host == format!("{name}:{}", self.port).as_bytes() || (self.port == 80 && host == name.as_bytes())
        })
    }
}

/// Whether two secrets are equal. The time of the comparison does not depend on how many bytes agree.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<Request>, Refused> {
        Place { port: 4711, token: "5ec7e7".to_owned() }.read(text.as_bytes())
    }

    fn get(path: &str) -> Result<Option<Request>, Refused> {
        read(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:4711\r\n\r\n"))
    }

    fn found(what: What, head_only: bool) -> Request {
        Request { what, head_only }
    }

    #[test]
    fn three_addresses_are_known() {
        assert_eq!(get("/5ec7e7/"), Ok(Some(found(What::Page, false))));
        assert_eq!(get("/5ec7e7/map.json"), Ok(Some(found(What::Island, false))));
        assert_eq!(get("/5ec7e7/events"), Ok(Some(found(What::Events(None), false))));
        for path in [
            "/",
            "/5ec7e7",
            "//",
            "/5ec7e8/",
            "/5ec7e/",
            "/5ec7e77/",
            "/5ec7e7/map.json/",
            "/5ec7e7//",
            "/5ec7e7/../5ec7e7/",
            "/5ec7e7/..%2f",
            "/5ec7e7/%2e",
            "/5ec7e7/?x",
            "/favicon.ico",
            "/..//etc/passwd",
            "/5EC7E7/",
            "*",
            "http://127.0.0.1:4711/5ec7e7/",
        ] {
            assert_eq!(get(path), Err(Refused::Missing), "{path}");
        }
    }

    #[test]
    fn only_this_host_by_its_own_names() {
        let host = |lines: &str| read(&format!("GET /5ec7e7/ HTTP/1.1\r\n{lines}\r\n\r\n"));
        for good in ["Host: 127.0.0.1:4711", "host: localhost:4711", "HOST: LocalHost:4711 "] {
            assert_eq!(host(good), Ok(Some(found(What::Page, false))), "{good}");
        }
        for bad in [
            "X: y",
            "Host:",
            "Host: 127.0.0.1",
            "Host: localhost",
            "Host: 127.0.0.1:4712",
            "Host: evil.example:4711",
            "Host: 127.0.0.1:4711.evil.example",
            "Host: localhost:4711\r\nHost: localhost:4711",
            "Host: 127.1:4711",
            "Host: [::1]:4711",
            "Host: user@localhost:4711",
        ] {
            assert_eq!(host(bad), Err(Refused::Host), "{bad}");
        }
    }

    #[test]
    fn nothing_is_changed_by_a_request() {
        let method = |name: &str| read(&format!("{name} /5ec7e7/ HTTP/1.1\r\nHost: localhost:4711\r\n\r\n"));
        assert_eq!(method("HEAD"), Ok(Some(found(What::Page, true))));
        for name in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get", "PATCH"] {
            assert_eq!(method(name), Err(Refused::Method), "{name}");
        }
    }

    #[test]
    fn heads_come_in_pieces_and_have_an_end() {
        let whole = "GET /5ec7e7/events HTTP/1.1\r\nHost: localhost:4711\r\nLast-Event-ID: 12\r\n\r\n";
        for end in 0..whole.len() {
            assert_eq!(read(&whole[..end]), Ok(None), "{end}");
        }
        assert_eq!(read(whole), Ok(Some(found(What::Events(Some(12)), false))));
        assert_eq!(read(&whole.replace("12", "x")), Ok(Some(found(What::Events(None), false))));
        assert_eq!(read(&format!("{whole}body")), Ok(Some(found(What::Events(Some(12)), false))));
        let long = |bytes: usize| format!("GET /{} HTTP/1.1\r\nHost: localhost:4711\r\n\r\n", "a".repeat(bytes));
        assert_eq!(read(&long(HEAD_BYTES)), Err(Refused::TooLong));
        assert_eq!(read(&long(HEAD_BYTES)[..=HEAD_BYTES]), Err(Refused::TooLong));
        assert_eq!(read(&long(HEAD_BYTES - 100)), Err(Refused::Missing));
        assert_eq!(read(&whole.replace("\r\n\r\n", &"\r\nX: y".repeat(99))), Err(Refused::TooLong));
        for malformed in
            ["\u{16}\u{3}\u{1}", "GET\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", "GET / HTTP/1.1\r\nA\0: b\r\n\r\n"]
        {
            assert_eq!(read(malformed), Err(Refused::Malformed), "{malformed:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_comes_is_judged_and_only_the_secret_opens(
            bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..600),
            method in "[A-Z]{1,5}|GET|\\PC{0,9}",
            path in "/(5ec7e7|[0-9a-f]{0,8})(/(map.json|events|\\PC{0,20})?)?",
            host in "(127\\.0\\.0\\.1|localhost|[a-z.]{0,12})(:4711|:[0-9]{0,6})?",
            extra in "([A-Za-z-]{1,12}: ?[ -~]{0,40}\r\n){0,5}",
        ) {
            let place = Place { port: 4711, token: "5ec7e7".to_owned() };
            let _ = place.read(&bytes);
            let head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n{extra}\r\n");
            if let Ok(Some(request)) = place.read(head.as_bytes()) {
                proptest::prop_assert!(["/5ec7e7/", "/5ec7e7/map.json", "/5ec7e7/events"].contains(&&*path), "{}", head);
                proptest::prop_assert!(["127.0.0.1:4711", "localhost:4711"].contains(&&*host), "{}", head);
                proptest::prop_assert!(method == if request.head_only { "HEAD" } else { "GET" }, "{}", head);
            }
        }
    }
}
