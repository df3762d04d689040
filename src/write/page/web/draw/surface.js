// The one way to draw: a surface, which is a canvas here and an SVG file in `svg-surface.js`. What uses a surface does
// not know which it is, so that the screen and the file show the same.

import { FAMILY } from './measure.js';

/**
 * @typedef {(x: number, y: number, width: number, height: number, radius: number, fill: string, stroke?: string,
 *   line?: number) => void} DrawBox
 *
 * A line through corners; `gone` is how far into the dashes it begins.
 * @typedef {(points: readonly number[], stroke: string, width: number, dash?: readonly number[], radius?: number,
 *   round?: boolean, gone?: number) => void} DrawLine
 *
 * @typedef {(x1: number, y1: number, cx: number, cy: number, x2: number, y2: number, stroke: string, width: number,
 *   dash?: readonly number[]) => void} DrawCurve
 *
 * @typedef {(text: string, x: number, y: number, size: number, bold: boolean, fill: string,
 *   align?: 'left' | 'center' | 'right', back?: boolean) => void} DrawText
 *
 * Points of lines are flat: x, y, x, y …
 * @typedef {object} Surface
 * @property {(k: number, x: number, y: number) => void} transform
 *   from now on, everything k times as large and moved; not nested
 * @property {(alpha: number) => void} fade
 * @property {(x: number, y: number, width: number, height: number, fill: string) => void} fill    a plain rectangle
 * @property {DrawBox} box
 * @property {DrawLine} line
 * @property {(points: readonly number[], width: number, stroke: string) => void} stretches
 *   level and upright lines, quickly, without corners
 * @property {(points: readonly number[], fill: string) => void} shape
 * @property {DrawCurve} curve
 * @property {(x: number, y: number, radius: number, fill: string, stroke?: string, line?: number) => void} disc
 * @property {(x: number, y: number, radius: number, fill: string) => void} half     the right half of a disc
 * @property {DrawText} text
 * @property {(x: number, y: number, width: number, height: number, draw: () => void) => void} inside
 *   draws within a rectangle only
 */

/**
 * A surface for a canvas.
 * @param {CanvasRenderingContext2D} to
 * @param {number} ratio    device pixels to one of the page
 * @returns {Surface}
 */
export function canvasSurface(to, ratio) {
  let font = '';
  let fill = '';
  let stroke = '';
  let alpha = 1;
  to.setTransform(ratio, 0, 0, ratio, 0, 0);
  to.globalAlpha = 1;
  to.textBaseline = 'alphabetic';
  to.lineJoin = 'round';
  if ('textRendering' in to) to.textRendering = 'geometricPrecision';
  const ink = (/** @type {string} */ colour) => {
    if (colour !== fill) to.fillStyle = fill = colour;
  };
  const pull = (/** @type {string} */ colour, /** @type {number} */ width) => {
    if (colour !== stroke) to.strokeStyle = stroke = colour;
    to.lineWidth = width;
  };
  return {
    transform(k, x, y) {
      to.setTransform(ratio * k, 0, 0, ratio * k, ratio * x, ratio * y);
    },
    fade(next) {
      if (next !== alpha) to.globalAlpha = alpha = next;
    },
    fill(x, y, width, height, colour) {
      ink(colour);
      to.fillRect(x, y, width, height);
    },
    box(x, y, width, height, radius, colour, edge, line = 1) {
      to.beginPath();
      if (radius > 0) to.roundRect(x, y, width, height, radius);
      else to.rect(x, y, width, height);
      if (colour) {
        ink(colour);
        to.fill();
      }
      if (edge) {
        pull(edge, line);
        to.stroke();
      }
    },
    line(points, colour, width, dash, radius = 0, round = false, gone = 0) {
      pull(colour, width);
      if (dash) to.setLineDash(/** @type {number[]} */ (dash));
      if (gone) to.lineDashOffset = gone;
      if (round) to.lineCap = 'round';
      to.beginPath();
      to.moveTo(points[0], points[1]);
      corners(
        points,
        radius,
        (x, y) => to.lineTo(x, y),
        (cx, cy, x, y) => to.quadraticCurveTo(cx, cy, x, y),
      );
      to.stroke();
      if (dash) to.setLineDash([]);
      if (gone) to.lineDashOffset = 0;
      if (round) to.lineCap = 'butt';
    },
    stretches(points, width, colour) {
      ink(colour);
      const off = width / 2;
      for (let at = 2; at < points.length; at += 2) {
        const x = Math.min(points[at - 2], points[at]);
        const y = Math.min(points[at - 1], points[at + 1]);
        to.fillRect(
          x - off,
          y - off,
          Math.abs(points[at] - points[at - 2]) + width,
          Math.abs(points[at + 1] - points[at - 1]) + width,
        );
      }
    },
    shape(points, colour) {
      ink(colour);
      to.beginPath();
      to.moveTo(points[0], points[1]);
      for (let at = 2; at < points.length; at += 2) to.lineTo(points[at], points[at + 1]);
      to.closePath();
      to.fill();
    },
    curve(x1, y1, cx, cy, x2, y2, colour, width, dash) {
      pull(colour, width);
      if (dash) to.setLineDash(/** @type {number[]} */ (dash));
      to.beginPath();
      to.moveTo(x1, y1);
      to.quadraticCurveTo(cx, cy, x2, y2);
      to.stroke();
      if (dash) to.setLineDash([]);
    },
    disc(x, y, radius, colour, edge, line = 1) {
      to.beginPath();
      to.arc(x, y, radius, 0, 2 * Math.PI);
      if (colour) {
        ink(colour);
        to.fill();
      }
      if (edge) {
        pull(edge, line);
        to.stroke();
      }
    },
    half(x, y, radius, colour) {
      ink(colour);
      to.beginPath();
      to.arc(x, y, radius, -Math.PI / 2, Math.PI / 2);
      to.fill();
    },
    text(text, x, y, size, bold, colour, align = 'left', back = false) {
      const next = `${bold ? 'bold ' : ''}${size}px ${FAMILY}`;
      if (next !== font) to.font = font = next;
      ink(colour);
      to.direction = back ? 'rtl' : 'ltr';
      to.textAlign = align;
      to.fillText(text, x, y);
    },
    inside(x, y, width, height, draw) {
      to.save();
      to.beginPath();
      to.rect(x, y, width, height);
      to.clip();
      draw();
      to.restore();
      // What was set inside is forgotten.
      font = fill = stroke = '';
      alpha = to.globalAlpha;
    },
  };
}

/**
 * The path through corners, each rounded up to half of its shorter side.
 * @param {readonly number[]} points @param {number} radius
 * @param {(x: number, y: number) => void} to @param {(cx: number, cy: number, x: number, y: number) => void} bend
 */
export function corners(points, radius, to, bend) {
  const last = points.length - 2;
  for (let at = 2; at <= last; at += 2) {
    const x = points[at];
    const y = points[at + 1];
    if (at === last || radius <= 0) {
      to(x, y);
      continue;
    }
    const before = Math.hypot(x - points[at - 2], y - points[at - 1]) || 0.01;
    const after = Math.hypot(points[at + 2] - x, points[at + 3] - y) || 0.01;
    const r = Math.min(radius, before / 2, after / 2);
    to(x + ((points[at - 2] - x) / before) * r, y + ((points[at - 1] - y) / before) * r);
    bend(x, y, x + ((points[at + 2] - x) / after) * r, y + ((points[at + 3] - y) / after) * r);
  }
}
