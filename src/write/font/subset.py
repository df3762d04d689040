#!/usr/bin/env python3
"""Makes the three fonts of this folder: see README.md beside it."""
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/liberation2"
# Latin with its supplements, marks, Greek, Cyrillic, Hebrew, Latin Extended Additional, punctuation, superscripts, currency,
# letterlike signs, fractions, arrows, mathematics, boxes, shapes, dingbats, fi and fl: as far as Liberation has them.
RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x5FF), (0x1E00, 0x1EFF), (0x2000, 0x206F),
    (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2500, 0x25FF),
    (0x2600, 0x27BF), (0xFB01, 0xFB02), (0xFFFD, 0xFFFD),
]
NAME = "Palabre Sans"
# Where `npm pack @fontsource/noto-emoji@5.3.2` was unpacked.
EMOJI = sys.argv[2] if len(sys.argv) > 2 else "package"
# The emoji that comments use: faces, hands, hearts, people who shrug, animals, money, signs of yes and no.
SIGNS = [
    (0x203C, 0x203C), (0x2049, 0x2049), (0x2190, 0x21FF), (0x2600, 0x27BF), (0x2B50, 0x2B55), (0x1F300, 0x1F320),
    (0x1F379, 0x1F389), (0x1F3C0, 0x1F3C6), (0x1F400, 0x1F450), (0x1F466, 0x1F46A), (0x1F480, 0x1F4B8),
    (0x1F4C8, 0x1F4CC), (0x1F4E2, 0x1F4E3), (0x1F525, 0x1F525), (0x1F595, 0x1F596), (0x1F5A4, 0x1F5A4),
    (0x1F600, 0x1F64F), (0x1F680, 0x1F680), (0x1F6A8, 0x1F6A9), (0x1F90C, 0x1F93E), (0x1F940, 0x1F97A),
    (0x1F9D0, 0x1F9E1),
]

for weight in ("Regular", "Bold"):
    font = TTFont(f"{FOLDER}/LiberationSans-{weight}.ttf", recalcTimestamp=False)
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "FFTM"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    # The licence reserves the name: a subset must have another.
    for record in list(font["name"].names):
        words = {1: NAME, 3: f"{NAME} {weight}: subset of Liberation Sans 2.1.5", 4: f"{NAME} {weight}",
                 6: f"PalabreSans-{weight}"}.get(record.nameID)
        if words:
            font["name"].setName(words, record.nameID, record.platformID, record.platEncID, record.langID)
    font.save(f"src/write/font/palabre-sans-{weight.lower()}.ttf")

font = TTFont(f"{EMOJI}/files/noto-emoji-emoji-400-normal.woff2", recalcTimestamp=False)
options = subset.Options()
options.hinting = False
options.layout_features = []
options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "vhea", "vmtx", "gasp", "prep"]
subsetter = subset.Subsetter(options)
subsetter.populate(unicodes=[code for first, last in SIGNS for code in range(first, last + 1)])
subsetter.subset(font)
for record in list(font["name"].names):
    words = {1: "Palabre Signs", 3: "Palabre Signs: subset of Noto Emoji", 4: "Palabre Signs", 6: "PalabreSigns-Regular"}
    if record.nameID in words:
        font["name"].setName(words[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID)
font.flavor = None
font.save("src/write/font/palabre-signs.ttf")
