// The colours of the picture: those of the style sheet and of the map, light or dark; those of the system where it
// forces its own.

import { SIDES } from '../panel/sides.js';

/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('../model.js').MapNode} MapNode */

/**
 * @typedef {object} Inks
 * @property {boolean} dark
 * @property {boolean} forced     the system's colours: colour must not be the only cue
 * @property {string} page
 * @property {string} card
 * @property {string} text
 * @property {string} small
 * @property {string} outline
 * @property {string} plain       lines that say nothing but *reply*
 * @property {string} subject     the bar of articles and claims
 * @property {string} accent
 * @property {string} mark        behind words that were searched for
 * @property {{bar: string, word: string, tint: string}[]} positions   of words that show or name a position
 * @property {boolean} sided      whether colour means the side
 * @property {{bar: string, word: string, tint: string}[]} marks      of bars: the sides, or the positions
 * @property {(node: MapNode) => readonly number[]} held              places in `marks`
 * @property {{full: string, steps: string[]}[]} relations   hues by step, 0 to 3
 */

/** How many steps of hue a relation has. */
const STEPS = 4;

/** The step of hue for P(relation): at one half and below the hue is weakest. @param {number} p */
export const step = (p) => Math.trunc(Math.min(Math.max((p - 0.5) * 2, 0), 0.999) * STEPS);

/**
 * Parts of a colour as `#rrggbb` or `rgb(r, g, b)`.
 * @param {string} colour
 * @returns {[number, number, number]}
 */
function parts(colour) {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (hex) return [parseInt(hex[1], 16), parseInt(hex[2], 16), parseInt(hex[3], 16)];
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour);
  if (short)
    return [parseInt(short[1] + short[1], 16), parseInt(short[2] + short[2], 16), parseInt(short[3] + short[3], 16)];
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [r, g, b];
}

/** A colour between two: `share` of the second. @param {string} a @param {string} b @param {number} share */
export function mix(a, b, share) {
  const [from, to] = [parts(a), parts(b)];
  return `#${from
    .map((part, at) =>
      Math.round(part + (to[at] - part) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** @type {readonly number[]} */
const NONE = [];
const FOR = [0];
const AGAINST = [1];

/**
 * Lets colour mean the side, or the position.
 * @param {Omit<Inks, 'sided' | 'marks' | 'held'>} read @param {boolean} sided @returns {Inks}
 */
function means(read, sided) {
  if (!sided)
    return {
      ...read,
      sided,
      marks: read.positions,
      held: ({ positions }) => positions?.map(([label]) => label) ?? NONE,
    };
  const { card, dark, forced, text, small } = read;
  return {
    ...read,
    sided,
    // A hue means one thing at a time.
    positions: read.positions.map(() => ({ bar: small, word: small, tint: card })),
    marks: [SIDES.for, SIDES.against].map(({ bar, light, dark: pale }) => ({
      bar: forced ? text : dark ? pale : bar,
      word: forced ? text : dark ? pale : light,
      tint: forced ? card : mix(card, dark ? pale : bar, dark ? 0.18 : 0.12),
    })),
    held: ({ placed }) => (placed ? (placed[1] === 'for' ? FOR : AGAINST) : NONE),
  };
}

/**
 * The colours as they are now.
 * @param {Model} model @param {boolean} sided   whether colour means the side
 * @returns {Inks}
 */
export const inks = (model, sided) => means(read(model), sided);

/** @param {Model} model @returns {Omit<Inks, 'sided' | 'marks' | 'held'>} */
function read(model) {
  const style = getComputedStyle(document.documentElement);
  const value = (/** @type {string} */ name, /** @type {string} */ other) =>
    style.getPropertyValue(name).trim() || other;
  const forced = matchMedia('(forced-colors: active)').matches;
  if (forced) return systems(model);
  const page = value('--page', '#f8fafc');
  const card = value('--card', '#ffffff');
  const [r, g, b] = parts(page);
  const dark = r * 0.3 + g * 0.59 + b * 0.11 < 128;
  const plain = value('--plain', '#94a0b0');
  return {
    dark,
    forced,
    page,
    card,
    plain,
    text: value('--text', '#1f2933'),
    small: value('--small', '#5a6675'),
    outline: value('--outline', '#cbd5e1'),
    subject: value('--subject', '#334155'),
    accent: value('--accent', '#0a5ea8'),
    mark: value('--mark', dark ? '#5c4a00' : '#ffe58a'),
    positions: model.positions.map((position) => {
      const bar = dark ? position.dark : position.bar;
      // Words in the colour of the position stand out from its tint by 4.5 : 1.
      return {
        bar,
        word: dark ? position.dark : position.light,
        tint: mix(card, bar, dark ? 0.18 : 0.12),
      };
    }),
    relations: model.relations.map((relation) => {
      const full = dark ? relation.dark : relation.light;
      // The weakest still shows half of the hue.
      return {
        full,
        steps: Array.from({ length: STEPS }, (_, at) => mix(plain, full, 0.5 + (0.5 * at) / (STEPS - 1))),
      };
    }),
  };
}

/** The system's colours. @param {Model} model @returns {Omit<Inks, 'sided' | 'marks' | 'held'>} */
function systems(model) {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.forcedColorAdjust = 'none';
  document.body.append(probe);
  const of = (/** @type {string} */ name) => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  };
  const [canvas, text, grey, accent] = ['Canvas', 'CanvasText', 'GrayText', 'Highlight'].map(of);
  probe.remove();
  const [r, g, b] = parts(canvas);
  return {
    dark: r * 0.3 + g * 0.59 + b * 0.11 < 128,
    forced: true,
    page: canvas,
    card: canvas,
    text,
    small: text,
    outline: text,
    plain: grey,
    subject: text,
    accent,
    mark: canvas,
    positions: model.positions.map(() => ({
      bar: text,
      word: text,
      tint: canvas,
    })),
    relations: model.relations.map(() => ({
      full: text,
      steps: Array.from({ length: STEPS }, () => text),
    })),
  };
}
