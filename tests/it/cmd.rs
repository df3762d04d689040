//! Command lines with what they print, as `trycmd` cases: the files in `tests/cmd`, the README and the guide.
//!
//! `TRYCMD=overwrite cargo test cmd` updates them.

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("README.md").case("docs/guide.md").env("COLUMNS", "100");
}
