//! The JSON Schemas of all files, published beside them.

/// By name: the schema's text. It is written to `api/v1/schema/<name>.json`.
pub const SCHEMAS: [(&str, &str); 8] = [
    ("collections", include_str!("schema/collections.json")),
    ("health", include_str!("schema/health.json")),
    ("index", include_str!("schema/index.json")),
    ("leaderboards", include_str!("schema/leaderboards.json")),
    ("model", include_str!("schema/model.json")),
    ("models", include_str!("schema/models.json")),
    ("register", include_str!("schema/register.json")),
    ("terms", include_str!("schema/terms.json")),
];
