#!/usr/bin/env python3
"""Makes src/layout/metrics/*.adv: the advance widths of Liberation Sans, Regular and Bold.

Needs fontTools and the fonts (Debian: python3-fonttools, fonts-liberation2). Run from the root of the project:

    tests/measure/advances.py [FOLDER OF THE FONTS]

A file is an index of 192 bytes, one for every 64 code points below U+3000 (0: the font has none of them, else the
number of a block, from 1), and then the blocks: 64 advances each, little-endian, in units of 1/2048 em; 0xFFFF where
the font has no glyph. Code points above are wide or rare, and are measured by rule instead.
"""
import struct
import sys

from fontTools.ttLib import TTFont

FOLDER = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/liberation2"
TOP, BLOCK, ABSENT = 0x3000, 64, 0xFFFF

for weight in ("Regular", "Bold"):
    font = TTFont(f"{FOLDER}/LiberationSans-{weight}.ttf")
    assert font["head"].unitsPerEm == 2048
    glyphs, metrics = font.getBestCmap(), font["hmtx"]
    index, blocks = bytearray(), []
    for first in range(0, TOP, BLOCK):
        codes = range(first, first + BLOCK)
        if any(code in glyphs for code in codes):
            row = [metrics[glyphs[code]][0] if code in glyphs else ABSENT for code in codes]
            if row not in blocks:
                blocks.append(row)
            index.append(1 + blocks.index(row))
        else:
            index.append(0)
    with open(f"src/layout/metrics/liberation-sans-{weight.lower()}.adv", "wb") as out:
        out.write(bytes(index) + b"".join(struct.pack("<64H", *row) for row in blocks))
