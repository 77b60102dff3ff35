//! One question to one host: HEAD, then the first byte where a host does not answer that, through redirects.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::{Response, Uri};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error};

use super::Answer;
use super::address::{encoded, host, is_public, join, may_ask, may_be_private};
use super::queue::{Reply, run};
use crate::config::Online;

/// Redirects that are followed.
const MOST_REDIRECTS: usize = 10;

/// Asks about addresses of the web; each of them has an answer.
pub fn ask(urls: BTreeSet<String>, online: &Online) -> BTreeMap<String, Answer> {
    let deadline = Instant::now() + Duration::from_secs(online.deadline.min(86_400));
    let certificates = rustls_native_certs::load_native_certs().certs;
    let certificates = certificates.iter().map(|found| Certificate::from_der(found.as_ref()).to_owned());
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::from(certificates))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let config = Agent::config_builder()
        .tls_config(tls)
        // A proxy would look names up itself, and could reach what this machine cannot.
        .proxy(None)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!("cardex/", env!("CARGO_PKG_VERSION"), " (link check)"))
        .build();
    let guard = Guard { inner: DefaultResolver::default(), online: online.clone() };
    let client =
        Client { agent: Agent::with_parts(config, DefaultConnector::default(), guard), online, deadline };
    run(urls, online, deadline, |url| client.ask(url))
}

struct Client<'a> {
    agent: Agent,
    online: &'a Online,
    deadline: Instant,
}

impl Client<'_> {
    fn ask(&self, url: &str) -> Reply {
        let mut url = encoded(url);
        let mut wants_byte = false;
        let mut redirects = 0;
        loop {
            let Some(host) = host(&url).filter(|host| may_ask(host, self.online)) else {
                return Reply::Done(Answer::NotAsked);
            };
            let response = match self.send(&url, wants_byte) {
                Ok(response) => response,
                Err(error) => return self.failed(error, &host),
            };
            let status = response.status().as_u16();
            match status {
                200..=299 => return Reply::Done(Answer::Found(size(&response, wants_byte))),
                301 | 302 | 303 | 307 | 308 => {
                    let target = header(&response, "location").and_then(|target| join(&url, target));
                    let Some(target) = target else { return Reply::Done(Answer::Status(status)) };
                    redirects += 1;
                    if redirects > MOST_REDIRECTS {
                        return Reply::Done(Answer::Silent(format!(
                            "it redirects more than {MOST_REDIRECTS} times"
                        )));
                    }
                    url = encoded(&target);
                }
                429 | 500..=599 if wants_byte || status == 429 || status == 503 => {
                    let after = header(&response, "retry-after").and_then(|text| text.trim().parse().ok());
                    return Reply::Later(after.map(Duration::from_secs), Answer::Status(status));
                }
                // Many hosts do not answer HEAD, or answer it differently.
                _ if !wants_byte => wants_byte = true,
                _ => return Reply::Done(Answer::Status(status)),
            }
        }
    }

    fn send(&self, url: &str, wants_byte: bool) -> Result<Response<Body>, Error> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let timeout = Duration::from_secs(self.online.timeout.max(1)).min(left).max(Duration::from_millis(1));
        let request =
            if wants_byte { self.agent.get(url).header("range", "bytes=0-0") } else { self.agent.head(url) };
        request.header("accept-encoding", "identity").config().timeout_global(Some(timeout)).build().call()
    }

    fn failed(&self, error: Error, host: &str) -> Reply {
        let is_private =
            |error: &io::Error| error.get_ref().is_some_and(|inner| inner.is::<PrivateAddress>());
        let answer = match error {
            Error::Io(error) if is_private(&error) => return Reply::Done(Answer::Private(host.to_owned())),
            Error::Timeout(_) => Answer::Silent(format!("no answer within {} s", self.online.timeout)),
            Error::HostNotFound => Answer::Silent("the host is not known".to_owned()),
            Error::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                Answer::Silent("the host refuses the connection".to_owned())
            }
            // An address that no request can hold is no dead one.
            Error::BadUri(_) | Error::Http(_) => return Reply::Done(Answer::NotAsked),
            error => Answer::Silent(error.to_string()),
        };
        Reply::Later(None, answer)
    }
}

fn header<'r>(response: &'r Response<Body>, name: &str) -> Option<&'r str> {
    response.headers().get(name)?.to_str().ok()
}

/// The size of the whole, of which one byte may have been asked for.
fn size(response: &Response<Body>, wants_byte: bool) -> Option<u64> {
    if wants_byte && response.status().as_u16() == 206 {
        let (_, whole) = header(response, "content-range")?.rsplit_once('/')?;
        return whole.trim().parse().ok();
    }
    // The Hub stores large files elsewhere and tells their size itself.
    header(response, "x-linked-size").or_else(|| header(response, "content-length"))?.trim().parse().ok()
}

/// Looks names up, and gives no address of a private network away unless the hub has named its host. The connection is made to
/// the addresses that were looked at: nobody can exchange them in between.
#[derive(Debug)]
struct Guard {
    inner: DefaultResolver,
    online: Online,
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']).to_ascii_lowercase();
        if found.iter().any(|address| !is_public(address.ip())) && !may_be_private(&host, &self.online) {
            return Err(Error::Io(io::Error::other(PrivateAddress)));
        }
        Ok(found)
    }
}

#[derive(Debug)]
struct PrivateAddress;

impl fmt::Display for PrivateAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address of a private network")
    }
}

impl std::error::Error for PrivateAddress {}
