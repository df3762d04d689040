// The current view as a file, SVG or pixels, with title and caption above and the legend below.

import { say } from '../words.js';
import { clean } from './clean.js';
import { legend } from './legend.js';
import { BOLD, REGULAR } from './measure.js';
import { canvasSurface } from './surface.js';
import { svgSurface } from './svg-surface.js';

/** @typedef {import('./scene.js').Frame & {filters: string[]}} Frame */

/** Around whole cards. */
const AROUND = 12;
/** At most so much larger than the window a file gets to have whole cards. */
const MOST = 2;

/**
 * A frame that cuts no card: it grows until those that it shows are whole.
 * @param {Omit<Frame, 'surface'>} frame @param {import('./scene.js').Scene} scene
 * @returns {Omit<Frame, 'surface'>}
 */
function wholeCards(frame, scene) {
  if (scene.flat) return frame;
  const { k, x, y, width, height } = frame;
  let [left, top, right, bottom] = [0, 0, width, height];
  scene.each((box) => {
    const [from, above] = [x + k * box.x, y + k * box.y];
    const [to, below] = [from + k * box.width, above + k * box.height];
    if (to <= 0 || from >= width || below <= 0 || above >= height) return;
    left = Math.min(left, from - AROUND);
    top = Math.min(top, above - AROUND);
    right = Math.max(right, to + AROUND);
    bottom = Math.max(bottom, below + AROUND);
  });
  if (right - left > width * MOST || bottom - top > height * MOST) return frame;
  return { ...frame, x: x - left, y: y - top, width: Math.ceil(right - left), height: Math.ceil(bottom - top) };
}

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
  const { surface, inks, model, width, height } = frame;
  const room = width - 2 * MARGIN;
  const caption = lines([...model.caption, ...frame.filters], room);
  const head = 44 + caption.length * 17;
  const items = legend(model, inks).flatMap((group) => group.items);
  /** @type {{item: import('./legend.js').Item, x: number, row: number}[]} */ const set = [];
  let [x, row] = [MARGIN, 0];
  for (const item of items) {
    const wide = item.wide + REGULAR.width(item.text, 12);
    if (x + wide > width - MARGIN && x > MARGIN) {
      x = MARGIN;
      row++;
    }
    set.push({ item, x, row });
    x += wide + 18;
  }
  const total = head + height + (set.length ? (row + 1) * ROW + 2 * MARGIN - 6 : 0);
  surface.transform(1, 0, 0);
  surface.fill(0, 0, width, total, inks.page);
  surface.text(BOLD.fit(clean(model.title), 18, room), MARGIN, 30, 18, true, inks.text);
  caption.forEach((words, at) => surface.text(words, MARGIN, 50 + at * 17, 12, false, inks.small));
  surface.inside(0, head, width, height, () =>
    scene.draw({
      ...frame,
      y: frame.y + head,
      height: height + head,
      hover: -1,
      focus: false,
    }),
  );
  surface.transform(1, 0, 0);
  for (const { item, x: left, row: number } of set) {
    const y = head + height + MARGIN + 4 + number * ROW;
    item.draw(surface, inks, left, y);
    surface.text(item.text, left + item.wide, y + 4.2, 12, false, inks.small);
  }
  return total;
}

/**
 * What is in view, as SVG.
 * @param {Omit<Frame, 'surface'>} shown
 * @param {import('./scene.js').Scene} scene
 */
export function toSvg(shown, scene) {
  const frame = wholeCards(shown, scene);
  const surface = svgSurface();
  const height = sheet({ ...frame, surface }, scene);
  return surface.done(frame.width, height, clean(frame.model.title), clean(frame.model.caption.join('. ')));
}

/**
 * What is in view, as PNG.
 * @param {Omit<Frame, 'surface'>} shown
 * @param {import('./scene.js').Scene} scene
 * @returns {Promise<Blob>}
 */
export function toPng(shown, scene) {
  const frame = wholeCards(shown, scene);
  const canvas = document.createElement('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  // Drawn twice: the first time finds the height.
  canvas.width = canvas.height = 1;
  const height = sheet({ ...frame, surface: canvasSurface(context, 1) }, scene);
  const ratio = Math.min(Math.max(2, devicePixelRatio), Math.sqrt(PIXELS / (frame.width * height)));
  canvas.width = Math.round(frame.width * ratio);
  canvas.height = Math.round(height * ratio);
  sheet({ ...frame, surface: canvasSurface(context, ratio) }, scene);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error(say('the picture is too large', 'l’image est trop grande')))),
      'image/png',
    ),
  );
}
