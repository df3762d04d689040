// What a comment answers and who answers it, with the words on both sides, and the ways along the rebuttals.

import { h } from '../dom.js';
import { REPLY, isAttack } from '../model.js';
import {
  counted,
  nameOf,
  number,
  parts,
  probability,
  quoted,
  relationName,
  say,
  sureness as certain,
  toward,
} from '../words.js';
import { inSentence } from '../draw/card.js';
import { marked } from './find.js';
import { around, capped, go, head, quotation, sign } from './parts.js';

/** @typedef {import('../model.js').MapEdge} MapEdge */
/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../draw/picture.js').Picture} Picture */

/** How many replies of one relation are shown at first. */
const STEP = 12;
/** Code units of an anchor shown, with some around. */
const AROUND = 60;
const ANCHOR = 240;

/** How sure a link is, in words. @param {MapEdge} edge @param {boolean} [short] */
function sureness(edge, short = false) {
  if (short) return probability(certain(edge));
  return [
    edge.given
      ? say('the link is given by the source', 'le lien est donné par la source')
      : `${say('the link is inferred', 'le lien est déduit')}, ${say('confidence', 'confiance')} ${probability(edge.confidence)}`,
    `P(${say('relation', 'relation')}) ${probability(edge.p)}`,
    edge.reasoned && say('gives a reason', 'donne une raison'),
    edge.undercut &&
      say('attacks the source or the inference, not the content', 'vise la source ou le raisonnement, non le contenu'),
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * @param {Store} store
 * @param {Picture} view
 * @param {number} at
 * @param {import('./detail.js').Lights} light
 * @returns {HTMLElement[]}
 */
export function answers(store, view, at, light) {
  const { model } = store;
  const edges = model.answers[at]
    .filter((edge) => model.edges[edge].relation !== undefined)
    .sort(
      (a, b) =>
        Number(model.edges[b].given ?? false) - Number(model.edges[a].given ?? false) ||
        model.edges[b].confidence - model.edges[a].confidence ||
        a - b,
    );
  if (!edges.length) return [];
  return [
    h(
      'section',
      {},
      h('h3', {}, say('Answers', 'Répond à')),
      h(
        'ul',
        { class: 'plain links' },
        ...edges.map((place) => {
          const edge = model.edges[place];
          const target = edge.claim ?? edge.to;
          const relation = model.relations[edge.relation ?? REPLY];
          const [does, after] = parts(relation.name, edge.grade);
          return h(
            'li',
            {
              class: `link${edge.given ? '' : ' inferred'}`,
              onmouseenter: () => light.point('edges', place, true),
              onmouseleave: () => light.point('edges', place, false),
            },
            h(
              'p',
              { class: 'link-row' },
              sign(model, edge.relation),
              `${does} `,
              h(
                'button',
                {
                  type: 'button',
                  class: 'chip',
                  'data-node': model.nodes[target].id,
                  onclick: () => go(store, view, target),
                },
                nameOf(model.nodes[target]),
              ),
              `${after} `,
              h('span', { class: 'count' }, probability(certain(edge))),
            ),
            h('p', { class: 'note' }, sureness(edge)),
            anchor(store, edge),
            cues(store, edge),
          );
        }),
      ),
    ),
  ];
}

/** The words of what it answers that are taken up. @param {Store} store @param {MapEdge} edge */
function anchor(store, edge) {
  const target = store.model.nodes[edge.to];
  if (!edge.anchor || edge.anchor[0] >= target.text.length) {
    const words = head(store.model.nodes[edge.claim ?? edge.to].text, 140);
    return words ? h('p', { class: 'words', dir: 'auto', lang: target.lang }, quoted(words)) : null;
  }
  const [start, last] = edge.anchor;
  const end = Math.min(last, start + ANCHOR);
  const [from, to] = around(target.text, start, end, AROUND);
  const out = h('p', { class: 'words', dir: 'auto', lang: target.lang }, from > 0 && '…');
  out.append(
    marked(target.text.slice(from, to), [
      {
        start: start - from,
        end: end - from,
        kind: 'position',
        says: say('the words it takes up', 'les mots qu’il reprend'),
      },
    ]),
    to < target.text.length ? '…' : '',
  );
  return out;
}

/** The words on both ends and their rules, folded away. @param {Store} store @param {MapEdge} edge */
function cues(store, edge) {
  const { model } = store;
  const evidence = edge.evidence ?? [];
  if (!evidence.length) return null;
  const [own, other] = [model.nodes[edge.from].text, model.nodes[edge.to].text];
  const words = (/** @type {[number, number] | null} */ span, /** @type {string} */ text) =>
    span && span[0] < text.length
      ? h('span', { class: 'words', dir: 'auto' }, quoted(head(text.slice(span[0], span[1]), 60)))
      : null;
  return h(
    'details',
    {},
    h('summary', {}, say('Why: ', 'Pourquoi : '), counted(evidence.length, ['cue', 'cues'], ['indice', 'indices'])),
    h(
      'ul',
      { class: 'cues' },
      ...evidence.map(([rule, from, to]) =>
        h(
          'li',
          {},
          words(from, own),
          to && h('span', { 'aria-label': say('takes up', 'reprend'), role: 'img' }, ' → '),
          words(to, other),
          h('code', {}, model.rules[rule]),
        ),
      ),
    ),
  );
}

/**
 * Who answers it, by relation.
 * @param {Store} store
 * @param {Picture} view
 * @param {number} at
 * @returns {HTMLElement[]}
 */
export function answering(store, view, at) {
  const { model } = store;
  const replies = model.answered[at].filter((edge) => model.edges[edge].relation !== undefined);
  if (!replies.length) return [];
  const groups = model.relations
    .map((relation, place) => ({
      relation,
      place,
      edges: replies.filter((edge) => model.edges[edge].relation === place),
    }))
    .filter(({ edges }) => edges.length);
  return [
    h(
      'section',
      {},
      h('h3', {}, say('Answered by', 'Réponses'), ' ', h('span', { class: 'count' }, number(replies.length))),
      ...groups.map(({ relation, place, edges }) =>
        h(
          'div',
          { class: 'replies' },
          h('h4', {}, sign(model, place), `${edges.length} ${relationNoun(relation.name, edges.length)}`),
          capped(
            edges,
            (edge) =>
              quotation(store, view, model.edges[edge].from, {
                most: 140,
                note: `${toward(relation.name, inSentence(model.nodes[at]), model.edges[edge].grade)} ${sureness(model.edges[edge], true)}`,
              }),
            STEP,
            relationName(relation.name),
          ),
        ),
      ),
    ),
  ];
}

/** @param {string} relation @param {number} count */
function relationNoun(relation, count) {
  const words = relationName(relation);
  if (count !== 1) return words;
  switch (relation) {
    case 'reply':
      return say('neutral or unclear reply', 'réponse neutre ou incertaine');
    case 'answer':
      return say('answer', 'réponse à une question');
    default:
      return words.slice(0, -1);
  }
}

/**
 * Ways along the chain of rebuttals.
 * @param {Store} store
 * @param {Picture} view
 * @param {number} at
 * @returns {HTMLElement[]}
 */
export function follow(store, view, at) {
  const { model } = store;
  const attacks = (/** @type {number[]} */ edges) => edges.filter((edge) => isAttack(model.edges[edge]));
  const strongest = (/** @type {number[]} */ nodes) =>
    [...nodes].sort((a, b) => (model.nodes[b].strength ?? 0) - (model.nodes[a].strength ?? 0) || a - b);
  const up = attacks(model.answers[at])[0];
  const down = strongest(attacks(model.answered[at]).map((edge) => model.edges[edge].from));
  /** @type {[string, number][]} */ const ways = [];
  if (up !== undefined) {
    const target = model.edges[up].claim ?? model.edges[up].to;
    const { relation, grade } = model.edges[up];
    const does = toward(model.relations[relation ?? REPLY].name, inSentence(model.nodes[target]), grade);
    ways.push([`↑ ${does}`, target]);
    const rivals = attacks(model.answered[target]).map((edge) => model.edges[edge].from);
    const next = rivals[(rivals.indexOf(at) + 1) % rivals.length];
    if (next !== undefined && next !== at)
      ways.push([
        say(
          `→ next answer against it, ${nameOf(model.nodes[next])}`,
          `→ réponse suivante contre lui, ${nameOf(model.nodes[next])}`,
        ),
        next,
      ]);
  }
  if (down.length)
    ways.push([
      say(`↓ answered against by ${nameOf(model.nodes[down[0]])}`, `↓ ${nameOf(model.nodes[down[0]])} répond contre`),
      down[0],
    ]);
  if (!ways.length) return [];
  return [
    h(
      'div',
      {
        class: 'follow',
        role: 'group',
        'aria-label': say('Follow the rebuttals', 'Suivre les réfutations'),
      },
      ...ways.map(([words, node]) =>
        h(
          'button',
          {
            type: 'button',
            class: 'way',
            onclick: () => go(store, view, node),
          },
          words,
        ),
      ),
    ),
  ];
}
