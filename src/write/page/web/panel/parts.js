// Small parts that all panels are made of.

import { h } from '../dom.js';
import { select } from '../select.js';
import { labelName, nameOf, number, probability, quoted, say } from '../words.js';
import { sideWords } from '../draw/card.js';
import { SIDES } from './sides.js';

/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../draw/picture.js').Picture} Picture */

/** The lines of the icons, on a square of 20. */
const ICONS = {
  search: 'M8.5 3.5a5 5 0 1 0 0 10a5 5 0 0 0 0-10zM12.2 12.2L17 17',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  fit: 'M3 7.5V3h4.5M12.5 3H17v4.5M17 12.5V17h-4.5M7.5 17H3v-4.5',
  save: 'M10 3v9M6 8.5l4 4l4-4M3.5 16.5h13',
  theme: 'M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14',
  help: 'M7.2 7.3a2.8 2.8 0 1 1 4.3 2.4c-1 .6-1.5 1.2-1.5 2.3M10 15.2v.3',
  side: 'M3 4h14v12H3zM8 4v12',
  text: 'M3 15L7 5l4 10M4.500 11.500h5M12.500 15l2.500-6l2.500 6M13.500 13h3',
  present: 'M2.500 4h15v9.500h-15zM10 13.500V17M7 17h6',
  close: 'M5 5l10 10M15 5L5 15',
  up: 'M5 12l5-5l5 5',
  down: 'M5 8l5 5l5-5',
  link: 'M8 12l4-4M9 5.5l1.5-1.5a3.2 3.2 0 0 1 4.5 4.5L13.5 10M11 14.5L9.500 16A3.2 3.2 0 0 1 5 11.500L6.500 10',
  info: 'M10 9v5M10 6v.3M10 2.5a7.500 7.500 0 1 0 0 15a7.500 7.500 0 0 0 0-15z',
};

/** @param {keyof typeof ICONS} name */
export const icon = (name) => drawing(ICONS[name]);

/** An icon of these lines. @param {string} lines */
export function drawing(lines) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  for (const [key, value] of [
    ['class', 'icon'],
    ['viewBox', '0 0 20 20'],
    ['aria-hidden', 'true'],
    ['focusable', 'false'],
  ])
    svg.setAttribute(key, value);
  path.setAttribute('d', lines);
  svg.append(path);
  return svg;
}

/**
 * A button that is an icon; its name is said and shown on hovering.
 * @param {keyof typeof ICONS} name
 * @param {string} label
 * @param {() => void} act
 * @param {Record<string, unknown>} [more]
 */
export const iconButton = (name, label, act, more = {}) =>
  h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': label,
      title: label,
      onclick: act,
      ...more,
    },
    icon(name),
  );

/**
 * Gives an element the colours of a position or relation.
 * @template {HTMLElement} E
 * @param {E} element
 * @param {{name?: string, sign?: string, bar?: string, light: string, dark: string}} colours
 * @returns {E}
 */
export function ink(element, colours) {
  // The grey of a plain reply is for lines: words in it could not be read.
  if (colours.name === 'reply' && colours.sign === '') element.classList.add('plainly');
  // Properties set by a program are no inline styles to the policy of the page.
  element.style.setProperty('--bar', colours.bar ?? colours.light);
  element.style.setProperty('--light', colours.light);
  element.style.setProperty('--dark', colours.dark);
  return element;
}

/** The badges of what a node holds. @param {Model} model @param {number} at @returns {HTMLElement[]} */
export function badges(model, at) {
  return (model.nodes[at].positions ?? []).map(([label, , by]) => {
    const position = model.positions[label];
    return ink(h('span', { class: 'badge' }, `${by === 'inherited' ? '~' : ''}${labelName(position.name)}`), position);
  });
}

/** The side of a node on the main issue, if it is known. @param {Model} model @param {number} at */
export function sideBadge(model, at) {
  const { placed } = model.nodes[at];
  if (!placed) return null;
  const [, side, p] = placed;
  const badge = ink(
    h('span', { class: 'badge side-badge' }, `${sideWords(placed)} `),
    SIDES[side === 'for' ? 'for' : 'against'],
  );
  badge.append(h('span', { class: 'count' }, probability(p)));
  return badge;
}

/** The sign of a relation in its colour. @param {Model} model @param {number | undefined} relation */
export function sign(model, relation) {
  if (relation === undefined) return null;
  const kind = model.relations[relation];
  return ink(h('span', { class: 'sign', 'aria-hidden': 'true' }, kind.sign || '·'), kind);
}

/** The beginning of a text, cut between words. @param {string} text @param {number} most */
export function head(text, most) {
  const flat = text
    .slice(0, most * 2)
    .replace(/\s+/g, ' ')
    .trim();
  if (flat.length <= most) return flat;
  const cut = flat.slice(0, most);
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/**
 * A stretch of a text with some words around it, whole ones where there are spaces.
 * @param {string} text @param {number} start @param {number} end @param {number} most @returns {[number, number]}
 */
export function around(text, start, end, most) {
  let from = Math.max(0, start - most);
  let to = Math.min(text.length, end + most);
  if (from > 0) {
    const space = text.slice(from, start).search(/\s/);
    from = space >= 0 ? from + space + 1 : start;
  }
  if (to < text.length) {
    const space = text.slice(end, to).search(/\s\S*$/);
    to = space >= 0 ? end + space : end;
  }
  return [from, to];
}

/** The name of an author, if there is one. @param {Model} model @param {number} at */
export function authorOf(model, at) {
  const { author } = model.nodes[at];
  return author === undefined ? '' : model.authors[author];
}

/** Selects a node and brings it into view. @param {Store} store @param {Picture} view @param {number} at */
export function go(store, view, at) {
  const node = store.model.nodes[at];
  if (!node) return;
  store.set({ selected: node.id });
  view.show(at);
}

/** A node by its name, to go to. @param {Store} store @param {Picture} view @param {number} at */
export const chip = (store, view, at) =>
  h(
    'button',
    {
      type: 'button',
      class: 'chip',
      'data-node': store.model.nodes[at].id,
      onclick: () => go(store, view, at),
    },
    nameOf(store.model.nodes[at]),
  );

/**
 * A quotation that leads to its comment.
 * @param {Store} store
 * @param {Picture} view
 * @param {number} at
 * @param {{most?: number, note?: string, before?: Node | null}} [how]
 */
export function quotation(store, view, at, { most = 180, note = '', before = null } = {}) {
  const { model } = store;
  const node = model.nodes[at];
  const author = authorOf(model, at);
  const words = head(node.text, most);
  return h(
    'button',
    {
      type: 'button',
      class: 'quotation',
      'data-node': node.id,
      onclick: () => go(store, view, at),
    },
    h(
      'span',
      { class: 'meta' },
      before,
      h('b', {}, nameOf(node)),
      author && h('span', { class: 'who' }, author),
      sideBadge(model, at),
      ...badges(model, at),
      note && h('span', { class: 'note' }, note),
    ),
    h(
      'span',
      { class: 'words', dir: 'auto', lang: node.lang },
      words ? quoted(words) : say('(no text)', '(sans texte)'),
    ),
  );
}

/**
 * A list of which the first are shown, and more on demand.
 * @template T @param {T[]} items @param {(item: T) => Node} render @param {number} [step] @param {string} [name]
 */
export function capped(items, render, step = 50, name) {
  const list = h('ul', { class: 'plain', 'aria-label': name });
  let shown = 0;
  const button = h('button', {
    type: 'button',
    class: 'more',
    onclick: () => grow(),
  });
  const box = h('div', { class: 'capped' }, list, button);
  const grow = () => {
    const from = shown;
    for (const item of items.slice(shown, shown + step)) list.append(h('li', {}, render(item)));
    shown = Math.min(items.length, shown + step);
    const left = items.length - shown;
    button.hidden = left === 0;
    button.textContent = say(
      `Show ${number(Math.min(step, left))} more of ${number(left)}`,
      `Montrer ${number(Math.min(step, left))} de plus sur ${number(left)}`,
    );
    // Who asked for more by keyboard goes on where the new ones begin.
    if (from > 0)
      /** @type {HTMLElement | null} */ (list.children[from]?.querySelector('button, input'))?.focus();
  };
  grow();
  return box;
}

/** Marks what leads to the selected node, in lists. @param {HTMLElement} root @param {string} selected */
export function markSelected(root, selected) {
  for (const element of root.querySelectorAll('[data-node]')) {
    if (/** @type {HTMLElement} */ (element).dataset.node === selected && selected)
      element.setAttribute('aria-current', 'true');
    else element.removeAttribute('aria-current');
  }
}

/** How many comments are chosen, in words. @param {Store} store */
export function chosenWords(store) {
  const { model, state } = store;
  const { comments, active } = select(model, state);
  const all = total(model);
  const noun = (/** @type {number} */ count) =>
    count === 1 ? say('comment', 'commentaire') : say('comments', 'commentaires');
  if (!active) return `${number(all)} ${noun(all)}`;
  return say(
    `${number(comments)} of ${number(all)} ${noun(all)}`,
    `${number(comments)} sur ${number(all)} ${noun(all)}`,
  );
}

/** @type {WeakMap<Model, number>} */
const totals = new WeakMap();

/** Comments of the map. @param {Model} model */
export function total(model) {
  let count = totals.get(model);
  if (count === undefined)
    totals.set(model, (count = model.nodes.reduce((sum, node) => sum + Number(node.kind === 'comment'), 0)));
  return count;
}
