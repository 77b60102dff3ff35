//! What weight files say of themselves, and what happens when they lie.

#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its file has failed")]

use std::collections::BTreeMap;
use std::io::Cursor;

use cardex::weights::{self, Header, HeaderError, pointer};
use proptest::prelude::*;

fn read(format: &str, bytes: &[u8]) -> Result<Header, String> {
    weights::read(format, Cursor::new(bytes)).map(|header| header.unwrap()).map_err(|error| match error {
        HeaderError::Malformed(what) => what.to_owned(),
        other => format!("{other:?}"),
    })
}

fn dtypes(pairs: &[(&str, u64)]) -> BTreeMap<String, u64> {
    pairs.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}

fn safetensors(json: &str, data: usize) -> Vec<u8> {
    let mut bytes = (json.len() as u64).to_le_bytes().to_vec();
    bytes.extend(json.as_bytes());
    bytes.resize(bytes.len() + data, 0);
    bytes
}

#[test]
fn safetensors_are_counted_by_type() {
    let json = r#"{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},
        "b":{"dtype":"BF16","shape":[4],"data_offsets":[24,32]},"c":{"dtype":"F32","shape":[],"data_offsets":[32,36]}}   "#;
    let header = read("safetensors", &safetensors(json, 36)).unwrap();
    assert_eq!(
        header,
        Header { parameters: Some(11), dtypes: dtypes(&[("BF16", 4), ("F32", 7)]), ..Header::default() }
    );
}

#[test]
fn packed_safetensors_have_no_number_of_parameters() {
    let json = r#"{"l.qweight":{"dtype":"I32","shape":[8],"data_offsets":[0,32]},
        "l.scales":{"dtype":"F16","shape":[2],"data_offsets":[32,36]}}"#;
    let header = read("safetensors", &safetensors(json, 36)).unwrap();
    assert_eq!(header.parameters, None);
    assert_eq!(header.dtypes, dtypes(&[("F16", 2), ("I32", 8)]));
}

#[test]
fn hostile_safetensors_are_refused() {
    let one = |shape: &str, end: u64| {
        safetensors(&format!(r#"{{"a":{{"dtype":"F32","shape":{shape},"data_offsets":[0,{end}]}}}}"#), 4)
    };
    let damaged = Err("it is no Safetensors header".to_owned());
    assert_eq!(read("safetensors", b""), Err("Truncated".to_owned()));
    assert_eq!(read("safetensors", &[255; 8]), Err("TooLarge".to_owned()));
    assert_eq!(read("safetensors", &99_999_992_u64.to_le_bytes()), Err("Truncated".to_owned()));
    assert_eq!(read("safetensors", &one("[1]", 5)), Err("Truncated".to_owned()), "a file that was cut short");
    assert_eq!(read("safetensors", &one("[1]", 4)).unwrap().parameters, Some(1));
    assert_eq!(
        read("safetensors", &one("[4294967296,4294967296]", 4)),
        Err("a tensor has more elements than can be counted".to_owned())
    );
    assert_eq!(read("safetensors", &one("[-1]", 4)), damaged);
    assert_eq!(read("safetensors", &safetensors(&"[".repeat(10_000), 0)), damaged);
    let markup = r#"{"a":{"dtype":"<b>","shape":[1],"data_offsets":[0,4]}}"#;
    assert_eq!(read("safetensors", &safetensors(markup, 4)), damaged);
}

/// A GGUF file, piece by piece.
struct Gguf(Vec<u8>);

impl Gguf {
    fn new(version: u32, tensors: u64, pairs: u64) -> Self {
        Gguf(b"GGUF".to_vec()).u32(version).u64(tensors).u64(pairs)
    }
    fn u32(mut self, number: u32) -> Self {
        self.0.extend(number.to_le_bytes());
        self
    }
    fn u64(mut self, number: u64) -> Self {
        self.0.extend(number.to_le_bytes());
        self
    }
    fn text(mut self, text: &str) -> Self {
        self = self.u64(text.len() as u64);
        self.0.extend(text.as_bytes());
        self
    }
    fn tensor(mut self, name: &str, shape: &[u64], kind: u32) -> Self {
        self = self.text(name).u32(u32::try_from(shape.len()).unwrap());
        for length in shape {
            self = self.u64(*length);
        }
        self.u32(kind).u64(0)
    }
}

#[test]
fn gguf_tells_architecture_quantisation_and_parameters() {
    let file = Gguf::new(3, 2, 4)
        .text("general.architecture")
        .u32(8)
        .text("llama")
        .text("tokenizer.ggml.tokens")
        .u32(9)
        .u32(8)
        .u64(2)
        .text("<s>")
        .text("</s>")
        .text("tokenizer.ggml.scores")
        .u32(9)
        .u32(6)
        .u64(2)
        .u64(0)
        .text("general.file_type")
        .u32(4)
        .u32(15)
        .tensor("token_embd.weight", &[64, 10], 12)
        .tensor("norm.weight", &[64], 0);
    assert_eq!(
        read("gguf", &file.0).unwrap(),
        Header {
            parameters: Some(704),
            dtypes: dtypes(&[("F32", 64), ("Q4_K", 640)]),
            architecture: Some("llama".to_owned()),
            quantization: Some("q4_k_m".to_owned()),
        }
    );
}

#[test]
fn hostile_gguf_is_refused() {
    let error = |file: Gguf| read("gguf", &file.0).unwrap_err();
    assert_eq!(read("gguf", b"GGML1234"), Err("it does not begin with `GGUF`".to_owned()));
    assert_eq!(error(Gguf::new(1, 0, 0)), "its version is neither 2 nor 3");
    assert_eq!(error(Gguf::new(3_u32.swap_bytes(), 0, 0)), "it is written big end first, which is not read");
    assert_eq!(error(Gguf::new(3, u64::MAX, 0)), "Truncated");
    assert_eq!(error(Gguf::new(3, 0, u64::MAX)), "Truncated");
    assert_eq!(error(Gguf::new(3, 0, 1).u64(u64::MAX)), "Truncated");
    let list = |kind, count| Gguf::new(3, 0, 1).text("k").u32(9).u32(kind).u64(count);
    assert_eq!(error(list(12, u64::MAX)), "Truncated", "a product that overflows");
    assert_eq!(error(list(8, u64::MAX)), "Truncated");
    assert_eq!(error(list(77, 1)), "a value has an unknown type");
    let mut nested = Gguf::new(3, 0, 1).text("k").u32(9);
    for _ in 0..100_000 {
        nested = nested.u32(9).u64(1);
    }
    assert_eq!(error(nested), "lists nest too deep");
    assert_eq!(
        error(Gguf::new(3, 1, 0).tensor("t", &[u64::MAX, 2], 0)),
        "a tensor has more elements than can be counted"
    );
    assert_eq!(error(Gguf::new(3, 1, 0).text("t").u32(9)), "a tensor has more than eight dimensions");
    let markup = Gguf::new(3, 0, 1).text("general.architecture").u32(8).text("<b>");
    assert_eq!(read("gguf", &markup.0).unwrap(), Header::default());
}

/// A field of a protocol buffer that holds bytes.
fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![number << 3 | 2, u8::try_from(bytes.len()).unwrap()];
    out.extend(bytes);
    out
}

#[test]
fn onnx_counts_its_initialisers() {
    let packed = [field(1, &[3, 4]), vec![2 << 3, 1], field(9, &[0; 48])].concat();
    let single = [vec![1 << 3, 5, 1 << 3, 2, 2 << 3, 10]].concat();
    let shape = [field(1, &[2]), vec![2 << 3, 7]].concat();
    let graph = [field(1, b"node"), field(5, &packed), field(5, &single), field(5, &shape)].concat();
    let model = [vec![1 << 3, 8], field(2, b"pytorch"), field(7, &graph)].concat();
    assert_eq!(
        read("onnx", &model).unwrap(),
        Header { parameters: Some(22), dtypes: dtypes(&[("F16", 10), ("F32", 12)]), ..Header::default() }
    );
    assert_eq!(read("onnx", &model[..model.len() - 1]), Err("Truncated".to_owned()));
    assert_eq!(read("onnx", b""), Err("it has no graph".to_owned()));
    assert_eq!(read("onnx", b"\x0f"), Err("it is no protocol buffer".to_owned()));
    assert_eq!(read("onnx", &[255; 12]), Err("a number is too long".to_owned()));
    assert_eq!(
        read("onnx", &[7 << 3 | 2, 3, 5 << 3 | 2, 2, 1 << 3, 1]),
        Err("a message is longer than it says".to_owned()),
        "a part longer than its whole"
    );
}

#[test]
fn a_pointer_tells_checksum_and_size() {
    let hex = "4D7A214614AB2935C943F9E0FF69D22EADBB8F32B1258DAAA5E2CA24D17E2393";
    let text = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{hex}\nsize 12345\n");
    assert_eq!(
        pointer::parse(text.as_bytes()),
        Some(pointer::Pointer { sha256: hex.to_lowercase(), size: 12_345 })
    );
    assert_eq!(pointer::parse(text.replace("size", "length").as_bytes()), None);
    assert_eq!(pointer::parse(&text.replace("sha256:4D", "sha256:4").into_bytes()), None);
    assert_eq!(pointer::parse(format!("{text}{}", " ".repeat(1024)).as_bytes()), None);
    assert_eq!(pointer::parse(b"\xff"), None);
}

#[test]
fn other_formats_have_no_header_that_is_read() {
    assert!(weights::read("pytorch", Cursor::new(b"PK")).unwrap().is_none());
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        for format in ["safetensors", "gguf", "onnx"] {
            let _ = weights::read(format, Cursor::new(&bytes));
        }
        let _ = pointer::parse(&bytes);
    }

    #[test]
    fn no_header_of_the_right_beginning_makes_a_reader_panic(bytes in prop::collection::vec(0_u8..16, 0..512)) {
        let gguf = [b"GGUF\x03\0\0\0".to_vec(), bytes.clone()].concat();
        let _ = weights::read("gguf", Cursor::new(&gguf));
        let _ = weights::read("onnx", Cursor::new([vec![7 << 3 | 2, 100], bytes.clone()].concat()));
        let json = format!(r#"{{"a":{{"dtype":"F32","shape":{bytes:?},"data_offsets":[0,0]}}}}"#);
        let _ = weights::read("safetensors", Cursor::new(safetensors(&json, 0)));
    }
}
