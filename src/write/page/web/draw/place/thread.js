// The layout `thread`: cards below each other in reading order, indented below what they answer; cross links are arcs in
// the right margin, which meet no text. As `src/layout/thread`.

import { CORRECTION, REBUTTAL, REPLY } from '../../model.js';
import { nameOf } from '../../words.js';
import { PORT, PORTS, makeCard, portAt } from '../card.js';
import { FOLLOWED } from '../wire.js';
import { LANE, Lanes, MOST, NOTHING, labelAt, linkWords, room } from './lanes.js';

/** @typedef {import('./forest.js').Forest} Forest */
/** @typedef {import('../wire.js').Wire} Wire */

/** Most width from the first card's left edge to the right edge of all cards: 100 characters a line. */
const PAGE = 780;
/** Narrower windows get a smaller indentation, and fewer lanes beside the cards. */
const NARROW = 700;
/** Between cards, and between trees. */
const GAP = 13;
const APART = 36;
/** From words in the margin to the first lane. */
const LEAD = 12;
/** From the cards to bows, which would run along their edges. */
const ASIDE = 12;

/**
 * @param {import('../../model.js').Model} model @param {Forest} forest @param {number} view   width of the window
 * @returns {import('./tree.js').Placed}
 */
export function thread(model, forest, view) {
  const { nodes, up, depth, away, cross } = forest;
  const count = nodes.length;
  const narrow = view < NARROW;
  const margin = narrow ? 10 : 28;
  const indent = narrow ? 20 : 34;
  const deepest = narrow ? 5 : 8;
  const most = narrow ? 4 : MOST;
  const reserve = cross.length ? (narrow ? 24 + most * 7 : 110) : 0;
  const page = Math.max(300, Math.min(PAGE, view - 2 * margin - reserve - 14));
  const { ends, counts } = arcPorts(count, cross);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  /** @type {import('../card.js').Card[]} */ const cards = [];
  let at = 0;
  let top = margin;
  for (; at < count; at++) {
    if (at > 0) top += up[at] < 0 ? APART : GAP;
    x[at] = margin + indent * Math.min(depth[at], deepest);
    y[at] = top;
    const card = makeCard(model, nodes[at], { width: page - indent * Math.min(depth[at], deepest), lines: 12, opening: 4, flow: false }, away.get(at), true, counts[at]);
    cards.push(card);
    top += card.height + (away.get(at)?.folded ? 4 : 0);
  }
  /** @type {Wire[]} */ const wires = [];
  hangs(model, forest, cards, x, y, deepest, narrow ? [5, 9, 13] : [9, 17, 25], wires);
  const right = margin + page;
  const width = arcs(model, forest, cards, y, { ends, counts, right, most, narrow }, wires);
  return { width: width + margin, height: top + margin, cards, x, y, wires };
}

/** The lines of cards to what they hang on: up in a lane at the left of its siblings, one lane a kind of relation. @param {import('../../model.js').Model} model @param {Forest} forest @param {import('../card.js').Card[]} cards @param {Float64Array} x @param {Float64Array} y @param {number} deepest @param {number[]} lanes @param {Wire[]} wires */
function hangs(model, { nodes, up, depth, indirect }, cards, x, y, deepest, lanes, wires) {
  /** How far down the stems of each card are drawn, by lane. */
  const drawn = new Float64Array(nodes.length * 3).fill(NaN);
  for (let at = 0; at < nodes.length; at++) {
    const above = up[at];
    if (above < 0) continue;
    const { edge } = model.nodes[nodes[at]];
    const relation = indirect[at] || edge === undefined ? REPLY : model.edges[edge].relation ?? REPLY;
    const kind = relation === REPLY ? 0 : relation === REBUTTAL || relation === CORRECTION ? 2 : 1;
    const lane = x[above] + lanes[kind];
    const bottom = y[above] + cards[above].height;
    const plain = indirect[at] || edge === undefined;
    /** @type {number[]} */ let points = [];
    let own = points;
    let tip = true;
    if (depth[above] < deepest) {
      const level = y[at] + PORT;
      points = own = [x[at], level, lane, level, lane, bottom];
      const before = drawn[above * 3 + kind];
      if (!Number.isNaN(before)) {
        own = [x[at], level, lane, level, lane, before - 8];
        tip = false;
      }
      drawn[above * 3 + kind] = level;
    } else if (above + 1 === at) points = own = [lane, y[at], lane, bottom];
    wires.push({ edge: edge ?? -1, from: at, to: above, points, own, tip: tip && relation !== REPLY, plain, label: null, far: null });
  }
}

/**
 * Numbers the ports at the right side of every card and counts them: links up before links down, and short ones inside
 * long ones. A card that is answered too often keeps its ports for those nearest; the other links become stubs.
 * @param {number} count @param {Forest['cross']} cross
 */
function arcPorts(count, cross) {
  const taken = new Int32Array(count);
  /** @type {{card: number, down: boolean, far: number, at: number, leaves: boolean}[]} */ const list = [];
  cross.forEach(({ from, to, lifted }, at) => {
    // What only stands for others takes no room: it is a bow, from afar and where it is asked for.
    if (lifted) return;
    taken[from]++;
    list.push({ card: from, down: to > from, far: -to, at, leaves: true });
    if (taken[to] < PORTS && Math.abs(from - to) <= FOLLOWED) {
      taken[to]++;
      list.push({ card: to, down: from > to, far: -from, at, leaves: false });
    }
  });
  list.sort((a, b) => a.card - b.card || Number(a.down) - Number(b.down) || a.far - b.far || a.at - b.at);
  const counts = new Int32Array(count);
  /** @type {[number, number][]} */ const ends = cross.map(() => [0, -1]);
  for (const end of list) ends[end.at][end.leaves ? 0 : 1] = counts[end.card]++;
  return { ends, counts };
}

/** @param {import('../../model.js').Model} model @param {Forest} forest @param {import('../card.js').Card[]} cards @param {Float64Array} y @param {{ends: [number, number][], counts: Int32Array, right: number, most: number, narrow: boolean}} by @param {Wire[]} wires */
function arcs(model, { nodes, cross }, cards, y, { ends, counts, right, most, narrow }, wires) {
  if (!cross.length) return right;
  const height = (/** @type {number} */ at, /** @type {number} */ number) => y[at] + portAt(cards[at].height, number, counts[at]);
  const list = cross.map(({ edge, from, to, lifted }, at) => {
    const [leaves, arrives] = ends[at];
    return { edge, from, to, lifted, at, start: height(from, leaves), end: arrives < 0 ? NaN : height(to, arrives), lane: -1 };
  });
  const lanes = new Lanes();
  // Short arcs take the inner lanes.
  const span = (/** @type {{start: number, end: number}} */ arc) => (Number.isNaN(arc.end) ? 0 : Math.abs(arc.end - arc.start));
  for (const arc of [...list].sort((a, b) => span(a) - span(b) || a.at - b.at)) {
    if (!Number.isNaN(arc.end)) arc.lane = lanes.take(arc.start, arc.end, most);
  }
  let wide = 0;
  const words = list.map(({ edge, to, lane, lifted }) => {
    if (lifted) return NOTHING;
    const full = linkWords(model, model.edges[edge], lane < 0 ? nameOf(model.nodes[nodes[to]]) : undefined);
    const own = narrow ? { ...full, text: '' } : full;
    wide = Math.max(wide, room(own));
    return own;
  });
  const first = right + wide + LEAD;
  const step = narrow ? 7 : LANE;
  list.forEach(({ edge, from, to, start, end, lane, lifted }, at) => {
    if (lifted) {
      wires.push({ edge, from, to, points: [], own: [], tip: false, plain: true, label: null, far: [right + ASIDE, y[from] + PORT, right + ASIDE, y[to] + PORT] });
      return;
    }
    const points = lane < 0
      ? [right, start, right + Math.min(room(words[at]), 10), start]
      : [right, start, first + lane * step, start, first + lane * step, end, right, end];
    wires.push({ edge, from, to, points, own: points, tip: lane >= 0, plain: false, label: labelAt(words[at], right, start, true), far: lane < 0 ? [right + ASIDE, start, right + ASIDE, y[to] + PORT] : null });
  });
  return first + lanes.length * step;
}
