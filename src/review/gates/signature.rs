//! What goes into a model and what comes out: whether programs that use it still can.

use crate::catalog::Tensor;
use crate::catalog::text::shorten;
use crate::config::GateLevel;
use crate::review::Change;
use crate::vocabulary::version::{self, Scheme};

use super::gate::{Case, Example, Found, Gate, Look};

pub(super) static GATES: &[&Gate] = &[&BREAKING];

static BREAKING: Gate = Gate {
    code: "CR306",
    name: "signature-breaking-needs-major",
    level: GateLevel::Block,
    summary: "Inputs or outputs changed so that programs which use the model break, without a new major version",
    why: "A program that sends an input under its old name, or reads an output that is gone, fails at the next update. Taken away, renamed, of \
          another type or of a narrower shape, and an input that is new, are such changes. A wider input, a new output and a description are \
          not. With semantic versions the first number has to rise (before 1.0 the second); with other schemes any new version will do.",
    next: "raise the major version, or keep inputs and outputs as they were",
    passes: "inputs and outputs still fit, or the major version was raised",
    example: Example {
        fails: "version: \"2.0.0\", inputs: [{name: text}]   →   version: \"2.1.0\", inputs: [{name: sentence}]",
        passes: "version: \"2.0.0\", inputs: [{name: text}]   →   version: \"3.0.0\", inputs: [{name: sentence}]",
    },
    look: Look::Model(breaking),
};

fn breaking(case: &Case<'_>, change: &Change, found: &mut Found) {
    let Some((before, after)) = case.both(change) else { return };
    let Some((inputs, outputs)) = &before.card.signature else { return };
    if before.card.signature == after.card.signature {
        return;
    }
    found.look();
    let mut breaks = Vec::new();
    match &after.card.signature {
        None => breaks.push("the signature is gone".to_owned()),
        Some((new_inputs, new_outputs)) => {
            compare("input", inputs, new_inputs, &mut breaks);
            for added in new_inputs.iter().filter(|new| !inputs.iter().any(|old| old.name == new.name)) {
                breaks.push(format!("the input {} is new", name(added)));
            }
            compare("output", outputs, new_outputs, &mut breaks);
        }
    }
    let versions = change.version.before.as_deref().zip(change.version.after.as_deref());
    if breaks.is_empty()
        || versions.is_some_and(|(old, new)| is_major(case.rules().versions.scheme, old, new))
    {
        return;
    }
    let more = breaks.len().saturating_sub(3);
    breaks.truncate(3);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    let message = format!("{}{more}", breaks.join("; "));
    found.add(change, case.in_card(after, &["signature"]), message);
}

fn name(tensor: &Tensor) -> String {
    format!("`{}`", shorten(&tensor.name, 60))
}

/// What breaks of the inputs, or of the outputs.
fn compare(what: &str, old: &[Tensor], new: &[Tensor], breaks: &mut Vec<String>) {
    let is_input = what == "input";
    for old in old {
        let Some(new) = new.iter().find(|new| new.name == old.name) else {
            breaks.push(format!("the {what} {} is gone", name(old)));
            continue;
        };
        if old.kind != new.kind && !old.kind.is_empty() {
            let (old_kind, new_kind) = (shorten(&old.kind, 40), shorten(&new.kind, 40));
            breaks.push(format!("the {what} {} is a {new_kind} and was a {old_kind}", name(old)));
        } else if old.dtype != new.dtype
            && !old.dtype.is_empty()
            && !(is_input && is_wider(&old.dtype, &new.dtype))
        {
            let (old_type, new_type) = (shorten(&old.dtype, 40), shorten(&new.dtype, 40));
            breaks.push(format!("the {what} {} is of {new_type} and was of {old_type}", name(old)));
        } else if old.shape != new.shape && !old.shape.is_empty() && !fits(&old.shape, &new.shape, is_input) {
            let (old_shape, new_shape) = (shorten(&old.shape, 40), shorten(&new.shape, 40));
            breaks
                .push(format!("the {what} {} has the shape [{new_shape}] and had [{old_shape}]", name(old)));
        }
    }
}

/// Whether a type takes all that another one took: the same kind of number with more bits.
fn is_wider(old: &str, new: &str) -> bool {
    let split = |dtype: &str| {
        let at = dtype.find(|c: char| c.is_ascii_digit())?;
        let bits: u32 = dtype[at..].parse().ok()?;
        Some((dtype[..at].to_ascii_lowercase(), bits))
    };
    match (split(old), split(new)) {
        (Some((old_kind, old_bits)), Some((kind, bits))) => old_kind == kind && bits >= old_bits,
        _ => old.eq_ignore_ascii_case(new),
    }
}

/// Whether an input of the new shape takes what fitted the old one; of an output, whether what reads the old shape can read the new one.
fn fits(old: &str, new: &str, is_input: bool) -> bool {
    let split =
        |shape: &str| -> Vec<String> { shape.split(',').map(|part| part.trim().to_owned()).collect() };
    let (old, new) = (split(old), split(new));
    let is_free = |part: &str| part.parse::<u64>().is_err();
    let each = old.iter().zip(&new).all(|(old, new)| match (is_free(old), is_free(new)) {
        (true, true) => true,
        (false, false) => old == new,
        // An input may become free, an output may become fixed.
        (false, true) => is_input,
        (true, false) => !is_input,
    });
    old.len() == new.len() && each
}

/// Whether a version tells by its number that something may break.
fn is_major(scheme: Scheme, old: &str, new: &str) -> bool {
    if version::compare(new, old).is_le() {
        return false;
    }
    let numbers = |text: &str| -> Option<(u64, u64)> {
        let mut parts = text.trim_start_matches(['v', 'V']).split(['.', '-', '+']);
        let major = parts.next()?.parse().ok()?;
        Some((major, parts.next()?.parse().ok()?))
    };
    match (scheme, numbers(old), numbers(new)) {
        (Scheme::Integer | Scheme::Calver, ..) => true,
        // Before 1.0 the second number tells.
        (_, Some((0, minor)), Some((0, new_minor))) => new_minor > minor,
        (_, Some((major, _)), Some((new_major, _))) => new_major > major,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{fits, is_major, is_wider};
    use crate::vocabulary::version::Scheme;

    #[test]
    fn a_wider_type_takes_what_a_narrower_one_took() {
        for (old, new, wider) in [
            ("float32", "float64", true),
            ("float32", "Float32", true),
            ("float64", "float32", false),
            ("int32", "float64", false),
            ("string", "bytes", false),
        ] {
            assert_eq!(is_wider(old, new), wider, "{old} {new}");
        }
    }

    #[test]
    fn an_input_may_become_free_and_an_output_fixed() {
        for (old, new, input, output) in [
            ("-1, 3", "-1, 3", true, true),
            ("2, 3", "-1, 3", true, false),
            ("-1, 3", "2, 3", false, true),
            ("2, 3", "2, 4", false, false),
            ("2, 3", "2", false, false),
            ("batch, 3", "-1, 3", true, true),
        ] {
            assert_eq!((fits(old, new, true), fits(old, new, false)), (input, output), "{old} {new}");
        }
    }

    #[test]
    fn a_major_version_tells_that_something_breaks() {
        use Scheme::{Any, Calver, Integer, Semver};
        for (scheme, old, new, major) in [
            (Semver, "2.1.0", "3.0.0", true),
            (Semver, "2.1.0", "2.2.0", false),
            (Semver, "0.1.0", "0.2.0", true),
            (Semver, "0.1.0", "0.1.1", false),
            (Semver, "0.9.0", "1.0.0", true),
            (Semver, "3.0.0", "2.0.0", false),
            (Any, "v1.2", "v2.0", true),
            (Any, "first", "second", true),
            (Integer, "1", "2", true),
            (Calver, "2026.11", "2026.12", true),
            (Calver, "2026.11", "2026.11", false),
        ] {
            assert_eq!(is_major(scheme, old, new), major, "{old} {new}");
        }
    }
}
