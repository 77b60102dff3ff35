//! `-o FORMAT=FILE`: the reports that a command is asked for.

use clap::ValueEnum;

/// Understands one; `example` is what the message shows of the right form.
pub(super) fn parse<F: ValueEnum>(text: &str, example: &str) -> Result<(F, String), String> {
    let (format, file) =
        text.split_once('=').ok_or_else(|| format!("write it as FORMAT=FILE, such as {example}"))?;
    let format = F::from_str(format, true)?;
    if file.is_empty() {
        return Err("the file is missing behind the `=`".to_owned());
    }
    Ok((format, file.to_owned()))
}
