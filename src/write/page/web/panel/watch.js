// What a moderator looks at: where two people do not stop, which questions nobody answered, and what the votes say.

import { h } from '../dom.js';
import { QUESTION, isAttack, isComment } from '../model.js';
import { counted, number, say, withoutAnswer } from '../words.js';
import { capped, chip, quotation } from './parts.js';

/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../draw/picture.js').Picture} Picture */

/** How many entries of a list are shown at first. */
const STEP = 8;
/** From so many attacks on, both ways, an exchange of two authors is heated. */
const HEATED = 3;

/**
 * An exchange of attacks between two authors: the comments that attack, in reading order.
 * @typedef {{authors: [number, number], comments: number[]}} Exchange
 */

/**
 * Where two authors attack each other, both of them and at least three times in all; the longest first. Only attacks
 * that at least seem to be ones count.
 * @param {Model} model @returns {Exchange[]}
 */
export function heated({ nodes, edges }) {
  /** @type {Map<string, {authors: [number, number], comments: Set<number>, by: Set<number>}>} */ const pairs =
    new Map();
  for (const edge of edges) {
    if (!isAttack(edge) || edge.grade === 0) continue;
    const [a, b] = [nodes[edge.from].author, nodes[edge.to].author];
    if (a === undefined || b === undefined || a === b || !isComment(nodes[edge.to])) continue;
    /** @type {[number, number]} */ const authors = a < b ? [a, b] : [b, a];
    const key = authors.join();
    let pair = pairs.get(key);
    if (!pair) pairs.set(key, (pair = { authors, comments: new Set(), by: new Set() }));
    pair.comments.add(edge.from);
    pair.by.add(a);
  }
  return [...pairs.values()]
    .filter(({ comments, by }) => by.size === 2 && comments.size >= HEATED)
    .map(({ authors, comments }) => ({ authors, comments: [...comments].sort((a, b) => a - b) }))
    .sort((a, b) => b.comments.length - a.comments.length || a.comments[0] - b.comments[0]);
}

/**
 * Questions to another comment or to the article that nobody but their author answered. Only those that at least seem to
 * be ones count.
 * @param {Model} model @returns {number[]}
 */
export function unanswered({ nodes, edges, answers, answered }) {
  return nodes.flatMap((node, at) => {
    if (!isComment(node)) return [];
    const asks = answers[at].some((edge) => edges[edge].relation === QUESTION && edges[edge].grade !== 0);
    const got = answered[at].some((edge) => {
      const by = nodes[edges[edge].from];
      return isComment(by) && (by.author === undefined || by.author !== node.author);
    });
    return asks && !got ? [at] : [];
  });
}

/** Comments with the most and the fewest votes. @param {Model} model */
export function voted({ nodes }) {
  const known = nodes.flatMap((node, at) => (isComment(node) && node.votes !== undefined ? [at] : []));
  const votes = (/** @type {number} */ at) => nodes[at].votes ?? 0;
  const down = known.sort((a, b) => votes(b) - votes(a) || a - b);
  return { all: down.length, most: down.slice(0, STEP), least: down.filter((at) => votes(at) < 0).reverse() };
}

/**
 * @param {HTMLElement} root @param {Store} store @param {Picture} view
 * @returns {import('./side.js').Update}
 */
export function watch(root, store, view) {
  /** @type {unknown} */ let seen = null;
  return () => {
    if (seen === store.model) return;
    seen = store.model;
    const { model } = store;
    const [hot, open, votes] = [heated(model), unanswered(model), voted(model)];
    const known = model.nodes.some((node) => isComment(node) && node.author !== undefined);
    const counts = (/** @type {number} */ at) =>
      counted(model.nodes[at].votes ?? 0, ['vote', 'votes'], ['vote', 'votes']);
    root.replaceChildren(
      ...section(say('Heated exchanges', 'Échanges vifs'), hot.length),
      hot.length
        ? capped(hot, (one) => exchange(store, view, one), STEP)
        : h(
            'p',
            { class: 'hint' },
            known
              ? say(
                  'No two authors attack each other three times or more.',
                  'Aucun couple d’auteurs ne s’attaque trois fois ou plus.',
                )
              : say('Authors are not known here.', 'Les auteurs ne sont pas connus ici.'),
          ),
      ...section(withoutAnswer(model, 'question'), open.length),
      open.length
        ? capped(open, (at) => quotation(store, view, at), STEP)
        : h('p', { class: 'hint' }, say('None was found.', 'Aucune n’a été trouvée.')),
      ...(votes.all
        ? [
            ...section(say('Most votes', 'Le plus de votes'), 0),
            capped(votes.most, (at) => quotation(store, view, at, { note: counts(at) }), STEP),
            ...(votes.least.length
              ? [
                  ...section(say('Voted down', 'Votes négatifs'), votes.least.length),
                  capped(votes.least, (at) => quotation(store, view, at, { note: counts(at) }), STEP),
                ]
              : []),
          ]
        : []),
    );
  };
}

/** @param {string} title @param {number} count */
const section = (title, count) => [h('h2', {}, title, count > 0 && h('span', { class: 'count' }, ` ${number(count)}`))];

/** @param {Store} store @param {Picture} view @param {Exchange} one */
function exchange(store, view, { authors: [a, b], comments }) {
  const { model } = store;
  return h(
    'div',
    { class: 'turn' },
    h(
      'p',
      {},
      h('b', { dir: 'auto' }, model.authors[a]),
      ' ↔ ',
      h('b', { dir: 'auto' }, model.authors[b]),
      ' ',
      h('span', { class: 'count' }, counted(comments.length, ['attack', 'attacks'], ['attaque', 'attaques'])),
    ),
    h(
      'p',
      { class: 'open' },
      ...comments.slice(0, 20).flatMap((at) => [chip(store, view, at), ' ']),
      comments.length > 20 && '…',
    ),
    quotation(store, view, comments[0]),
  );
}
