//! `palabre view`: the page of a map on 127.0.0.1, made anew whenever an input or a rule pack changes.
//!
//! [`desk`] makes the page, [`watch`] says when to, [`live`] holds what is shown and who is told, [`http`] serves it,
//! [`request`] is what a browser asks. Ctrl-C ends it. This folder is the only place of the program that knows of the
//! network, and it only listens.

use std::process::ExitCode;
use std::sync::{Arc, mpsc};
use std::thread::Builder;

use super::args::ViewArgs;
use super::message::{Console, Failure};
use super::output::Target;
use crate::diagnostic::Diagnostic;
use desk::Desk;
use http::Server;
use live::Live;
use watch::Watch;

pub mod desk;
pub mod http;
pub mod live;
pub mod request;
pub mod watch;

/// Runs `palabre view` until Ctrl-C.
///
/// # Errors
/// When there is nothing to show at the start: no input can be read, or a rule pack has a mistake. Later ones are shown
/// on the page, which keeps the last good map. And when the address cannot be had.
pub fn run(args: ViewArgs, console: &Console) -> Result<ExitCode, Failure> {
    let port = args.port;
    let desk = Desk::new(args, console.clone())?;
    // Looked at before it is read, so that what changes meanwhile is seen to have changed.
    let watch = Watch::new(desk.files());
    let live = Arc::new(Live::new(desk.first()?));
    let server = Server::bind(port.unwrap_or(0), &live).map_err(|error| taken(port, &error))?;
    let (interrupt, interrupted) = mpsc::channel();
    ctrlc::set_handler(move || interrupt.send(()).unwrap_or_default()).map_err(|error| failed(error.to_string()))?;
    Target::Stdout.write(format!("{}\n", server.address()).as_bytes())?;
    console.summary("serving the page there, to this machine only; Ctrl-C ends it");
    spawn("serve", move || server.run())?;
    spawn("watch", move || desk.follow(watch, &live))?;
    // Whatever is under way ends with the program, which writes no file.
    let _ = interrupted.recv();
    Ok(ExitCode::SUCCESS)
}

/// Starts a thread.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    let started = Builder::new().name(name.to_owned()).spawn(work);
    started.map(drop).map_err(|error| failed(super::input::plain(&error)))
}

fn failed(words: String) -> Failure {
    Diagnostic::error("view", words).into()
}

/// Says that the address cannot be had.
fn taken(port: Option<u16>, error: &std::io::Error) -> Failure {
    let failure = Diagnostic::error("view", format!("cannot listen: {}", super::input::plain(error)));
    match port {
        Some(port) => {
            failure.within(format!("127.0.0.1:{port}")).help("leave --port out, and a free one is taken").into()
        }
        None => failure.within("127.0.0.1").into(),
    }
}
