// Explains the status of a comment in a sentence.

import { h } from '../dom.js';
import { isAttack } from '../model.js';
import { counted, nameOf, probability, relationName, say, statusName } from '../words.js';

/** @param {string} status @param {string} names who attacks it */
function sentence(status, names) {
  switch (status) {
    case 'unchallenged':
      return say('No reply attacks it.', 'Aucune réponse ne l’attaque.');
    case 'defended':
      return say(
        `Attacked by ${names}, but every attack is answered: it is accepted, whichever uncertain links hold.`,
        `Attaqué par ${names}, mais chaque attaque a reçu réponse : il est accepté, ` +
          'quels que soient les liens incertains qui tiennent.',
      );
    case 'challenged':
      return say(
        `An attack on it succeeds (${names}), whichever uncertain links hold.`,
        `Une attaque contre lui tient (${names}), quels que soient les liens incertains qui tiennent.`,
      );
    default:
      return names
        ? say(
            `It depends on uncertain links: ${names} may attack it.`,
            `Cela dépend de liens incertains : ${names} l’attaque peut-être.`,
          )
        : say('It depends on uncertain links.', 'Cela dépend de liens incertains.');
  }
}

/**
 * @param {import('../state.js').Store} store
 * @param {import('../draw/picture.js').Picture} _view
 * @param {number} at
 * @returns {HTMLElement[]}
 */
export function standing(store, _view, at) {
  const { model } = store;
  const node = model.nodes[at];
  if (node.taken) {
    const parts = /** @type {const} */ (['rebuttal', 'correction', 'support', 'question'])
      .filter((name) => (node.taken?.[name] ?? 0) > 0)
      .map(
        (name) =>
          `${node.taken?.[name]} ${node.taken?.[name] === 1 ? relationName(name).slice(0, -1) : relationName(name)}`,
      );
    if (!parts.length) return [];
    const by = node.taken.authors
      ? say(
          `, by ${counted(node.taken.authors, ['author', 'authors'], ['', ''])}`,
          `, par ${counted(node.taken.authors, ['', ''], ['auteur', 'auteurs'])}`,
        )
      : '';
    return [h('section', {}, h('h3', {}, say('Taken up', 'Repris')), h('p', {}, parts.join(', ') + by))];
  }
  if (node.status === undefined) return [];
  const status = model.statuses[node.status];
  const attackers = model.answered[at]
    .map((edge) => model.edges[edge])
    .filter(isAttack)
    .map(({ from }) => nameOf(model.nodes[from]));
  const names = attackers.slice(0, 6).join(', ') + (attackers.length > 6 ? '…' : '');
  return [
    h(
      'section',
      {},
      h('h3', {}, say('Status', 'Statut')),
      h('p', {}, h('b', { class: `status ${status}` }, statusName(status)), '. ', sentence(status, names)),
      node.strength !== undefined &&
        h(
          'p',
          { class: 'hint' },
          say(
            `Strength ${probability(node.strength)}: the probability that it is accepted, given the replies that ` +
              'were read. It says nothing about truth.',
            `Force ${probability(node.strength)} : la probabilité qu’il tienne dans les réponses lues. ` +
              'Elle ne dit rien de la vérité.',
          ),
        ),
    ),
  ];
}
