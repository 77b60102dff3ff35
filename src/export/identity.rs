//! Numbers that have to be unique, from content: the same content has the same number on every machine.

use sha2::{Digest, Sha256};

/// A UUID of version 8 (RFC 9562: made by a rule of the application's own) out of the SHA-256 of parts. The parts are told apart,
/// so that `["ab", "c"]` and `["a", "bc"]` differ.
pub(super) fn uuid(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_follows_from_its_parts() {
        let one = uuid(&[b"ab", b"c"]);
        assert_eq!(one, uuid(&[b"ab", b"c"]));
        assert_ne!(one, uuid(&[b"a", b"bc"]));
        assert_eq!((one.len(), &one[14..15]), (36, "8"));
        assert!("89ab".contains(&one[19..20]), "{one}");
    }
}
