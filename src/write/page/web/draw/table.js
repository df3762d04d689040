// The scene of the matrix: positions against positions.

import { CORRECTION, SUPPORT, isAttack } from '../model.js';
import { counted, labelName, say } from '../words.js';
import { clean } from './clean.js';
import { BOLD, REGULAR } from './measure.js';
import { NONE, OTHERS, SUBJECT } from './place/matrix.js';
import { mix } from './inks.js';

/** @typedef {import('./scene.js').Frame} Frame */
/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./place/matrix.js').Matrix} Matrix */

const MARGIN = 20;
/** Height of the two lines above the columns, and of a row. */
const TOP = 96;
const ROW = 66;

/**
 * What a row or column is called.
 * @param {import('../model.js').Model} model
 * @param {Matrix} matrix
 * @param {number} group
 */
export function groupName(model, { others }, group) {
  if (group === NONE) return say('no position', 'sans position');
  if (group === SUBJECT) return say('article and claims', 'article et affirmations');
  if (group === OTHERS) return say(`${others} other positions`, `${others} autres positions`);
  return clean(labelName(model.positions[group].name));
}

/** A count in words. @param {Matrix} matrix @param {import('./place/matrix.js').Count} count */
const people = (matrix, count) =>
  matrix.known
    ? counted(count.authors, ['author', 'authors'], ['auteur', 'auteurs'])
    : counted(count.comments, ['comment', 'comments'], ['commentaire', 'commentaires']);

/**
 * What a cell says, in words.
 * @param {import('../model.js').Model} model
 * @param {Matrix} matrix
 * @param {number} cell
 */
export function cellWords(model, matrix, cell) {
  const count = matrix.columns.length;
  const [row, column] = [
    groupName(model, matrix, matrix.rows[Math.trunc(cell / count)]),
    groupName(model, matrix, matrix.columns[cell % count]),
  ];
  const { against, for: backing } = matrix.cells[cell];
  const parts = [];
  if (against.links) parts.push(`${people(matrix, against)} ${say('against', 'contre')}`);
  if (backing.links) parts.push(`${people(matrix, backing)} ${say('for', 'pour')}`);
  return `${row} → ${column}: ${parts.join(', ') || say('nothing', 'rien')}`;
}

/**
 * @param {import('../model.js').Model} model
 * @param {import('./place/forest.js').Forest} forest @param {Matrix} matrix
 * @param {number} width    of the window
 * @param {() => number} active   the cell that the keys are at
 * @returns {Scene & {cellBox: (cell: number) => import('./scene.js').Box}}
 */
export function tableScene(model, forest, matrix, width, active) {
  const { rows, columns, cells, known, most } = matrix;
  const names = rows.map((group) => groupName(model, matrix, group));
  const head = Math.min(Math.max(90, ...names.map((name) => BOLD.width(name, 13) + 26)), width < 500 ? 110 : 220);
  const column = Math.max(84, Math.min(150, (width - 2 * MARGIN - head) / Math.max(columns.length, 1)));
  const left = MARGIN + head;
  const box = (/** @type {number} */ cell) => ({
    x: left + (cell % columns.length) * column,
    y: MARGIN + TOP + Math.trunc(cell / columns.length) * ROW,
    width: column,
    height: ROW,
  });
  const value = (/** @type {import('./place/matrix.js').Count} */ count) => (known ? count.authors : count.comments);

  /**
   * @param {Frame} frame
   * @param {number} group
   * @param {string} name
   * @param {number} x
   * @param {number} y
   * @param {number} room
   * @param {boolean} wide
   */
  function label({ surface, inks }, group, name, x, y, room, wide) {
    const ink = group >= 0 ? inks.positions[group].word : inks.small;
    const bar = group >= 0 ? inks.positions[group].bar : group === SUBJECT ? inks.subject : inks.outline;
    if (wide) surface.box(x - 8, y - 18, 4.5, 26, 2, bar);
    else surface.box(x, y + 7, room, 4.5, 2, bar);
    // Two lines where one is too short, cut at a hyphen or a space.
    let [first, second] = [name, ''];
    if (BOLD.width(name, 13) > room) {
      const places = [...name.matchAll(/[- ]/g)]
        .map((found) => (found.index ?? 0) + 1)
        .filter((at) => BOLD.width(name.slice(0, at), 13) <= room);
      const at = places[places.length - 1];
      if (at) [first, second] = [name.slice(0, at).trimEnd(), name.slice(at)];
    }
    surface.text(BOLD.fit(first, 13, room), x, second && wide ? y - 8 : y - (second ? 16 : 0), 13, true, ink);
    if (second) surface.text(BOLD.fit(second, 13, room), x, wide ? y + 8 : y, 13, true, ink);
  }

  /** @type {Scene['draw']} */
  function draw(frame) {
    const { surface, inks, k, x, y } = frame;
    surface.transform(k, x, y);
    surface.fade(1);
    const unit = known ? say('distinct authors', 'auteurs distincts') : say('comments', 'commentaires');
    surface.text(
      say('Rows answer columns', 'Les lignes répondent aux colonnes'),
      MARGIN,
      MARGIN + 14,
      14,
      true,
      inks.text,
    );
    const [red, green] = [inks.relations[CORRECTION].full, inks.relations[SUPPORT].full];
    let at = MARGIN;
    for (const [sign, words, ink] of [
      ['−', say('rebut or correct', 'réfutent ou corrigent'), red],
      ['+', say('support', 'appuient'), green],
      ['', say(`in ${unit}`, `en ${unit}`), inks.small],
    ]) {
      surface.text(sign, at, MARGIN + 33, 14, true, ink);
      at += sign ? 13 : 0;
      surface.text(words, at, MARGIN + 33, 12, false, inks.small);
      at += REGULAR.width(words, 12) + 16;
    }
    if (!model.edges.some((edge) => isAttack(edge) || edge.relation === SUPPORT)) {
      surface.text(
        say('No rebuttal and no support was found.', 'Ni réfutation ni appui n’a été trouvé.'),
        MARGIN,
        MARGIN + 70,
        14,
        false,
        inks.text,
      );
      return;
    }
    columns.forEach((group, number) =>
      label(
        frame,
        group,
        groupName(model, matrix, group),
        left + number * column + 8,
        MARGIN + TOP - 18,
        column - 16,
        false,
      ),
    );
    rows.forEach((group, number) =>
      label(frame, group, names[number], MARGIN + 12, MARGIN + TOP + number * ROW + ROW / 2 + 4, head - 22, true),
    );
    cells.forEach((cell, number) => {
      const { x: cx, y: cy } = box(number);
      const [against, backing] = [value(cell.against), value(cell.for)];
      const same = rows[Math.trunc(number / columns.length)] === columns[number % columns.length];
      // The fill says which side prevails, and how many they are.
      const share = Math.max(against, backing) / Math.max(most, 1);
      const tint =
        inks.forced || !share
          ? inks.card
          : mix(inks.card, against >= backing ? red : green, 0.06 + 0.22 * Math.sqrt(share));
      surface.box(
        cx + 1.5,
        cy + 1.5,
        column - 3,
        ROW - 3,
        5,
        against + backing ? tint : inks.page,
        inks.outline,
        same ? 2 : 1,
      );
      const room = column - 62;
      if (against) bar(frame, '−', against, cx + 12, cy + (backing ? 25 : 38), (room * against) / most, red);
      if (backing) bar(frame, '+', backing, cx + 12, cy + (against ? 51 : 38), (room * backing) / most, green);
      if (number === active() && frame.focus) surface.box(cx, cy, column, ROW, 6, '', inks.accent, 3);
    });
  }

  /**
   * @param {Frame} frame
   * @param {string} sign
   * @param {number} count
   * @param {number} x
   * @param {number} y
   * @param {number} long
   * @param {string} ink
   */
  function bar({ surface, inks }, sign, count, x, y, long, ink) {
    surface.text(sign, x, y, 15, true, ink);
    const words = String(count);
    surface.text(words, x + 13, y, 14, true, inks.text);
    surface.box(x + 18 + BOLD.width(words, 14), y - 9, Math.max(long, 3), 8, 2, ink);
  }

  return {
    width: left + columns.length * column + MARGIN,
    height: MARGIN * 2 + TOP + rows.length * ROW,
    flat: false,
    forest,
    draw,
    hit(px, py) {
      const [c, r] = [Math.floor((px - left) / column), Math.floor((py - MARGIN - TOP) / ROW)];
      return c >= 0 && r >= 0 && c < columns.length && r < rows.length
        ? { node: -1, fold: false, cell: r * columns.length + c }
        : null;
    },
    box: () => null,
    each() {},
    cellBox: box,
  };
}
