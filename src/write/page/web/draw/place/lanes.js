// Lanes: vertical segments of lines next to each other, none over another; and the words of a link next to its card.

import { geometry } from '../../geometry.js';
import { REPLY } from '../../model.js';
import { graded, probability, say } from '../../words.js';
import { REGULAR } from '../measure.js';

/** From a card to words without a sign: they line up with the words that follow one. */
const bare = () => geometry.lane.sign + geometry.lane.after_sign;

export class Lanes {
  constructor() {
    /** @type {{from: number[], to: number[]}[]} */ this.lanes = [];
  }

  /**
   * Takes the first lane in which the stretch between two heights is free, of at most `most`; -1: none.
   * @param {number} a @param {number} b @param {number} most
   */
  take(a, b, most) {
    // In quarters of a pixel, as in the picture: sums of heights differ in their last digits.
    const from = Math.round((Math.min(a, b) - geometry.lane.clear / 2) * 4);
    const to = Math.round((Math.max(a, b) + geometry.lane.clear / 2) * 4);
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

  /** Lanes with the same stretches, to try another order in. */
  copy() {
    const copy = new Lanes();
    copy.lanes = this.lanes.map(({ from, to }) => ({ from: [...from], to: [...to] }));
    return copy;
  }

  get length() {
    return this.lanes.length;
  }
}

/**
 * The words of a link before they are placed.
 * @typedef {{text: string, width: number, sign: string}} LinkWords
 */

/**
 * The words on the line of a link: its verb unless it is a plain reply, and its confidence if it was inferred; with a
 * name, that of what a line that ends early leads to.
 * @param {import('../../model.js').Model} model @param {import('../../model.js').MapEdge} edge @param {string} [name]
 * @returns {LinkWords}
 */
export function linkWords(model, edge, name) {
  if (edge.relation === undefined) return NOTHING;
  const p = edge.sure ?? edge.confidence;
  const shown = !edge.given || edge.grade !== undefined;
  const sure = !shown ? '' : p >= 1 ? 'all' : Math.round(p * 100);
  const key = `${geometry.lane.words} ${edge.relation} ${edge.grade ?? ''} ${sure} ${say('', 'fr')}`;
  const known = name ? undefined : said.get(key);
  if (known) return known;
  const relation = model.relations[edge.relation];
  const parts = [];
  if (edge.relation !== REPLY) parts.push(graded(relation.name, edge.grade));
  if (shown) parts.push(probability(p));
  if (name) parts.push(`→ ${name}`);
  const text = parts.join(' ');
  const words = {
    text,
    width: text ? REGULAR.width(text, geometry.lane.words) : 0,
    sign: relation.sign,
  };
  if (!name) said.set(key, words);
  return words;
}

/** @type {LinkWords} */
export const NOTHING = Object.freeze({ text: '', width: 0, sign: '' });
/** Thousands of links say the same. @type {Map<string, LinkWords>} */
const said = new Map();

/** How much of the line next to a card they take. @param {LinkWords} words */
export function room({ text, width, sign }) {
  if (sign)
    return text
      ? geometry.lane.sign + geometry.lane.after_sign + width + 4
      : geometry.lane.sign + geometry.lane.after_sign;
  return text ? bare() + width + 4 : 0;
}

/**
 * Places the sign and the words of a line that leaves a card at a port, to the right or to the left.
 * @param {LinkWords} words @param {number} x @param {number} y @param {boolean} right
 * @returns {import('../edge-path.js').LineLabel | null}
 */
export function labelAt(words, x, y, right) {
  if (!words.sign && !words.text) return null;
  const way = right ? 1 : -1;
  const offset = words.sign ? geometry.lane.sign + geometry.lane.after_sign : bare();
  return {
    sign: words.sign,
    signX: x + way * geometry.lane.sign,
    signY: y,
    text: words.text,
    x: x + way * offset - (right ? 0 : words.width),
    y: y - 4,
  };
}
