//! What `cardex review` asks of a change. It holds as the base of the change says it: a change cannot relax its own rules.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// How grave gates are, who approves what, and how much may change unseen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Review {
    /// How much what a gate finds counts, by the gate's code or the beginning of it; the longest that fits counts.
    pub gates: BTreeMap<GateCode, GateLevel>,
    /// Who may approve what a gate finds, by the gate's code or the beginning of it.
    pub approvers: BTreeMap<GateCode, Vec<String>>,
    /// Labels of a change that stand for an approval: who gave it, or for which gates it is.
    pub labels: BTreeMap<String, Vec<String>>,
    /// How much worse a result may become, by metric; `all` for those that are not named.
    pub tolerances: BTreeMap<String, Tolerance>,
    /// How many days a model has to be deprecated before it may be removed.
    pub removal_days: u32,
    /// How much larger weights may become, as a share of what they were.
    pub max_growth: Amount,
}

impl Default for Review {
    fn default() -> Self {
        Self {
            gates: BTreeMap::new(),
            approvers: BTreeMap::new(),
            labels: BTreeMap::new(),
            tolerances: BTreeMap::new(),
            removal_days: 30,
            max_growth: Amount(0.2),
        }
    }
}

/// How much what a gate finds counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateLevel {
    /// The change may not go in as it is.
    Block,
    /// Somebody has to approve it.
    NeedsApproval,
    /// Somebody should look at it.
    Warn,
    /// It is worth knowing.
    Inform,
    /// Nobody looks for it.
    Off,
}

impl fmt::Display for GateLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            GateLevel::Block => "block",
            GateLevel::NeedsApproval => "needs-approval",
            GateLevel::Warn => "warn",
            GateLevel::Inform => "inform",
            GateLevel::Off => "off",
        })
    }
}

/// The code of a gate, or the beginning of it: `CR201`, `CR2`, `CR`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct GateCode(String);

impl GateCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a text is written as a code, or as the beginning of one.
    pub fn is_code(text: &str) -> bool {
        let digits = text.strip_prefix("CR").filter(|digits| digits.len() <= 3);
        digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

impl<'de> Deserialize<'de> for GateCode {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        let text = super::text::as_written(de)?;
        if Self::is_code(&text) {
            return Ok(Self(text));
        }
        Err(D::Error::custom(format!(
            "`{text}` is no code of a gate such as CR201, nor the beginning of one"
        )))
    }
}

/// How much worse a result may become before it is a regression. Where both are given, neither may be exceeded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tolerance {
    /// In the metric's own unit.
    pub max_absolute: Option<Amount>,
    /// As a share of what it was: `1%`, `0.01`.
    pub max_relative: Option<Amount>,
}

/// A finite number that is not negative, or a share in per cent: `0.01`, `1%`.
#[derive(Debug, Clone, Copy)]
pub struct Amount(f64);

impl Amount {
    /// The number; `1%` is 0.01.
    pub fn value(self) -> f64 {
        self.0
    }
}

// It is never NaN.
impl Eq for Amount {}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        let text = super::text::as_written(de)?;
        let (number, scale) = match text.trim().strip_suffix('%') {
            Some(number) => (number.trim_end(), 100.0),
            None => (text.trim(), 1.0),
        };
        match number.parse::<f64>() {
            Ok(number) if number.is_finite() && number >= 0.0 => Ok(Self(number / scale)),
            _ => Err(D::Error::custom(format!("`{text}` is no amount such as 0.01 or 1%"))),
        }
    }
}

/// What is said of a gate among settings by code: the longest code that fits.
fn said<'a, T>(settings: &'a BTreeMap<GateCode, T>, code: &str) -> Option<&'a T> {
    let fitting = settings.iter().filter(|(beginning, _)| code.starts_with(beginning.as_str()));
    fitting.max_by_key(|(beginning, _)| beginning.as_str().len()).map(|(_, said)| said)
}

impl Review {
    /// How much a gate counts, where the hub says so.
    pub fn level(&self, code: &str) -> Option<GateLevel> {
        said(&self.gates, code).copied()
    }

    /// Who may approve what a gate finds, where the hub says so.
    pub fn approvers(&self, code: &str) -> Option<&[String]> {
        said(&self.approvers, code).map(Vec::as_slice)
    }

    /// How much worse a result of a metric may become; `names` are the ones that it goes by, the most exact first.
    pub fn tolerance(&self, names: &[&str]) -> Tolerance {
        let named = names.iter().find_map(|name| self.tolerances.get(*name));
        named.or_else(|| self.tolerances.get("all")).copied().unwrap_or_default()
    }
}
