//! Weights: addresses, sizes, checksums, names, Git LFS pointers.

use cardex::catalog::{Scheme, check_address};

use super::{assemble, card, findings};

const SHA: &str = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";

fn weight(fields: &str) -> cardex::diagnostic::Parsed<cardex::catalog::Catalog> {
    card(&format!("weights:\n- {{{fields}}}"))
}

#[test]
fn a_full_entry() {
    let parsed = weight(&format!(
        "uri: s3://b/k/model.safetensors, size: 438 MB, sha256: {}, dtype: {{F32: 7}}, params: 109M, variant: small",
        SHA.to_uppercase()
    ));
    assert_eq!(findings(&parsed), Vec::<String>::new());
    let model = &parsed.value.models[0];
    let artifact = &model.artifacts[0];
    assert_eq!((artifact.path.as_str(), artifact.scheme), ("model.safetensors", Scheme::S3));
    assert_eq!((artifact.size, artifact.sha256.as_deref()), (Some(438_000_000), Some(SHA)));
    assert_eq!((artifact.format.as_str(), artifact.dtype.as_deref()), ("safetensors", Some("F32: 7")));
    assert_eq!((model.size(), model.parameters()), (Some(438_000_000), Some(109_000_000)));
}

#[test]
fn sizes_and_checksums_that_are_none() {
    for (fields, rule) in [
        ("size: -1", "CX104"),
        ("size: 1.5", "CX104"),
        ("size: 10 parsec", "CX104"),
        ("sha256: abc", "CX406"),
        ("sha256: zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "CX406"),
    ] {
        let parsed = weight(&format!("uri: s3://b/k, {fields}"));
        let rules: Vec<&str> = parsed.diagnostics.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [rule], "{fields}");
        assert_eq!(parsed.value.models[0].artifacts.len(), 1, "{fields}");
    }
    // YAML would read these as numbers.
    for digits in ["1".repeat(64), format!("{}e{}", "1".repeat(31), "1".repeat(32))] {
        let parsed = weight(&format!("uri: s3://b/k, sha256: {digits}"));
        assert_eq!(parsed.value.models[0].artifacts[0].sha256, Some(digits));
    }
}

#[test]
fn addresses_that_are_refused() {
    for (uri, rule) in [
        ("", "CX402"),
        (" s3://b/k ", "CX402"),
        ("https://h.example/x\r\nX-Evil: 1", "CX402"),
        ("\\\\evil.example\\share\\x", "CX402"),
        ("file:///etc/passwd", "CX402"),
        ("ftp://h.example/x", "CX402"),
        ("gopher://h.example/x", "CX402"),
        ("javascript:alert(1)", "CX402"),
        ("/etc/passwd", "CX402"),
        ("//proc/self/root/etc/passwd", "CX402"),
        ("../x", "CX402"),
        ("a/%2e%2E/x", "CX402"),
        ("a/%252e%252e/x", "CX402"),
        ("C:/x", "CX402"),
        ("s3:///k", "CX402"),
        ("s3://b/../k", "CX402"),
        ("http:///#/../../etc/passwd", "CX402"),
        ("http://127.0.0.1/x", "CX402"),
        ("http://2852039166/latest/", "CX402"),
        ("http://0xa9fea9fe/", "CX402"),
        ("http://0251.0376.0251.0376/", "CX402"),
        ("http://[::1]/", "CX402"),
        ("http://[::ffff:169.254.169.254]/", "CX402"),
        ("http://[64:ff9b::a9fe:a9fe]/", "CX402"),
        ("http://0.0.0.0:80/", "CX402"),
        ("https://localhost./x", "CX402"),
        ("https://metadata.google.internal/x", "CX402"),
        ("s3://KEY:HUSH@bucket/k", "CX311"),
        ("https://user:HUSH@h.example/k", "CX311"),
        ("https://b.s3.amazonaws.com/k?X-Amz-Signature=HUSH", "CX311"),
        ("https://a.blob.core.windows.net/c/k?sv=1&sig=HUSH", "CX311"),
    ] {
        let refusal = check_address(uri).expect_err(uri);
        assert_eq!(refusal.0, rule, "{uri}");
        assert!(!refusal.1.contains("HUSH"), "{uri}: {}", refusal.1);
    }
}

#[test]
fn addresses_that_are_taken() {
    for (uri, scheme) in [
        ("https://h.example/x?download=true", Scheme::Https),
        ("https://1.h.example/x", Scheme::Https),
        ("https://8.8.8.8/x", Scheme::Https),
        ("s3://bucket/a/b@2.0/c", Scheme::S3),
        ("gs://bucket/a", Scheme::Gs),
        ("az://container/a", Scheme::Az),
        ("abfss://container@account.dfs.core.windows.net/a", Scheme::Az),
        ("hf://org/name@abc/file", Scheme::Hf),
        ("oci://registry.example/name:tag", Scheme::Oci),
        ("model.onnx", Scheme::Relative),
        ("./onnx/model.onnx", Scheme::Relative),
    ] {
        assert_eq!(check_address(uri).expect(uri).scheme, scheme, "{uri}");
    }
}

#[test]
fn a_refused_address_stays_out_of_the_catalog() {
    let parsed = weight("uri: 'https://user:HUSH@h.example/model.onnx', path: model.onnx");
    assert_eq!(
        findings(&parsed),
        [
            "acme/x:3:9: error[CX311]: `uri` is refused: the address holds a user name or a password",
            "acme/x:3:9: error[CX311]: an address here carries a credential, which is shown nowhere",
        ]
    );
    let artifact = &parsed.value.models[0].artifacts[0];
    assert_eq!((artifact.path.as_str(), &artifact.uri), ("model.onnx", &None));
    let model = &parsed.value.models[0];
    assert!(!model.card.card_data.contains("HUSH"), "{}", model.card.card_data);
}

#[test]
fn names_that_no_file_may_have() {
    let long = "n".repeat(201);
    for name in [
        "''",
        "../../x",
        "/etc/x",
        "'C:\\\\x'",
        "'a\\0b'",
        "-o",
        "a/-rf",
        "README.md",
        ".git/hooks/x",
        "a//b",
        "'x. '",
        &long,
    ] {
        let name = name.replace("\\0", "\u{1}");
        let parsed = weight(&format!("uri: s3://b/k.onnx, path: {name}"));
        let rules: Vec<&str> = parsed.diagnostics.iter().map(|finding| finding.rule).collect();
        assert!(rules == ["CX104"] || name.contains('\u{1}'), "{name}: {rules:?}");
        assert_eq!(parsed.value.models[0].artifacts[0].path, "k.onnx", "{name}");
    }
}

#[test]
fn a_pointer_alone_becomes_an_entry() {
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{SHA}\nsize 12345\n");
    let parsed = assemble(&[
        ("models/acme/x/README.md", "# X\n"),
        ("models/acme/x/onnx/model.onnx", &pointer),
        (
            "models/acme/x/notes.txt",
            "version https://git-lfs.github.com/spec/v1, they say, and then they go on for a hundred bytes and more\n",
        ),
    ]);
    assert_eq!(findings(&parsed), Vec::<String>::new());
    let artifacts = &parsed.value.models[0].artifacts;
    assert_eq!(artifacts.len(), 1);
    assert_eq!((artifacts[0].path.as_str(), artifacts[0].lfs), ("onnx/model.onnx", true));
    assert_eq!((artifacts[0].size, artifacts[0].sha256.as_deref()), (Some(12345), Some(SHA)));
    assert_eq!((artifacts[0].format.as_str(), artifacts[0].role.as_str()), ("onnx", "weights"));
}

#[test]
fn a_pointer_completes_its_entry_and_contradictions_are_errors() {
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{SHA}\nsize 12345\n");
    let hub = |front: &str| {
        let card = format!("---\nweights:\n- {{uri: model.onnx{front}}}\n---\n");
        assemble(&[("models/acme/x/README.md", &card), ("models/acme/x/model.onnx", &pointer)])
    };
    let parsed = hub("");
    assert_eq!(findings(&parsed), Vec::<String>::new());
    assert_eq!(parsed.value.models[0].artifacts[0].size, Some(12345));
    let parsed = hub(&format!(", size: 1, sha256: {}", "a".repeat(64)));
    assert_eq!(
        findings(&parsed),
        [
            "acme/x:3:3: error[CX411]: `sha256` differs from the Git LFS pointer model.onnx",
            "acme/x:3:3: error[CX411]: `size` differs from the Git LFS pointer model.onnx, which says 12345 bytes",
        ]
    );
    let parsed = card("weights:\n- uri: gone.onnx");
    assert_eq!(
        findings(&parsed),
        ["acme/x:3:3: warning[CX401]: `uri` names the file `gone.onnx`, which is not in the model's folder"]
    );
}
