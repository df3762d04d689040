// One card: its head, its text and its foot, in pixels from its top left corner; as `src/layout/card.rs`.

import { counted, nameOf, probability, say, statusName, verb } from '../words.js';
import { REPLY } from '../model.js';
import { clean } from './clean.js';
import { BOLD, REGULAR } from './measure.js';
import { wrap } from './wrap.js';

/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('./place/forest.js').Away} Away */

/** Size of text in pixels; the other sizes are set off from it. */
export const TEXT = 14;
export const HEAD = 13;
export const SMALL = 11.5;
/** From one baseline to the next: 1.35 times the size, as in books. */
export const LEADING = 19;
/** From the top of the card to the first baseline. */
export const FIRST = 22;
/** Left and right of the text; the coloured bar stands on the left. */
export const LEFT = 17;
export const RIGHT = 12;
/** Below the last baseline. */
const BELOW = 13;
/** Between the words of the head. */
const SPACE = 9;
/** The mark before the word of a status, and before what is folded. */
export const MARK = 13;
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
 * @property {boolean} says      whether its head says what it does to what it answers
 * @property {Away | undefined} away   what is not shown below it
 * @property {Chip[] | null} chips   once they are needed
 * @property {number} from       the last baseline above the text
 * @property {number} lines      of title and text
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

/** Chips that are used again while only heights are wanted: ten thousand cards would leave forty thousand behind. @type {Chip[]} */
const pool = [];
let pooled = -1;

/** @param {Chip['what']} what @param {string} text @param {number} [place] @returns {Chip} */
function chip(what, text, place = 0) {
  const mark = what === 'status' || what === 'away' ? MARK : 0;
  const face = isBold(what) ? BOLD : REGULAR;
  // Every card has a name of its own, which is short: no use to remember it.
  const width = (what === 'name' ? face.sum(text) * HEAD : face.width(text, sizeOf(what))) + mark;
  if (pooled < 0) return { what, place, text, width, x: 0, y: 0 };
  const one = pool[pooled] ??= { what, place, text, width, x: 0, y: 0 };
  pooled++;
  one.what = what;
  one.place = place;
  one.text = text;
  one.width = width;
  return one;
}

/** @type {Map<string, string>} */
const cleaned = new Map();
/** A label as it is shown: there are few, and each stands on thousands of cards. @param {string} name @param {string} before */
function label(name, before) {
  const key = before + name;
  let shown = cleaned.get(key);
  if (shown === undefined) cleaned.set(key, shown = clean(key));
  return shown;
}

/** @type {Map<string, string>} */
const authors = new Map();
/** @param {string} name */
function author(name) {
  let shown = authors.get(name);
  if (shown === undefined) authors.set(name, shown = REGULAR.fit(clean(name.slice(0, 200)), HEAD, AUTHOR));
  return shown;
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
    default: return /\S/.test(node.text) ? '' : say('no text', 'sans texte');
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
 * Makes the card of a node. Its height is known at once, its words when it is first drawn.
 * @param {Model} model @param {number} at @param {Style} style
 * @param {Away | undefined} away    what is not shown below it
 * @param {boolean} says             whether the head says what it does to what it answers
 * @param {number} ports             for how many there must be room on one side
 * @returns {Card}
 */
export function makeCard(model, at, style, away, says, ports) {
  const node = model.nodes[at];
  const width = style.width;
  const ems = (width - LEFT - RIGHT) / TEXT;
  const opening = node.kind === 'article' || node.kind === 'post';
  let most = node.kind === 'claim' ? Math.min(CLAIM_LINES, style.lines) : opening ? style.opening : style.lines;
  const flow = style.flow || opening;
  /** @type {import('./wrap.js').Row[] | null} */ let heading = null;
  const title = opening ? model.threads[node.thread]?.title : null;
  if (title && most > 0) {
    heading = [];
    wrap(title, BOLD, ems, 2, true, heading);
    // A title says what the excerpt would: the text gets the lines that are left.
    most = Math.max(0, most - heading.length);
  }
  const lines = (heading?.length ?? 0) + wrap(node.text, REGULAR, ems, most, flow, null);
  /** @type {Card} */
  const card = { node: at, width, height: 0, says, away, chips: null, from: 0, lines, most, flow, title: heading, rows: null };
  pooled = 0;
  card.height = lay(model, card, []) + BELOW;
  pooled = -1;
  if (ports > 1) card.height = Math.max(card.height, PORT + FAN * (Math.min(ports, PORTS) - 1) + 12);
  return card;
}

/** The words of a card that are not its text. @param {Model} model @param {Card} card */
export function chips(model, card) {
  if (!card.chips) lay(model, card, card.chips = []);
  return card.chips;
}

/** The height of a port, from the top of a card. @param {number} height @param {number} number @param {number} of */
export function portAt(height, number, of) {
  const step = of > 1 ? Math.min(FAN, (height - PORT - 12) / (of - 1)) : 0;
  return PORT + step * number;
}

/**
 * Sets head and foot; returns the last baseline.
 * @param {Model} model @param {Card} card @param {Chip[]} out   takes the chips
 */
function lay(model, card, out) {
  const inner = card.width - LEFT - RIGHT;
  front(model, card, out);
  let y = FIRST;
  let used = 0;
  let first = 0;
  for (const one of out) {
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
  card.from = y;
  const foot = back(model, card);
  let wide = 0;
  for (const one of foot) wide += one.width + (wide ? gap(one) : 0);
  // What belongs at the right stands there where the first row has room, else in the foot.
  if (foot.length && first + wide + 2 * SPACE <= inner) {
    let x = LEFT + inner - wide;
    foot.forEach((one, number) => {
      if (number) x += gap(one);
      one.x = x;
      one.y = FIRST;
      x += one.width;
    });
    out.push(...foot);
    foot.length = 0;
  }
  const { away } = card;
  if (away) foot.push(chip(away.folded ? 'away' : 'note', awayWords(away)));
  return place(out, foot, y + LEADING * card.lines, inner, away !== undefined);
}

/** Name, author, positions and what it answers. @param {Model} model @param {Card} card @param {Chip[]} out */
function front(model, card, out) {
  const node = model.nodes[card.node];
  out.push(chip('name', nameOf(node)));
  if (node.author !== undefined && node.kind === 'comment') out.push(chip('author', author(model.authors[node.author])));
  const note = kindNote(node);
  if (note) out.push(chip('note', note));
  for (const [at, , by] of node.positions ?? []) out.push(chip('position', label(model.positions[at].name, by === 'inherited' ? '~' : ''), at));
  const answer = card.says && node.edge !== undefined && node.parent !== undefined ? model.edges[node.edge] : null;
  if (answer && answer.relation !== undefined && !(answer.relation === REPLY && answer.given)) {
    const { name, sign } = model.relations[answer.relation];
    const sure = answer.given ? '' : ` ${probability(answer.confidence)}`;
    const whom = inSentence(model.nodes[/** @type {number} */ (node.parent)]);
    const words = answer.relation === REPLY ? `→ ${whom}${sure}` : `${sign} ${verb(name)} ${whom}${sure}`.trimStart();
    out.push(chip(answer.relation === REPLY ? 'note' : 'relation', words, answer.relation));
  }
}

/** Forms, how it is taken up, and whether it stands. @param {Model} model @param {Card} card @returns {Chip[]} */
function back(model, card) {
  const node = model.nodes[card.node];
  /** @type {Chip[]} */ const out = [];
  for (const [at] of node.forms ?? []) out.push(chip('form', label(model.forms[at], out.length ? '· ' : ''), at));
  const taken = takenUp(node.taken);
  if (taken) out.push(chip('note', taken));
  // What nobody answered is the rule, and goes without saying.
  if (node.status) out.push(chip('status', statusName(model.statuses[node.status]), node.status));
  return out;
}

/** @param {Chip} one */
const gap = (one) => (one.what === 'form' && one.text.startsWith('·') ? 4 : SPACE);

/** The name of a node inside a sentence. @param {import('../model.js').MapNode} node */
export function inSentence(node) {
  const name = nameOf(node);
  return name.startsWith('#') ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** @param {Chip} one @param {number} inner */
function cut(one, inner) {
  if (one.width <= inner) return;
  const face = isBold(one.what) ? BOLD : REGULAR;
  one.text = face.fit(one.text.slice(0, 400), sizeOf(one.what), inner - MARK);
  one.width = face.width(one.text, sizeOf(one.what));
}

/** Sets the foot; returns the last baseline. @param {Chip[]} out @param {Chip[]} foot @param {number} y @param {number} inner @param {boolean} away   whether the last stands alone */
function place(out, foot, y, inner, away) {
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
  out.push(...foot);
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
