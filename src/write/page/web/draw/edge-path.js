// Lines: from a comment to what it answers, with a head, a sign and words. The looks are those of
// `src/write/svg/edge_path.rs`.

import { CORRECTION, QUESTION, REBUTTAL, REPLY, SUPPORT } from '../model.js';
import { geometry } from '../geometry.js';
import { step } from './inks.js';

/** @typedef {import('./surface.js').Surface} Surface */
/** @typedef {import('./inks.js').Inks} Inks */

/**
 * @typedef {{sign: string, signX: number, signY: number, text: string, x: number, y: number}} LineLabel
 *
 * @typedef {object} EdgePath
 * @property {number} edge
 * @property {number} from        slots
 * @property {number} to
 * @property {number[]} points    the whole way, x and y by turns, from the reply to what it answers
 * @property {number[]} own       the part of it that no other line draws: lines to one port share a stem
 * @property {boolean} tip        whether it draws the head
 * @property {boolean} plain
 *   whether it has no relation to show: it passes something hidden, or represents several links
 * @property {LineLabel | null} label
 * @property {[number, number, number, number] | null} far
 *   from afar, and where it is emphasised: straight from card to
 *   card, where near only its beginning is drawn
 */

/**
 * A cross link over more cards than this, in reading order, is drawn only to its beginning, with the name of what it
 * leads to. The picture draws all of it. The page need not: it shows the whole link as an arc from afar and where the
 * pointer is on one of its ends, and a window never holds both ends of a longer one.
 */
export const FOLLOWED = 60;

/** Radius of corners. */
const CORNER = 8;
const DASH = [6, 3.5];
const DOTS = [0.1, 4.6];
const GAPS = [2, 4];
/** Below this size lines have no corners, heads and signs. */
const FAR = 0.16;
/** So far beyond the window a line is cut off. */
const BEYOND = 80;

/**
 * A line without what is far out of the window: dashes over ten thousand pixels would be set one by one. `gone` is the
 * length that is cut off at its beginning, so that the dashes stay where they are while the window moves.
 * @param {readonly number[]} points @param {import('./paint.js').Look['view']} view
 */
function clip(points, { left, top, right, bottom }) {
  const [x0, y0, x1, y1] = [left - BEYOND, top - BEYOND, right + BEYOND, bottom + BEYOND];
  let inside = true;
  for (let at = 0; at < points.length && inside; at += 2) {
    inside = points[at] >= x0 && points[at] <= x1 && points[at + 1] >= y0 && points[at + 1] <= y1;
  }
  if (inside) return { points, gone: 0 };
  /** @type {number[]} */ const out = [];
  let gone = 0;
  let reached = false;
  for (let at = 0; at < points.length; at += 2) {
    const x = Math.min(Math.max(points[at], x0), x1);
    const y = Math.min(Math.max(points[at + 1], y0), y1);
    if (at > 0 && !reached) {
      const [ax, ay] = [out[out.length - 2], out[out.length - 1]];
      const kept = Math.abs(x - ax) + Math.abs(y - ay);
      const full = Math.abs(points[at] - points[at - 2]) + Math.abs(points[at + 1] - points[at - 1]);
      if (kept > 0) {
        reached = true;
        gone += Math.abs(ax - points[at - 2]) + Math.abs(ay - points[at - 1]);
      } else gone += full;
    }
    out.push(x, y);
  }
  return { points: out, gone };
}

/**
 * How a line looks.
 * @param {import('../model.js').Model} model @param {Inks} inks @param {EdgePath} path
 */
export function look(model, inks, path) {
  const edge = model.edges[path.edge];
  if (path.plain || edge === undefined || edge.relation === undefined) {
    return {
      relation: REPLY,
      part: !path.plain,
      colour: inks.plain,
      width: 1.2,
      alpha: 1,
      dash: path.plain ? GAPS : undefined,
      round: false,
    };
  }
  const { relation } = edge;
  const dash = relation === REBUTTAL || relation === CORRECTION ? DASH : relation === QUESTION ? DOTS : undefined;
  return {
    relation,
    part: false,
    colour: inks.relations[relation].steps[step(edge.p)],
    width: relation === REPLY ? 0.7 + 0.6 * edge.confidence : 0.8 + 1.4 * edge.confidence,
    alpha: edge.given ? 1 : 0.75,
    dash,
    round: relation === QUESTION,
  };
}

/**
 * Draws a line.
 * @param {import('./paint.js').Look} to @param {EdgePath} path
 * @param {number} alpha       how clearly
 * @param {boolean} strong     emphasised: thicker
 * @param {boolean} whole      its whole way, the stem that it shares too
 */
export function drawEdgePath({ surface, inks, model, k, view }, path, alpha, strong, whole) {
  const { relation, part, colour, width, alpha: own, dash, round } = look(model, inks, path);
  const all = whole ? path.points : path.own;
  const { far } = path;
  const wide = Math.max(width * (strong ? 1.5 : 1), 0.8 / k);
  if (far && (strong || k < FAR)) {
    surface.fade(alpha * (strong ? 1 : 0.5 * own));
    // A arc, so that the lines of one column do not lie over each other.
    const bulge = Math.min(260, Math.abs(far[3] - far[1]) / 5);
    surface.curve(
      far[0],
      far[1],
      Math.max(far[0], far[2]) + bulge,
      (far[1] + far[3]) / 2,
      far[2],
      far[3],
      colour,
      wide,
      strong ? dash : undefined,
    );
    if (!strong) return;
  }
  if (all.length < 4) return;
  surface.fade(alpha * (strong ? 1 : own));
  if (k < FAR && !strong) {
    surface.stretches(all, wide, colour);
    return;
  }
  const { points, gone } = clip(all, view);
  const scale = k < 0.45 ? 0.45 / k : 1;
  surface.line(
    points,
    colour,
    wide,
    dash && scale > 1 ? dash.map((length) => length * scale) : dash,
    CORNER,
    round,
    gone,
  );
  if ((path.tip || (whole && relation !== REPLY)) && !part && !path.plain)
    drawTip(surface, relation, colour, points, Math.min(scale, 2));
  const { label } = path;
  if (!label) return;
  if (label.sign) drawSign(surface, inks, label.sign, relation, label.signX, label.signY, Math.min(scale, 2.2));
  if (label.text && k >= 0.45) surface.text(label.text, label.x, label.y, geometry.lane.words, false, inks.small);
}

/**
 * A sign in a disc on the line.
 * @param {Surface} surface
 * @param {Inks} inks
 * @param {string} sign
 * @param {number} relation
 * @param {number} x
 * @param {number} y
 * @param {number} scale
 */
export function drawSign(surface, inks, sign, relation, x, y, scale) {
  const colour = inks.relations[relation].full;
  surface.disc(x, y, 6 * scale, inks.card, colour, 1.4 * scale);
  surface.text(sign, x, y + (sign === '?' ? 4.4 : 4.2) * scale, 13 * scale, true, colour, 'center');
}

/**
 * The head of a line: a bar stops it, an arrow backs what it points to, an open arrow asks or adds.
 * @param {Surface} surface
 * @param {number} relation
 * @param {string} colour
 * @param {readonly number[]} points
 * @param {number} scale
 */
export function drawTip(surface, relation, colour, points, scale) {
  const last = points.length - 2;
  const [x, y] = [points[last], points[last + 1]];
  let before = last - 2;
  while (before > 0 && Math.abs(points[before] - x) + Math.abs(points[before + 1] - y) < 0.5) before -= 2;
  const far = Math.hypot(points[before] - x, points[before + 1] - y) || 1;
  const [dx, dy] = [((points[before] - x) / far) * scale, ((points[before + 1] - y) / far) * scale];
  const at = (/** @type {number} */ back, /** @type {number} */ side) => [
    x + dx * back - dy * side,
    y + dy * back + dx * side,
  ];
  if (relation === REBUTTAL || relation === CORRECTION)
    surface.line([...at(2.5, -5.5), ...at(2.5, 5.5)], colour, 2.4 * scale);
  else if (relation === SUPPORT) surface.shape([...at(0.5, 0), ...at(9, -4.5), ...at(9, 4.5)], colour);
  else surface.line([...at(7, -4.2), ...at(1.2, 0), ...at(7, 4.2)], colour, 2 * scale);
}
