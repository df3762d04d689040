// What goes on paper: the issues, then what is chosen as an indented list with full texts. It is made when printing
// begins and taken away when it ends.

import { h } from '../dom.js';
import { REPLY } from '../model.js';
import { select } from '../select.js';
import { nameOf, probability, quoted, say, statusName, sureness, toward, when, withoutAnswer } from '../words.js';
import { inSentence } from '../draw/card.js';
import { filtersOf } from './export.js';
import { marked } from './find.js';
import { people, shown, stake, unreadable } from './issues.js';
import { sideName } from './sides.js';
import { authorOf, badges, chosenWords, head } from './parts.js';

/** @typedef {import('../state.js').Store} Store */

/** Most issues on paper. */
const ISSUES = 12;
/** Deepest indent: beyond it a line would have no room. */
const DEEPEST = 8;

/** @param {Store} store */
export function paper(store) {
  /** @type {HTMLElement | null} */ let sheet = null;
  addEventListener('beforeprint', () => {
    sheet?.remove();
    sheet = document.body.appendChild(report(store));
  });
  addEventListener('afterprint', () => {
    sheet?.remove();
    sheet = null;
  });
}

/** @param {Store} store */
export function report(store) {
  const { model, state } = store;
  const { nodes } = select(model, state);
  const filters = filtersOf(state);
  const chosenNodes = model.nodes.flatMap((_, at) => (nodes[at] ? [at] : []));
  return h(
    'section',
    { class: 'paper', 'aria-label': say('For printing', 'Pour l’impression') },
    h('h1', { dir: 'auto' }, model.title),
    h('p', { class: 'fine' }, model.caption.join(' · ')),
    h('p', {}, chosenWords(store), filters.length > 0 && ` · ${filters.join(', ')}`),
    h(
      'p',
      { class: 'fine' },
      say(
        'Machine, unreviewed. Those who comment are not the public.',
        'Résultat automatique, non relu. Ceux qui commentent ne sont pas le public.',
      ),
    ),
    ...atStake(store),
    h('h2', {}, say('The thread', 'Le fil')),
    ...chosenNodes.map((at) => entry(store, at)),
    h(
      'p',
      { class: 'fine' },
      `${model.generator} · ${model.packs.map(({ id, version }) => `${id} ${version}`).join(', ')}`,
    ),
  );
}

/** @param {Store} store */
function atStake({ model }) {
  const list = shown(model.issues.list).slice(0, ISSUES);
  if (!list.length) return [];
  const names = (/** @type {number[]} */ all) => all.map((at) => nameOf(model.nodes[at])).join(', ');
  return [
    h('h2', {}, say('What is at stake', 'Ce qui est en jeu')),
    ...list.map((issue) => {
      const side = (/** @type {'for' | 'against'} */ which) => {
        const { authors, voices } = issue[which];
        const best = voices.find((at) => at !== issue.node);
        return h(
          'p',
          {},
          h('b', {}, `${sideName(which)}${say(': ', ' : ')}`),
          people(issue, authors),
          best !== undefined &&
            h('span', { dir: 'auto' }, `. ${nameOf(model.nodes[best])} ${quoted(head(model.nodes[best].text, 300))}`),
        );
      };
      return h(
        'div',
        { class: 'dispute' },
        h('p', { dir: 'auto' }, h('b', {}, stake(model, issue, 300))),
        ...(issue.readable
          ? [
              side('for'),
              side('against'),
              h('p', {}, `${say('Not placed: ', 'Non placés : ')}${people(issue, issue.unplaced_authors)}`),
            ]
          : [h('p', {}, unreadable(model, issue))]),
        issue.open.length > 0 && h('p', {}, `${withoutAnswer(model, 'rebuttal')}${say(':', ' :')} `, names(issue.open)),
      );
    }),
  ];
}

/** A node with its full text. @param {Store} store @param {number} at */
function entry({ model }, at) {
  const node = model.nodes[at];
  const facts = [
    authorOf(model, at),
    node.time && when(node.time),
    node.status !== undefined && statusName(model.statuses[node.status]),
  ]
    .filter(Boolean)
    .join(' · ');
  const links = model.answers[at]
    .map((edge) => model.edges[edge])
    .filter((edge) => edge.relation !== undefined)
    .map((edge) => {
      const whom = inSentence(model.nodes[edge.claim ?? edge.to]);
      return `${toward(model.relations[edge.relation ?? REPLY].name, whom, edge.grade)} (${probability(sureness(edge))})`;
    });
  const text = h('div', { class: 'text', dir: 'auto', lang: node.lang });
  text.append(
    marked(
      node.text,
      (node.positions ?? []).flatMap(([label, , , , words]) =>
        words.map(([rule, start, end]) => ({
          start,
          end,
          kind: /** @type {const} */ ('position'),
          rule,
          ink: model.positions[label],
        })),
      ),
    ),
  );
  return h(
    'div',
    { class: `entry d${Math.min(node.depth, DEEPEST)}` },
    h(
      'p',
      { class: 'meta' },
      h('b', {}, nameOf(node)),
      ' ',
      ...badges(model, at).flatMap((badge) => [badge, ' ']),
      facts && ` ${facts}`,
      links.length > 0 && h('span', {}, ` · ${links.join(', ')}`),
    ),
    text,
  );
}
