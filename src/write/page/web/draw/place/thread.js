// The layout `thread`: cards below each other in reading order, indented below what they answer; cross links are arcs
// in the right margin, which meet no text. As `src/layout/thread`.

import { geometry } from '../../geometry.js';
import { REPLY } from '../../model.js';
import { inSentence, makeCard, portAt } from '../card.js';
import { FOLLOWED } from '../edge-path.js';
import { Lanes, NOTHING, labelAt, linkWords, room } from './lanes.js';

/** @typedef {import('./forest.js').Forest} Forest */
/** @typedef {import('../edge-path.js').EdgePath} EdgePath */

/** Narrower windows get a smaller indentation, and fewer lanes next to the cards; the picture has no window. */
const NARROW = 700;
/** What a narrow window has instead: margin, indentation in pixels and levels, lanes and their distance. */
const SMALL = { margin: 10, indent: 20, deepest: 5, most: 4, lane: 7 };
/** From the cards to arcs, which would run along their edges. */
const ASIDE = 12;

/**
 * @param {import('../../model.js').Model} model @param {Forest} forest @param {number} view   width of the window
 * @returns {import('./tree.js').Placed}
 * @param {number} [followed]   a cross link over more cards is drawn as a stub
 */
export function thread(model, forest, view, followed = FOLLOWED) {
  const { nodes, up, depth, away, cross } = forest;
  const { thread: sizes, lane } = geometry;
  const count = nodes.length;
  const narrow = view < NARROW;
  const margin = narrow ? SMALL.margin : geometry.margin;
  const indent = narrow ? SMALL.indent : sizes.indent;
  const deepest = narrow ? SMALL.deepest : sizes.deepest;
  const most = narrow ? SMALL.most : lane.most;
  // The margin for cross links next to the cards, if the window has room.
  const reserve = cross.length ? (narrow ? 24 + most * SMALL.lane : 110) : 0;
  const page = Math.max(300, Math.min(sizes.page, view - 2 * margin - reserve - 14));
  const { ends, counts } = arcPorts(count, cross, followed);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  /** @type {import('../card.js').Card[]} */ const cards = [];
  let top = margin;
  for (let at = 0; at < count; at++) {
    if (at > 0) top += up[at] < 0 ? sizes.apart : sizes.gap;
    const indented = indent * Math.min(depth[at], deepest);
    x[at] = margin + indented;
    y[at] = top;
    const style = { width: page - indented, lines: sizes.lines, opening: sizes.opening_lines, flow: false };
    // Where replies are not indented any more, the head of each says what it answers.
    const answer = depth[at] > deepest ? 'always' : 'decided';
    const card = makeCard(model, nodes[at], style, away.get(at), answer, counts[at]);
    cards.push(card);
    top += card.height + (away.get(at)?.folded ? 4 : 0);
  }
  /** @type {EdgePath[]} */ const paths = [];
  const lanes = sizes.lanes.map((lane) => (lane * indent) / sizes.indent);
  primary(model, forest, cards, x, y, deepest, lanes, paths);
  const right = margin + page;
  const width = arcs(model, forest, cards, y, { ends, counts, right, most, narrow }, paths);
  return { width: width + margin, height: top + margin, cards, x, y, paths };
}

/**
 * The lines of replies to the card above: up in a lane at the left of the siblings, one lane for each kind of relation.
 * @param {import('../../model.js').Model} model
 * @param {Forest} forest
 * @param {import('../card.js').Card[]} cards
 * @param {Float64Array} x
 * @param {Float64Array} y
 * @param {number} deepest
 * @param {number[]} lanes
 * @param {EdgePath[]} paths
 */
function primary(model, { nodes, up, depth, indirect }, cards, x, y, deepest, lanes, paths) {
  /** How far down the stems of each card are drawn, by lane. */
  const drawn = new Float64Array(nodes.length * lanes.length).fill(NaN);
  for (let at = 0; at < nodes.length; at++) {
    const above = up[at];
    if (above < 0) continue;
    const { edge } = model.nodes[nodes[at]];
    const relation = indirect[at] || edge === undefined ? REPLY : (model.edges[edge].relation ?? REPLY);
    const lane = x[above] + lanes[relation];
    // Relations that share a lane share its stem.
    const stem = above * lanes.length + lanes.indexOf(lanes[relation]);
    const bottom = y[above] + cards[above].height;
    const plain = indirect[at] || edge === undefined;
    /** @type {number[]} */ let points = [];
    let own = points;
    let tip = true;
    if (depth[above] < deepest) {
      const level = y[at] + geometry.card.port;
      points = own = [x[at], level, lane, level, lane, bottom];
      const before = drawn[stem];
      if (!Number.isNaN(before)) {
        own = [x[at], level, lane, level, lane, before - 8];
        tip = false;
      }
      drawn[stem] = level;
    } else if (above + 1 === at) points = own = [lane, y[at], lane, bottom];
    paths.push({
      edge: edge ?? -1,
      from: at,
      to: above,
      points,
      own,
      tip: tip && relation !== REPLY,
      plain,
      label: null,
      far: null,
    });
  }
}

/**
 * Numbers the ports at the right side of every card and counts them: links up before links down, and short ones inside
 * long ones. A card that is answered too often keeps its ports for those nearest; the other links become stubs.
 * @param {number} count
 * @param {Forest['cross']} cross
 * @param {number} followed
 */
function arcPorts(count, cross, followed) {
  const taken = new Int32Array(count);
  /** @type {{card: number, down: boolean, far: number, at: number, leaves: boolean}[]} */ const list = [];
  cross.forEach(({ from, to, lifted }, at) => {
    // A link that represents others takes no room: it is an arc, from afar and where it is asked for.
    if (lifted) return;
    taken[from]++;
    list.push({ card: from, down: to > from, far: -to, at, leaves: true });
    if (taken[to] < geometry.card.ports && Math.abs(from - to) <= followed) {
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

/**
 * @param {import('../../model.js').Model} model
 * @param {Forest} forest
 * @param {import('../card.js').Card[]} cards
 * @param {Float64Array} y
 * @param {{ends: [number, number][], counts: Int32Array, right: number, most: number, narrow: boolean}} by
 * @param {EdgePath[]} paths
 */
function arcs(model, { nodes, cross }, cards, y, { ends, counts, right, most, narrow }, paths) {
  if (!cross.length) return right;
  const height = (/** @type {number} */ at, /** @type {number} */ number) =>
    y[at] + portAt(cards[at].height, number, counts[at]);
  const list = cross.map(({ edge, from, to, lifted }, at) => {
    const [leaves, arrives] = ends[at];
    return {
      edge,
      from,
      to,
      lifted,
      at,
      start: height(from, leaves),
      end: arrives < 0 ? NaN : height(to, arrives),
      lane: -1,
    };
  });
  const lanes = new Lanes();
  // Short arcs take the inner lanes.
  const span = (/** @type {{start: number, end: number}} */ arc) =>
    Number.isNaN(arc.end) ? 0 : Math.abs(arc.end - arc.start);
  for (const arc of [...list].sort((a, b) => span(a) - span(b) || a.at - b.at)) {
    if (!Number.isNaN(arc.end)) arc.lane = lanes.take(arc.start, arc.end, most);
  }
  let wide = 0;
  const words = list.map(({ edge, to, lane, lifted }) => {
    if (lifted) return NOTHING;
    const full = linkWords(model, model.edges[edge], lane < 0 ? inSentence(model.nodes[nodes[to]]) : undefined);
    const own = narrow ? { ...full, text: '' } : full;
    wide = Math.max(wide, room(own));
    return own;
  });
  const first = right + wide + geometry.thread.lead;
  const step = narrow ? SMALL.lane : geometry.lane.width;
  list.forEach(({ edge, from, to, start, end, lane, lifted }, at) => {
    if (lifted) {
      paths.push({
        edge,
        from,
        to,
        points: [],
        own: [],
        tip: false,
        plain: true,
        label: null,
        far: [right + ASIDE, y[from] + geometry.card.port, right + ASIDE, y[to] + geometry.card.port],
      });
      return;
    }
    const points =
      lane < 0
        ? [right, start, right + Math.min(room(words[at]), geometry.thread.stub), start]
        : [right, start, first + lane * step, start, first + lane * step, end, right, end];
    paths.push({
      edge,
      from,
      to,
      points,
      own: points,
      tip: lane >= 0,
      plain: false,
      label: labelAt(words[at], right, start, true),
      far: lane < 0 ? [right + ASIDE, start, right + ASIDE, y[to] + geometry.card.port] : null,
    });
  });
  return first + lanes.length * step;
}
