//! Many questions at once, few of them to one host, and none for longer than there is time.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Answer;
use super::address::host;
use crate::config::Online;

/// What came of one try.
pub(super) enum Reply {
    /// The answer.
    Done(Answer),
    /// The host is busy or broken: it may be asked again after a while. The answer if it is not.
    Later(Option<Duration>, Answer),
}

struct Job {
    url: String,
    host: String,
    tries: usize,
    /// What was answered last.
    last: Answer,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Job>,
    /// How many requests are under way, by host.
    busy: HashMap<String, usize>,
    /// When a host may be asked again.
    rest: HashMap<String, Instant>,
    under_way: usize,
    answers: BTreeMap<String, Answer>,
}

/// Asks about all addresses, and gives the answer to each.
pub(super) fn run(
    urls: impl IntoIterator<Item = String>,
    online: &Online,
    deadline: Instant,
    ask: impl Fn(&str) -> Reply + Sync,
) -> BTreeMap<String, Answer> {
    let mut state = State::default();
    for url in urls {
        match host(&url) {
            Some(host) => state.waiting.push_back(Job { url, host, tries: 0, last: Answer::NotAsked }),
            None => drop(state.answers.insert(url, Answer::NotAsked)),
        }
    }
    let workers = online.concurrency.clamp(1, 64).min(state.waiting.len());
    let (state, changed) = (Mutex::new(state), Condvar::new());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(job) = next(&state, &changed, online, deadline) {
                    let reply = ask(&job.url);
                    take(&mut lock(&state), job, reply, online, deadline);
                    changed.notify_all();
                }
            });
        }
    });
    let state = state.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut answers = state.answers;
    answers.extend(state.waiting.into_iter().map(|job| (job.url, job.last)));
    answers
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The first question whose host has room for it; none when there is nothing left to ask, or no time.
fn next(state: &Mutex<State>, changed: &Condvar, online: &Online, deadline: Instant) -> Option<Job> {
    let mut state = lock(state);
    loop {
        let now = Instant::now();
        if now >= deadline || state.waiting.is_empty() && state.under_way == 0 {
            return None;
        }
        let is_free = |job: &Job| {
            state.busy.get(&job.host).copied().unwrap_or(0) < online.per_host.max(1)
                && state.rest.get(&job.host).is_none_or(|rest| *rest <= now)
        };
        if let Some(job) = state.waiting.iter().position(is_free).and_then(|at| state.waiting.remove(at)) {
            *state.busy.entry(job.host.clone()).or_default() += 1;
            state.under_way += 1;
            return Some(job);
        }
        let wake = state.rest.values().filter(|rest| **rest > now).min().copied();
        let wait = wake.unwrap_or(deadline).min(deadline).saturating_duration_since(now);
        // Never for long: a host that was resting may have been forgotten.
        let wait = wait.clamp(Duration::from_millis(1), Duration::from_secs(1));
        state =
            changed.wait_timeout(state, wait).map_or_else(|error| error.into_inner().0, |(state, _)| state);
    }
}

fn take(state: &mut State, mut job: Job, reply: Reply, online: &Online, deadline: Instant) {
    if let Some(busy) = state.busy.get_mut(&job.host) {
        *busy -= 1;
    }
    state.under_way -= 1;
    match reply {
        Reply::Done(answer) => drop(state.answers.insert(job.url, answer)),
        Reply::Later(after, answer) => {
            // One second, then two, then four, unless the host says how long.
            let after = after.unwrap_or_else(|| Duration::from_secs(1 << job.tries.min(5)));
            let again = Instant::now().checked_add(after).filter(|again| *again < deadline);
            job.last = answer;
            match again {
                Some(again) if job.tries < online.retries => {
                    job.tries += 1;
                    state.rest.insert(job.host.clone(), again);
                    state.waiting.push_back(job);
                }
                _ => drop(state.answers.insert(job.url, job.last)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reply, run};
    use crate::config::Online;
    use crate::online::Answer;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::{Duration, Instant};

    fn in_seconds(seconds: u64) -> Instant {
        Instant::now() + Duration::from_secs(seconds)
    }

    #[test]
    fn every_address_is_asked_once_and_few_of_a_host_at_once() {
        let urls: Vec<String> = (0..40).map(|n| format!("https://h{}.org/{n}", n % 4)).collect();
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let answers = run(urls, &Online { per_host: 1, ..Online::default() }, in_seconds(60), |_| {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(5));
            now.fetch_sub(1, Ordering::SeqCst);
            Reply::Done(Answer::Found(None))
        });
        assert_eq!(answers.len(), 40);
        assert!(answers.values().all(|answer| *answer == Answer::Found(None)));
        assert!((2..=4).contains(&most.load(Ordering::SeqCst)), "{most:?}");
    }

    #[test]
    fn a_busy_host_is_asked_again_and_not_for_ever() {
        let tries = AtomicUsize::new(0);
        let later = |_: &str| {
            tries.fetch_add(1, Ordering::SeqCst);
            Reply::Later(Some(Duration::from_millis(2)), Answer::Status(503))
        };
        let online = Online { retries: 3, ..Online::default() };
        let answers = run(["https://a.org/".to_owned()], &online, in_seconds(60), later);
        assert_eq!(
            (answers["https://a.org/"].clone(), tries.load(Ordering::SeqCst)),
            (Answer::Status(503), 4)
        );
        // A host that wants more time than there is gets none.
        let start = Instant::now();
        let long = |_: &str| Reply::Later(Some(Duration::from_secs(3600)), Answer::Status(429));
        assert_eq!(
            run(["https://a.org/".to_owned()], &online, in_seconds(60), long)["https://a.org/"],
            Answer::Status(429)
        );
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn what_there_is_no_time_for_is_not_asked() {
        let urls = (0..50).map(|n| format!("https://a.org/{n}"));
        let answers = run(
            urls,
            &Online { per_host: 1, ..Online::default() },
            Instant::now() + Duration::from_millis(50),
            |_| {
                std::thread::sleep(Duration::from_millis(20));
                Reply::Done(Answer::Found(None))
            },
        );
        assert_eq!(answers.len(), 50);
        assert!(answers.values().filter(|answer| **answer == Answer::NotAsked).count() > 40);
        assert_eq!(
            run(["ftp://a.org".to_owned()], &Online::default(), in_seconds(1), |_| panic!("asked"))["ftp://a.org"],
            Answer::NotAsked
        );
    }
}
