//! `palabre view`: serves the page of a map on 127.0.0.1 and rebuilds it when an input or a rule pack changes.
//!
//! [`rebuilder`] builds the page, [`watch`] decides when, [`live`] keeps what is shown and who must be notified, [`http`]
//! serves it, and [`request`] parses what a browser asks. Ctrl-C stops the server. No other folder of the program uses the
//! network, and this one only listens.

use std::process::ExitCode;
use std::sync::{Arc, mpsc};
use std::thread::Builder;

use super::args::ViewArgs;
use super::message::Console;
use super::output::Target;
use super::source::plain;
use crate::diagnostic::{Diagnostic, Failure};
use http::Server;
use live::Live;
use rebuilder::Rebuilder;
use watch::Watch;

mod http;
mod live;
mod rebuilder;
mod request;
mod watch;

/// Runs `palabre view` until Ctrl-C.
///
/// # Errors
/// When the first page cannot be built, because no input can be read or a rule pack has a mistake, or when the port cannot
/// be opened. The page shows later errors and keeps the last good map.
pub fn run(args: ViewArgs, console: &Console) -> Result<ExitCode, Failure> {
    let port = args.port;
    let rebuilder = Rebuilder::new(args, console.clone())?;
    // Created before the files are read, so that it notices changes made meanwhile.
    let watch = Watch::new(rebuilder.files());
    let live = Arc::new(Live::new(rebuilder.first()?));
    let server = Server::bind(port.unwrap_or(0), &live).map_err(|error| cannot_listen(port, &error))?;
    let (interrupt, interrupted) = mpsc::channel();
    ctrlc::set_handler(move || interrupt.send(()).unwrap_or_default()).map_err(|error| failed(error.to_string()))?;
    Target::Stdout.write(format!("{}\n", server.address()).as_bytes())?;
    console.summary("serving the page at this address, to this machine only; Ctrl-C stops it");
    spawn("serve", move || server.run())?;
    spawn("watch", move || rebuilder.follow(watch, &live))?;
    // Unfinished work ends with the program, which writes no file.
    let _ = interrupted.recv();
    Ok(ExitCode::SUCCESS)
}

/// Starts a thread.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    let started = Builder::new().name(name.to_owned()).spawn(work);
    started.map(drop).map_err(|error| failed(plain(&error)))
}

fn failed(message: String) -> Failure {
    Diagnostic::error("view", message).into()
}

/// Reports that the port cannot be opened.
fn cannot_listen(port: Option<u16>, error: &std::io::Error) -> Failure {
    let failure = Diagnostic::error("view", format!("cannot listen: {}", plain(error)));
    match port {
        Some(port) => failure.within(format!("127.0.0.1:{port}")).help("leave out --port to use any free port").into(),
        None => failure.within("127.0.0.1").into(),
    }
}
