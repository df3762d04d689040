// Finds words in a text, and renders a text with all its marks. Pure but for the elements it makes.

import { h } from '../dom.js';
import { fold } from '../select.js';

/** Most places that are marked in one text: more helps nobody. */
const MOST = 500;

/**
 * The places of folded words in a text, in order, without overlap.
 * @param {string} text @param {string[]} words @returns {[number, number][]}
 */
export function findWords(text, words) {
  if (!words.length || !text) return [];
  let folded = '';
  /** @type {number[]} */ const places = [];
  let at = 0;
  for (const character of text) {
    const part = fold(character);
    for (let unit = 0; unit < part.length; unit++) places.push(at);
    folded += part;
    at += character.length;
  }
  places.push(at);
  /** @type {[number, number][]} */ const found = [];
  for (const word of words) {
    for (
      let from = folded.indexOf(word);
      from >= 0 && found.length < MOST;
      from = folded.indexOf(word, from + word.length)
    ) {
      let end = places[from + word.length];
      // A letter and what is left of it when folded belong together.
      if (end === places[from + word.length - 1]) end += String.fromCodePoint(text.codePointAt(end) ?? 32).length;
      while (end < text.length && /\p{M}/u.test(text[end])) end++;
      found.push([places[from], end]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let last = 0;
  return found.filter(([start, end]) => start >= last && Boolean((last = end)));
}

/**
 * @typedef {object} Mark
 * @property {number} start
 * @property {number} end
 * @property {'position' | 'form' | 'link' | 'quote' | 'found'} kind
 * @property {string} [says]      what it shows
 * @property {number} [rule]      the place of the rule
 * @property {number} [edge]      the link that it shows
 * @property {{bar: string, light: string, dark: string}} [ink]
 */

/** Most lines under one word. */
const LINES = 3;

/**
 * A text with its marks: cut wherever one begins or ends, so that overlapping ones can mark the same words.
 * @param {string} text @param {Mark[]} marks @returns {DocumentFragment}
 */
export function marked(text, marks) {
  const out = document.createDocumentFragment();
  const sane = marks.filter(({ start, end }) => start < end && start < text.length).sort((a, b) => a.start - b.start);
  const cuts = [
    ...new Set([0, text.length, ...sane.flatMap(({ start, end }) => [start, Math.min(end, text.length)])]),
  ].sort((a, b) => a - b);
  /** @type {Mark[]} */ let open = [];
  let next = 0;
  for (let at = 0; at + 1 < cuts.length; at++) {
    const [from, to] = [cuts[at], cuts[at + 1]];
    open = open.filter(({ end }) => end > from);
    while (next < sane.length && sane[next].start <= from) open.push(sane[next++]);
    const words = text.slice(from, to);
    out.append(open.length ? piece(words, open) : words);
  }
  return out;
}

/** @param {string} words @param {Mark[]} open */
function piece(words, open) {
  const kinds = new Set(open.map(({ kind }) => kind));
  const says = [...new Set(open.map(({ says }) => says).filter(Boolean))].join('\n');
  const element = h(
    'mark',
    {
      class: [...kinds].map((kind) => `m-${kind}`).join(' '),
      title: says || undefined,
      'data-rules': open.flatMap(({ rule }) => (rule === undefined ? [] : [rule])).join(' ') || undefined,
      'data-edges': open.flatMap(({ edge }) => (edge === undefined ? [] : [edge])).join(' ') || undefined,
    },
    words,
  );
  const inks = [...new Map(open.flatMap(({ ink }) => (ink ? [[ink.bar, ink]] : []))).values()].slice(0, LINES);
  inks.forEach((ink, line) => {
    element.style.setProperty(`--l${line}`, /** @type {any} */ (ink).bar);
    element.style.setProperty(`--d${line}`, /** @type {any} */ (ink).dark);
  });
  if (inks.length) element.classList.add(`lines-${inks.length}`);
  return element;
}
