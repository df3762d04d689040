// The scene of the icicle: blocks in rows, whose width is all that zoom changes; cross links are arcs above them.

import { CORRECTION, QUESTION, REBUTTAL, REPLY, SUPPORT } from '../model.js';
import { labelName, nameOf } from '../words.js';
import { clean, cleanRun } from './clean.js';
import { awayWords } from './card.js';
import { BOLD, REGULAR } from './measure.js';
import { drawText } from './paint.js';
import { FADED, clarity } from './scene.js';
import { step } from './inks.js';
import { wrap } from './wrap.js';

/** @typedef {import('./scene.js').Frame} Frame */
/** @typedef {import('./scene.js').Scene} Scene */

/** Around the picture. */
const MARGIN = 10;
/** Least and most height of a row. */
const LEAST = 27;
const MOST = 190;
/** Narrower than this, in pixels, a block has no room for words. */
const WORDS = 34;
/** Narrower than this, lines of text would break within most words. */
const READ = 54;
/**
 * Arcs between blocks narrower than this, in pixels, are not drawn: thousands would be a grey cloud. Unless few are
 * there.
 */
const WIDE = 6;
const FEW = 150;

/**
 * @param {import('./place/forest.js').Forest} forest @param {import('./place/icicle.js').Icicle} placed
 * @param {number} width @param {number} height   of the window
 * @returns {Scene}
 */
export function icicleScene(forest, placed, width, height) {
  const { nodes, depth, away, slot: slots, cross } = forest;
  const { x, wide, last, levels } = placed;
  const row = Math.max(LEAST, Math.min(MOST, (height - 2 * MARGIN) / Math.max(levels, 1)));
  let left = 0;
  const top = (/** @type {number} */ at) => MARGIN + depth[at] * row;

  /** @param {Frame} frame @param {number} at */
  const rect = ({ k, x: dx, y: dy }, at) => ({
    x: dx + x[at] * k,
    y: dy + top(at),
    width: wide[at] * k,
    height: row - 2,
  });

  /** @type {Scene['draw']} */
  function draw(frame) {
    const { surface, k, x: dx, y: dy, width: right, height: bottom, hover, selected, inks } = frame;
    surface.transform(1, 0, 0);
    /** The last pixel drawn on in each row. @type {number[]} */
    const drawn = [];
    const focus = hover >= 0 ? slots[hover] : -1;
    for (let at = 0; at < nodes.length;) {
      const left = dx + x[at] * k;
      const width = wide[at] * k;
      if (left + width < 0 || left > right) {
        at = last[at] + 1;
        continue;
      }
      const pixel = Math.floor(left);
      const y = dy + top(at);
      if (width < 1) {
        // A subtree in one pixel: its first row represents it if nothing was drawn there yet.
        if (drawn[depth[at]] !== pixel && y < bottom) {
          drawn[depth[at]] = pixel;
          surface.fade(clarity(frame, nodes[at]));
          surface.fill(pixel, y, 1, row - 2, ink(frame, nodes[at], true));
        }
        at = last[at] + 1;
        continue;
      }
      if (y < bottom && y + row > 0) block(frame, at, left, y, width);
      at++;
    }
    surface.fade(1);
    arcs(frame, focus);
    for (const [node, line] of /** @type {[number, number][]} */ ([
      [hover, 1.6],
      [selected, 2.4],
    ])) {
      const at = node >= 0 ? slots[node] : -1;
      if (at < 0) continue;
      const box = rect(frame, at);
      surface.box(box.x, box.y, Math.max(box.width, 3), box.height, 3, '', inks.accent, line);
      if (node === selected && frame.focus)
        surface.box(box.x - 3, box.y - 3, Math.max(box.width, 3) + 6, box.height + 6, 5, '', inks.accent, 2);
    }
  }

  /** The colour of a block. @param {Frame} frame @param {number} node @param {boolean} thin */
  function ink({ model, inks }, node, thin) {
    const { kind } = model.nodes[node];
    const [mark] = inks.held(model.nodes[node]);
    if (mark !== undefined) return thin ? inks.marks[mark].bar : inks.marks[mark].tint;
    return kind === 'comment' || kind === 'deleted'
      ? thin
        ? inks.outline
        : inks.card
      : thin
        ? inks.subject
        : inks.page;
  }

  /** @param {Frame} frame @param {number} at @param {number} left @param {number} y @param {number} width */
  function block(frame, at, left, y, width) {
    const { surface, inks, model } = frame;
    const node = model.nodes[nodes[at]];
    const thin = width < 5;
    const gap = width > 3 ? 1 : 0;
    surface.fade(clarity(frame, nodes[at]));
    surface.fill(left, y, width - gap, row - 2, ink(frame, nodes[at], thin));
    if (thin) return;
    const held = inks.held(node);
    const bar = Math.min(4.5, width / 4);
    const each = (row - 2) / Math.max(held.length, 1);
    for (let number = 0; number < Math.max(held.length, 1); number++) {
      const fill = held.length ? inks.marks[held[number]].bar : node.kind === 'comment' ? inks.outline : inks.subject;
      surface.fill(left, y + number * each, bar, each, fill);
    }
    if (inks.forced || !held.length) surface.box(left + 0.5, y + 0.5, width - gap - 1, row - 3, 0, '', inks.outline, 1);
    // What it does to what it answers: along its upper edge.
    const edge = node.edge === undefined ? undefined : model.edges[node.edge];
    const relation = edge?.relation ?? REPLY;
    if (edge && relation !== REPLY && width > 8) {
      const dash =
        relation === REBUTTAL || relation === CORRECTION ? [6, 3] : relation === QUESTION ? [2, 3] : undefined;
      surface.line([left, y + 1, left + width - gap, y + 1], inks.relations[relation].steps[step(edge.p)], 2, dash);
    }
    if (width < WORDS) return;
    // Words stay in view while any of the block is.
    const from = Math.max(left, 0) + bar + 6;
    const room = Math.min(left + width, frame.width) - from - 5;
    if (room < WORDS - 12) return;
    let use = from;
    const base = y + Math.min(row / 2 + 4, 18);
    const sign = edge && relation !== REPLY ? model.relations[relation].sign : '';
    const name = BOLD.fit(nameOf(node), 12, room);
    surface.text(name, use, base, 12, true, inks.text);
    use += BOLD.width(name, 12) + 6;
    if (sign && from + room - use > 12) {
      surface.text(sign, use, base, 13, true, inks.relations[relation].full);
      use += 13;
    }
    for (const [label] of node.positions ?? []) {
      const words = BOLD.fit(labelName(model.positions[label].name), 12, from + room - use);
      if (words.length < 4) break;
      surface.text(words, use, base, 12, true, inks.positions[label].word);
      use += BOLD.width(words, 12) + 7;
    }
    const title = node.kind === 'article' || node.kind === 'post' ? model.threads[node.thread]?.title : null;
    if (title && from + room - use > READ)
      surface.text(BOLD.fit(clean(title), 12, from + room - use), use, base, 12, true, inks.text);
    const gone = away.get(at);
    const lines = Math.floor((row - 30) / 16);
    if (lines > 0 && room < READ) return;
    if (lines < 1) {
      if (title) return;
      const text = gone ? awayWords(gone) : node.text;
      const line = REGULAR.fit(cleanRun(text.slice(0, 300)), 12, from + room - use);
      if (line.length > 3) surface.text(line, use, base, 12, false, gone ? inks.accent : inks.small);
      return;
    }
    /** @type {import('./wrap.js').Row[]} */ const rows = [];
    wrap(node.text, REGULAR, room / 12, lines - (gone ? 1 : 0), true, rows);
    let line = base + 16;
    for (const one of rows) {
      drawText(frame, node, one, from, line, room, 12);
      line += 16;
    }
    if (gone) surface.text(REGULAR.fit(`▸ ${awayWords(gone)}`, 11.5, room), from, line, 11.5, false, inks.accent);
  }

  /** Cross links, from the top of one block to that of another. @param {Frame} frame @param {number} focus */
  function arcs(frame, focus) {
    const { surface, inks, model, chosen, width: right } = frame;
    let drawn = 0;
    left = 0;
    for (const { edge, from, to, lifted } of cross) {
      const strong = focus >= 0 && (from === focus || to === focus);
      if (!strong && cross.length > FEW && (wide[from] * frame.k < WIDE || wide[to] * frame.k < WIDE)) {
        left++;
        continue;
      }
      const [a, b] = [rect(frame, from), rect(frame, to)];
      const [ax, bx] = [a.x + a.width / 2, b.x + b.width / 2];
      // Both ends in one place, or both out of sight.
      const [seenA, seenB] = [ax > 0 && ax < right, bx > 0 && bx < right];
      if (!strong && (Math.abs(ax - bx) < 6 || !(seenA || seenB))) continue;
      drawn++;
      const { relation = REPLY, p, given } = model.edges[edge];
      const dash =
        relation === REBUTTAL || relation === CORRECTION ? [5, 3] : relation === QUESTION ? [1.5, 3.5] : undefined;
      surface.fade(
        (strong ? 1 : focus >= 0 ? 0.12 : given ? 0.45 : 0.34) * (chosen.active && !chosen.edges[edge] ? FADED : 1),
      );
      if (!strong && !(seenA && seenB)) {
        // It leads out of the window: only its beginning.
        const [x, y, way] = seenA ? [ax, a.y + 3, Math.sign(bx - ax)] : [bx, b.y + 3, Math.sign(ax - bx)];
        surface.curve(
          x,
          y,
          x + way * 8,
          y - 13,
          x + way * 26,
          y - 13,
          inks.relations[relation].steps[step(p)],
          1.1,
          dash,
        );
        continue;
      }
      const high = Math.min(a.y, b.y) - Math.min(60, 14 + Math.abs(ax - bx) / 8);
      const colour = lifted ? inks.plain : inks.relations[relation].steps[step(p)];
      surface.curve(ax, a.y + 3, (ax + bx) / 2, high, bx, b.y + 3, colour, strong ? 2.2 : 1.1, dash);
      if (strong || drawn < 150) {
        const sign = model.relations[relation].sign;
        if (sign) surface.text(sign, ax + 4, a.y + 12, 12, true, inks.relations[relation].full);
        if (relation === SUPPORT) surface.shape([bx, b.y + 4, bx - 3.5, b.y - 3, bx + 3.5, b.y - 3], colour);
        else if (relation === REBUTTAL || relation === CORRECTION)
          surface.line([bx - 5, b.y + 3, bx + 5, b.y + 3], colour, 2);
      }
    }
    surface.fade(1);
  }

  return {
    width,
    height: MARGIN * 2 + levels * row,
    flat: true,
    forest,
    draw,
    left: () => left,
    hit(px, py) {
      const level = Math.floor((py - MARGIN) / row);
      for (let at = 0; at < nodes.length;) {
        if (px < x[at] || px > x[at] + wide[at]) at = last[at] + 1;
        else if (depth[at] === level) return { node: nodes[at], fold: false };
        else at++;
      }
      return null;
    },
    box(node) {
      const at = slots[node];
      return at < 0 ? null : { x: x[at], y: top(at), width: wide[at], height: row };
    },
    each(visit) {
      for (let at = 0; at < nodes.length; at++)
        visit({ x: x[at], y: top(at), width: wide[at], height: row - 2 }, nodes[at]);
    },
  };
}
