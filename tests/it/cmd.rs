//! Command lines with what they print, as `trycmd` cases: the files in `tests/cmd` and the README.
//!
//! `TRYCMD=overwrite cargo test cmd` writes what the program prints now into them.

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("README.md").env("COLUMNS", "100");
}
