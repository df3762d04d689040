// Lanes: upright stretches of lines side by side, none over another; and the words of a link beside its card.

import { REPLY } from '../../model.js';
import { probability, say, verb } from '../../words.js';
import { REGULAR } from '../measure.js';

/** Most lanes of one margin: more would take more room than the cards. */
export const MOST = 24;
/** From one lane to the next. */
export const LANE = 11;
/** Least distance of two stretches in one lane. */
const CLEAR = 8;
/** Size of words on lines. */
export const WORDS = 10.5;
/** From a card to the middle of the sign on a line: room for an arrowhead besides. */
export const SIGN = 13;
/** From the middle of a sign to the words. */
const BESIDE = 10;
/** From a card to words without a sign. */
const BARE = SIGN + BESIDE;

export class Lanes {
  constructor() {
    /** @type {{from: number[], to: number[]}[]} */ this.lanes = [];
  }

  /**
   * Takes the first lane in which the stretch between two heights is free, of at most so many; -1: none.
   * @param {number} a @param {number} b @param {number} most
   */
  take(a, b, most) {
    const from = Math.min(a, b) - CLEAR / 2;
    const to = Math.max(a, b) + CLEAR / 2;
    for (let lane = 0; lane < this.lanes.length; lane++) {
      const { from: begins, to: ends } = this.lanes[lane];
      // The first stretch that begins at or below the end of this one.
      let low = 0;
      let high = begins.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (begins[middle] < to) low = middle + 1;
        else high = middle;
      }
      if (low === 0 || ends[low - 1] <= from) {
        begins.splice(low, 0, from);
        ends.splice(low, 0, to);
        return lane;
      }
    }
    if (this.lanes.length >= most) return -1;
    this.lanes.push({ from: [from], to: [to] });
    return this.lanes.length - 1;
  }

  get length() {
    return this.lanes.length;
  }
}

/**
 * The words of a link, before it is known where they stand.
 * @typedef {{text: string, width: number, sign: string}} LinkWords
 */

/**
 * What stands on the line of a link: its verb unless it is a plain reply, and its confidence if it was inferred; with a
 * name, that of what a line that ends early leads to.
 * @param {import('../../model.js').Model} model @param {import('../../model.js').MapEdge} edge @param {string} [name]
 * @returns {LinkWords}
 */
export function linkWords(model, edge, name) {
  if (edge.relation === undefined) return NOTHING;
  const key = `${edge.relation} ${edge.given ? '' : edge.confidence >= 1 ? 'all' : Math.round(edge.confidence * 100)} ${say('', 'fr')}`;
  const known = name ? undefined : said.get(key);
  if (known) return known;
  const relation = model.relations[edge.relation];
  const parts = [];
  if (edge.relation !== REPLY) parts.push(verb(relation.name));
  if (!edge.given) parts.push(probability(edge.confidence));
  if (name) parts.push(`→ ${name}`);
  const text = parts.join(' ');
  const words = { text, width: text ? REGULAR.width(text, WORDS) : 0, sign: relation.sign };
  if (!name) said.set(key, words);
  return words;
}

/** @type {LinkWords} */
export const NOTHING = Object.freeze({ text: '', width: 0, sign: '' });
/** Thousands of links say the same. @type {Map<string, LinkWords>} */
const said = new Map();

/** How much of a line beside a card they take. @param {LinkWords} words */
export function room({ text, width, sign }) {
  if (sign) return text ? SIGN + BESIDE + width + 4 : SIGN + BESIDE;
  return text ? BARE + width + 4 : 0;
}

/**
 * Where the sign and the words of a line stand that leaves a card at a port, to the right or to the left.
 * @param {LinkWords} words @param {number} x @param {number} y @param {boolean} right
 * @returns {import('../wire.js').LineLabel | null}
 */
export function labelAt(words, x, y, right) {
  if (!words.sign && !words.text) return null;
  const way = right ? 1 : -1;
  const beside = words.sign ? SIGN + BESIDE : BARE;
  return { sign: words.sign, signX: x + way * SIGN, signY: y, text: words.text, x: x + way * beside - (right ? 0 : words.width), y: y - 4 };
}
