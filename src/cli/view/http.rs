//! A server of HTTP/1.1 for one page and one user: it listens on 127.0.0.1, answers `GET` and `HEAD`, and closes each
//! connection after its answer.
//!
//! Written here on `std::net` and `httparse` after a look at what there is: `tiny_http` 0.12 (2022, the newest) puts no
//! limit on how long a client may take; `oxhttp` 0.3 does not tell which port it was given, writes its own messages to
//! standard error, and stops accepting where as many slow clients hold on to it as it takes connections; `hyper` and what
//! is built on it bring an asynchronous runtime for what is a few requests a minute.
//!
//! A connection has a thread of its own, a time to say what it wants, and a time to take the answer, so that a slow one
//! keeps nobody waiting; and there are only so many.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, sleep};
use std::time::{Duration, Instant};

use super::live::{Event, Live};
use super::request::{Place, Refused, Request, What};
use crate::write::page;

/// Most connections at a time. Each open page holds one, and a browser opens six at most.
const MOST: usize = 64;

/// Time for the head of a request. A browser on this machine needs a millisecond.
const TO_ASK: Duration = Duration::from_secs(5);

/// Time for an answer to be taken, which may be some hundred megabytes.
const TO_TAKE: Duration = Duration::from_mins(1);

/// Longest silence to a page that listens: whoever left is noticed then.
const SILENCE: Duration = Duration::from_secs(5);

/// How long what a client still sends is read after the answer: closing on it would take the answer back.
const REST: Duration = Duration::from_millis(500);

/// Bytes of the secret part of the address, as many as nobody can guess.
const TOKEN_BYTES: usize = 16;

/// What every answer says: keep no copy, guess no type, tell nobody where you come from, let no other page have it.
const FIELDS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
    X-Frame-Options: DENY\r\nCross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Resource-Policy: same-origin\r\n\
    Connection: close\r\n";

/// The server, before it runs.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    shared: Arc<Shared>,
}

/// What all connections share.
#[derive(Debug)]
struct Shared {
    place: Place,
    live: Arc<Live>,
    open: AtomicUsize,
}

/// An answer.
#[derive(Debug)]
struct Answer {
    status: &'static str,
    kind: &'static str,
    policy: String,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Bytes(Arc<[u8]>),
    /// Events as they come; with the last one heard of.
    Events(Option<u64>),
}

impl Server {
    /// Takes a port of 127.0.0.1, a free one for 0, and makes up the secret part of the address.
    ///
    /// # Errors
    /// When the system has no such port, or no random numbers.
    pub fn bind(port: u16, live: &Arc<Live>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let mut secret = [0; TOKEN_BYTES];
        getrandom::fill(&mut secret).map_err(io::Error::other)?;
        let token = format!("{:032x}", u128::from_be_bytes(secret));
        let place = Place { port: listener.local_addr()?.port(), token };
        let shared = Shared { place, live: Arc::clone(live), open: AtomicUsize::new(0) };
        Ok(Self { listener, shared: Arc::new(shared) })
    }

    /// The address of the page.
    pub fn address(&self) -> String {
        let Place { port, token } = &self.shared.place;
        format!("http://127.0.0.1:{port}/{token}/")
    }

    /// Serves for as long as the program runs.
    pub fn run(&self) {
        for stream in self.listener.incoming() {
            match stream {
                Ok(stream) => self.take(stream),
                // Out of file descriptors, or a client that has gone again: others may have better luck a moment later.
                Err(_) => sleep(Duration::from_millis(20)),
            }
        }
    }

    fn take(&self, mut stream: TcpStream) {
        if self.shared.open.fetch_add(1, Ordering::Relaxed) >= MOST {
            self.shared.open.fetch_sub(1, Ordering::Relaxed);
            // It fits into the buffers of the system, so this waits for nobody; who has sent much by then loses it.
            let _ = stream.set_nonblocking(true);
            let _ = stream.write_all(head(&refusal(Refused::Busy), 0).as_bytes());
            return;
        }
        let open = Open(Arc::clone(&self.shared));
        // A thread that cannot be had drops the connection.
        let _ = Builder::new().name("answer".to_owned()).spawn(move || {
            // Whoever hangs up has what he wanted.
            let _ = open.0.answer(&mut stream);
        });
    }
}

/// A connection that counts as open until this is dropped.
struct Open(Arc<Shared>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Shared {
    /// Reads a request and answers it.
    fn answer(&self, stream: &mut TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let request = match self.hear(stream) {
            Ok(request) => request,
            Err(None) => return Ok(()),
            Err(Some(refused)) => {
                let answer = refusal(refused);
                return self.send(stream, &answer, false);
            }
        };
        self.send(stream, &self.reply(request), request.head_only)
    }

    /// Reads until the head of the request is complete. `None` is a client that left, or never spoke.
    fn hear(&self, stream: &mut TcpStream) -> Result<Request, Option<Refused>> {
        let begin = Instant::now();
        let mut bytes = Vec::new();
        let mut piece = [0; 1 << 10];
        loop {
            let left = TO_ASK.checked_sub(begin.elapsed()).filter(|left| !left.is_zero()).ok_or(Refused::TooSlow)?;
            stream.set_read_timeout(Some(left)).map_err(|_| None)?;
            match stream.read(&mut piece) {
                Ok(0) => return Err(None),
                Ok(count) => bytes.extend_from_slice(piece.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                    return Err(Some(Refused::TooSlow).filter(|_| !bytes.is_empty()));
                }
                Err(_) => return Err(None),
            }
            if let Some(request) = self.place.read(&bytes)? {
                return Ok(request);
            }
        }
    }

    fn reply(&self, request: Request) -> Answer {
        let ok = |kind, body| Answer { status: "200 OK", kind, policy: NOTHING.to_owned(), body };
        match request.what {
            What::Page => {
                let policy = format!("{}; frame-ancestors 'none'", page::policy(true));
                Answer { policy, ..ok("text/html; charset=utf-8", Body::Bytes(self.live.page())) }
            }
            What::Island => ok("application/json", Body::Bytes(self.live.island())),
            What::Events(seen) => ok("text/event-stream", Body::Events(seen)),
        }
    }

    fn send(&self, stream: &mut TcpStream, answer: &Answer, head_only: bool) -> io::Result<()> {
        let begin = Instant::now();
        let length = match &answer.body {
            Body::Bytes(bytes) => bytes.len(),
            Body::Events(_) => 0,
        };
        put(stream, head(answer, length).as_bytes(), begin)?;
        match &answer.body {
            _ if head_only => {}
            Body::Bytes(bytes) => put(stream, bytes, begin)?,
            Body::Events(seen) => self.tell(stream, *seen)?,
        }
        hang_up(stream)
    }

    /// Tells a page what changes, until it leaves.
    fn tell(&self, stream: &mut TcpStream, seen: Option<u64>) -> io::Result<()> {
        let (mut version, mut events) = self.live.begin(seen);
        // The number goes first and alone, so that a page which lost its connection says what it knows.
        put(stream, format!("retry: 1000\nid: {version}\n\n").as_bytes(), Instant::now())?;
        loop {
            let words = if events.is_empty() { ":\n\n".to_owned() } else { String::new() };
            let words = events.iter().fold(words, |words, event| match event {
                Event::Map => format!("{words}event: map\nid: {version}\ndata: {version}\n\n"),
                Event::Trouble(json) => format!("{words}event: trouble\nid: {version}\ndata: {json}\n\n"),
            });
            put(stream, words.as_bytes(), Instant::now())?;
            (version, events) = self.live.wait(version, SILENCE);
        }
    }
}

/// What an answer that is no page may do.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

fn refusal(refused: Refused) -> Answer {
    let status = refused.status();
    let body = Body::Bytes(format!("{status}\n").into_bytes().into());
    Answer { status, kind: "text/plain; charset=utf-8", policy: NOTHING.to_owned(), body }
}

/// The head of an answer.
fn head(answer: &Answer, length: usize) -> String {
    let Answer { status, kind, policy, body } = answer;
    let date = jiff::Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT");
    let length = match body {
        Body::Bytes(_) => format!("Content-Length: {length}\r\n"),
        Body::Events(_) => String::new(),
    };
    let allow = if status.starts_with("405") { "Allow: GET, HEAD\r\n" } else { "" };
    format!(
        "HTTP/1.1 {status}\r\nDate: {date}\r\nContent-Type: {kind}\r\n{length}{allow}\
         Content-Security-Policy: {policy}\r\n{FIELDS}\r\n"
    )
}

/// Writes all of it within the time that the answer has, which began then.
fn put(stream: &mut TcpStream, mut bytes: &[u8], begin: Instant) -> io::Result<()> {
    while !bytes.is_empty() {
        let left = TO_TAKE.checked_sub(begin.elapsed()).filter(|left| !left.is_zero());
        stream.set_write_timeout(Some(left.ok_or(io::ErrorKind::TimedOut)?))?;
        match stream.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Ends the answer, and waits a moment for the client to have read it and hung up too.
fn hang_up(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let begin = Instant::now();
    let mut unread = [0; 4 << 10];
    while let Some(left) = REST.checked_sub(begin.elapsed()).filter(|left| !left.is_zero()) {
        stream.set_read_timeout(Some(left))?;
        if stream.read(&mut unread)? == 0 {
            break;
        }
    }
    Ok(())
}
