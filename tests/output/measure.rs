//! What a page costs on the way to the disk. Run by hand: `cargo test --test output measure -- --ignored --nocapture`.

use std::time::Instant;

use cardex::output::stage;
use rayon::prelude::*;

use crate::support::Sandbox;

const FILES: usize = 30_000;

#[test]
#[ignore = "takes a minute and says more than it asserts"]
fn thirty_thousand_pages() {
    let sandbox = Sandbox::new();
    let text = "a line of a page, some sixty bytes of it, and then the end\n".repeat(222);
    // Each page has its own folder, as models do. The first 1 in `changing` pages differ from round to round.
    let build = |what: &str, round: usize, changing: usize, durable: bool| {
        let mut options = sandbox.options();
        options.durable = durable;
        // What the round before left to be written is not this round's cost.
        #[cfg(target_os = "linux")]
        rustix::fs::sync();
        let start = Instant::now();
        let staging = stage(&sandbox.site, &options).unwrap();
        let staged = start.elapsed();
        (0..FILES).into_par_iter().for_each(|n| {
            let page = if n % changing == 0 { format!("{round:03}{text}") } else { format!("   {text}") };
            staging.write(&format!("models/org{}/m{n}/index.html", n / 10), page.as_bytes()).unwrap();
        });
        let written = start.elapsed();
        let tally = staging.commit().unwrap();
        let whole = start.elapsed();
        println!(
            "{what}: {:.1} us a file (stage {staged:.2?}, write {:.2?}, commit {:.2?}); {} changed, {} bytes",
            whole.as_secs_f64() * 1e6 / FILES as f64,
            written - staged,
            whole - written,
            tally.changed,
            tally.bytes,
        );
        assert_eq!(tally.files, FILES as u64);
    };
    build("first build", 1, 1, false);
    build("nothing changed", 1, 1, false);
    build("all changed", 2, 1, false);
    build("one in a hundred changed", 3, 100, false);
    build("one in a hundred changed again", 4, 100, false);
    build("all changed, durable", 5, 1, true);
    build("one in a hundred changed, durable", 5, 100, true);
    build("one in a hundred changed again, durable", 6, 100, true);
}
