// The current view as a file of its own: SVG, or pixels. Title and caption stand above, the legend below.

import { REPLY } from '../model.js';
import { say, verb } from '../words.js';
import { clean } from './clean.js';
import { BOLD, REGULAR } from './measure.js';
import { canvasPen, svgPen } from './pen.js';
import { drawSign, drawTip } from './wire.js';

/** @typedef {import('./scene.js').Frame} Frame */

/** Around header and legend, and from one row to the next. */
const MARGIN = 16;
const ROW = 20;
/** Most pixels of a picture: browsers refuse more than about 16,000 on a side. */
const PIXELS = 40e6;

/** Words in rows no wider than a file. @param {string[]} parts @param {number} width */
function lines(parts, width) {
  /** @type {string[]} */ const out = [];
  for (const part of parts.map(clean)) {
    const last = out[out.length - 1];
    const longer = last ? `${last} · ${part}` : part;
    if (last && REGULAR.width(longer, 12) <= width) out[out.length - 1] = longer;
    else out.push(REGULAR.fit(part, 12, width));
  }
  return out;
}

/**
 * Draws a view with its header and legend.
 * @param {Frame} frame @param {import('./scene.js').Scene} scene
 * @returns {number} how high it is
 */
function sheet(frame, scene) {
  const { pen, inks, model, width, height } = frame;
  const room = width - 2 * MARGIN;
  const caption = lines(model.caption, room);
  const head = 44 + caption.length * 17;
  const items = legend(frame);
  /** @type {{item: (typeof items)[number], x: number, row: number}[]} */ const set = [];
  let [x, row] = [MARGIN, 0];
  for (const item of items) {
    if (x + item.width > width - MARGIN && x > MARGIN) {
      x = MARGIN;
      row++;
    }
    set.push({ item, x, row });
    x += item.width + 18;
  }
  const total = head + height + (set.length ? (row + 1) * ROW + 2 * MARGIN - 6 : 0);
  pen.transform(1, 0, 0);
  pen.fill(0, 0, width, total, inks.page);
  pen.text(BOLD.fit(clean(model.title), 18, room), MARGIN, 30, 18, true, inks.text);
  caption.forEach((words, at) => pen.text(words, MARGIN, 50 + at * 17, 12, false, inks.small));
  pen.inside(0, head, width, height, () => scene.draw({ ...frame, y: frame.y + head, height: height + head, hover: -1, focus: false }));
  pen.transform(1, 0, 0);
  for (const { item, x: left, row: number } of set) item.draw(left, head + height + MARGIN + 8 + number * ROW);
  return total;
}

/** What occurs in the map, with its look. @param {Frame} frame */
function legend({ pen, inks, model }) {
  /** @type {{width: number, draw: (x: number, y: number) => void}[]} */ const out = [];
  const words = (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) => pen.text(text, x, y, 12, false, inks.small);
  model.positions.forEach(({ name }, at) => {
    const text = clean(name);
    out.push({ width: 17 + REGULAR.width(text, 12), draw(x, y) { pen.box(x, y - 9.5, 11, 11, 3, inks.positions[at].bar); words(text, x + 17, y); } });
  });
  model.relations.forEach(({ name, sign }, relation) => {
    if (!model.edges.some((edge) => edge.relation === relation)) return;
    const text = verb(name);
    out.push({
      width: 52 + REGULAR.width(text, 12),
      draw(x, y) {
        const colour = inks.relations[relation].full;
        const points = [x, y - 4, x + 44, y - 4];
        pen.line(points, colour, relation === REPLY ? 1.3 : 2, relation <= 1 ? [6, 3.5] : relation === 3 ? [0.1, 4.6] : undefined, 0, relation === 3);
        if (relation !== REPLY) drawTip(pen, relation, colour, points, 1);
        if (sign) drawSign(pen, inks, sign, relation, x + 15, y - 4, 1);
        words(text, x + 52, y);
      },
    });
  });
  const notes = [say('thicker: surer link', 'plus épais : lien plus sûr'), say('stronger colour: surer relation', 'couleur plus vive : relation plus sûre')];
  if (model.edges.some((edge) => !edge.given)) notes.push(say('number: confidence of an inferred link', 'nombre : confiance d’un lien inféré'));
  for (const text of notes) out.push({ width: REGULAR.width(text, 12), draw(x, y) { words(text, x, y); } });
  return out;
}

/** What is in view, as SVG. @param {Omit<Frame, 'pen'>} frame @param {import('./scene.js').Scene} scene */
export function toSvg(frame, scene) {
  const pen = svgPen();
  const height = sheet({ ...frame, pen }, scene);
  return pen.done(frame.width, height, clean(frame.model.title), clean(frame.model.caption.join('. ')));
}

/** What is in view, as PNG. @param {Omit<Frame, 'pen'>} frame @param {import('./scene.js').Scene} scene @returns {Promise<Blob>} */
export function toPng(frame, scene) {
  const canvas = document.createElement('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  // Drawn twice: the first time tells how high it is.
  canvas.width = canvas.height = 1;
  const height = sheet({ ...frame, pen: canvasPen(context, 1) }, scene);
  const ratio = Math.min(Math.max(2, devicePixelRatio), Math.sqrt(PIXELS / (frame.width * height)));
  canvas.width = Math.round(frame.width * ratio);
  canvas.height = Math.round(height * ratio);
  sheet({ ...frame, pen: canvasPen(context, ratio) }, scene);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(say('the picture is too large', 'l’image est trop grande')))), 'image/png'));
}
