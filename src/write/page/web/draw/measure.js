// How wide text is: advances of single characters, asked of the browser once and kept. Pairs are not kerned, so that a
// sum is never narrower than what is drawn, and at most 2 % wider.

import { clean } from './clean.js';

export const FAMILY = '"Liberation Sans", Arimo, Arial, Helvetica, sans-serif';

/** @param {number} size @param {boolean} bold */
export const font = (size, bold) => `${bold ? 'bold ' : ''}${size}px ${FAMILY}`;

/** The size at which is measured: advances are wanted in parts of an em. */
const AT = 128;
/** Code units below it have their place in a table. */
const TABLE = 0x3000;
/** Most longer things whose widths are kept. */
const KEPT = 20000;

/** @type {CanvasRenderingContext2D | null} */
let context = null;

/** A weight of the page's font. */
class Face {
  /** @param {boolean} bold */
  constructor(bold) {
    this.bold = bold;
    this.table = new Float32Array(TABLE).fill(-1);
    /** @type {Map<string, number>} */ this.others = new Map();
    /** @type {Map<string, number>} */ this.words = new Map();
  }

  /** What the browser says, in ems. @param {string} text */
  ask(text) {
    context ??= /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
    context.font = font(AT, this.bold);
    return context.measureText(text).width / AT;
  }

  /** The width of a code unit, in ems. @param {number} code */
  unit(code) {
    if (code < TABLE) {
      const known = this.table[code];
      return known >= 0 ? known : (this.table[code] = this.ask(clean(String.fromCharCode(code))));
    }
    return this.cluster(String.fromCharCode(code));
  }

  /** The width of what a reader sees as one character, in ems. @param {string} cluster */
  cluster(cluster) {
    let width = this.others.get(cluster);
    if (width === undefined) {
      if (this.others.size > KEPT) this.others.clear();
      width = this.ask(clean(cluster));
      this.others.set(cluster, width);
    }
    return width;
  }

  /** The width of a label in pixels. @param {string} text @param {number} size */
  width(text, size) {
    let ems = this.words.get(text);
    if (ems === undefined) {
      if (this.words.size > KEPT) this.words.clear();
      ems = this.sum(text);
      this.words.set(text, ems);
    }
    return ems * size;
  }

  /** @param {string} text */
  sum(text) {
    let ems = 0;
    for (let at = 0; at < text.length;) {
      const next = nextCluster(text, at);
      ems += next === at + 1 ? this.unit(text.charCodeAt(at)) : this.cluster(text.slice(at, next));
      at = next;
    }
    return ems;
  }

  /**
   * The longest beginning of a text that is at most so wide, with `…` if it is not all of it.
   * @param {string} text @param {number} size @param {number} most
   */
  fit(text, size, most) {
    const room = most / size;
    const dots = this.unit(0x2026);
    let used = 0;
    let end = 0;
    for (let at = 0; at < text.length;) {
      const next = nextCluster(text, at);
      used += next === at + 1 ? this.unit(text.charCodeAt(at)) : this.cluster(text.slice(at, next));
      if (used > room) return `${text.slice(0, end).trimEnd()}…`;
      if (used + dots <= room) end = next;
      at = next;
    }
    return text;
  }
}

export const REGULAR = new Face(false);
export const BOLD = new Face(true);

/** Longest cluster in code units; a longer one is cut. */
const CLUSTER = 64;
const MARK = /^\p{M}$/u;

/**
 * Where the cluster that begins at a place ends: a letter with its marks, a flag, a family. Simpler than the standard,
 * and as good for breaking lines.
 * @param {string} text @param {number} at
 */
export function nextCluster(text, at) {
  const first = text.charCodeAt(at);
  const after = text.charCodeAt(at + 1);
  // Two letters that join nothing: nearly all of most texts.
  if (isPlain(first) && (at + 1 >= text.length || isPlain(after))) return at + 1;
  let end = at + length(text, at);
  let before = text.codePointAt(at) ?? 0;
  let flag = isFlag(before);
  while (end < text.length && end - at < CLUSTER) {
    const code = text.codePointAt(end) ?? 0;
    const joins =
      code === 0x200d ||
      before === 0x200d ||
      (code >= 0xfe00 && code <= 0xfe0f) ||
      (code >= 0x1f3fb && code <= 0x1f3ff) ||
      (flag && isFlag(code)) ||
      (code >= 0x300 && !isPlain(code) && MARK.test(String.fromCodePoint(code)));
    if (!joins) break;
    flag = false;
    before = code;
    end += code > 0xffff ? 2 : 1;
  }
  return end;
}

/** @param {string} text @param {number} at */
const length = (text, at) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
/** @param {number} code */
const isFlag = (code) => code >= 0x1f1e6 && code <= 0x1f1ff;
/** @param {number} code */
const isPlain = (code) =>
  code < 0x300 ||
  (code >= 0x2010 && code <= 0x2027) ||
  (code >= 0x3040 && code <= 0x9fff && code !== 0x3099 && code !== 0x309a);
