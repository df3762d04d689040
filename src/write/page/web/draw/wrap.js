// Wraps text into lines of real width: greedily, at words where it can, at clusters where it must, as in
// `src/layout/wrap.rs`. French rules hold: no line begins with `?`, `!`, `:`, `;` or `»`, none ends with `«`.

import { nextCluster } from './measure.js';

/**
 * @typedef {typeof import('./measure.js').REGULAR} Face
 * One line: its first code unit, the end of its words, and whether `…` follows them.
 * @typedef {{start: number, end: number, cut: boolean}} Row
 */

/** Most of a text that is looked at. */
const HEAD = 65536;
/** Texts in which every code unit is one character: nothing joins, nothing is replaced. */
const SIMPLE = /^[\t\n\r -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f\u20ac]*$/;

/** @param {number} code a space at which a line may break, and that is not drawn at its ends */
function isSpace(code) {
  return (
    code === 0x20 ||
    (code >= 9 && code <= 13) ||
    (code >= 0x80 &&
      (code === 0x85 ||
        code === 0x1680 ||
        (code >= 0x2000 && code <= 0x200a && code !== 0x2007) ||
        code === 0x2028 ||
        code === 0x2029 ||
        code === 0x205f ||
        code === 0x3000))
  );
}
/** @param {number} code */
const endsLine = (code) =>
  code === 10 || code === 13 || code === 11 || code === 12 || code === 0x85 || code === 0x2028 || code === 0x2029;
/** `?!:;»%`, which stay with the word before them. @param {number} code */
const clings = (code) => code === 63 || code === 33 || code === 58 || code === 59 || code === 0xbb || code === 37;

/**
 * The lines of a text in a column.
 * @param {string} text
 * @param {Face} face
 * @param {number} ems      width of the column in parts of the font's size
 * @param {number} most     lines; what is left is cut with `…`
 * @param {boolean} flow    whether line ends of the text count as spaces
 * @param {Row[] | null} out   takes the lines; without it they are only counted
 * @returns {number} how many lines
 */
export function wrap(text, face, ems, most, flow, out) {
  const simple = SIMPLE.test(text);
  const limit = Math.min(text.length, HEAD);
  let lines = 0;
  let at = skip(text, 0, limit);
  while (at < limit && lines < most) {
    const start = at;
    let used = 0;
    let end = start;
    let spaced = false;
    let breakEnd = -1;
    let breakNext = -1;
    let before = 0;
    let next = limit;
    let ended = false;
    for (let place = start; place < limit;) {
      const code = text.charCodeAt(place);
      const after = simple ? place + 1 : nextCluster(text, place);
      if (after === place + 1 && isSpace(code)) {
        if (endsLine(code) && !flow) {
          next = after;
          ended = true;
          break;
        }
        if (before !== 0xab && !clings(peek(text, after, limit))) {
          breakEnd = end;
          breakNext = after;
          if (!spaced) used += face.unit(32);
          spaced = true;
          place = after;
          continue;
        }
        // A space that holds words together is a letter, and only one of several is drawn.
        if (spaced) {
          place = after;
          continue;
        }
      }
      const glue = after === place + 1 && isSpace(code);
      const wide = glue
        ? face.unit(32)
        : after === place + 1
          ? face.unit(code)
          : face.cluster(text.slice(place, after));
      if (used + wide > ems + 1e-5 && end > start) {
        next = breakNext >= 0 ? breakNext : place;
        if (breakNext >= 0) end = breakEnd;
        ended = true;
        break;
      }
      used += wide;
      end = after;
      spaced = glue;
      if (breaksAfter(text, after, code, before)) breakEnd = breakNext = after;
      if (!glue) before = code;
      place = after;
    }
    if (!ended) next = limit;
    at = skip(text, next, limit);
    lines++;
    out?.push({ start, end, cut: false });
  }
  if (out && out.length && (at < limit || limit < text.length)) {
    const last = out[out.length - 1];
    last.cut = true;
    last.end = shorten(text, last, face, ems);
  }
  return lines;
}

/** @param {string} text @param {number} at @param {number} limit */
function skip(text, at, limit) {
  while (at < limit && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** What follows a few spaces. @param {string} text @param {number} at @param {number} limit */
function peek(text, at, limit) {
  for (let ahead = at; ahead < limit && ahead < at + 8; ahead++) {
    const code = text.charCodeAt(ahead);
    if (!isSpace(code)) return code;
  }
  return 0;
}

/**
 * Whether a line may end behind a character without a space.
 * @param {string} text
 * @param {number} next
 * @param {number} code
 * @param {number} before
 */
function breaksAfter(text, next, code, before) {
  if (code < 0x2d || (code > 0x2d && code < 0x200b)) return false;
  if (code === 0x2d || code === 0x2010) {
    return /[\p{L}\p{N}]/u.test(String.fromCharCode(before)) && /\p{L}/u.test(text.charAt(next));
  }
  if (code === 0x2013 || code === 0x2014 || code === 0x200b) return /[\p{L}\p{N}]/u.test(text.charAt(next));
  if ((code >= 0x2e80 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xffef)) {
    return (
      !'（「『《〈【〔'.includes(String.fromCharCode(code)) &&
      !'。、，．！？）」』》〉】〕ー：；'.includes(text.charAt(next) || ' ')
    );
  }
  return false;
}

/**
 * Where the last line must end so that `…` fits behind it: at a word if that costs less than a third of the line.
 * @param {string} text @param {Row} row @param {Face} face @param {number} ems
 */
function shorten(text, row, face, ems) {
  const most = ems - face.unit(0x2026);
  let used = 0;
  let end = row.start;
  let word = row.start;
  let all = true;
  for (let at = row.start; at < row.end;) {
    const next = nextCluster(text, at);
    if (isSpace(text.charCodeAt(at)) && end === at && used > most * 0.67) word = at;
    used += next === at + 1 ? face.unit(text.charCodeAt(at)) : face.cluster(text.slice(at, next));
    if (used > most) {
      all = false;
      break;
    }
    end = next;
    at = next;
  }
  if (!all && word > row.start) end = word;
  return row.start + text.slice(row.start, end).replace(/[\s,;:.…]+$/, '').length;
}

/**
 * Splits a line where marks begin and end: stretches of text that are drawn alike.
 * @template M
 * @param {Row} row @param {{start: number, end: number, mark: M}[]} marks   sorted, without overlap
 * @returns {{start: number, end: number, mark: M | null}[]}
 */
export function stretches(row, marks) {
  /** @type {{start: number, end: number, mark: M | null}[]} */ const out = [];
  let at = row.start;
  for (const { start, end, mark } of marks) {
    if (end <= at) continue;
    if (start >= row.end) break;
    if (start > at) out.push({ start: at, end: start, mark: null });
    const from = Math.max(start, at);
    at = Math.min(end, row.end);
    if (at > from) out.push({ start: from, end: at, mark });
  }
  if (at < row.end) out.push({ start: at, end: row.end, mark: null });
  return out;
}
