// One card: its head, its text and its foot, in pixels from its top left corner; and how it is drawn, from near to far.
// The looks are those of `src/layout/card.rs` and `src/write/svg/card.rs`.

import { counted, say, statusName, verb } from '../words.js';
import { REPLY } from '../model.js';
import { clean, cleanRun, rightToLeft, turns } from './clean.js';
import { BOLD, REGULAR } from './measure.js';
import { probability } from './place/lanes.js';
import { stretches, wrap } from './wrap.js';

/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('./place/forest.js').Away} Away */
/** @typedef {import('./inks.js').Inks} Inks */
/** @typedef {import('./pen.js').Pen} Pen */

/** Size of text in pixels; the other sizes are set off from it. */
const TEXT = 14;
const HEAD = 13;
const SMALL = 11.5;
/** From one baseline to the next: 1.35 times the size, as in books. */
const LEADING = 19;
/** From the top of the card to the first baseline. */
const FIRST = 22;
/** Left and right of the text; the coloured bar stands on the left. */
const LEFT = 17;
const RIGHT = 12;
/** Below the last baseline. */
const BELOW = 13;
/** Between the words of the head. */
const SPACE = 9;
/** The mark before the word of a status, and before what is folded. */
const MARK = 13;
/** Where lines meet a card first, from its top: the middle of the head line. */
export const PORT = 17.5;
/** From one port to the next, and most ports for which a card grows. */
const FAN = 15;
export const PORTS = 12;
/** Most lines of a claim, which is one sentence. */
const CLAIM_LINES = 4;
/** Most width of an author's name. */
const AUTHOR = 160;

/**
 * A word or two on a card that are not its text; `place` is that of the label, the edge or the status.
 * @typedef {{what: 'name' | 'author' | 'note' | 'position' | 'form' | 'relation' | 'status' | 'away', place: number, text: string, width: number, x: number, y: number}} Chip
 *
 * @typedef {object} Card
 * @property {number} node
 * @property {number} width
 * @property {number} height
 * @property {Chip[]} chips
 * @property {number} from       the last baseline above the text
 * @property {number} most       lines of the text
 * @property {boolean} flow
 * @property {import('./wrap.js').Row[] | null} title   lines of the title
 * @property {import('./wrap.js').Row[] | null} rows    lines of the text, once they are needed
 *
 * How cards of one layout are made.
 * @typedef {{width: number, lines: number, opening: number, flow: boolean}} Style
 */

/** @param {Chip['what']} what */
const isBold = (what) => what === 'name' || what === 'position' || what === 'relation' || what === 'away';
/** @param {Chip['what']} what */
const sizeOf = (what) => (what === 'name' || what === 'position' || what === 'author' ? HEAD : SMALL);

/** @param {Chip['what']} what @param {string} text @param {number} [place] @returns {Chip} */
function chip(what, text, place = 0) {
  const mark = what === 'status' || what === 'away' ? MARK : 0;
  return { what, place, text, width: (isBold(what) ? BOLD : REGULAR).width(text, sizeOf(what)) + mark, x: 0, y: 0 };
}

/** What a node of an unusual kind is. @param {import('../model.js').MapNode} node */
export function kindNote(node) {
  switch (node.kind) {
    case 'deleted': return say('deleted', 'supprimé');
    case 'pingback': return 'pingback';
    case 'missing': return say('not in the input', 'absent de l’entrée');
    case 'stub': return node.held
      ? say(`${node.held} held back by the source`, `${node.held} retenus par la source`)
      : say('held back by the source', 'retenu par la source');
    default: return '';
  }
}

/** How often an article, post or claim is taken up, in words. @param {import('../model.js').MapNode['taken']} taken */
function takenUp(taken) {
  if (!taken) return '';
  /** @type {[number, [string, string], [string, string]][]} */
  const parts = [
    [taken.rebuttal, ['rebuttal', 'rebuttals'], ['réfutation', 'réfutations']],
    [taken.correction, ['correction', 'corrections'], ['correction', 'corrections']],
    [taken.support, ['support', 'supports'], ['appui', 'appuis']],
    [taken.question, ['question', 'questions'], ['question', 'questions']],
  ];
  return parts.filter(([count]) => count > 0).map(([count, en, fr]) => counted(count, en, fr)).join(' · ');
}

/** What is not shown below a card, in words. @param {Away} away */
export function awayWords({ folded, hidden, attacks }) {
  const parts = [];
  if (folded) parts.push(`+${counted(folded, ['reply', 'replies'], ['réponse', 'réponses'])}`);
  if (attacks) parts.push(counted(attacks, ['rebuttal', 'rebuttals'], ['réfutation', 'réfutations']));
  if (hidden) parts.push(`${counted(hidden, ['comment', 'comments'], ['commentaire', 'commentaires'])} ${say('hidden', hidden > 1 ? 'masqués' : 'masqué')}`);
  return parts.join(', ') || say('folded', 'replié');
}

/**
 * Makes the card of a node. Its height is known at once, its lines when it is first drawn.
 * @param {Model} model @param {number} at @param {Style} style
 * @param {Away | undefined} away    what is not shown below it
 * @param {boolean} says             whether the head says what it does to what it answers
 * @param {number} ports             for how many there must be room on one side
 * @returns {Card}
 */
export function makeCard(model, at, style, away, says, ports) {
  const node = model.nodes[at];
  const width = style.width;
  const inner = width - LEFT - RIGHT;
  /** @type {Card} */
  const card = { node: at, width, height: 0, chips: [], from: 0, most: 0, flow: style.flow, title: null, rows: null };
  let y = head(model, card, inner, says);
  const foot = card.chips.splice(card.from);
  const opening = node.kind === 'article' || node.kind === 'post';
  let most = node.kind === 'claim' ? Math.min(CLAIM_LINES, style.lines) : opening ? style.opening : style.lines;
  card.flow = style.flow || opening;
  const title = opening ? model.threads[node.thread]?.title : null;
  if (title && most > 0) {
    card.title = [];
    wrap(title, BOLD, inner / TEXT, 2, true, card.title);
    // A title says what the excerpt would: the text gets the lines that are left.
    most = Math.max(0, most - card.title.length);
  }
  card.from = y;
  card.most = most;
  y += LEADING * ((card.title?.length ?? 0) + wrap(node.text, REGULAR, inner / TEXT, most, card.flow, null));
  if (away) foot.push(chip(away.folded ? 'away' : 'note', awayWords(away)));
  y = place(card, foot, y, inner, away !== undefined);
  card.height = y + BELOW;
  if (ports > 1) card.height = Math.max(card.height, PORT + FAN * (Math.min(ports, PORTS) - 1) + 12);
  return card;
}

/** The height of a port, from the top of a card. @param {number} height @param {number} number @param {number} of */
export function portAt(height, number, of) {
  const step = of > 1 ? Math.min(FAN, (height - PORT - 12) / (of - 1)) : 0;
  return PORT + step * number;
}

/** Name, author, positions and what it answers; `from` is then where the foot begins in `chips`. @param {Model} model @param {Card} card @param {number} inner @param {boolean} says */
function head(model, card, inner, says) {
  const node = model.nodes[card.node];
  const front = [chip('name', node.name)];
  if (node.author !== undefined && node.kind === 'comment') {
    front.push(chip('author', REGULAR.fit(clean(model.authors[node.author].slice(0, 200)), HEAD, AUTHOR)));
  }
  const note = kindNote(node);
  if (note) front.push(chip('note', note));
  for (const [label, , by] of node.positions ?? []) {
    front.push(chip('position', clean(`${by === 'inherited' ? '~' : ''}${model.positions[label].name}`), label));
  }
  const answer = says && node.edge !== undefined && node.parent !== undefined ? model.edges[node.edge] : null;
  if (answer && answer.relation !== undefined && !(answer.relation === REPLY && answer.given)) {
    const { name, sign } = model.relations[answer.relation];
    const sure = answer.given ? '' : ` ${probability(answer.confidence)}`;
    const whom = inSentence(model.nodes[/** @type {number} */ (node.parent)]);
    const words = answer.relation === REPLY ? `→ ${whom}${sure}` : `${sign} ${verb(name)} ${whom}${sure}`.trimStart();
    front.push(chip(answer.relation === REPLY ? 'note' : 'relation', words, answer.relation));
  }
  /** @type {Chip[]} */ const back = [];
  for (const [label] of node.forms ?? []) back.push(chip('form', `${back.length ? '· ' : ''}${clean(model.forms[label])}`, label));
  const taken = takenUp(node.taken);
  if (taken) back.push(chip('note', taken));
  // What nobody answered is the rule, and goes without saying.
  if (node.status) back.push(chip('status', statusName(model.statuses[node.status]), node.status));
  let y = FIRST;
  let used = 0;
  let first = 0;
  for (const one of front) {
    cut(one, inner);
    const next = used ? used + SPACE : 0;
    if (used && next + one.width > inner) {
      y += LEADING;
      used = 0;
    } else used = next;
    one.x = LEFT + used;
    one.y = y;
    used += one.width;
    if (y === FIRST) first = used;
  }
  card.chips = front;
  let wide = 0;
  for (const one of back) wide += one.width + (wide ? gap(one) : 0);
  // What belongs at the right stands there where the first row has room, else in the foot.
  if (back.length && first + wide + 2 * SPACE <= inner) {
    let x = LEFT + inner - wide;
    back.forEach((one, number) => {
      if (number) x += gap(one);
      one.x = x;
      one.y = FIRST;
      x += one.width;
    });
    card.chips.push(...back);
    card.from = card.chips.length;
  } else {
    card.from = card.chips.length;
    card.chips.push(...back);
  }
  return y;
}

/** @param {Chip} one */
const gap = (one) => (one.what === 'form' && one.text.startsWith('·') ? 4 : SPACE);

/** The name of a node inside a sentence. @param {import('../model.js').MapNode} node */
export const inSentence = (node) => (node.name.startsWith('#') ? node.name : node.name.charAt(0).toLowerCase() + node.name.slice(1));

/** @param {Chip} one @param {number} inner */
function cut(one, inner) {
  if (one.width <= inner) return;
  const face = isBold(one.what) ? BOLD : REGULAR;
  one.text = face.fit(one.text.slice(0, 400), sizeOf(one.what), inner - MARK);
  one.width = face.width(one.text, sizeOf(one.what));
}

/** Sets the foot; returns the last baseline. @param {Card} card @param {Chip[]} foot @param {number} y @param {number} inner @param {boolean} away   whether the last stands alone */
function place(card, foot, y, inner, away) {
  let used = 0;
  foot.forEach((one, number) => {
    cut(one, inner);
    const next = used ? used + gap(one) : 0;
    if (number === 0 || next + one.width > inner || one.what === 'away' || (away && number === foot.length - 1)) {
      y += LEADING;
      used = 0;
    } else used = next;
    one.x = LEFT + used;
    // In the foot, the status stands at the right end, where the eye looks for it.
    if (one.what === 'status' && number) one.x = LEFT + inner - one.width;
    one.y = y;
    used += one.width;
  });
  card.chips.push(...foot);
  return y;
}

/** The lines of a card's text. @param {Model} model @param {Card} card */
export function rows(model, card) {
  if (!card.rows) {
    card.rows = [];
    wrap(model.nodes[card.node].text, REGULAR, (card.width - LEFT - RIGHT) / TEXT, card.most, card.flow, card.rows);
  }
  return card.rows;
}

/** @type {WeakMap<import('../model.js').MapNode, {start: number, end: number, mark: number}[]>} */
const marked = new WeakMap();

/**
 * The evidence of the positions, sorted and without overlap: where two share words, those of the surer one come first,
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
 * @property {Pen} pen
 * @property {Inks} inks
 * @property {Model} model
 * @property {number} k           how large it is shown
 * @property {'' | 'near' | 'selected'} ring
 * @property {Away | undefined} away
 * @property {RegExp | null} sought   words that were searched for
 * @property {{left: number, top: number, right: number, bottom: number}} view   what of the scene is in the window
 */

/** The box, and other boxes behind it where something is folded. @param {Look} look @param {Card} card @param {number} x @param {number} y */
function box({ pen, inks, ring, away, k }, card, x, y) {
  if (away?.folded) for (const off of [6, 3]) pen.box(x + off, y + off, card.width - off, card.height, 7, inks.card, inks.outline, 1);
  if (ring) pen.box(x, y, card.width, card.height, 7, inks.card, inks.accent, ring === 'selected' ? Math.max(2, 1.6 / k) : 1.6);
  else pen.box(x, y, card.width, card.height, 7, inks.card, inks.outline, 1);
}

/** The bar at the left: one piece a position, the surest on top. @param {Look} look @param {Card} card @param {number} x @param {number} y @param {number} wide */
function bars({ pen, inks, model }, card, x, y, wide) {
  const node = model.nodes[card.node];
  const held = node.positions ?? [];
  const [top, space] = [7, 2];
  const count = Math.max(held.length, 1);
  const each = (card.height - 2 * top + space) / count;
  for (let at = 0; at < count; at++) {
    const fill = held.length ? inks.positions[held[at][0]].bar : node.kind === 'comment' || node.kind === 'deleted' ? inks.outline : inks.subject;
    pen.box(x + 6, y + top + at * each, wide, Math.max(each - space, 1), 2, fill);
  }
}

/** Draws a card from near: all its words. @param {Look} look @param {Card} card @param {number} x @param {number} y */
export function drawNear(look, card, x, y) {
  const { pen, inks, model, sought } = look;
  const node = model.nodes[card.node];
  box(look, card, x, y);
  bars(look, card, x, y, 4.5);
  for (const one of card.chips) drawChip(look, one, x, y);
  let line = y + card.from;
  const title = model.threads[node.thread]?.title ?? '';
  for (const row of card.title ?? []) {
    line += LEADING;
    drawRow(pen, title, row, x + LEFT, line, card.width - LEFT - RIGHT, true, inks.text);
  }
  const found = marks(node);
  for (const row of rows(model, card)) {
    line += LEADING;
    if (sought) highlight(look, node.text, row, x + LEFT, line, sought);
    if (!found.length || found[found.length - 1].end <= row.start || found[0].start >= row.end || turns(node.text.slice(row.start, row.end))) {
      drawRow(pen, node.text, row, x + LEFT, line, card.width - LEFT - RIGHT, false, inks.text);
      continue;
    }
    let at = x + LEFT;
    const parts = stretches(row, found);
    for (const { start, end, mark } of parts) {
      const words = cleanRun(node.text.slice(start, end));
      // Spaces at either end are not part of the words, and a file would lose them.
      const bare = words.trimStart();
      const from = at + REGULAR.sum(words.slice(0, words.length - bare.length)) * TEXT;
      const shown = bare.trimEnd();
      if (shown) pen.text(shown, from, line, TEXT, false, inks.text);
      const wide = REGULAR.sum(shown) * TEXT;
      if (mark !== null && wide > 0) pen.fill(from, line + 2.5, wide, 2, inks.positions[mark].bar);
      at += REGULAR.sum(words) * TEXT;
    }
    if (row.cut) pen.text('…', at, line, TEXT, false, inks.text);
  }
}

/** A line without evidence. @param {Pen} pen @param {string} text @param {import('./wrap.js').Row} row @param {number} x @param {number} y @param {number} wide @param {boolean} bold @param {string} ink */
function drawRow(pen, text, row, x, y, wide, bold, ink) {
  const words = cleanRun(text.slice(row.start, row.end)) + (row.cut ? '…' : '');
  if (turns(words) && rightToLeft(words)) pen.text(words, x + wide, y, TEXT, bold, ink, 'right', true);
  else pen.text(words, x, y, TEXT, bold, ink);
}

/** Lays colour behind the words that were searched for. @param {Look} look @param {string} text @param {import('./wrap.js').Row} row @param {number} x @param {number} y @param {RegExp} sought */
function highlight({ pen, inks }, text, row, x, y, sought) {
  const line = text.slice(row.start, row.end);
  if (turns(line)) return;
  for (const found of line.matchAll(sought)) {
    if (!found[0]) break;
    const from = x + REGULAR.sum(cleanRun(line.slice(0, found.index))) * TEXT;
    pen.box(from - 1, y - 12.5, REGULAR.sum(cleanRun(found[0])) * TEXT + 2, 17, 3, inks.mark, inks.forced ? inks.accent : undefined, 1.5);
  }
}

/** @param {Look} look @param {Chip} one @param {number} left @param {number} top */
function drawChip({ pen, inks }, one, left, top) {
  const x = left + one.x;
  const y = top + one.y;
  switch (one.what) {
    case 'name': return pen.text(one.text, x, y, HEAD, true, inks.text);
    case 'author': return pen.text(one.text, x, y, HEAD, false, inks.small);
    case 'position': return pen.text(one.text, x, y, HEAD, true, inks.positions[one.place].word);
    case 'relation': return pen.text(one.text, x, y, SMALL, true, inks.relations[one.place].full);
    case 'status':
      drawStatus(pen, inks, one.place, x + 4.5, y - 4);
      return pen.text(one.text, x + MARK, y, SMALL, false, inks.small);
    case 'away':
      pen.shape([x + 1, y - 8.5, x + 8, y - 4.2, x + 1, y], inks.accent);
      return pen.text(one.text, x + MARK, y, SMALL, true, inks.accent);
    default: return pen.text(one.text, x, y, SMALL, false, inks.small);
  }
}

/** The mark of a status: a full disc stands, an empty one does not, and half a disc is undecided. @param {Pen} pen @param {Inks} inks @param {number} status @param {number} x @param {number} y */
function drawStatus(pen, inks, status, x, y) {
  pen.disc(x, y, 4, status <= 1 ? inks.small : inks.card, inks.small, 1.4);
  if (status === 3) pen.half(x, y, 4, inks.small);
  if (status === 2) pen.line([x - 2.8, y + 2.8, x + 2.8, y - 2.8], inks.small, 1.4);
}

/** Draws a card from farther: its name and position, larger, and grey for its lines. @param {Look} look @param {Card} card @param {number} x @param {number} y */
export function drawHead(look, card, x, y) {
  const { pen, inks, model, k } = look;
  const node = model.nodes[card.node];
  box(look, card, x, y);
  const wide = Math.max(4.5, 2.4 / k);
  bars(look, card, x, y, wide);
  // Words keep a size that can be read, as far as the card has room.
  const size = Math.min(10.5 / k, card.height - 20, 64);
  const left = x + 6 + wide + 0.5 * size;
  const right = x + card.width - RIGHT;
  const base = y + Math.max(7 + size * 0.8, FIRST);
  let at = left;
  const name = BOLD.fit(node.name, size, right - at);
  pen.text(name, at, base, size, true, inks.text);
  at += BOLD.width(name, size) + 0.55 * size;
  for (const [label] of node.positions ?? []) {
    const words = clean(model.positions[label].name);
    const fits = BOLD.fit(words, size, right - at);
    if (fits.length < 3) break;
    pen.text(fits, at, base, size, true, inks.positions[label].word);
    at += BOLD.width(fits, size) + 0.55 * size;
  }
  if (look.away?.folded) pen.shape([right - 0.5 * size, base - 0.65 * size, right, base - 0.35 * size, right - 0.5 * size, base], inks.accent);
  // Grey for the lines below the head.
  let line = card.from + LEADING - 9;
  const thick = 6;
  const lines = rows(model, card);
  for (const row of lines) {
    if (y + line > base + 0.35 * size) {
      const share = Math.min(1, (row.end - row.start) * 6.6 / (card.width - LEFT - RIGHT));
      pen.fill(x + LEFT + wide - 4.5, y + line, (card.width - LEFT - RIGHT - wide + 4.5) * share, thick, inks.outline);
    }
    line += LEADING;
  }
}

/** Draws a card from afar: a coloured block. @param {Look} look @param {Card} card @param {number} x @param {number} y */
export function drawFar({ pen, inks, model, k, ring }, card, x, y) {
  const node = model.nodes[card.node];
  const held = node.positions ?? [];
  // At least a pixel, whatever the distance.
  const tall = Math.max(card.height, 1 / k);
  if (ring) pen.fill(x - 3 / k, y - 3 / k, card.width + 6 / k, tall + 6 / k, inks.accent);
  if (!held.length) {
    const opening = node.kind !== 'comment' && node.kind !== 'deleted';
    pen.fill(x, y, card.width, tall, opening ? inks.subject : inks.outline);
    return;
  }
  if (tall * k < 6 || inks.forced) {
    pen.fill(x, y, card.width, tall, inks.positions[held[0][0]].bar);
    return;
  }
  pen.fill(x, y, card.width, tall, inks.positions[held[0][0]].tint);
  const each = tall / held.length;
  const wide = Math.max(card.width / 6, 3 / k);
  for (let at = 0; at < held.length; at++) pen.fill(x, y + at * each, wide, each, inks.positions[held[at][0]].bar);
}
