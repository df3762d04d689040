// The layout `tree`: left to right, a column for every depth of reply, lines at right angles between the columns; as
// `src/layout/tree`. Lines go up and down in the gutters between columns only, and cross a column only where it has no
// card.

import { geometry } from '../../geometry.js';
import { REPLY } from '../../model.js';
import { inSentence, makeCard, portAt } from '../card.js';
import { FOLLOWED } from '../edge-path.js';
import { crossings } from './crossings.js';
import { Lanes, NOTHING, labelAt, linkWords, room } from './lanes.js';
import { tidy } from './tidy.js';

/** @typedef {import('./forest.js').Forest} Forest */
/** @typedef {import('../edge-path.js').EdgePath} EdgePath */

/**
 * Where everything is.
 * @typedef {object} Placed
 * @property {number} width
 * @property {number} height
 * @property {import('../card.js').Card[]} cards
 * @property {Float64Array} x
 * @property {Float64Array} y
 * @property {EdgePath[]} paths
 */

/**
 * A line before it has an x.
 * @typedef {object} Route
 * @property {EdgePath} path
 * @property {boolean} out       whether it leaves on the right side
 * @property {boolean} into      whether it arrives on the right side
 * @property {boolean} stub
 * @property {number[]} heights  of its level stretches, one more than gutters
 * @property {number[]} turns    gutter and lane by turns
 * @property {number} stem       the height down to which another line draws the stem that it shares; NaN: none
 * @property {import('./lanes.js').LinkWords} words
 */

/**
 * @param {import('../../model.js').Model} model @param {Forest} forest @param {number} view   width of the window
 * @returns {Placed}
 * @param {number} [followed]   a cross link over more cards is drawn as a stub
 */
export function tree(model, forest, view, followed = FOLLOWED) {
  const { nodes, up, depth, kids, away, cross } = forest;
  const { margin, tree: sizes } = geometry;
  const count = nodes.length;
  // A narrow window gets narrower cards; the picture has no window.
  const width = Math.max(220, Math.min(sizes.width, view - 44));
  const { group, groups, shared } = shares(model, forest);
  const left = new Int32Array(count);
  const right = Int32Array.from(groups);
  for (let at = 0; at < count; at++) if (up[at] >= 0) left[at] = 1;
  const sides = cross.map(({ from, to, lifted }) => {
    const stub = lifted || Math.abs(depth[from] - depth[to]) > sizes.passed + 1 || Math.abs(from - to) > followed;
    return { stub, out: stub || depth[from] <= depth[to], into: stub || depth[from] >= depth[to] };
  });
  const ends = crossPorts(cross, sides, left, right);

  const style = { width, lines: sizes.lines, opening: sizes.lines, flow: true };
  const cards = nodes.map((node, at) =>
    makeCard(model, node, style, away.get(at), null, Math.max(left[at], right[at])),
  );
  const heights = Float64Array.from(cards, (card) => card.height);
  const y = tidy(heights, up, kids, sizes.gap, sizes.apart);
  for (let at = 0; at < count; at++) y[at] += margin;
  const port = (/** @type {number} */ at, /** @type {boolean} */ side, /** @type {number} */ number) =>
    y[at] + portAt(heights[at], number, side ? right[at] : left[at]);

  let columns = 0;
  for (const level of depth) columns = Math.max(columns, level + 1);
  const gutters = Array.from({ length: columns + 1 }, () => new Lanes());
  /** @type {Route[]} */ const primary = [];
  for (let at = 0; at < count; at++) {
    if (kids[at].length) below(model, forest, at, { group, groups, shared, port }, gutters[depth[at]], primary);
  }
  const passes = cross.length ? columnsOf(depth, y, heights, columns) : [];

  /** Where everything is if cross links take their lanes in this order. @param {readonly number[]} order */
  const place = (order) => {
    const taken = gutters.map((lanes) => lanes.copy());
    const routes = primary.map((route) => ({ ...route, path: { ...route.path } }));
    /** @type {Route[]} */ const crossing = [];
    for (const number of order) {
      const { edge, from, to, lifted } = cross[number];
      const { stub, out, into } = sides[number];
      const start = port(from, out, ends[number][0]);
      const name = stub ? inSentence(model.nodes[nodes[to]]) : undefined;
      /** @type {Route} */
      const route = {
        path: { edge, from, to, points: [], own: [], tip: !stub, plain: lifted, label: null, far: null },
        out,
        into,
        stub,
        heights: [start],
        turns: [],
        stem: NaN,
        words: lifted ? NOTHING : linkWords(model, model.edges[edge], name),
      };
      if (!stub) way(route, depth[from], depth[to], start, port(to, into, ends[number][1]), number, passes, taken);
      crossing[number] = route;
    }
    return finish(forest, cards, heights, y, width, [...routes, ...crossing], taken);
  };
  // As the picture: short links first, or in the order of the map where that crosses less.
  const reading = cross.map((_, number) => number);
  const short = place(shortFirst(cross, ends, depth, y));
  if (!cross.length || cross.length > sizes.compared) return short;
  const other = place(reading);
  const isCross = (/** @type {EdgePath} */ path) => path.edge !== model.nodes[nodes[path.from]].edge;
  return crossings(short.paths, isCross) <= crossings(other.paths, isCross) ? short : other;
}

/**
 * The cross links, those that lead less far first, so that they are inside the others.
 * @param {Forest['cross']} cross
 * @param {[number, number][]} ends
 * @param {readonly number[]} depth
 * @param {Float64Array} y
 */
function shortFirst(cross, ends, depth, y) {
  const keys = cross.map(({ from, to }, number) => ({
    number,
    columns: Math.abs(depth[from] - depth[to]),
    height: Math.round(Math.abs(y[from] + ends[number][0] - (y[to] + ends[number][1]))),
  }));
  keys.sort((a, b) => a.columns - b.columns || a.height - b.height || a.number - b.number);
  return keys.map(({ number }) => number);
}

/**
 * Assigns each child a lane at its parent: one each for decided relations, one together for plain replies.
 * @param {import('../../model.js').Model} model @param {Forest} forest
 */
function shares(model, { nodes, kids, indirect }) {
  const group = new Int32Array(nodes.length);
  const groups = new Int32Array(nodes.length);
  /** Whether the lane of a child is also that of others. */
  const shared = new Uint8Array(nodes.length);
  const relation = (/** @type {number} */ kid) => {
    const { edge } = model.nodes[nodes[kid]];
    return indirect[kid] || edge === undefined ? REPLY : (model.edges[edge].relation ?? REPLY);
  };
  for (let at = 0; at < nodes.length; at++) {
    let decided = 0;
    for (const kid of kids[at]) if (relation(kid) !== REPLY) decided++;
    /** @type {number[]} */ const known = [];
    let next = 0;
    for (const kid of kids[at]) {
      const kind = relation(kid);
      if (kind === REPLY || decided > geometry.tree.own_lanes) {
        group[kid] = known[kind] ??= next++;
        shared[kid] = 1;
      } else group[kid] = next++;
    }
    groups[at] = next;
  }
  return { group, groups, shared };
}

/**
 * The lines of the children of a card. Of these the last takes the lane next to it, so that none cross.
 * @param {import('../../model.js').Model} model @param {Forest} forest @param {number} at
 * @param {ReturnType<typeof shares> & {port: (at: number, side: boolean, number: number) => number}} by
 * @param {Lanes} gutter @param {Route[]} routes
 */
function below(model, { nodes, kids, indirect }, at, { group, groups, shared, port }, gutter, routes) {
  const count = groups[at];
  const least = new Float64Array(count).fill(Infinity);
  const most = new Float64Array(count).fill(-Infinity);
  for (const kid of kids[at]) {
    const [from, to] = [port(kid, false, 0), port(at, true, group[kid])];
    const g = group[kid];
    least[g] = Math.min(least[g], from, to);
    most[g] = Math.max(most[g], from, to);
  }
  const lanes = new Int32Array(count);
  for (let g = count - 1; g >= 0; g--)
    if (most[g] - least[g] > 0.5) lanes[g] = gutter.take(least[g], most[g], Infinity);
  /** How far down the stem of each lane is drawn. */
  const drawn = new Float64Array(count).fill(NaN);
  for (const kid of kids[at]) {
    const edge = model.nodes[nodes[kid]].edge;
    const g = group[kid];
    const [from, to] = [port(kid, false, 0), port(at, true, g)];
    const plain = indirect[kid] || edge === undefined;
    // Plain replies need no head: what they answer is left of them. Children are one below the other, and their
    // port's height is at most one of the first's.
    const stem = shared[kid] && from > to && !Number.isNaN(drawn[g]) ? drawn[g] : NaN;
    routes.push({
      path: {
        edge: edge ?? -1,
        from: kid,
        to: at,
        points: [],
        own: [],
        tip: Number.isNaN(stem) && !plain && model.edges[edge].relation !== REPLY,
        plain,
        label: null,
        far: null,
      },
      out: false,
      into: true,
      stub: false,
      heights: [from, to],
      turns: [gutterOf(0), lanes[g]],
      stem,
      words: plain ? NOTHING : linkWords(model, model.edges[edge]),
    });
    if (from > to) drawn[g] = from;
  }
}

/**
 * The gutter of a line to a child is that behind its parent: filled in by `finish`, which knows the depth.
 * @param {number} at
 */
const gutterOf = (at) => at - 1;

/**
 * Numbers the ports of cross links. Links up come before links down and short ones lie inside long ones, so that lines
 * of one card do not cross.
 * @param {Forest['cross']} cross @param {{stub: boolean, out: boolean, into: boolean}[]} sides
 * @param {Int32Array} left @param {Int32Array} right   ports so far, counted on
 * @returns {[number, number][]}
 */
function crossPorts(cross, sides, left, right) {
  /** @type {{card: number, right: boolean, down: boolean, far: number, at: number, leaves: boolean}[]} */ const ends =
    [];
  cross.forEach(({ from, to, lifted }, at) => {
    // A link that represents others takes no room: it is an arc, from afar and where it is asked for.
    if (lifted) return;
    const { stub, out, into } = sides[at];
    ends.push({
      card: from,
      right: out,
      down: to > from,
      far: -to,
      at,
      leaves: true,
    });
    if (!stub)
      ends.push({
        card: to,
        right: into,
        down: from > to,
        far: -from,
        at,
        leaves: false,
      });
  });
  ends.sort(
    (a, b) =>
      a.card - b.card ||
      Number(a.right) - Number(b.right) ||
      Number(a.down) - Number(b.down) ||
      a.far - b.far ||
      a.at - b.at,
  );
  /** @type {[number, number][]} */ const out = cross.map(() => [0, 0]);
  for (const end of ends) out[end.at][end.leaves ? 0 : 1] = (end.right ? right : left)[end.card]++;
  return out;
}

/**
 * The cards of every column from top to bottom: tops and bottoms.
 * @param {readonly number[]} depth
 * @param {Float64Array} y
 * @param {Float64Array} heights
 * @param {number} columns
 */
function columnsOf(depth, y, heights, columns) {
  /** @type {{tops: number[], bottoms: number[]}[]} */
  const out = Array.from({ length: columns }, () => ({
    tops: [],
    bottoms: [],
  }));
  for (let at = 0; at < depth.length; at++) {
    out[depth[at]].tops.push(y[at]);
    out[depth[at]].bottoms.push(y[at] + heights[at]);
  }
  return out;
}

/**
 * The height nearest to `y` at which a line can pass a column; `number` spreads lines over a gap.
 * @param {{tops: number[], bottoms: number[]}} column
 * @param {number} y
 * @param {number} number
 */
function pass({ tops, bottoms }, y, number) {
  const clear = geometry.tree.gap / 4;
  let low = 0;
  let high = bottoms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bottoms[middle] + clear <= y) low = middle + 1;
    else high = middle;
  }
  if (low === bottoms.length || tops[low] - clear >= y) return y;
  const off = (number % 3) * clear - clear;
  const [over, under] = [tops[low] - geometry.tree.gap / 2 + off, bottoms[low] + geometry.tree.gap / 2 + off];
  return y - over <= under - y ? over : under;
}

/**
 * The gutters and heights of a cross link.
 * @param {Route} route
 * @param {number} from
 * @param {number} to depths
 * @param {number} start
 * @param {number} end
 * @param {number} number
 * @param {{tops: number[], bottoms: number[]}[]} passes
 * @param {Lanes[]} gutters
 */
function way(route, from, to, start, end, number, passes, gutters) {
  let y = start;
  const turn = (/** @type {number} */ gutter, /** @type {number} */ next) => {
    const lanes = gutters[gutter];
    const lane = Math.abs(next - y) > 0.5 ? lanes.take(y, next, Math.max(lanes.length, geometry.lane.most)) : 0;
    // Beyond the last lane lines lie over each other; they still pass no card.
    route.turns.push(gutter, lane < 0 ? number % geometry.lane.most : lane);
    route.heights.push(next);
    y = next;
  };
  if (from === to) turn(from, end);
  else if (from > to)
    for (let gutter = from - 1; gutter >= to; gutter--)
      turn(gutter, gutter > to ? pass(passes[gutter], y, number) : end);
  else
    for (let gutter = from; gutter < to; gutter++)
      turn(gutter, gutter < to - 1 ? pass(passes[gutter + 1], y, number) : end);
}

/**
 * Gives everything its x, now that the lanes and words of every gutter are known.
 * @param {Forest} forest
 * @param {import('../card.js').Card[]} cards
 * @param {Float64Array} heights
 * @param {Float64Array} y
 * @param {number} width
 * @param {Route[]} routes
 * @param {Lanes[]} gutters
 * @returns {Placed}
 */
function finish({ depth }, cards, heights, y, width, routes, gutters) {
  const rooms = gutters.map(() => ({ left: 0, right: 0 }));
  for (const { path, out, words } of routes) {
    const level = depth[path.from];
    const gutter = out ? rooms[level] : rooms[level - 1];
    if (gutter) {
      if (out) gutter.left = Math.max(gutter.left, room(words));
      else gutter.right = Math.max(gutter.right, room(words));
    }
  }
  let edge = geometry.margin;
  const places = gutters.map((lanes, at) => {
    const here = edge;
    const first = here + width + geometry.tree.lead + rooms[at].left;
    edge =
      first + lanes.length * geometry.lane.width + geometry.tree.tail + Math.max(rooms[at].right, geometry.tree.tail);
    return { x: here, first };
  });
  const x = Float64Array.from(depth, (level) => places[level].x);
  const columns = gutters.length - 1;
  const last = columns - 1;
  let end = geometry.margin;
  if (last >= 0) {
    end = places[last].x + width;
    if (gutters[last].length || rooms[last].left)
      end = Math.max(end, places[last].first + gutters[last].length * geometry.lane.width);
  }
  for (const { path, out, into, stub, heights: levels, turns, stem, words } of routes) {
    const startX = x[path.from] + (out ? width : 0);
    const points = [startX, levels[0]];
    let before = levels[0];
    for (let at = 1; at < levels.length; at++) {
      const gutter = turns[2 * at - 2] < 0 ? depth[path.to] : turns[2 * at - 2];
      if (Math.abs(before - levels[at]) > 0.5) {
        const lane = places[gutter].first + turns[2 * at - 1] * geometry.lane.width;
        points.push(lane, before, lane, levels[at]);
        before = levels[at];
      }
    }
    if (stub && path.plain) {
      path.far = [startX, y[path.from] + geometry.card.port, x[path.to] + width, y[path.to] + geometry.card.port];
      continue;
    }
    points.push(stub ? startX + geometry.tree.lead / 2 : x[path.to] + (into ? width : 0), before);
    path.points = points;
    // What shares a stem draws only what is new.
    path.own =
      Number.isNaN(stem) || points.length < 8
        ? points
        : [points[0], points[1], points[2], points[3], points[2], stem - 8];
    path.label = labelAt(words, startX, levels[0], out);
    if (stub) path.far = [startX, levels[0], x[path.to] + width, y[path.to] + geometry.card.port];
  }
  let bottom = 0;
  for (let at = 0; at < cards.length; at++) bottom = Math.max(bottom, y[at] + heights[at]);
  return {
    width: end + geometry.margin,
    height: bottom + geometry.margin,
    cards,
    x,
    y,
    paths: routes.map(({ path }) => path),
  };
}
