//! Pictures: layouts, SVG, DOT and the terminal's tree, on maps made by hand.

mod look;
mod maps;
