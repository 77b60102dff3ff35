//! Texts of licences, told by what stands in one of them and in no other.

/// How a text is recognised.
struct Mark {
    /// The id of the Hub, else of SPDX.
    id: &'static str,
    /// All of these stand in the text: lower case, words parted by one space.
    has: &'static [&'static str],
    /// None of these does: they stand in a relative of the licence.
    lacks: &'static [&'static str],
    /// How many characters such a text has, white space squeezed: what is much longer has further terms, or is about
    /// several works, and what is much shorter only speaks of the licence.
    length: (usize, usize),
}

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 200_000;

/// The first sentence of the MIT licence and its relatives.
const MIT: &str = "permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated \
                   documentation files (the \"software\"), to deal in the software without restriction";
const MIT_NOTICE: &str = "the above copyright notice and this permission notice shall be included in all copies or substantial portions";
const BSD: &str = "redistribution and use in source and binary forms, with or without modification, are permitted provided that";
const ISC: &str = "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted";

const fn mark(
    id: &'static str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
    length: (usize, usize),
) -> Mark {
    Mark { id, has, lacks, length }
}

/// Creative Commons' legal codes come with or without the considerations before and the notice behind them.
const LEGAL_CODE: (usize, usize) = (12_000, 26_000);
const LLAMA: (usize, usize) = (5_000, 24_000);
const RAIL: (usize, usize) = (8_000, 24_000);

/// Sorted by id.
#[rustfmt::skip]
static MARKS: &[Mark] = &[
    mark("0bsd", &[ISC, "the software is provided \"as is\""], &["provided that the above copyright notice"], (550, 900)),
    mark("agpl-3.0", &["gnu affero general public license version 3, 19 november 2007"], &[], (30_000, 36_500)),
    mark("apache-2.0", &["apache license version 2.0, january 2004", "terms and conditions for use, reproduction, and distribution"], &[], (9_000, 11_600)),
    mark("bigcode-openrail-m", &["bigcode open rail-m v1 license agreement"], &[], RAIL),
    mark("bigscience-bloom-rail-1.0", &["bigscience rail license v1.0", "bloom"], &[], RAIL),
    mark("bsd-2-clause", &[BSD, "redistributions in binary form must reproduce the above copyright notice"],
        &["neither the name", "may not be used to endorse", "advertising materials", "patent rights"], (1_050, 1_500)),
    mark("bsd-3-clause", &[BSD, "redistributions in binary form must reproduce the above copyright notice", "to endorse or promote products derived from this software without specific prior written permission"],
        &["advertising materials", "patent rights", "nuclear"], (1_200, 1_750)),
    mark("bsl-1.0", &["boost software license - version 1.0 - august 17th, 2003"], &[], (1_150, 1_450)),
    mark("cc-by-4.0", &["creative commons attribution 4.0 international public license"], &[], LEGAL_CODE),
    mark("cc-by-nc-4.0", &["creative commons attribution-noncommercial 4.0 international public license"], &[], LEGAL_CODE),
    mark("cc-by-nc-nd-4.0", &["creative commons attribution-noncommercial-noderivatives 4.0 international public license"], &[], LEGAL_CODE),
    mark("cc-by-nc-sa-4.0", &["creative commons attribution-noncommercial-sharealike 4.0 international public license"], &[], LEGAL_CODE),
    mark("cc-by-nd-4.0", &["creative commons attribution-noderivatives 4.0 international public license"], &[], LEGAL_CODE),
    mark("cc-by-sa-4.0", &["creative commons attribution-sharealike 4.0 international public license"], &[], LEGAL_CODE),
    mark("cc0-1.0", &["cc0 1.0 universal", "affirmer hereby overtly, fully, permanently, irrevocably and unconditionally waives"], &[], (5_500, 7_800)),
    mark("creativeml-openrail-m", &["creativeml open rail-m"], &["rail++"], RAIL),
    mark("epl-2.0", &["eclipse public license - v 2.0", "\"contribution\" means"], &[], (11_500, 14_800)),
    mark("gemma", &["gemma terms of use", "gemma prohibited use policy"], &[], (5_000, 16_000)),
    mark("gpl-2.0", &["gnu general public license version 2, june 1991"], &[], (14_000, 18_800)),
    mark("gpl-3.0", &["gnu general public license version 3, 29 june 2007"], &[], (30_000, 37_000)),
    mark("isc", &[ISC, "provided that the above copyright notice and this permission notice appear in all copies"], &[], (600, 950)),
    mark("lgpl-2.1", &["gnu lesser general public license version 2.1, february 1999"], &[], (20_000, 27_500)),
    mark("lgpl-3.0", &["gnu lesser general public license version 3, 29 june 2007"], &[], (6_500, 8_200)),
    mark("llama2", &["llama 2 community license agreement"], &["llama 3"], LLAMA),
    mark("llama3", &["meta llama 3 community license agreement"], &["llama 3.1"], LLAMA),
    mark("llama3.1", &["llama 3.1 community license agreement"], &["llama 3.2"], LLAMA),
    mark("llama3.2", &["llama 3.2 community license agreement"], &["llama 3.3"], LLAMA),
    mark("llama3.3", &["llama 3.3 community license agreement"], &[], LLAMA),
    mark("llama4", &["llama 4 community license agreement"], &[], LLAMA),
    mark("mit", &[MIT, MIT_NOTICE], &["except as contained in this notice", "for good, not evil", "noncommercial", "non-commercial"], (950, 1_400)),
    mark("mit-0", &[MIT, "the software is provided \"as is\""], &["the above copyright notice", "except as contained in this notice", "non-commercial"], (750, 1_050)),
    mark("mpl-2.0", &["mozilla public license version 2.0", "1.10. \"modifications\""], &[], (14_500, 17_200)),
    mark("openrail++", &["creativeml open rail++-m"], &[], RAIL),
    mark("unlicense", &["this is free and unencumbered software released into the public domain"], &[], (1_050, 1_400)),
    mark("wtfpl", &["do what the fuck you want to public license"], &[], (250, 800)),
];

/// The licence whose text this is, by the id of the Hub, else of SPDX. `None` for every text that could be another: of
/// two licences at once, of a relative, or with terms of its own.
pub fn recognise(text: &str) -> Option<&'static str> {
    if text.len() > LONGEST {
        return None;
    }
    let text = squeeze(text);
    let is_there = |words: &&str| text.contains(*words);
    let mut found =
        MARKS.iter().filter(|mark| mark.has.iter().all(is_there) && !mark.lacks.iter().any(is_there));
    let mark = found.next()?;
    let fits = (mark.length.0..=mark.length.1).contains(&text.chars().count());
    (fits && found.next().is_none()).then_some(mark.id)
}

/// A text in lower case with one space between its words, plain quotes, and nothing of the comment or the markup around it.
fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let marks = |c: char| matches!(c, '*' | '#' | '=' | '_' | '`' | '>' | '|');
    for word in text.split(|c: char| c.is_whitespace() || marks(c)).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2018}' | '\u{2019}' => '\'',
            c => c,
        }));
    }
    out
}
