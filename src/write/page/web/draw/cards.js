// The scene of the tree and of the thread: cards and lines.

import { counted } from '../words.js';
import { Bands } from './bands.js';
import { BOLD } from './measure.js';
import { chips } from './card.js';
import { drawFar, drawHead, drawNear } from './paint.js';
import { FADED, clarity } from './scene.js';
import { drawEdgePath } from './edge-path.js';

/** @typedef {import('./scene.js').Frame} Frame */
/** @typedef {import('./scene.js').Scene} Scene */

/** From this size on cards are drawn with all their words, and from that one on with their heads. */
export const NEAR = 0.45;
export const HEADS = 0.16;
/** Most lines of one card that are emphasised in their whole length: they share stems. */
const WHOLE = 40;
/** Height of a fold mark. */
const PILL = 18;
/** Beyond the window, lines and signs may reach into it. */
const OVER = 30;

/**
 * @param {import('./place/forest.js').Forest} forest @param {import('./place/tree.js').Placed} placed
 * @returns {Scene}
 */
export function cardScene(forest, placed) {
  const { cards, x, y, paths } = placed;
  const { nodes, away, depth, slot: slots } = forest;
  const rows = new Bands(cards.length, (at) => [y[at], y[at] + cards[at].height]);
  const lines = new Bands(paths.length, (at) => span(paths[at].own));
  /** Lines that are drawn from afar only. */
  const stubs = all(paths.length).filter((at) => paths[at].far);
  const arcs = new Bands(stubs.length, (at) => {
    const [, from, , to] = paths[stubs[at]].far ?? [0, 0, 0, 0];
    return [Math.min(from, to), Math.max(from, to)];
  });
  const whole = (/** @type {Frame} */ { k, y: top, height }) => placed.height * k + top <= height + 1 && top >= -1;
  let touchedBy = -1;
  /** @type {number[]} */ let touching = [];
  /** The lines at a card. @param {number} at */
  const touch = (at) => {
    if (at !== touchedBy) {
      touchedBy = at;
      touching = all(paths.length).filter((path) => paths[path].from === at || paths[path].to === at);
    }
    return touching;
  };

  /** @type {Scene['draw']} */
  function draw(frame) {
    const { surface, k, x: dx, y: dy, width, height, hover, selected, chosen, model, inks } = frame;
    const [left, top, right, bottom] = [
      -dx / k - OVER,
      -dy / k - OVER,
      (width - dx) / k + OVER,
      (height - dy) / k + OVER,
    ];
    const [ox, oy] = [origin(left), origin(top)];
    surface.transform(k, dx + ox * k, dy + oy * k);
    const focus = hover >= 0 ? slots[hover] : selected >= 0 ? slots[selected] : -1;
    const strong = focus >= 0 ? touch(focus) : [];
    const isStrong = new Set(strong);
    const near = new Set(strong.flatMap((at) => [paths[at].from, paths[at].to]));
    const calm = hover >= 0 && strong.length > 0 ? 0.3 : 1;
    /** @type {import('./paint.js').Look} */
    const look = {
      surface,
      inks,
      model,
      k,
      ring: '',
      away: undefined,
      sought: frame.sought,
      view: {
        left: left - ox,
        top: top - oy,
        right: right - ox,
        bottom: bottom - oy,
      },
    };
    const everything = whole(frame);
    const far = k < HEADS;
    const seen = everything ? all(paths.length) : lines.between(top, bottom);
    if (far && !everything) for (const at of arcs.between(top, bottom)) seen.push(stubs[at]);
    for (const at of seen) {
      const path = paths[at];
      if (isStrong.has(at) || (!(far && path.far) && !crosses(path.own, left, right))) continue;
      // From afar, what is shorter than a pixel is not seen.
      if (k < 0.05 && !path.far && extent(path.own) * k < 1.5) continue;
      drawEdgePath(
        look,
        shift(path, ox, oy),
        calm * (chosen.active && path.edge >= 0 && !chosen.edges[path.edge] ? FADED : 1),
        false,
        false,
      );
    }
    const entire = strong.length <= WHOLE;
    for (const at of strong) {
      const path = paths[at];
      if (path.far || touchesView(entire ? path.points : path.own, left, top, right, bottom))
        drawEdgePath(look, shift(path, ox, oy), 1, true, entire);
    }
    /** The last pixel that was drawn on, by depth. @type {number[]} */
    const drawn = [];
    for (const at of everything ? all(cards.length) : rows.between(top, bottom)) {
      const card = cards[at];
      if (x[at] > right || x[at] + card.width < left || y[at] > bottom || y[at] + card.height < top) continue;
      const node = nodes[at];
      const ring =
        node === selected ? 'selected' : focus >= 0 && (at === focus || (near.has(at) && hover >= 0)) ? 'near' : '';
      if (card.height * k < 1.5 && !ring) {
        const pixel = Math.floor(y[at] * k + dy);
        if (drawn[depth[at]] === pixel) continue;
        drawn[depth[at]] = pixel;
      }
      look.ring = ring;
      look.away = away.get(at);
      surface.fade(clarity(frame, node) * (calm < 1 && !near.has(at) ? 0.75 : 1));
      (k >= NEAR ? drawNear : k >= HEADS ? drawHead : drawFar)(look, card, x[at] - ox, y[at] - oy);
    }
    surface.fade(1);
    if (selected >= 0 && frame.focus) focusRing(frame, slots[selected], ox, oy);
    if (focus >= 0 && k >= 0.3) pill(frame, focus, ox, oy);
  }

  /**
   * Around the selected card while keys go to the picture.
   * @param {Frame} frame
   * @param {number} at
   * @param {number} ox
   * @param {number} oy
   */
  function focusRing({ surface, k, inks }, at, ox, oy) {
    if (at < 0) return;
    const off = 3.5 + 1.5 / k;
    surface.box(
      x[at] - ox - off,
      y[at] - oy - off,
      cards[at].width + 2 * off,
      cards[at].height + 2 * off,
      7 + off,
      '',
      inks.accent,
      2 / k,
    );
  }

  /**
   * The place of a fold mark, at the lower edge.
   * @param {number} at
   * @param {number} k
   * @param {import('../model.js').Model} model
   */
  function pillBox(at, k, model) {
    const size = model.size[nodes[at]] - 1;
    if (size < 1) return null;
    const scale = Math.min(Math.max(1, 0.8 / k), 2);
    const folded = Boolean(away.get(at)?.folded);
    const text = folded ? '' : counted(size, ['reply', 'replies'], ['réponse', 'réponses']);
    const wide = (22 + BOLD.width(text, 11)) * scale;
    return {
      x: x[at] + cards[at].width - 12 - wide,
      y: y[at] + cards[at].height - (PILL * scale) / 2,
      width: wide,
      height: PILL * scale,
      scale,
      folded,
      text,
    };
  }

  /** @param {Frame} frame @param {number} at @param {number} ox @param {number} oy */
  function pill({ surface, inks, k, model }, at, ox, oy) {
    const box = at < 0 ? null : pillBox(at, k, model);
    if (!box) return;
    box.x -= ox;
    box.y -= oy;
    const { scale } = box;
    const middle = box.y + box.height / 2;
    surface.box(box.x, box.y, box.width, box.height, box.height / 2, inks.card, inks.accent, 1.2);
    const left = box.x + 8 * scale;
    if (box.folded)
      surface.shape([left, middle - 4 * scale, left + 7 * scale, middle, left, middle + 4 * scale], inks.accent);
    else
      surface.shape(
        [left - scale, middle - 3 * scale, left + 7 * scale, middle - 3 * scale, left + 3 * scale, middle + 4 * scale],
        inks.accent,
      );
    if (box.text) surface.text(box.text, left + 10 * scale, middle + 3.9 * scale, 11 * scale, true, inks.accent);
  }

  return {
    width: placed.width,
    height: placed.height,
    flat: false,
    forest,
    draw,
    hit(px, py, frame) {
      const { k, model, hover, selected } = frame;
      for (const node of [hover, selected]) {
        const at = node >= 0 ? slots[node] : -1;
        const box = at >= 0 && k >= 0.3 ? pillBox(at, k, model) : null;
        if (box && px >= box.x && px <= box.x + box.width && py >= box.y && py <= box.y + box.height)
          return { node: nodes[at], fold: true };
      }
      const reach = 2 / k;
      for (const at of rows.between(py - reach, py + reach).reverse()) {
        const card = cards[at];
        if (
          px < x[at] - reach ||
          px > x[at] + card.width + reach ||
          py < y[at] - reach ||
          py > y[at] + card.height + reach
        )
          continue;
        const mark = chips(model, card).find(({ what }) => what === 'away');
        const fold = Boolean(
          mark &&
          away.get(at)?.folded &&
          k >= NEAR &&
          py > y[at] + mark.y - 14 &&
          py < y[at] + mark.y + 6 &&
          px < x[at] + mark.x + mark.width + 8,
        );
        return { node: nodes[at], fold };
      }
      return null;
    },
    box(node) {
      const at = slots[node];
      return at < 0
        ? null
        : {
            x: x[at],
            y: y[at],
            width: cards[at].width,
            height: cards[at].height,
          };
    },
    each(visit) {
      for (let at = 0; at < cards.length; at++)
        visit(
          {
            x: x[at],
            y: y[at],
            width: cards[at].width,
            height: cards[at].height,
          },
          nodes[at],
        );
    },
  };
}

/**
 * Where to draw from. Browsers draw with single precision: millions of pixels away from its origin, words would
 * tremble.
 * @param {number} at
 */
const origin = (at) => (Math.abs(at) < 65536 ? 0 : Math.floor(at / 4096) * 4096);

/**
 * A line seen from another origin.
 * @param {import('./edge-path.js').EdgePath} path
 * @param {number} ox
 * @param {number} oy
 * @returns {import('./edge-path.js').EdgePath}
 */
function shift(path, ox, oy) {
  if (!ox && !oy) return path;
  const move = (/** @type {readonly number[]} */ points) => points.map((part, at) => part - (at % 2 ? oy : ox));
  const points = move(path.points);
  const { label, far } = path;
  return {
    ...path,
    points,
    own: path.own === path.points ? points : move(path.own),
    label: label && {
      ...label,
      x: label.x - ox,
      y: label.y - oy,
      signX: label.signX - ox,
      signY: label.signY - oy,
    },
    far: far && [far[0] - ox, far[1] - oy, far[2] - ox, far[3] - oy],
  };
}

/** @param {number} count */
const all = (count) => Array.from({ length: count }, (_, at) => at);

/** @param {readonly number[]} points @returns {[number, number]} */
function span(points) {
  let top = Infinity;
  let bottom = -Infinity;
  for (let at = 1; at < points.length; at += 2) {
    top = Math.min(top, points[at]);
    bottom = Math.max(bottom, points[at]);
  }
  return [top, bottom];
}

/** @param {readonly number[]} points @param {number} left @param {number} right */
function crosses(points, left, right) {
  let before = true;
  let behind = true;
  for (let at = 0; at < points.length; at += 2) {
    if (points[at] >= left) before = false;
    if (points[at] <= right) behind = false;
  }
  return points.length > 0 && !before && !behind;
}

/**
 * @param {readonly number[]} points
 * @param {number} left
 * @param {number} top
 * @param {number} right
 * @param {number} bottom
 */
function touchesView(points, left, top, right, bottom) {
  const [least, most] = span(points);
  return least <= bottom && most >= top && crosses(points, left, right);
}

/** @param {readonly number[]} points */
function extent(points) {
  const [top, bottom] = span(points);
  let left = Infinity;
  let right = -Infinity;
  for (let at = 0; at < points.length; at += 2) {
    left = Math.min(left, points[at]);
    right = Math.max(right, points[at]);
  }
  return Math.max(bottom - top, right - left);
}
