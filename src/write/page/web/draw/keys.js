// The keyboard in the picture: where each key leads. Pure but for the list of keys.

import { h } from '../dom.js';
import { isAttack } from '../model.js';
import { say } from '../words.js';

/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('./place/forest.js').Forest} Forest */

/**
 * The node that an arrow leads to; -1: none. `way` is towards the root (`up`), to the first reply (`in`), along siblings
 * (`before`, `after`; at their end, to the next of the same depth).
 * @param {Forest} forest @param {number} node @param {'up' | 'in' | 'before' | 'after'} way
 */
export function arrow({ nodes, up, kids, depth, slot }, node, way) {
  if (!nodes.length) return -1;
  const at = node >= 0 ? slot[node] : -1;
  if (at < 0) return nodes[0];
  if (way === 'up') return up[at] >= 0 ? nodes[up[at]] : node;
  if (way === 'in') return kids[at].length ? nodes[kids[at][0]] : node;
  const step = way === 'after' ? 1 : -1;
  for (let next = at + step; next >= 0 && next < nodes.length; next += step) if (depth[next] === depth[at]) return nodes[next];
  return node;
}

/**
 * The next or the previous comment that attacks something, in reading order; -1: none.
 * @param {Model} model @param {import('../select.js').Selection} chosen @param {number} node @param {1 | -1} step
 */
export function attack(model, chosen, node, step) {
  for (let at = node < 0 ? (step > 0 ? 0 : model.nodes.length - 1) : node + step; at >= 0 && at < model.nodes.length; at += step) {
    if (model.answers[at].some((edge) => isAttack(model.edges[edge]) && (!chosen.active || chosen.edges[edge]))) return at;
  }
  return -1;
}

/**
 * Along a chain of rebuttals: what a comment attacks, or who attacks it, the surest; -1: nobody.
 * @param {Model} model @param {number} node @param {boolean} back   to who attacks it
 */
export function chain(model, node, back) {
  if (node < 0) return -1;
  let best = -1;
  let most = -1;
  for (const at of back ? model.answered[node] : model.answers[node]) {
    const edge = model.edges[at];
    const sure = edge.confidence * edge.p;
    if (!isAttack(edge) || sure <= most) continue;
    most = sure;
    best = back ? edge.from : edge.claim ?? edge.to;
  }
  return best;
}

/** The list of keys. @param {boolean} flat   whether replies are below */
export function keyList(flat) {
  /** @type {[string, string][]} */
  const keys = [
    [flat ? '↑' : '←', say('what it answers', 'ce à quoi il répond')],
    [flat ? '↓' : '→', say('its first reply', 'sa première réponse')],
    [flat ? '← →' : '↑ ↓', say('previous, next beside it', 'précédent, suivant au même niveau')],
    [say('Space', 'Espace'), say('fold or unfold its replies', 'replier ou déplier ses réponses')],
    [say('Enter', 'Entrée'), say('open it', 'l’ouvrir')],
    ['n, p', say('next, previous rebuttal', 'réfutation suivante, précédente')],
    ['f', say('to what it rebuts', 'à ce qu’il réfute')],
    [say('Shift+f', 'Maj+f'), say('to who rebuts it', 'à qui le réfute')],
    [say('Home, End', 'Début, Fin'), say('first, last', 'premier, dernier')],
    ['+ − 0', say('larger, smaller, all of it', 'agrandir, réduire, tout voir')],
    ['/', say('search', 'chercher')],
    ['Esc', say('select nothing', 'ne rien choisir')],
    ['?', say('this list', 'cette liste')],
  ];
  const pointer = [
    say('Drag to move, wheel or pinch to zoom; in the thread the wheel scrolls, with Ctrl it zooms.', 'Glisser pour déplacer, molette ou pincement pour agrandir ; dans le fil la molette fait défiler, avec Ctrl elle agrandit.'),
    say('Double click zooms to a comment.', 'Un double clic agrandit un commentaire.'),
  ];
  const close = h('button', { type: 'button', onclick: () => dialog.close() }, say('Close', 'Fermer'));
  const dialog = h('dialog', { class: 'keys', 'aria-label': say('Keys of the picture', 'Touches de l’image') },
    h('h2', {}, say('Keys of the picture', 'Touches de l’image')),
    h('dl', {}, ...keys.flatMap(([key, what]) => [h('dt', {}, ...key.split(' ').map((one) => h('kbd', {}, one.replace(',', '')))), h('dd', {}, what)])),
    ...pointer.map((words) => h('p', {}, words)), close);
  dialog.addEventListener('close', () => dialog.remove());
  return dialog;
}
