// Decides what of a text can be shown, and replaces characters that must not reach a picture, as in
// `src/layout/clean.rs`.

/** Characters that are not shown as themselves. */
const ODD = /[\0-\x1f\x7f-\x9f\xad\u200b\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]/;
const ODDS = new RegExp(ODD.source, 'g');
/** Half a pair without its other half: no character, and no file may hold it. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const LONES = new RegExp(LONE.source, 'g');

/**
 * How one odd character is shown: line ends and tabs as a space; what would turn the text around it as its code point,
 * so that nobody is misled; all else not at all.
 * @param {string} character
 */
function shown(character) {
  const code = character.charCodeAt(0);
  if ((code >= 9 && code <= 13) || code === 0x85 || code === 0x2028 || code === 0x2029) return ' ';
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069))
    return `⟨U+${code.toString(16).toUpperCase()}⟩`;
  return '';
}

/** A text as it is shown on one line. @param {string} text */
export function clean(text) {
  const seen = ODD.test(text) ? text.replace(ODDS, shown) : text;
  return LONE.test(seen) ? seen.replace(LONES, '\ufffd') : seen;
}

/** Marks on one letter, beyond a dozen: they would be drawn over the lines above. */
const STACKED = /(\p{M}{11})\p{M}+/gu;

/** A stretch of comment text as it is shown: spaces of any number are one. @param {string} text */
export function cleanRun(text) {
  const seen = clean(text);
  // One test decides most stretches.
  if (/^[ -~]*$/.test(seen) && !seen.includes('  ')) return seen;
  return seen.replace(/[^\S\u00a0\u202f\u2007]+/g, ' ').replace(STACKED, '$1');
}

/** Whether a text has letters that are written from right to left. @param {string} text */
export const turns = (text) => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]|[\ud802\ud803\ud83a\ud83b]/.test(text);

/** Whether its first letter is one of those. @param {string} text */
export function rightToLeft(text) {
  const first = /\p{L}/u.exec(text);
  return first !== null && turns(first[0]);
}
