// One card: its head, its text and its foot, in pixels from its top left corner; as `src/layout/card.rs`.

import { counted, labelName, nameOf, probability, say, statusName, toward } from '../words.js';
import { REPLY } from '../model.js';
import { geometry } from '../geometry.js';
import { clean } from './clean.js';
import { BOLD, REGULAR } from './measure.js';
import { wrap } from './wrap.js';

/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('./place/forest.js').Away} Away */

/**
 * A word or two on a card that are not its text; `place` is that of the label, the edge or the status.
 * @typedef {object} Chip
 * @property {'name' | 'author' | 'side' | 'note' | 'position' | 'form' | 'relation' | 'status' | 'away'} what
 * @property {number} place
 * @property {string} text
 * @property {number} width
 * @property {number} x
 * @property {number} y
 *
 * When the head of a card says what it answers: never, if the relation is decided or the link inferred, or always.
 * @typedef {null | 'decided' | 'always'} Answer
 *
 * @typedef {object} Card
 * @property {number} node
 * @property {number} width
 * @property {number} height
 * @property {Answer} answer     when its head says what it does to what it answers
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
const isBold = (what) =>
  what === 'name' || what === 'side' || what === 'position' || what === 'relation' || what === 'away';
/** @param {Chip['what']} what */
const sizeOf = (what) =>
  what === 'name' || what === 'position' || what === 'author' ? geometry.card.head : geometry.card.small;

/**
 * Chips that are used again while only heights are wanted: ten thousand cards would leave forty thousand behind.
 * @type {Chip[]}
 */
const pool = [];
let pooled = -1;

/** @param {Chip['what']} what @param {string} text @param {number} [place] @returns {Chip} */
function chip(what, text, place = 0) {
  const mark = what === 'status' || what === 'away' ? geometry.card.mark : 0;
  const face = isBold(what) ? BOLD : REGULAR;
  // Each name occurs on one card and is short: no use caching it.
  const width = (what === 'name' ? face.sum(text) * geometry.card.head : face.width(text, sizeOf(what))) + mark;
  if (pooled < 0) return { what, place, text, width, x: 0, y: 0 };
  const one = (pool[pooled] ??= { what, place, text, width, x: 0, y: 0 });
  pooled++;
  one.what = what;
  one.place = place;
  one.text = text;
  one.width = width;
  return one;
}

/** @type {Map<string, string>} */
const cleaned = new Map();
/**
 * A label as it is shown, cached: there are few, and each is on thousands of cards.
 * @param {string} name
 * @param {string} before
 */
function label(name, before) {
  const key = before + name;
  let shown = cleaned.get(key);
  if (shown === undefined) cleaned.set(key, (shown = clean(key)));
  return shown;
}

/** @type {Map<string, string>} */
const authors = new Map();
/** @param {string} name */
function author(name) {
  let shown = authors.get(name);
  if (shown === undefined)
    authors.set(name, (shown = REGULAR.fit(clean(name.slice(0, 200)), geometry.card.head, geometry.card.author)));
  return shown;
}

/** Where a side is as sure as a statement; below, it has a question mark. */
const SURE = 0.795;

/** A side on a card. @param {import('../model.js').Placed} placed */
export const sideWords = ([, side, p]) =>
  `${side === 'for' ? say('for', 'pour') : say('against', 'contre')}${p < SURE ? say('?', '\u202f?') : ''}`;

/** What a node of an unusual kind is. @param {import('../model.js').MapNode} node */
export function kindNote(node) {
  switch (node.kind) {
    case 'deleted':
      return say('deleted', 'supprimé');
    case 'pingback':
      return say('pingback', 'rétrolien');
    case 'missing':
      return say('not in the input', 'absent des données');
    case 'stub':
      return node.held
        ? say(
            `${node.held} held back by the source`,
            `${node.held} ${node.held === 1 ? 'retenu' : 'retenus'} par la source`,
          )
        : say('held back by the source', 'non affiché par la source');
    default:
      // The picture leaves such a card without words; here it could be taken for one that is not drawn yet.
      return /\S/.test(node.text) ? '' : say('no text', 'sans texte');
  }
}

/**
 * How often an article, post or claim is taken up, in words.
 * @param {import('../model.js').MapNode['taken']} taken
 */
function takenUp(taken) {
  if (!taken) return '';
  /** @type {[number, [string, string], [string, string]][]} */
  const parts = [
    [taken.rebuttal, ['rebuttal', 'rebuttals'], ['réfutation', 'réfutations']],
    [taken.correction, ['correction', 'corrections'], ['correction', 'corrections']],
    [taken.support, ['support', 'supports'], ['soutien', 'soutiens']],
    [taken.question, ['question', 'questions'], ['question', 'questions']],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, en, fr]) => counted(count, en, fr))
    .join(' · ');
}

/** What is not shown below a card, in words. @param {Away} away */
export function awayWords({ folded, hidden, attacks }) {
  const parts = [];
  if (folded) parts.push(`+${counted(folded, ['reply', 'replies'], ['réponse', 'réponses'])}`);
  if (attacks) parts.push(counted(attacks, ['rebuttal', 'rebuttals'], ['réfutation', 'réfutations']));
  if (hidden) {
    const comments = counted(hidden, ['comment', 'comments'], ['commentaire', 'commentaires']);
    parts.push(`${comments} ${say('hidden', hidden > 1 ? 'masqués' : 'masqué')}`);
  }
  return parts.join(', ') || say('folded', 'replié');
}

/**
 * Makes the card of a node. Its height is known at once, its words when it is first drawn.
 * @param {Model} model @param {number} at @param {Style} style
 * @param {Away | undefined} away    what is not shown below it
 * @param {Answer} answer
 * @param {number} ports             for how many there must be room on one side
 * @returns {Card}
 */
export function makeCard(model, at, style, away, answer, ports) {
  const node = model.nodes[at];
  const width = style.width;
  const ems = (width - geometry.card.left - geometry.card.right) / geometry.card.text;
  const opening = node.kind === 'article' || node.kind === 'post';
  let most =
    node.kind === 'claim' ? Math.min(geometry.card.claim_lines, style.lines) : opening ? style.opening : style.lines;
  const flow = style.flow || opening || node.kind === 'claim';
  /** @type {import('./wrap.js').Row[] | null} */ let heading = null;
  const title = opening ? model.threads[node.thread]?.title : null;
  if (title && most > 0) {
    heading = [];
    wrap(title, BOLD, ems, geometry.card.title_lines, true, heading);
    // A title says what the excerpt would: the text gets the lines that are left.
    most = Math.max(0, most - heading.length);
  }
  const lines = (heading?.length ?? 0) + wrap(node.text, REGULAR, ems, most, flow, null);
  /** @type {Card} */
  const card = {
    node: at,
    width,
    height: 0,
    answer,
    away,
    chips: null,
    from: 0,
    lines,
    most,
    flow,
    title: heading,
    rows: null,
  };
  pooled = 0;
  card.height = lay(model, card, []) + geometry.card.below;
  pooled = -1;
  if (ports > 1)
    card.height = Math.max(
      card.height,
      geometry.card.port + geometry.card.fan * (Math.min(ports, geometry.card.ports) - 1) + geometry.card.below_ports,
    );
  return card;
}

/** The words of a card that are not its text. @param {Model} model @param {Card} card */
export function chips(model, card) {
  if (!card.chips) lay(model, card, (card.chips = []));
  return card.chips;
}

/**
 * The height of a port, from the top of a card.
 * @param {number} height
 * @param {number} number
 * @param {number} of
 */
export function portAt(height, number, of) {
  const step =
    of > 1 ? Math.min(geometry.card.fan, (height - geometry.card.port - geometry.card.below_ports) / (of - 1)) : 0;
  return geometry.card.port + step * number;
}

/**
 * Sets head and foot; returns the last baseline.
 * @param {Model} model @param {Card} card @param {Chip[]} out   takes the chips
 */
function lay(model, card, out) {
  const inner = card.width - geometry.card.left - geometry.card.right;
  front(model, card, out);
  let y = geometry.card.first;
  let used = 0;
  let first = 0;
  for (const one of out) {
    cut(one, inner);
    const next = used ? used + geometry.card.space : 0;
    if (used && next + one.width > inner) {
      y += geometry.card.leading;
      used = 0;
    } else used = next;
    one.x = geometry.card.left + used;
    one.y = y;
    used += one.width;
    if (y === geometry.card.first) first = used;
  }
  card.from = y;
  const foot = back(model, card);
  let wide = 0;
  for (const one of foot) wide += one.width + (wide ? gap(one) : 0);
  // Forms and status go to the right end of the first row if there is room, else into the foot.
  if (foot.length && first + wide + 2 * geometry.card.space <= inner) {
    let x = geometry.card.left + inner - wide;
    foot.forEach((one, number) => {
      if (number) x += gap(one);
      one.x = x;
      one.y = geometry.card.first;
      x += one.width;
    });
    out.push(...foot);
    foot.length = 0;
  }
  const { away } = card;
  if (away) foot.push(chip(away.folded ? 'away' : 'note', awayWords(away)));
  return place(out, foot, y + geometry.card.leading * card.lines, inner, away !== undefined);
}

/**
 * Name, author, positions and what it answers.
 * @param {Model} model
 * @param {Card} card
 * @param {Chip[]} out
 */
function front(model, card, out) {
  const node = model.nodes[card.node];
  out.push(chip('name', nameOf(node)));
  if (node.author !== undefined && node.kind === 'comment')
    out.push(chip('author', author(model.authors[node.author])));
  if (node.placed) out.push(chip('side', sideWords(node.placed), node.placed[1] === 'for' ? 0 : 1));
  if (model.named && node.kind === 'comment') {
    const { title, id } = model.threads[node.thread];
    out.push(chip('note', author(title || id)));
  }
  const note = kindNote(node);
  if (note) out.push(chip('note', note));
  for (const [at, , by] of node.positions ?? [])
    out.push(chip('position', label(labelName(model.positions[at].name), by === 'inherited' ? '~' : ''), at));
  const link = card.answer && node.edge !== undefined && node.parent !== undefined ? model.edges[node.edge] : null;
  if (!link || link.relation === undefined) return;
  if (card.answer === 'decided' && link.relation === REPLY && link.given) return;
  const { name, sign } = model.relations[link.relation];
  // How sure it is, where it is not beyond doubt.
  const sure = link.given && link.grade === undefined ? '' : ` ${probability(link.sure ?? link.confidence)}`;
  const whom = inSentence(model.nodes[/** @type {number} */ (node.parent)]);
  const words =
    link.relation === REPLY ? `→ ${whom}${sure}` : `${sign} ${toward(name, whom, link.grade)}${sure}`.trimStart();
  out.push(chip('relation', words, link.relation));
}

/**
 * Forms, how often it is answered, and its status.
 * @param {Model} model
 * @param {Card} card
 * @returns {Chip[]}
 */
function back(model, card) {
  const node = model.nodes[card.node];
  /** @type {Chip[]} */ const out = [];
  for (const [at] of node.forms ?? [])
    out.push(chip('form', label(labelName(model.forms[at]), out.length ? '· ' : ''), at));
  const taken = takenUp(node.taken);
  if (taken) out.push(chip('note', taken));
  // What nobody answered is the rule, and goes without saying.
  if (node.status) out.push(chip('status', statusName(model.statuses[node.status]), node.status));
  return out;
}

/** @param {Chip} one */
const gap = (one) => (one.what === 'form' && one.text.startsWith('·') ? geometry.card.form_space : geometry.card.space);

/** The name of a node inside a sentence. @param {import('../model.js').MapNode} node */
export function inSentence(node) {
  const name = nameOf(node);
  return name.startsWith('#') ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** @param {Chip} one @param {number} inner */
function cut(one, inner) {
  if (one.width <= inner) return;
  const face = isBold(one.what) ? BOLD : REGULAR;
  const around = one.what === 'away' ? geometry.card.mark : 0;
  one.text = face.fit(one.text.slice(0, 400), sizeOf(one.what), inner - around);
  one.width = face.width(one.text, sizeOf(one.what)) + around;
}

/**
 * Sets the foot; returns the last baseline.
 * @param {Chip[]} out
 * @param {Chip[]} foot
 * @param {number} y
 * @param {number} inner
 * @param {boolean} away   whether the last gets its own row
 */
function place(out, foot, y, inner, away) {
  let used = 0;
  foot.forEach((one, number) => {
    cut(one, inner);
    const next = used ? used + gap(one) : 0;
    if (number === 0 || next + one.width > inner || one.what === 'away' || (away && number === foot.length - 1)) {
      y += geometry.card.leading;
      used = 0;
    } else used = next;
    one.x = geometry.card.left + used;
    // Right-align the status in the foot, where the eye looks for it.
    if (one.what === 'status') one.x = geometry.card.left + inner - one.width;
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
    wrap(
      model.nodes[card.node].text,
      REGULAR,
      (card.width - geometry.card.left - geometry.card.right) / geometry.card.text,
      card.most,
      card.flow,
      card.rows,
    );
  }
  return card.rows;
}
