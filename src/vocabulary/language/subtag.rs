//! Scripts and regions: what follows the language in a BCP 47 tag.

/// The form that BCP 47 writes a subtag in, and how to show it; an unknown one is shown as it was written.
pub(super) fn resolve(written: &str) -> (String, String) {
    let letters = written.bytes().all(|b| b.is_ascii_alphabetic());
    match written.len() {
        4 if letters => {
            let form = title_case(written);
            let shown = script(written).map_or_else(|| written.to_owned(), str::to_owned);
            (form, shown)
        }
        2 if letters => {
            let form = written.to_ascii_uppercase();
            let shown = region(&form).map_or_else(|| written.to_owned(), str::to_owned);
            (form, shown)
        }
        3 if region(written).is_some() => {
            (written.to_owned(), region(written).map_or_else(String::new, str::to_owned))
        }
        _ => (written.to_ascii_lowercase(), written.to_owned()),
    }
}

/// The name of a script by its ISO 15924 code, case aside.
pub(super) fn script(code: &str) -> Option<&'static str> {
    SCRIPTS.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, name)| *name)
}

fn region(code: &str) -> Option<&'static str> {
    REGIONS.binary_search_by(|(known, _)| known.cmp(&code)).ok().map(|at| REGIONS[at].1)
}

fn title_case(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    lower.char_indices().map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c }).collect()
}

/// Sorted by code.
#[rustfmt::skip]
static SCRIPTS: &[(&str, &str)] = &[
    ("Adlm", "Adlam"), ("Arab", "Arabic script"), ("Aran", "Nastaliq"), ("Armn", "Armenian script"),
    ("Beng", "Bengali script"), ("Bopo", "Bopomofo"), ("Cans", "Canadian syllabics"), ("Cher", "Cherokee script"),
    ("Copt", "Coptic script"), ("Cyrl", "Cyrillic"), ("Deva", "Devanagari"), ("Ethi", "Ethiopic"),
    ("Geor", "Georgian script"), ("Grek", "Greek script"), ("Gujr", "Gujarati script"), ("Guru", "Gurmukhi"),
    ("Hang", "Hangul"), ("Hani", "Han"), ("Hans", "Simplified"), ("Hant", "Traditional"), ("Hebr", "Hebrew script"),
    ("Hira", "Hiragana"), ("Jpan", "Japanese script"), ("Kana", "Katakana"), ("Khmr", "Khmer script"),
    ("Knda", "Kannada script"), ("Kore", "Korean script"), ("Laoo", "Lao script"), ("Latn", "Latin"),
    ("Mand", "Mandaic"), ("Mlym", "Malayalam script"), ("Mong", "Mongolian script"), ("Mtei", "Meetei Mayek"),
    ("Mymr", "Myanmar script"), ("Nkoo", "N'Ko"), ("Olck", "Ol Chiki"), ("Orya", "Odia script"),
    ("Rohg", "Hanifi Rohingya"), ("Samr", "Samaritan"), ("Sinh", "Sinhala script"), ("Syrc", "Syriac script"),
    ("Taml", "Tamil script"), ("Telu", "Telugu script"), ("Tfng", "Tifinagh"), ("Thaa", "Thaana"),
    ("Thai", "Thai script"), ("Tibt", "Tibetan script"), ("Zyyy", "undetermined script"),
];

/// Sorted by code: ISO 3166-1, and the UN's numbers for larger parts of the world.
#[rustfmt::skip]
static REGIONS: &[(&str, &str)] = &[
    ("001", "World"), ("150", "Europe"), ("419", "Latin America"),
    ("AE", "United Arab Emirates"), ("AF", "Afghanistan"), ("AL", "Albania"), ("AM", "Armenia"), ("AO", "Angola"),
    ("AR", "Argentina"), ("AT", "Austria"), ("AU", "Australia"), ("AZ", "Azerbaijan"), ("BA", "Bosnia and Herzegovina"),
    ("BD", "Bangladesh"), ("BE", "Belgium"), ("BG", "Bulgaria"), ("BH", "Bahrain"), ("BN", "Brunei"), ("BO", "Bolivia"),
    ("BR", "Brazil"), ("BY", "Belarus"), ("CA", "Canada"), ("CH", "Switzerland"), ("CL", "Chile"), ("CM", "Cameroon"),
    ("CN", "China"), ("CO", "Colombia"), ("CR", "Costa Rica"), ("CU", "Cuba"), ("CY", "Cyprus"), ("CZ", "Czechia"),
    ("DE", "Germany"), ("DK", "Denmark"), ("DO", "Dominican Republic"), ("DZ", "Algeria"), ("EC", "Ecuador"),
    ("EE", "Estonia"), ("EG", "Egypt"), ("ES", "Spain"), ("ET", "Ethiopia"), ("FI", "Finland"), ("FO", "Faroe Islands"),
    ("FR", "France"), ("GB", "United Kingdom"), ("GE", "Georgia"), ("GH", "Ghana"), ("GR", "Greece"),
    ("GT", "Guatemala"), ("HK", "Hong Kong"), ("HN", "Honduras"), ("HR", "Croatia"), ("HT", "Haiti"), ("HU", "Hungary"),
    ("ID", "Indonesia"), ("IE", "Ireland"), ("IL", "Israel"), ("IN", "India"), ("IQ", "Iraq"), ("IR", "Iran"),
    ("IS", "Iceland"), ("IT", "Italy"), ("JM", "Jamaica"), ("JO", "Jordan"), ("JP", "Japan"), ("KE", "Kenya"),
    ("KG", "Kyrgyzstan"), ("KH", "Cambodia"), ("KP", "North Korea"), ("KR", "South Korea"), ("KW", "Kuwait"),
    ("KZ", "Kazakhstan"), ("LA", "Laos"), ("LB", "Lebanon"), ("LI", "Liechtenstein"), ("LK", "Sri Lanka"),
    ("LT", "Lithuania"), ("LU", "Luxembourg"), ("LV", "Latvia"), ("LY", "Libya"), ("MA", "Morocco"), ("MD", "Moldova"),
    ("ME", "Montenegro"), ("MG", "Madagascar"), ("MK", "North Macedonia"), ("ML", "Mali"), ("MM", "Myanmar"),
    ("MN", "Mongolia"), ("MO", "Macao"), ("MT", "Malta"), ("MW", "Malawi"), ("MX", "Mexico"), ("MY", "Malaysia"),
    ("MZ", "Mozambique"), ("NG", "Nigeria"), ("NI", "Nicaragua"), ("NL", "Netherlands"), ("NO", "Norway"),
    ("NP", "Nepal"), ("NZ", "New Zealand"), ("OM", "Oman"), ("PA", "Panama"), ("PE", "Peru"), ("PG", "Papua New Guinea"),
    ("PH", "Philippines"), ("PK", "Pakistan"), ("PL", "Poland"), ("PR", "Puerto Rico"), ("PS", "Palestine"),
    ("PT", "Portugal"), ("PY", "Paraguay"), ("QA", "Qatar"), ("RO", "Romania"), ("RS", "Serbia"), ("RU", "Russia"),
    ("RW", "Rwanda"), ("SA", "Saudi Arabia"), ("SD", "Sudan"), ("SE", "Sweden"), ("SG", "Singapore"), ("SI", "Slovenia"),
    ("SK", "Slovakia"), ("SN", "Senegal"), ("SO", "Somalia"), ("SV", "El Salvador"), ("SY", "Syria"), ("TH", "Thailand"),
    ("TJ", "Tajikistan"), ("TM", "Turkmenistan"), ("TN", "Tunisia"), ("TR", "Türkiye"), ("TW", "Taiwan"),
    ("TZ", "Tanzania"), ("UA", "Ukraine"), ("UG", "Uganda"), ("UK", "United Kingdom"), ("US", "United States"),
    ("UY", "Uruguay"), ("UZ", "Uzbekistan"), ("VE", "Venezuela"), ("VN", "Vietnam"), ("XK", "Kosovo"), ("YE", "Yemen"),
    ("ZA", "South Africa"), ("ZM", "Zambia"), ("ZW", "Zimbabwe"),
];
