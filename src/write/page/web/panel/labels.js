// The positions and forms of a comment, with their scores and the words that show them.

import { h } from '../dom.js';
import { labelName, nameOf, probability, quoted, say } from '../words.js';
import { head, ink } from './parts.js';

/** @typedef {import('../model.js').Label} Label */

/** Who gave a label. @param {string} by */
function giver(by) {
  switch (by) {
    case 'link':
      return say('from what it answers', 'd’après le message auquel il répond');
    case 'inherited':
      return say('taken over', 'repris');
    case 'human':
      return say('by a reader', 'par un lecteur');
    default:
      return '';
  }
}

/**
 * @param {import('../state.js').Store} store @param {number} at @param {import('./detail.js').Lights} light
 * @returns {{positions: HTMLElement[], forms: HTMLElement[]}}
 */
export function labels(store, at, light) {
  const { model } = store;
  const node = model.nodes[at];
  const row = (
    /** @type {string} */ name,
    /** @type {Label} */ [, score, by, from, words],
    /** @type {typeof model.positions[number] | undefined} */ colours,
  ) => {
    const badge = h(
      'span',
      { class: colours ? 'badge' : 'form' },
      `${by === 'inherited' ? '~' : ''}${labelName(name)}`,
    );
    if (colours) ink(badge, colours);
    const note = `${giver(by)}${from === null || from === undefined ? '' : ` (${nameOf(model.nodes[from])})`}`;
    const meter = h('span', { class: 'meter', 'aria-hidden': 'true' });
    meter.style.setProperty('--share', String(score));
    return h(
      'li',
      { class: 'label' },
      h(
        'div',
        { class: 'label-row' },
        badge,
        note && h('span', { class: 'note' }, note),
        meter,
        h(
          'span',
          {
            class: 'count',
            title: say('probability of the label', 'probabilité de l’étiquette'),
          },
          probability(score),
        ),
      ),
      words.length > 0 &&
        h(
          'ul',
          { class: 'cues' },
          ...byRule(words).map(([rule, spans]) =>
            h(
              'li',
              {},
              cue(
                model.rules[rule],
                spans.map(([start, end]) => node.text.slice(start, end)),
                node.lang,
                rule,
                light,
              ),
            ),
          ),
        ),
    );
  };
  const section = (/** @type {string} */ title, /** @type {HTMLElement[]} */ rows) =>
    rows.length ? [h('section', {}, h('h3', {}, title), h('ul', { class: 'plain labels' }, ...rows))] : [];
  return {
    positions: section(
      say('Positions', 'Positions'),
      (node.positions ?? []).map((label) => row(model.positions[label[0]].name, label, model.positions[label[0]])),
    ),
    forms: section(
      say('Forms', 'Formes'),
      (node.forms ?? []).map((label) => row(model.forms[label[0]], label, undefined)),
    ),
  };
}

/**
 * The words of each rule, in the order in which they come.
 * @param {import('../model.js').Words[]} words
 * @returns {[number, [number, number][]][]}
 */
function byRule(words) {
  /** @type {Map<number, [number, number][]>} */ const rules = new Map();
  for (const [rule, start, end] of words) rules.set(rule, [...(rules.get(rule) ?? []), [start, end]]);
  return [...rules];
}

/** Most words of one rule that are listed. */
const MOST = 6;

/**
 * A rule and its words; pressed, they light up in the text.
 * @param {string} rule
 * @param {string[]} words
 * @param {string | undefined} lang
 * @param {number} place
 * @param {import('./detail.js').Lights} light
 */
function cue(rule, words, lang, place, light) {
  let pressed = false;
  const all = [...new Set(words.filter(Boolean))];
  const button = h(
    'button',
    {
      type: 'button',
      class: 'cue',
      'aria-pressed': 'false',
      onmouseenter: () => light.point('rules', place, true),
      onmouseleave: () => {
        if (!pressed) light.point('rules', place, false);
      },
      onclick: () => {
        pressed = !pressed;
        button.setAttribute('aria-pressed', String(pressed));
        light.point('rules', place, pressed);
      },
    },
    h('code', {}, rule),
    ' ',
    ...all
      .slice(0, MOST)
      .flatMap((one) => [h('span', { class: 'words', dir: 'auto', lang }, quoted(head(one, 80))), ' ']),
    all.length > MOST && h('span', { class: 'note' }, `+${all.length - MOST}`),
  );
  return button;
}
