//! FNV-1a: a small hash whose values are the same on every machine and in every version.
//!
//! Only for values that reach the output or that are compared within one run; it resists no attacker.

/// The 64-bit FNV-1a hash of some values, each taken as one unit. For bytes it is the hash of the specification.
pub fn fnv1a(values: impl Iterator<Item = u64>) -> u64 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    values.fold(OFFSET_BASIS, |hash, value| (hash ^ value).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_of_the_specification() {
        let of = |text: &str| fnv1a(text.bytes().map(u64::from));
        assert_eq!(of(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(of("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(of("foobar"), 0x8594_4171_f739_67e8);
    }
}
