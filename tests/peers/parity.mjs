// Compares what the page's program places with the scenes of the picture. Reads a list of cases as
// `tests/it/draw/parity.rs` writes them, writes `{"differences": [...], "compared": {what: how many}}`.

import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

/** Coordinates may differ by this many pixels: the page adds numbers up in another order. */
const SLACK = 0.01;
/** The window is wide enough for everything. */
const WIDE = 10_000;

// The browser's part: the widths of the picture's font, from the tables of `src/layout/metrics`.
const table = (/** @type {string} */ name) =>
  readFile(new URL(`../../src/layout/metrics/liberation-sans-${name}.adv`, import.meta.url));
const [regular, bold] = [await table('regular'), await table('bold')];
/** The advance of a character in ems: an index of 192 blocks, then 64 little-endian numbers a block. */
function advance(/** @type {Buffer} */ font, /** @type {number} */ code) {
  const block = font[Math.floor(code / 64)];
  const units = block ? font.readUInt16LE(192 + ((block - 1) * 64 + (code % 64)) * 2) : 0xffff;
  if (units === 0xffff) throw new Error(`the font has no U+${code.toString(16)}: use other texts`);
  return units / 2048;
}
globalThis.document = /** @type {any} */ ({
  createElement: () => ({
    getContext: () => ({
      font: '',
      measureText(/** @type {string} */ text) {
        const font = this.font.startsWith('bold') ? bold : regular;
        return { width: 128 * [...text].reduce((sum, one) => sum + advance(font, one.codePointAt(0) ?? 0), 0) };
      },
    }),
  }),
});

const web = fileURLToPath(new URL('../../src/write/page/web/', import.meta.url));
const contents = `
export { firstLayout, useGeometry } from './geometry.js';
export { model } from './model.js';
export { speak } from './words.js';
export { chips } from './draw/card.js';
export { FOLLOWED } from './draw/edge-path.js';
export { forest } from './draw/place/forest.js';
export { icicle } from './draw/place/icicle.js';
export { NONE, OTHERS, SUBJECT, matrix } from './draw/place/matrix.js';
export { thread } from './draw/place/thread.js';
export { tree } from './draw/place/tree.js';
`;
const stdin = { contents, resolveDir: web, loader: /** @type {const} */ ('js') };
const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm' });
const page = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);

/** @type {string[]} */ const differences = [];
const compared = { cards: 0, chips: 0, paths: 0, labels: 0, bars: 0, cells: 0, capped: 0, own: 0 };

/**
 * Notes a difference. Numbers may differ by SLACK.
 * @param {string} where
 * @param {any} ours     what the page has
 * @param {any} theirs   what the picture has
 */
function same(where, ours, theirs) {
  const list = (/** @type {any} */ value) => (Array.isArray(value) ? value : [value]);
  const [a, b] = [list(ours), list(theirs)];
  const equal = (/** @type {any} */ x, /** @type {any} */ y) =>
    typeof x === 'number' && typeof y === 'number' ? Math.abs(x - y) <= SLACK : (x ?? null) === (y ?? null);
  if (a.length !== b.length || a.some((value, at) => !equal(value, b[at]))) {
    differences.push(`${where}: the page has ${JSON.stringify(ours)}, the picture ${JSON.stringify(theirs)}`);
  }
}

/** Tree and thread. */
function compareCards(/** @type {string} */ where, model, placed, scene) {
  same(`${where}, size`, [placed.width, placed.height], scene.size);
  same(`${where}, number of cards`, placed.cards.length, scene.cards.length);
  scene.cards.forEach((/** @type {number[]} */ theirs, /** @type {number} */ at) => {
    const card = placed.cards[at];
    compared.cards++;
    same(`${where}, card ${at}`, [placed.x[at], placed.y[at], card.width, card.height], theirs);
    const words = page.chips(model, card);
    compared.chips += words.length;
    const boxes = words.map((/** @type {any} */ { x, y, width }) => [x, y, width]);
    same(`${where}, words of card ${at}: ${words.map(({ text }) => text)}`, boxes.flat(), scene.chips[at].flat());
  });
  same(`${where}, number of lines`, placed.paths.length, scene.paths.length);
  const byEdge = new Map(placed.paths.map((/** @type {any} */ path) => [path.edge, path]));
  for (const { edge, points, label, stub } of scene.paths) {
    const path = byEdge.get(edge);
    compared.paths++;
    // A stub has no head; of lines that share a stem the page draws it once, so only stubs are told apart by it.
    if (stub && path?.tip) differences.push(`${where}, line ${edge}: the page draws a whole line, the picture a stub`);
    same(`${where}, line ${edge}`, path?.points, points);
    if (label) compared.labels++;
    const ours = path?.label && [path.label.text, path.label.x, path.label.y, path.label.signX];
    same(`${where}, words of line ${edge}`, ours ?? null, label);
  }
}

/** With its cap the page draws a cross link whole exactly where the picture does and its ends are near. */
function compareCap(/** @type {string} */ where, model, shown, place, scene) {
  const placed = place(model, shown, WIDE);
  const whole = new Set(scene.paths.filter(({ stub }) => !stub).map(({ edge }) => edge));
  for (const path of placed.paths) {
    if (model.nodes[shown.nodes[path.from]].edge === path.edge) continue;
    const far = Math.abs(path.from - path.to) > page.FOLLOWED;
    compared.capped++;
    // Where a far link takes no port and no lane, there may be room for a near one.
    if (far && path.tip) differences.push(`${where}: link ${path.edge} over ${path.from - path.to} cards is whole`);
    if (!far && whole.has(path.edge) && !path.tip) differences.push(`${where}: near link ${path.edge} is a stub`);
  }
}

function compareIcicle(/** @type {string} */ where, shown, scene, margin) {
  const { x, wide } = page.icicle(shown, scene.width - 2 * margin);
  const rows = [...new Set(scene.bars.map(([, , y]) => y))].sort((a, b) => a - b);
  same(`${where}, number of bars`, scene.bars.length, shown.nodes.length);
  for (const [at, left, y, width] of scene.bars) {
    compared.bars++;
    // Rows fill the window of the page; the picture has a gap of a pixel, which is part of the width.
    same(`${where}, bar ${at}`, [x[at] + margin, wide[at] - 1, shown.depth[at]], [left, width, rows.indexOf(y)]);
  }
}

function compareMatrix(/** @type {string} */ where, model, theirs) {
  const table = page.matrix(model, new Uint8Array(model.edges.length).fill(1));
  const name = (/** @type {number} */ group) => {
    if (group === page.NONE) return 'none';
    if (group === page.SUBJECT) return 'subject';
    return group === page.OTHERS ? `others ${table.others}` : `position ${model.positions[group].name}`;
  };
  same(`${where}, rows`, table.rows.map(name), theirs.rows);
  same(`${where}, columns`, table.columns.map(name), theirs.columns);
  same(`${where}, answers to oneself`, table.own, theirs.own);
  compared.own += theirs.own;
  theirs.cells.forEach((/** @type {number[]} */ counts, /** @type {number} */ at) => {
    const { against, for: backing } = table.cells[at] ?? { against: {}, for: {} };
    compared.cells++;
    same(`${where}, cell ${at}`, [against.authors, against.comments, backing.authors, backing.comments], counts);
  });
}

let text = '';
process.stdin.setEncoding('utf8');
for await (const part of process.stdin) text += part;
for (const { seed, island, auto, tree, thread, icicle, matrix } of JSON.parse(text)) {
  page.useGeometry(island.geometry);
  page.speak(island);
  // What the picture does not show: sides on cards, the thread of a comment.
  for (const node of island.nodes) delete node.placed;
  const model = page.model(island);
  model.named = false;
  const shown = page.forest(model, new Set(), null);
  same(`map ${seed}, first layout`, page.firstLayout(model), auto);
  compareCards(`map ${seed}, tree`, model, page.tree(model, shown, WIDE, Infinity), tree);
  compareCards(`map ${seed}, thread`, model, page.thread(model, shown, WIDE, Infinity), thread);
  compareCap(`map ${seed}, tree`, model, shown, page.tree, tree);
  compareCap(`map ${seed}, thread`, model, shown, page.thread, thread);
  if (icicle) compareIcicle(`map ${seed}, icicle`, shown, icicle, island.geometry.margin);
  compareMatrix(`map ${seed}, matrix`, model, matrix);
}
console.log(JSON.stringify({ differences, compared }));
