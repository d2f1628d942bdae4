//! The version of a text: what tells the words of one build from those of another.

/// A short name of the content (FNV-1a in 64 bits). It finds what does not belong together, not what is forged.
pub(crate) fn version(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    hash.to_string()
}
