// The legend: what occurs in the map, and nothing else. It is in the corner of the picture and below a saved view.

import { h } from '../dom.js';
import { REPLY } from '../model.js';
import { sideName } from '../panel/sides.js';
import { labelName, say, statusName, verb } from '../words.js';
import { clean } from './clean.js';
import { drawStatus } from './paint.js';
import { canvasSurface } from './surface.js';
import { drawSign, drawTip } from './edge-path.js';

/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('./inks.js').Inks} Inks */
/** @typedef {import('./surface.js').Surface} Surface */

/**
 * Words with an icon before them, so wide; it is drawn around the middle of the line's letters.
 * @typedef {{text: string, wide: number, draw: (surface: Surface, inks: Inks, x: number, y: number) => void}} Item
 * @typedef {{title: string, items: Item[]}} Group
 */

const nothing = () => {};

/** What the bars mean. @param {Model} model @param {Inks} now @returns {Item[]} */
function marks(model, now) {
  if (!model.sided || !now.sided) return [];
  /** @type {Item[]} */
  const sides = /** @type {const} */ (['for', 'against']).map((side, at) => ({
    text: say(`${sideName(side)} what is at stake`, `${sideName(side)} ce qui est en jeu`),
    wide: 17,
    draw: (surface, inks, x, y) => surface.box(x, y - 5.5, 11, 11, 3, inks.marks[at].bar),
  }));
  sides.push({
    text: say('not placed', 'non placé'),
    wide: 17,
    draw: (surface, inks, x, y) => surface.box(x, y - 5.5, 11, 11, 3, inks.outline),
  });
  sides.push({ text: say('for?, against?: not sure', 'pour ?, contre ? : pas sûr'), wide: 0, draw: nothing });
  return sides;
}

/** @param {Model} model @param {Inks} now @returns {Group[]} */
export function legend(model, now) {
  /** @type {Item[]} */
  const positions = (now.sided ? [] : model.positions).map(({ name }, at) => ({
    text: clean(labelName(name)),
    wide: 17,
    draw: (surface, inks, x, y) => surface.box(x, y - 5.5, 11, 11, 3, inks.positions[at].bar),
  }));
  if (positions.length) {
    positions.push({
      text: say('words that show it', 'mots qui la montrent'),
      wide: 28,
      draw: (surface, inks, x, y) => surface.fill(x, y + 2, 22, 2, inks.small),
    });
  }
  const comments = model.nodes.filter(({ kind }) => kind === 'comment');
  if (!now.sided && comments.some((node) => !node.positions?.length)) {
    positions.push({
      text: say('no position found', 'pas de position trouvée'),
      wide: 17,
      draw: (surface, inks, x, y) => surface.box(x, y - 5.5, 11, 11, 3, inks.outline),
    });
  }
  if (model.nodes.some((node) => node.positions?.some(([, , by]) => by === 'inherited'))) {
    positions.push({
      text: say('~ taken over from what it answers', '~ reprise du message auquel il répond'),
      wide: 0,
      draw: nothing,
    });
  }
  const used = new Set(model.edges.map(({ relation }) => relation));
  /** @type {Item[]} */ const links = [];
  model.relations.forEach(({ name, sign }, relation) => {
    if (used.has(relation))
      links.push({
        text: verb(name),
        wide: 52,
        draw: (surface, inks, x, y) => drawLink(surface, inks, relation, sign, x, y),
      });
  });
  if (links.length) {
    const notes = [
      say('thicker: surer link', 'plus épais : lien plus sûr'),
      say('stronger colour: surer relation', 'couleur plus vive : relation plus sûre'),
    ];
    if (model.edges.some((edge) => !edge.given || edge.grade !== undefined))
      notes.push(
        say('number: how probable these words are', 'nombre : la probabilité de ces mots'),
        say(
          'from .80 stated, from .60 “seems”, below “perhaps”',
          'dès 0,80 dit, dès 0,60 « semble », sinon « peut-être »',
        ),
      );
    for (const text of notes) links.push({ text, wide: 0, draw: nothing });
  }
  /** @type {Record<string, string>} */
  const means = {
    defended: say('attacked, but its attackers fall', 'attaqué, mais les attaques ne tiennent pas'),
    challenged: say('attacked, and the attack stands', 'attaqué, et l’attaque tient'),
    undecided: say('depends on an uncertain relation', 'dépend d’une relation incertaine'),
  };
  const seen = new Set(model.nodes.map(({ status }) => status));
  /** @type {Item[]} */
  const standing = model.statuses.flatMap((status, at) =>
    means[status] && seen.has(at)
      ? [
          {
            text: `${statusName(status)}${say(': ', ' : ')}${means[status]}`,
            wide: 15,
            draw: (surface, inks, x, y) => drawStatus(surface, inks, at, x + 5, y),
          },
        ]
      : [],
  );
  return [
    { title: say('Sides', 'Camps'), items: marks(model, now) },
    { title: say('Positions', 'Positions'), items: positions },
    { title: say('Links', 'Liens'), items: links },
    { title: say('Status', 'Statut'), items: standing },
  ].filter(({ items }) => items.length);
}

/**
 * @param {Surface} surface
 * @param {Inks} inks
 * @param {number} relation
 * @param {string} sign
 * @param {number} x
 * @param {number} y
 */
function drawLink(surface, inks, relation, sign, x, y) {
  const colour = inks.relations[relation].full;
  const points = [x, y, x + 44, y];
  surface.line(
    points,
    colour,
    relation === REPLY ? 1.3 : 2,
    relation <= 1 ? [6, 3.5] : relation === 3 ? [0.1, 4.6] : undefined,
    0,
    relation === 3,
  );
  if (relation !== REPLY) drawTip(surface, relation, colour, points, 1);
  if (sign) drawSign(surface, inks, sign, relation, x + 15, y, 1);
}

/** Size of an icon's canvas. */
const ICON = [54, 16];

/**
 * The legend in the corner of the picture, closed at first.
 * @param {HTMLElement} root @param {() => Model} model @param {() => Inks} inks
 */
export function legendBox(root, model, inks) {
  const body = h('div', {
    class: 'legend-body',
    tabindex: '0',
    role: 'group',
    'aria-label': say('Legend', 'Légende'),
  });
  const box = h('details', { class: 'picture-legend' }, h('summary', {}, say('Legend', 'Légende')), body);
  root.append(box);
  const fill = () => {
    if (!box.open) return;
    body.replaceChildren(
      ...legend(model(), inks()).map(({ title, items }) =>
        h(
          'section',
          {},
          h('h3', {}, title),
          h(
            'ul',
            {},
            ...items.map((item) => {
              const icon = h('canvas', { 'aria-hidden': 'true' });
              const ratio = Math.max(2, devicePixelRatio);
              icon.width = ICON[0] * ratio;
              icon.height = ICON[1] * ratio;
              item.draw(
                canvasSurface(/** @type {CanvasRenderingContext2D} */ (icon.getContext('2d')), ratio),
                inks(),
                1,
                ICON[1] / 2,
              );
              return h('li', {}, item.wide > 0 && icon, item.text);
            }),
          ),
        ),
      ),
    );
  };
  box.addEventListener('toggle', fill);
  return { fill };
}
