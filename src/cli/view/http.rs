//! A server of HTTP/1.1 for one page and one user: it listens on 127.0.0.1, answers `GET` and `HEAD`, and closes each
//! connection after its answer.
//!
//! It is written on `std::net` and `httparse` because no crate fits: `tiny_http` 0.12 (2022, the newest) does not limit how
//! long a client may take; `oxhttp` 0.3 does not report its port, writes messages to standard error, and stops accepting
//! when slow clients hold all its connections; `hyper` and everything built on it need an asynchronous runtime, which a few
//! requests a minute do not justify.
//!
//! Each connection has its own thread, a time limit for the request and one for the response, so a slow client delays
//! nobody. The number of connections is limited.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, sleep};
use std::time::{Duration, Instant};

use super::live::{Event, Live};
use super::request::{Place, Refused, Request, What};
use crate::write::page;

/// Most connections at a time. Each open page holds one, and a browser opens at most six.
const MOST: usize = 64;

/// Time limit for the head of a request. A browser on this machine needs a millisecond.
const REQUEST_TIME: Duration = Duration::from_secs(5);

/// Time limit for a client to receive a response, which may have a few hundred megabytes.
const RESPONSE_TIME: Duration = Duration::from_mins(1);

/// Longest time without a message to a listening page. A page that has left is noticed then.
const SILENCE: Duration = Duration::from_secs(5);

/// How long to drain the client's input after responding. Closing with unread input resets the connection, and the client
/// may lose the response.
const DRAIN: Duration = Duration::from_millis(500);

/// Bytes of the secret part of the address: 128 bits cannot be guessed.
const TOKEN_BYTES: usize = 16;

/// Header fields of every response: keep no copy, guess no type, send no referrer, let no other page embed or read it.
const FIELDS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
    X-Frame-Options: DENY\r\nCross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Resource-Policy: same-origin\r\n\
    Connection: close\r\n";

/// The server, before it runs.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    shared: Arc<Shared>,
}

/// The state that all connections share.
#[derive(Debug)]
struct Shared {
    place: Place,
    live: Arc<Live>,
    open: AtomicUsize,
}

/// A response.
#[derive(Debug)]
struct Response {
    status: &'static str,
    kind: &'static str,
    policy: String,
    body: Body,
}

/// The body of a response.
#[derive(Debug)]
enum Body {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// Events as they happen, after the last version that the page has seen.
    Events(Option<u64>),
}

impl Server {
    /// Opens a port of 127.0.0.1, any free port for 0, and chooses the secret part of the address.
    ///
    /// # Errors
    /// When the port cannot be opened, or the system has no random numbers.
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

    /// Serves until the program ends.
    pub fn run(&self) {
        for stream in self.listener.incoming() {
            match stream {
                Ok(stream) => self.accept(stream),
                // Out of file descriptors, or the client has left. Try again after a moment.
                Err(_) => sleep(Duration::from_millis(20)),
            }
        }
    }

    /// Answers a connection in a new thread, or refuses it if there are too many.
    fn accept(&self, mut stream: TcpStream) {
        if self.shared.open.fetch_add(1, Ordering::Relaxed) >= MOST {
            self.shared.open.fetch_sub(1, Ordering::Relaxed);
            // The response fits into the system's buffers, so this never blocks. A client that is still sending may lose it.
            let _ = stream.set_nonblocking(true);
            let _ = stream.write_all(head(&refusal(Refused::Busy), 0).as_bytes());
            return;
        }
        let open = Open(Arc::clone(&self.shared));
        // If no thread can be started, the connection is dropped.
        let _ = Builder::new().name("answer".to_owned()).spawn(move || {
            // A client that closes the connection early has what it wanted.
            let _ = open.0.answer(&mut stream);
        });
    }
}

/// Counts a connection as open until it is dropped.
struct Open(Arc<Shared>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Shared {
    /// Reads a request and responds to it.
    fn answer(&self, stream: &mut TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let request = match self.receive(stream) {
            Ok(request) => request,
            Err(None) => return Ok(()),
            Err(Some(refused)) => {
                return self.send(stream, &refusal(refused), false);
            }
        };
        self.send(stream, &self.reply(request), request.head_only)
    }

    /// Reads until the head of the request is complete. The error is `None` if the client left or sent nothing.
    fn receive(&self, stream: &mut TcpStream) -> Result<Request, Option<Refused>> {
        let begin = Instant::now();
        let mut bytes = Vec::new();
        let mut chunk = [0; 1 << 10];
        loop {
            let left =
                REQUEST_TIME.checked_sub(begin.elapsed()).filter(|left| !left.is_zero()).ok_or(Refused::TooSlow)?;
            stream.set_read_timeout(Some(left)).map_err(|_| None)?;
            match stream.read(&mut chunk) {
                Ok(0) => return Err(None),
                Ok(count) => bytes.extend_from_slice(chunk.get(..count).unwrap_or_default()),
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

    fn reply(&self, request: Request) -> Response {
        let ok = |kind, body| Response { status: "200 OK", kind, policy: NOTHING.to_owned(), body };
        match request.what {
            What::Page => {
                let policy = format!("{}; frame-ancestors 'none'", page::policy(true));
                Response { policy, ..ok("text/html; charset=utf-8", Body::Bytes(self.live.page())) }
            }
            What::Island => ok("application/json", Body::Bytes(self.live.island())),
            What::Events(seen) => ok("text/event-stream", Body::Events(seen)),
        }
    }

    fn send(&self, stream: &mut TcpStream, response: &Response, head_only: bool) -> io::Result<()> {
        let begin = Instant::now();
        let length = match &response.body {
            Body::Bytes(bytes) => bytes.len(),
            Body::Events(_) => 0,
        };
        put(stream, head(response, length).as_bytes(), begin)?;
        match &response.body {
            _ if head_only => {}
            Body::Bytes(bytes) => put(stream, bytes, begin)?,
            Body::Events(seen) => self.send_events(stream, *seen)?,
        }
        hang_up(stream)
    }

    /// Sends a page its events until it leaves.
    fn send_events(&self, stream: &mut TcpStream, seen: Option<u64>) -> io::Result<()> {
        let (mut version, mut events) = self.live.begin(seen);
        // The version goes first and alone, so that a page that loses its connection can report what it has seen.
        put(stream, format!("retry: 1000\nid: {version}\n\n").as_bytes(), Instant::now())?;
        loop {
            let message = if events.is_empty() { ":\n\n".to_owned() } else { String::new() };
            let message = events.iter().fold(message, |message, event| match event {
                Event::Map => format!("{message}event: map\nid: {version}\ndata: {version}\n\n"),
                Event::Trouble(json) => format!("{message}event: trouble\nid: {version}\ndata: {json}\n\n"),
            });
            put(stream, message.as_bytes(), Instant::now())?;
            (version, events) = self.live.wait(version, SILENCE);
        }
    }
}

/// The content security policy of responses that are not the page.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// The response that refuses a request.
fn refusal(refused: Refused) -> Response {
    let status = refused.status();
    let body = Body::Bytes(format!("{status}\n").into_bytes().into());
    Response { status, kind: "text/plain; charset=utf-8", policy: NOTHING.to_owned(), body }
}

/// The head of a response.
fn head(response: &Response, length: usize) -> String {
    let Response { status, kind, policy, body } = response;
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

/// Writes all of the bytes before the time limit of the response, which started at `begin`.
fn put(stream: &mut TcpStream, mut bytes: &[u8], begin: Instant) -> io::Result<()> {
    while !bytes.is_empty() {
        let left = RESPONSE_TIME.checked_sub(begin.elapsed()).filter(|left| !left.is_zero());
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

/// Ends the response, and waits a moment for the client to read it and close the connection.
fn hang_up(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let begin = Instant::now();
    let mut unread = [0; 4 << 10];
    while let Some(left) = DRAIN.checked_sub(begin.elapsed()).filter(|left| !left.is_zero()) {
        stream.set_read_timeout(Some(left))?;
        if stream.read(&mut unread)? == 0 {
            break;
        }
    }
    Ok(())
}
