//! Listens, and gives each connection a thread of its own, within bounds.

use std::io::{self, Read};
use std::net::{Shutdown, TcpListener, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::host::Hosts;
use super::request::{self, Refused};
use super::{Site, respond};

/// Connections at one time.
const MOST_CONNECTIONS: usize = 400;
/// Bytes of stack for each: pages are made elsewhere.
const STACK: usize = 256 << 10;
/// Of these, pages that wait for a change.
const MOST_WAITING: usize = 64;
/// How long one piece of an answer may take to leave.
const MOST_TIME: Duration = Duration::from_secs(10);
/// Ports that are tried from the first on.
const PORTS: u16 = 100;

/// A server that has its address and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    host: String,
    port: u16,
}

impl Server {
    /// Takes an address. With `or_next`, the next port that is free where the port is taken.
    ///
    /// # Errors
    /// What the system says: the port is taken, the host is none of this machine's.
    pub fn bind(host: &str, port: u16, or_next: bool) -> io::Result<Server> {
        let bare = host.trim_matches(['[', ']']);
        let mut last = None;
        for port in port..=port.saturating_add(if or_next { PORTS } else { 0 }) {
            let addresses: Vec<_> = (bare, port).to_socket_addrs()?.collect();
            match TcpListener::bind(addresses.as_slice()) {
                Ok(listener) => {
                    let port = listener.local_addr()?.port();
                    return Ok(Server { listener, host: host.to_owned(), port });
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = Some(error),
                Err(error) => return Err(error),
            }
        }
        Err(last.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
    }

    /// The address for a browser.
    pub fn url(&self) -> String {
        let bare = self.host.trim_matches(['[', ']']);
        let host = match bare {
            "0.0.0.0" | "::" => "localhost".to_owned(),
            bare if bare.contains(':') => format!("[{bare}]"),
            bare => bare.to_owned(),
        };
        format!("http://{host}:{}/", self.port)
    }

    /// Answers from now on, from threads of its own, until the process ends.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(self, site: Arc<dyn Site>) -> io::Result<()> {
        let hosts = Arc::new(Hosts::new(&self.host, self.port));
        let (connected, waiting) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let listen = move || {
            for stream in self.listener.incoming() {
                let Ok(mut stream) = stream else {
                    // Too many open files, as a rule: it passes when connections end.
                    thread::sleep(Duration::from_millis(50));
                    continue;
                };
                let _ = stream.set_write_timeout(Some(MOST_TIME));
                let Some(seat) = Seat::take(&connected, MOST_CONNECTIONS) else {
                    // Nobody waits for this one: what fits into the system's buffer is sent at once.
                    let _ = stream.set_write_timeout(Some(Duration::from_millis(10)));
                    let _ = respond::busy(&mut stream);
                    continue;
                };
                let (site, hosts, waiting) = (Arc::clone(&site), Arc::clone(&hosts), Arc::clone(&waiting));
                // Where there is no thread the connection is closed, and the browser tries again.
                let _ = thread::Builder::new().stack_size(STACK).spawn(move || {
                    let _seat = seat;
                    let _ = converse(&mut stream, site.as_ref(), &hosts, &waiting);
                    end(&mut stream);
                });
            }
        };
        thread::Builder::new().name("listen".to_owned()).spawn(listen).map(|_| ())
    }
}

/// One of a limited number of places, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Seat(Arc<AtomicUsize>);

impl Seat {
    fn take(taken: &Arc<AtomicUsize>, most: usize) -> Option<Seat> {
        let seat = Seat(Arc::clone(taken));
        (taken.fetch_add(1, Ordering::SeqCst) < most).then_some(seat)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// One request and its answer.
fn converse(
    stream: &mut TcpStream,
    site: &dyn Site,
    hosts: &Hosts,
    waiting: &Arc<AtomicUsize>,
) -> io::Result<()> {
    match request::read(stream) {
        Ok(request) if hosts.knows(&request.host) => {
            respond::answer(stream, &request, site, || Seat::take(waiting, MOST_WAITING))
        }
        Ok(request) => respond::misdirected(stream, request.method),
        Err(Refused::Gone) => Ok(()),
        Err(refused) => respond::refuse(stream, refused),
    }
}

/// Ends a connection so that the answer arrives: closing while bytes wait to be read would take it back.
fn end(stream: &mut TcpStream) {
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.set_read_timeout(Some(Duration::from_millis(200)));
    let start = Instant::now();
    let mut rest = [0; 4096];
    while start.elapsed() < Duration::from_secs(1) && matches!(stream.read(&mut rest), Ok(1..)) {}
}
