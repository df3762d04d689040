// What goes on paper: the disputes, then what is chosen as an indented list with full texts. It is made when printing
// begins and taken away when it ends.

import { h } from '../dom.js';
import { REBUTTAL, REPLY, SUPPORT } from '../model.js';
import { select } from '../select.js';
import { counted, nameOf, probability, quoted, say, statusName, verb, when } from '../words.js';
import { filtersOf } from './export.js';
import { marked } from './find.js';
import { authorOf, badges, chosenWords, head, sign } from './parts.js';

/** @typedef {import('../state.js').Store} Store */

/** Most disputes on paper. */
const DISPUTES = 20;
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
        'Machine, non relu. Ceux qui commentent ne sont pas le public.',
      ),
    ),
    ...disputes(store),
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
function disputes({ model }) {
  const { list, known } = model.disputes;
  if (!list.length) return [];
  const name = (/** @type {number | null} */ at) => (at === null ? '' : nameOf(model.nodes[at]));
  return [
    h('h2', {}, say('What is disputed', 'Ce qui est disputé')),
    ...list.slice(0, DISPUTES).map((dispute) => {
      const side = (/** @type {'for' | 'against'} */ which) => {
        const { authors, comments, best } = dispute[which];
        const inComments = counted(comments, ['comment', 'comments'], ['commentaire', 'commentaires']);
        return h(
          'p',
          {},
          sign(model, which === 'for' ? SUPPORT : REBUTTAL),
          h('b', {}, which === 'for' ? say(' For: ', ' Pour : ') : say(' Against: ', ' Contre : ')),
          known ? `${counted(authors, ['author', 'authors'], ['auteur', 'auteurs'])} (${inComments})` : inComments,
          best !== null && h('span', { dir: 'auto' }, `. ${name(best)} ${quoted(head(model.nodes[best].text, 300))}`),
        );
      };
      return h(
        'div',
        { class: 'dispute' },
        dispute.target !== null &&
          h(
            'p',
            { dir: 'auto' },
            h('b', {}, name(dispute.target)),
            ` ${quoted(head(model.nodes[dispute.target].text, 300))}`,
          ),
        side('against'),
        side('for'),
        dispute.open.length > 0 &&
          h(
            'p',
            {},
            say('Open rebuttals: ', 'Réfutations restées ouvertes : '),
            dispute.open.map((at) => name(at)).join(', '),
          ),
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
      const sure = edge.given ? '' : ` (${probability(edge.confidence)})`;
      const whom = nameOf(model.nodes[edge.claim ?? edge.to]);
      return `${verb(model.relations[edge.relation ?? REPLY].name)} ${whom}${sure}`;
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
