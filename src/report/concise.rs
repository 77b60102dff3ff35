//! One line for each finding, as editors and `reviewdog` read them: `%f:%l:%c: %m`.

use rayon::prelude::*;

use super::Report;
use super::printable;

/// The findings, a line each.
pub fn concise(report: &Report<'_>) -> String {
    let lines = report.shown.par_iter().map(|shown| {
        let finding = shown.finding;
        let mut line = printable(&format!(
            "{}:{}: {}[{}] {}",
            finding.location.path,
            shown.start,
            finding.level,
            finding.rule,
            finding.message.replace('\n', " ")
        ));
        line.push('\n');
        line
    });
    lines.collect::<Vec<String>>().concat()
}
