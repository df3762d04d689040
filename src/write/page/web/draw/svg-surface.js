// A surface that writes an SVG file. All text of the file is escaped here.

import { FAMILY } from './measure.js';
import { corners } from './surface.js';

/** Text as it is in a file. @param {string} text */
export const escape = (text) => text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);

/** A number with two decimals at most. @param {number} value */
const short = (value) => String(Math.round(value * 100) / 100);

/**
 * An element with its attributes. Numbers are shortened, and what is undefined is left out.
 * @param {string} name
 * @param {Record<string, string | number | undefined>} attributes
 * @param {string} [content]   markup
 */
function tag(name, attributes, content) {
  let out = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) out += ` ${key}="${typeof value === 'number' ? short(value) : value}"`;
  }
  return content === undefined ? `${out}/>` : `${out}>${content}</${name}>`;
}

/** Points and letters of a path. @param {string} letter @param {...number} numbers */
const step = (letter, ...numbers) => letter + numbers.map(short).join(' ');

/**
 * @returns {import('./surface.js').Surface & {done: (width: number, height: number, title: string, description: string)
 *   => string}}
 */
export function svgSurface() {
  /** @type {string[]} */ const out = [];
  let alpha = 1;
  let open = false;
  let clips = 0;
  const see = () => ({ opacity: alpha < 1 ? alpha : undefined });
  const edged = (/** @type {string | undefined} */ stroke, /** @type {number} */ line) =>
    stroke ? { stroke, 'stroke-width': line } : {};
  const dashed = (/** @type {readonly number[] | undefined} */ dash) => ({
    'stroke-dasharray': dash?.map(short).join(' '),
  });
  return {
    transform(k, x, y) {
      if (open) out.push('</g>');
      out.push(`<g transform="matrix(${k} 0 0 ${k} ${short(x)} ${short(y)})">`);
      open = true;
    },
    fade(next) {
      alpha = next;
    },
    fill(x, y, width, height, fill) {
      out.push(tag('rect', { x, y, width, height, fill, ...see() }));
    },
    box(x, y, width, height, radius, fill, edge, line = 1) {
      const rx = radius || undefined;
      out.push(tag('rect', { x, y, width, height, rx, fill: fill || 'none', ...edged(edge, line), ...see() }));
    },
    line(points, stroke, width, dash, radius = 0, round = false, gone = 0) {
      let d = step('M', points[0], points[1]);
      const to = (/** @type {number} */ x, /** @type {number} */ y) => {
        d += step('L', x, y);
      };
      corners(points, radius, to, (cx, cy, x, y) => {
        d += step('Q', cx, cy, x, y);
      });
      const offset = { 'stroke-dashoffset': dash && gone ? gone : undefined };
      const cap = { 'stroke-linecap': round ? 'round' : undefined };
      const looks = { ...edged(stroke, width), ...dashed(dash), ...offset, ...cap, ...see() };
      out.push(tag('path', { d, fill: 'none', ...looks }));
    },
    stretches(points, width, stroke) {
      this.line(points, stroke, width);
    },
    shape(points, fill) {
      let d = '';
      for (let at = 0; at < points.length; at += 2) d += step(at ? 'L' : 'M', points[at], points[at + 1]);
      out.push(tag('path', { d: `${d}z`, fill, ...see() }));
    },
    curve(x1, y1, cx, cy, x2, y2, stroke, width, dash) {
      const d = step('M', x1, y1) + step('Q', cx, cy, x2, y2);
      out.push(tag('path', { d, fill: 'none', ...edged(stroke, width), ...dashed(dash), ...see() }));
    },
    disc(x, y, radius, fill, edge, line = 1) {
      out.push(tag('circle', { cx: x, cy: y, r: radius, fill: fill || 'none', ...edged(edge, line), ...see() }));
    },
    half(x, y, radius, fill) {
      const d = `${step('M', x, y - radius)}${step('a', radius, radius, 0, 0, 1, 0, 2 * radius)}z`;
      out.push(tag('path', { d, fill, ...see() }));
    },
    text(text, x, y, size, bold, fill, align = 'left', back = false) {
      // The end of a line is where its writing ends.
      const anchor = align === 'center' ? 'middle' : (align === 'right') !== back ? 'end' : 'start';
      const attributes = {
        x,
        y,
        'font-size': size,
        'font-weight': bold ? 'bold' : undefined,
        fill,
        'text-anchor': anchor === 'start' ? undefined : anchor,
        direction: back ? 'rtl' : undefined,
        ...see(),
      };
      out.push(tag('text', attributes, escape(text)));
    },
    inside(x, y, width, height, draw) {
      const id = `c${++clips}`;
      out.push(tag('clipPath', { id }, tag('rect', { x, y, width, height })));
      out.push(`<g clip-path="url(#${id})">`);
      const outer = open;
      open = false;
      draw();
      if (open) out.push('</g>');
      open = outer;
      out.push('</g>');
    },
    done(width, height, title, description) {
      if (open) out.push('</g>');
      const attributes = {
        xmlns: 'http://www.w3.org/2000/svg',
        role: 'graphics-document document',
        'aria-labelledby': 'title desc',
        width,
        height,
        viewBox: `0 0 ${short(width)} ${short(height)}`,
        'font-family': escape(FAMILY),
      };
      const about = [tag('title', { id: 'title' }, escape(title)), tag('desc', { id: 'desc' }, escape(description))];
      return `${tag('svg', attributes, `\n${[...about, ...out].join('\n')}\n`)}\n`;
    },
  };
}
