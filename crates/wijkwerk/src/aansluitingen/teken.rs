//! The signature under a message: HMAC-SHA256 (RFC 2104) over its moment and its bytes.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

const BLOCK: usize = 64;

/// What stands in the header of the signature: for every secret `v1=` and the signature of `{moment}.{body}`.
pub(super) fn header<'a>(
    secrets: impl IntoIterator<Item = &'a str>,
    moment: i64,
    body: &[u8],
) -> String {
    let moment = format!("{moment}.");
    let all: Vec<String> = secrets
        .into_iter()
        .map(|secret| {
            let sum = hmac(secret.as_bytes(), &[moment.as_bytes(), body]);
            format!("v1={}", HEXLOWER.encode(&sum))
        })
        .collect();
    all.join(",")
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut padded = [0_u8; BLOCK];
    if key.len() > BLOCK {
        padded[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        padded[..key.len()].copy_from_slice(key);
    }
    let mut inner = Sha256::new().chain_update(padded.map(|byte| byte ^ 0x36));
    for part in parts {
        inner.update(part);
    }
    Sha256::new()
        .chain_update(padded.map(|byte| byte ^ 0x5c))
        .chain_update(inner.finalize())
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, cases 1, 2, 3, 6 and 7.
    #[test]
    fn the_examples_of_the_standard_come_out() {
        let long = [0xaa_u8; 131];
        let cases: [(&[u8], &[u8], &str); 5] = [
            (
                &[0x0b; 20],
                b"Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 20],
                &[0xdd; 50],
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
            ),
            (
                &long,
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
            (
                &long,
                b"This is a test using a larger than block-size key and a larger than block-size data. \
                  The key needs to be hashed before being used by the HMAC algorithm.",
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
            ),
        ];
        for (key, data, expected) in cases {
            assert_eq!(HEXLOWER.encode(&hmac(key, &[data])), expected);
            let (a, b) = data.split_at(data.len() / 2);
            assert_eq!(HEXLOWER.encode(&hmac(key, &[a, b])), expected);
        }
    }

    #[test]
    fn while_a_secret_is_replaced_both_sign() {
        let both = header(["nieuw", "oud"], 5, b"{}");
        let (new, old) = both.split_once(',').unwrap();
        assert_eq!(new, header(["nieuw"], 5, b"{}"));
        assert_eq!(old, header(["oud"], 5, b"{}"));
        assert_ne!(new, header(["nieuw"], 6, b"{}"));
        assert_ne!(new, header(["nieuw"], 5, b"{ }"));
    }
}
