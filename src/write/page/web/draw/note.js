// The note in the corner of the picture: what is not shown as it is.

import { isComment } from '../model.js';
import { counted, say } from '../words.js';

/**
 * @param {HTMLElement} note
 * @param {import('../model.js').Model} model @param {import('../select.js').Selection} chosen
 * @param {'faded' | 'hidden' | 'counted'} fate   what becomes of what is not chosen; `counted`: it is not
 * @param {number} left       cross links that are too small to show
 * @param {number} own        answers to oneself, which the matrix leaves out
 */
export function showNote(note, model, chosen, fate, left, own) {
  const parts = [];
  const out = chosen.active ? model.nodes.filter(isComment).length - chosen.comments : 0;
  if (out) {
    const how = {
      faded: say('outside the selection: faded', 'hors de la sélection : estompés'),
      hidden: say('outside the selection: hidden', 'hors de la sélection : masqués'),
      counted: say('outside the selection: not counted', 'hors de la sélection : non comptés'),
    }[fate];
    parts.push(`${counted(out, ['comment', 'comments'], ['commentaire', 'commentaires'])} ${how}`);
  }
  if (left) {
    const links = counted(left, ['cross link', 'cross links'], ['lien croisé', 'liens croisés']);
    parts.push(`${links} ${say('too small to show: zoom in', 'trop petits pour être montrés : agrandir')}`);
  }
  if (own) {
    parts.push(
      counted(
        own,
        ['answer to oneself left out', 'answers to oneself left out'],
        ['réponse à soi-même non comptée', 'réponses à soi-même non comptées'],
      ),
    );
  }
  const words = parts.join(' · ');
  if (note.textContent !== words) note.textContent = words;
  note.hidden = !words;
}
