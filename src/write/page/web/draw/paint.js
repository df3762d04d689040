// How a card is drawn, from near to far. The looks are those of `src/write/svg/card.rs`.

import { labelName, nameOf } from '../words.js';
import { geometry } from '../geometry.js';
import { chips, rows } from './card.js';
import { clean, cleanRun, rightToLeft, turns } from './clean.js';
import { BOLD, REGULAR } from './measure.js';
import { stretches } from './wrap.js';

/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('./card.js').Card} Card */
/** @typedef {import('./card.js').Chip} Chip */
/** @typedef {import('./place/forest.js').Away} Away */
/** @typedef {import('./inks.js').Inks} Inks */
/** @typedef {import('./surface.js').Surface} Surface */

/** @type {WeakMap<import('../model.js').MapNode, {start: number, end: number, mark: number}[]>} */
const marked = new WeakMap();

/**
 * The evidence of the positions, sorted and without overlap: where two share words, the surer one gets them first,
 * and the other keeps the rest. A mark is the place of a position in the list.
 * @param {import('../model.js').MapNode} node
 */
export function marks(node) {
  let all = marked.get(node);
  if (!all) {
    /** @type {{start: number, end: number, mark: number, rank: number}[]} */ const found = [];
    (node.positions ?? []).forEach(([label, , , , words], rank) => {
      for (const [, start, end] of words) if (start < end) found.push({ start, end, mark: label, rank });
    });
    found.sort((a, b) => a.start - b.start || a.rank - b.rank || a.end - b.end);
    let end = 0;
    all = found.filter((mark) => {
      mark.start = Math.max(mark.start, end);
      end = Math.max(end, mark.end);
      return mark.start < mark.end;
    });
    marked.set(node, all);
  }
  return all;
}

/**
 * What a card is drawn with, besides itself.
 * @typedef {object} Look
 * @property {Surface} surface
 * @property {Inks} inks
 * @property {Model} model
 * @property {number} k           how large it is shown
 * @property {'' | 'near' | 'selected'} ring
 * @property {Away | undefined} away
 * @property {RegExp | null} sought   words that were searched for
 * @property {{left: number, top: number, right: number, bottom: number}} view   what of the scene is in the window
 */

/**
 * The box, and other boxes behind it where something is folded.
 * @param {Look} look
 * @param {Card} card
 * @param {number} x
 * @param {number} y
 */
function box({ surface, inks, ring, away, k }, card, x, y) {
  if (away?.folded)
    for (const off of [6, 3])
      surface.box(x + off, y + off, card.width - off, card.height, 7, inks.card, inks.outline, 1);
  if (ring)
    surface.box(
      x,
      y,
      card.width,
      card.height,
      7,
      inks.card,
      inks.accent,
      ring === 'selected' ? Math.max(2, 1.6 / k) : 1.6,
    );
  else surface.box(x, y, card.width, card.height, 7, inks.card, inks.outline, 1);
}

/**
 * The bar at the left: one piece a position, the surest on top.
 * @param {Look} look
 * @param {Card} card
 * @param {number} x
 * @param {number} y
 * @param {number} wide
 */
function bars({ surface, inks, model }, card, x, y, wide) {
  const node = model.nodes[card.node];
  const held = inks.held(node);
  const [top, space] = [7, 2];
  const count = Math.max(held.length, 1);
  const each = (card.height - 2 * top + space) / count;
  for (let at = 0; at < count; at++) {
    const fill = held.length
      ? inks.marks[held[at]].bar
      : node.kind === 'comment' || node.kind === 'deleted'
        ? inks.outline
        : inks.subject;
    surface.box(x + 6, y + top + at * each, wide, Math.max(each - space, 1), 2, fill);
  }
}

/**
 * Draws a card from near: all its words.
 * @param {Look} look
 * @param {Card} card
 * @param {number} x
 * @param {number} y
 */
export function drawNear(look, card, x, y) {
  const { surface, inks, model } = look;
  const node = model.nodes[card.node];
  box(look, card, x, y);
  bars(look, card, x, y, 4.5);
  for (const one of chips(model, card)) drawChip(look, one, x, y);
  let line = y + card.from;
  const title = model.threads[node.thread]?.title ?? '';
  for (const row of card.title ?? []) {
    line += geometry.card.leading;
    drawRow(
      surface,
      title,
      row,
      x + geometry.card.left,
      line,
      card.width - geometry.card.left - geometry.card.right,
      true,
      inks.text,
    );
  }
  for (const row of rows(model, card)) {
    line += geometry.card.leading;
    drawText(
      look,
      node,
      row,
      x + geometry.card.left,
      line,
      card.width - geometry.card.left - geometry.card.right,
      geometry.card.text,
    );
  }
}

/**
 * A line of a comment, its evidence underlined.
 * @param {Pick<Look, 'surface' | 'inks' | 'sought'>} look
 * @param {import('../model.js').MapNode} node
 * @param {import('./wrap.js').Row} row
 * @param {number} x @param {number} y @param {number} wide   of the column @param {number} size
 */
export function drawText(look, node, row, x, y, wide, size) {
  const { surface, inks, sought } = look;
  const found = marks(node);
  // A text is written in the direction of its first letter, and so is each of its lines.
  const back = rightToLeft(node.text);
  if (sought && !back) highlight(look, node.text, row, x, y, sought, size);
  if (
    !found.length ||
    found[found.length - 1].end <= row.start ||
    found[0].start >= row.end ||
    back ||
    turns(node.text.slice(row.start, row.end))
  ) {
    drawRow(surface, node.text, row, x, y, wide, false, inks.text, size, back);
    return;
  }
  let at = x;
  for (const { start, end, mark } of stretches(row, found)) {
    const words = cleanRun(node.text.slice(start, end));
    // Spaces at either end are not part of the words, and a file would lose them.
    const bare = words.trimStart();
    const from = at + REGULAR.sum(words.slice(0, words.length - bare.length)) * size;
    const shown = bare.trimEnd();
    if (shown) surface.text(shown, from, y, size, false, inks.text);
    const long = REGULAR.sum(shown) * size;
    if (mark !== null && long > 0) surface.fill(from, y + 2.5, long, size > 13 ? 2 : 1.6, inks.positions[mark].bar);
    at += REGULAR.sum(words) * size;
  }
  if (row.cut) surface.text('…', at, y, size, false, inks.text);
}

/**
 * A line without evidence.
 * @param {Surface} surface
 * @param {string} text
 * @param {import('./wrap.js').Row} row
 * @param {number} x
 * @param {number} y
 * @param {number} wide
 * @param {boolean} bold
 * @param {string} ink
 * @param {number} [size]
 * @param {boolean} [back]   whether it is written from right to left
 */
function drawRow(surface, text, row, x, y, wide, bold, ink, size = geometry.card.text, back = rightToLeft(text)) {
  const words = cleanRun(text.slice(row.start, row.end)) + (row.cut ? '…' : '');
  if (back) surface.text(words, x + wide, y, size, bold, ink, 'right', true);
  else surface.text(words, x, y, size, bold, ink);
}

/**
 * Lays colour behind the words that were searched for.
 * @param {Pick<Look, 'surface' | 'inks'>} look
 * @param {string} text
 * @param {import('./wrap.js').Row} row
 * @param {number} x
 * @param {number} y
 * @param {RegExp} sought
 * @param {number} size
 */
function highlight({ surface, inks }, text, row, x, y, sought, size) {
  const line = text.slice(row.start, row.end);
  if (turns(line)) return;
  for (const found of line.matchAll(sought)) {
    if (!found[0]) break;
    const from = x + REGULAR.sum(cleanRun(line.slice(0, found.index))) * size;
    surface.box(
      from - 1,
      y - 0.9 * size,
      REGULAR.sum(cleanRun(found[0])) * size + 2,
      1.2 * size,
      3,
      inks.mark,
      inks.forced ? inks.accent : undefined,
      1.5,
    );
  }
}

/** @param {Look} look @param {Chip} one @param {number} left @param {number} top */
function drawChip({ surface, inks }, one, left, top) {
  const x = left + one.x;
  const y = top + one.y;
  switch (one.what) {
    case 'name':
      return surface.text(one.text, x, y, geometry.card.head, true, inks.text);
    case 'author':
      return surface.text(one.text, x, y, geometry.card.head, false, inks.small);
    case 'position':
      return surface.text(one.text, x, y, geometry.card.head, true, inks.positions[one.place].word);
    case 'side':
      return surface.text(
        one.text,
        x,
        y,
        geometry.card.small,
        true,
        inks.sided ? inks.marks[one.place].word : inks.small,
      );
    case 'relation':
      return surface.text(one.text, x, y, geometry.card.small, true, inks.relations[one.place].full);
    case 'status':
      drawStatus(surface, inks, one.place, x + 4.5, y - 4);
      return surface.text(one.text, x + geometry.card.mark, y, geometry.card.small, false, inks.small);
    case 'away':
      surface.shape([x + 1, y - 8.5, x + 8, y - 4.2, x + 1, y], inks.accent);
      return surface.text(one.text, x + geometry.card.mark, y, geometry.card.small, true, inks.accent);
    default:
      return surface.text(one.text, x, y, geometry.card.small, false, inks.small);
  }
}

/**
 * The mark of a status: a full disc is accepted, an empty one is not, half a disc is undecided.
 * @param {Surface} surface
 * @param {Inks} inks
 * @param {number} status
 * @param {number} x
 * @param {number} y
 */
export function drawStatus(surface, inks, status, x, y) {
  surface.disc(x, y, 4, status <= 1 ? inks.small : inks.card, inks.small, 1.4);
  if (status === 3) surface.half(x, y, 4, inks.small);
  if (status === 2) surface.line([x - 2.8, y + 2.8, x + 2.8, y - 2.8], inks.small, 1.4);
}

/**
 * Draws a card from farther: its name and position, larger, and grey for its lines.
 * @param {Look} look
 * @param {Card} card
 * @param {number} x
 * @param {number} y
 */
export function drawHead(look, card, x, y) {
  const { surface, inks, model, k } = look;
  const node = model.nodes[card.node];
  box(look, card, x, y);
  const wide = Math.max(4.5, 2.4 / k);
  bars(look, card, x, y, wide);
  // Words keep a readable size if the card has room.
  const size = Math.min(10.5 / k, card.height - 20, 64);
  const left = x + 6 + wide + 0.5 * size;
  const right = x + card.width - geometry.card.right;
  const base = y + Math.max(7 + size * 0.8, geometry.card.first);
  let at = left;
  const name = BOLD.fit(nameOf(node), size, right - at);
  surface.text(name, at, base, size, true, inks.text);
  at += BOLD.width(name, size) + 0.55 * size;
  for (const [label] of node.positions ?? []) {
    const words = clean(labelName(model.positions[label].name));
    const fits = BOLD.fit(words, size, right - at);
    if (fits.length < 3) break;
    surface.text(fits, at, base, size, true, inks.positions[label].word);
    at += BOLD.width(fits, size) + 0.55 * size;
  }
  if (look.away?.folded)
    surface.shape(
      [right - 0.5 * size, base - 0.65 * size, right, base - 0.35 * size, right - 0.5 * size, base],
      inks.accent,
    );
  // Grey for the lines below the head.
  let line = card.from + geometry.card.leading - 9;
  const thick = 6;
  const lines = rows(model, card);
  for (const row of lines) {
    if (y + line > base + 0.35 * size) {
      const share = Math.min(
        1,
        ((row.end - row.start) * 6.6) / (card.width - geometry.card.left - geometry.card.right),
      );
      surface.fill(
        x + geometry.card.left + wide - 4.5,
        y + line,
        (card.width - geometry.card.left - geometry.card.right - wide + 4.5) * share,
        thick,
        inks.outline,
      );
    }
    line += geometry.card.leading;
  }
}

/**
 * Draws a card from afar: a coloured block.
 * @param {Look} look
 * @param {Card} card
 * @param {number} x
 * @param {number} y
 */
export function drawFar({ surface, inks, model, k, ring }, card, x, y) {
  const node = model.nodes[card.node];
  const held = inks.held(node);
  // At least a pixel, however far away.
  const tall = Math.max(card.height, 1 / k);
  if (ring) surface.fill(x - 3 / k, y - 3 / k, card.width + 6 / k, tall + 6 / k, inks.accent);
  if (!held.length) {
    const opening = node.kind !== 'comment' && node.kind !== 'deleted';
    surface.fill(x, y, card.width, tall, opening ? inks.subject : inks.outline);
    return;
  }
  if (tall * k < 6 || inks.forced) {
    surface.fill(x, y, card.width, tall, inks.marks[held[0]].bar);
    return;
  }
  surface.fill(x, y, card.width, tall, inks.marks[held[0]].tint);
  const each = tall / held.length;
  const wide = Math.max(card.width / 6, 3 / k);
  for (let at = 0; at < held.length; at++) surface.fill(x, y + at * each, wide, each, inks.marks[held[at]].bar);
}
