// What a node is, said in words: for the outline, and for those who hear the picture.

import { QUESTION, REPLY, isComment } from '../model.js';
import { counted, labelName, nameOf, probability, say, statusName, sureness, toward } from '../words.js';
import { inSentence, kindNote } from './card.js';
import { clean } from './clean.js';

/** @typedef {import('../model.js').Model} Model */

/** The positions of a node, in words; empty if it holds none. @param {Model} model @param {number} at */
export const positionWords = (model, at) =>
  (model.nodes[at].positions ?? [])
    .map(([label, , by]) => `${by === 'inherited' ? '~' : ''}${clean(labelName(model.positions[label].name))}`)
    .join(', ');

/**
 * What a node does to its parent, in words: `− rebuts #3 0.94`; empty for roots.
 * @param {Model} model
 * @param {number} at
 */
export function relationWords(model, at) {
  const { edge, parent } = model.nodes[at];
  if (edge === undefined || parent === undefined) return '';
  const link = model.edges[edge];
  const whom = inSentence(model.nodes[parent]);
  if (link.relation === undefined) return say(`part of ${whom}`, `partie de ${whom}`);
  const { name, sign } = model.relations[link.relation];
  return `${sign} ${toward(name, whom, link.grade)} ${probability(sureness(link))}`.trimStart();
}

/** The first words of a text. @param {string} text @param {number} most   code units, about */
export function firstWords(text, most) {
  const line = clean(text.slice(0, most * 2))
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= most && text.length <= most * 2) return line;
  const end = line.lastIndexOf(' ', most);
  return `${line.slice(0, end > most / 2 ? end : most)}…`;
}

/** A node in one sentence, to be heard. @param {Model} model @param {number} at @param {number} [most] */
export function describe(model, at, most = 160) {
  const node = model.nodes[at];
  const parts = [
    nameOf(node),
    positionWords(model, at),
    relationWords(model, at).replace(/^[−+?] /, ''),
    kindNote(node),
  ];
  if (node.status) parts.push(statusName(model.statuses[node.status]));
  const replies = model.size[at] - 1;
  if (replies) parts.push(counted(replies, ['reply', 'replies'], ['réponse', 'réponses']));
  return `${parts.filter(Boolean).join(', ')}. ${firstWords(node.text, most)}`;
}

/** Whether a link says more than that one answers the other. @param {import('../model.js').MapEdge} edge */
export const isDecided = (edge) => edge.relation !== undefined && edge.relation !== REPLY && edge.relation <= QUESTION;

/** How many comments a map has. @param {Model} model */
export const comments = (model) => model.nodes.filter(isComment).length;
