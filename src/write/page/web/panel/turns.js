// Where somebody gave in, and where opponents agree.

import { h } from '../dom.js';
import { labelName, say } from '../words.js';
import { capped, chip, quotation } from './parts.js';

/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../draw/picture.js').Picture} Picture */

/** How many entries of a list are shown at first. */
const STEP = 12;

/** Concessions, and supports across positions. @param {Store} store @param {Picture} view */
export function turns(store, view) {
  const { concessions, bridges } = store.model.disputes;
  /** @type {HTMLElement[]} */ const out = [];
  if (concessions.length) {
    out.push(
      h('h2', {}, say('Where somebody gave in', 'Où quelqu’un a cédé sur un point')),
      capped(
        concessions,
        ({ comment, rebuttal, conceding, own }) =>
          h(
            'div',
            { class: 'turn' },
            quotation(store, view, conceding, {
              note: own
                ? say('the author gives in', 'l’auteur cède sur un point')
                : say('another gives in', 'un autre cède sur un point'),
            }),
            h(
              'p',
              { class: 'open' },
              say('to the rebuttal ', 'à la réfutation '),
              chip(store, view, rebuttal),
              say(' of ', ' de '),
              chip(store, view, comment),
            ),
          ),
        STEP,
      ),
    );
  }
  if (bridges.length) {
    out.push(
      h('h2', {}, say('Supports across positions', 'Soutiens d’un camp à l’autre')),
      capped(
        bridges,
        ({ from, to, holds, against }) =>
          h(
            'div',
            { class: 'turn' },
            quotation(store, view, from, {}),
            h(
              'p',
              { class: 'open' },
              say(`holds “${labelName(holds)}”, and supports `, `tient « ${labelName(holds)} » et soutient `),
              chip(store, view, to),
              say(`, which holds “${labelName(against)}”`, `, qui tient « ${labelName(against)} »`),
            ),
          ),
        STEP,
      ),
    );
  }
  return out;
}
