//! What ISO 639-3 does not tell: special words, groups of languages, old codes and the usual names.

/// Words that stand for no single language: the key, other spellings, and the name to show.
///
/// ISO 639-3 gives `unk` to Enawené-Nawé, but in cards it is written by training tools that did not know the language.
pub(super) static SPECIAL: &[(&str, &[&str], &str)] = &[
    ("code", &["c++", "python", "java", "javascript", "bash", "source-code"], "Code"),
    ("multilingual", &["mul", "multi", "multi-lingual"], "Multilingual"),
    ("mis", &[], "Uncoded languages"),
    ("und", &["unk", "noinfo"], "Undetermined"),
    ("zxx", &[], "No linguistic content"),
];

/// Codes that are no longer used, the bibliographic codes of ISO 639-2, and the codes that stand for them.
#[rustfmt::skip]
pub(super) static REPLACED: &[(&str, &str)] = &[
    ("ajp", "apc"), ("alb", "sqi"), ("arm", "hye"), ("baq", "eus"), ("bur", "mya"), ("chi", "zho"), ("cze", "ces"),
    ("dut", "nld"), ("fre", "fra"), ("geo", "kat"), ("ger", "deu"), ("gre", "ell"), ("ice", "isl"), ("in", "id"),
    ("iw", "he"), ("ji", "yi"), ("jw", "jv"), ("mac", "mkd"), ("mao", "mri"), ("may", "msa"), ("mo", "ro"),
    ("per", "fas"), ("rum", "ron"), ("scc", "srp"), ("scr", "hrv"), ("slo", "slk"), ("tib", "bod"), ("wel", "cym"),
];

/// ISO 639-5: groups of languages, which translation models name.
#[rustfmt::skip]
pub(super) static COLLECTIONS: &[(&str, &str)] = &[
    ("aav", "Austro-Asiatic languages"), ("afa", "Afro-Asiatic languages"), ("alg", "Algonquian languages"),
    ("alv", "Atlantic-Congo languages"), ("apa", "Apache languages"), ("art", "Artificial languages"),
    ("ath", "Athapascan languages"), ("aus", "Australian languages"), ("bad", "Banda languages"),
    ("bai", "Bamileke languages"), ("bat", "Baltic languages"), ("ber", "Berber languages"), ("bh", "Bihari languages"),
    ("bih", "Bihari languages"), ("bnt", "Bantu languages"), ("cai", "Central American Indian languages"),
    ("cau", "Caucasian languages"), ("ccn", "North Caucasian languages"), ("ccs", "South Caucasian languages"),
    ("cel", "Celtic languages"), ("cmc", "Chamic languages"), ("cpe", "English-based creoles and pidgins"),
    ("cpf", "French-based creoles and pidgins"), ("cpp", "Portuguese-based creoles and pidgins"),
    ("crp", "Creoles and pidgins"), ("cus", "Cushitic languages"), ("dra", "Dravidian languages"),
    ("euq", "Basque (family)"), ("fiu", "Finno-Ugrian languages"), ("gem", "Germanic languages"),
    ("gme", "East Germanic languages"), ("gmq", "North Germanic languages"), ("gmw", "West Germanic languages"),
    ("grk", "Greek languages"), ("hyx", "Armenian (family)"), ("iir", "Indo-Iranian languages"),
    ("inc", "Indic languages"), ("ine", "Indo-European languages"), ("ira", "Iranian languages"),
    ("iro", "Iroquoian languages"), ("itc", "Italic languages"), ("jpx", "Japanese (family)"),
    ("kar", "Karen languages"), ("khi", "Khoisan languages"), ("kro", "Kru languages"), ("map", "Austronesian languages"),
    ("mkh", "Mon-Khmer languages"), ("mno", "Manobo languages"), ("mun", "Munda languages"), ("myn", "Mayan languages"),
    ("nah", "Nahuatl languages"), ("nai", "North American Indian languages"), ("nic", "Niger-Kordofanian languages"),
    ("nub", "Nubian languages"), ("omq", "Oto-Manguean languages"), ("omv", "Omotic languages"),
    ("oto", "Otomian languages"), ("paa", "Papuan languages"), ("phi", "Philippine languages"),
    ("plf", "Central Malayo-Polynesian languages"), ("poz", "Malayo-Polynesian languages"),
    ("pqe", "Eastern Malayo-Polynesian languages"), ("pqw", "Western Malayo-Polynesian languages"),
    ("pra", "Prakrit languages"), ("qwe", "Quechuan (family)"), ("roa", "Romance languages"),
    ("sai", "South American Indian languages"), ("sal", "Salishan languages"), ("sdv", "Eastern Sudanic languages"),
    ("sem", "Semitic languages"), ("sgn", "Sign languages"), ("sio", "Siouan languages"), ("sit", "Sino-Tibetan languages"),
    ("sla", "Slavic languages"), ("smi", "Sami languages"), ("son", "Songhai languages"), ("sqj", "Albanian languages"),
    ("ssa", "Nilo-Saharan languages"), ("syd", "Samoyedic languages"), ("tai", "Tai languages"),
    ("tbq", "Tibeto-Burman languages"), ("trk", "Turkic languages"), ("tup", "Tupi languages"),
    ("tut", "Altaic languages"), ("tuw", "Tungus languages"), ("urj", "Uralic languages"), ("wak", "Wakashan languages"),
    ("wen", "Sorbian languages"), ("xgn", "Mongolian languages"), ("xnd", "Na-Dene languages"),
    ("ypk", "Yupik languages"), ("zhx", "Chinese (family)"), ("zle", "East Slavic languages"),
    ("zls", "South Slavic languages"), ("zlw", "West Slavic languages"), ("znd", "Zande languages"),
];

/// Where everyday English has another name than ISO 639.
#[rustfmt::skip]
pub(super) static USUAL_NAMES: &[(&str, &str)] = &[
    ("arb", "Modern Standard Arabic"), ("el", "Greek"), ("grc", "Ancient Greek"), ("ht", "Haitian Creole"),
    ("ki", "Kikuyu"), ("km", "Khmer"), ("ky", "Kyrgyz"), ("or", "Odia"), ("pa", "Punjabi"), ("ps", "Pashto"),
    ("ug", "Uyghur"), ("yue", "Cantonese"), ("lzh", "Classical Chinese"), ("li", "Limburgish"), ("za", "Zhuang"),
];

/// Further names, lower case, for codes and tags.
#[rustfmt::skip]
pub(super) static OTHER_NAMES: &[(&str, &str)] = &[
    ("pt-BR", "brazilian portuguese"), ("es", "castilian"), ("zh-Hans", "chinese (simplified)"),
    ("zh-Hant", "chinese (traditional)"), ("cs", "czech language"), ("de", "deutsch"), ("es", "español"),
    ("fa", "farsi"), ("fr", "français"), ("ga", "gaelic"), ("it", "italiano"), ("nl", "flemish"),
    ("zh", "mandarin"), ("zh", "mandarin chinese"), ("arb", "modern standard arabic (msa)"),
    ("ary", "moroccan arabic (ma)"), ("nb", "norwegian bokmal"), ("nb", "bokmål"), ("nn", "nynorsk"),
    ("fa", "persian"), ("pt", "português"), ("zh-Hans", "simplified chinese"), ("si", "sinhalese"), ("ckb", "sorani"),
    ("zh-Hant", "traditional chinese"), ("en-US", "american english"), ("en-GB", "british english"),
    ("ru", "русский"), ("ar", "العربية"), ("zh", "中文"), ("ja", "日本語"), ("ko", "한국어"),
];
