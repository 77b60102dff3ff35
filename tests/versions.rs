//! Names of versions: their order, and what schemes allow.

use cardex::vocabulary::version;

#[test]
fn versions_follow_one_another() {
    // The order of https://semver.org, then names of other kinds.
    let rising = [
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
        "1.9.0",
        "1.10.0",
        "2",
        "10",
        "2025-12-31",
        "2026-01-02",
        "2026.11",
    ];
    for pair in rising.windows(2) {
        assert!(version::compare(pair[0], pair[1]).is_lt(), "{} < {}", pair[0], pair[1]);
        assert!(version::compare(pair[1], pair[0]).is_gt(), "{} > {}", pair[1], pair[0]);
    }
    assert!(version::compare("v1.2", "1.3").is_lt() && version::compare("v1.10", "1.9").is_gt());
    let long = ["1.99999999999999999999999998", "1.99999999999999999999999999"];
    assert!(version::compare(long[0], long[1]).is_lt());
    for (name, early) in
        [("1.0.0-rc.1", true), ("2-beta", true), ("1.0.0+build-7", false), ("2026-11-20", false)]
    {
        assert_eq!(version::is_prerelease(name), early, "{name}");
    }
}

#[test]
fn schemes_of_versions_know_their_own() {
    use version::Scheme;
    let fits = |scheme: Scheme, name: &str| scheme.misfit(name).is_none();
    for (name, semver, integer, calver) in [
        ("2.1.0", true, false, false),
        ("2.1", false, false, false),
        ("7", false, true, false),
        ("07", false, false, false),
        ("2026.11", false, false, true),
        ("2026.13", false, false, false),
        ("2026-11-20", false, false, true),
        ("2026.11.3", true, false, true),
        ("final", false, false, false),
    ] {
        let found = (fits(Scheme::Semver, name), fits(Scheme::Integer, name), fits(Scheme::Calver, name));
        assert_eq!(found, (semver, integer, calver), "{name}");
        assert!(fits(Scheme::Any, name));
    }
    for name in ["", "latest", "Latest", "index", "a b", "../x", "1..2", "-1", "x/y", &"1".repeat(65), "1."] {
        assert!(version::fault(name).is_some(), "{name}");
    }
    for name in ["1", "2.1.0-rc.1+build", "2026-11-20", "v2", "final_2"] {
        assert_eq!(version::fault(name), None, "{name}");
    }
}
