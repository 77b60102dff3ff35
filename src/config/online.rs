//! How `cardex check --online` asks other hosts.

use serde::{Deserialize, Serialize};

use super::text;

/// Bounds of what is asked, and of whom. A host in a list stands for its subdomains, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Online {
    /// Seconds for one request.
    pub timeout: u64,
    /// Seconds for all of them; what is not answered by then is not judged.
    pub deadline: u64,
    /// Requests at once.
    pub concurrency: usize,
    /// Requests at once to one host.
    pub per_host: usize,
    /// How often a request is made again that met a busy or broken host.
    pub retries: usize,
    /// The only hosts that are asked; all when empty.
    #[serde(deserialize_with = "text::list")]
    pub allow: Vec<String>,
    /// Hosts that are not asked.
    #[serde(deserialize_with = "text::list")]
    pub deny: Vec<String>,
    /// Hosts that may have an address of a private network.
    #[serde(deserialize_with = "text::list")]
    pub private: Vec<String>,
}

impl Default for Online {
    fn default() -> Self {
        Self {
            timeout: 10,
            deadline: 300,
            concurrency: 16,
            per_host: 2,
            retries: 2,
            allow: Vec::new(),
            deny: Vec::new(),
            private: Vec::new(),
        }
    }
}
