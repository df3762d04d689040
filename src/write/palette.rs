//! Colours and badges of positions: safe for colour-blind readers and for grey print.
