// The small picture of all of it, with the window marked: click or drag in it to go there. Its two scales differ, so
// that a thread of ten thousand comments is a strip like that of an editor.

import { REBUTTAL, isAttack } from '../model.js';
import { h } from '../dom.js';
import { canvasSurface } from './surface.js';

/** A scene this many times taller than wide is a strip. */
const TALL = 3;
/** So many pixels of a scene in one of a strip, and cards are smaller than that. */
const CROWD = 90;
/** Size of the strip and of the box. */
export const STRIP = 64;
const BOX = [190, 130];

/**
 * @param {HTMLElement} root @param {(x: number, y: number) => void} go   brings a point of the scene to the middle
 */
export function minimap(root, go) {
  const canvas = h('canvas', { class: 'minimap', 'aria-hidden': 'true' });
  canvas.hidden = true;
  root.append(canvas);
  /** @type {HTMLCanvasElement} */ const kept = document.createElement('canvas');
  let drawn = false;
  /** @type {import('./scene.js').Scene | null} */ let scene = null;
  let [width, height] = [0, 0];

  const move = (/** @type {PointerEvent} */ event) => {
    if (!scene) return;
    const box = canvas.getBoundingClientRect();
    go(((event.clientX - box.left) / box.width) * scene.width, ((event.clientY - box.top) / box.height) * scene.height);
  };
  canvas.addEventListener('pointerdown', (event) => {
    event.stopPropagation();
    canvas.setPointerCapture(event.pointerId);
    move(event);
  });
  canvas.addEventListener('pointermove', (event) => {
    event.stopPropagation();
    if (canvas.hasPointerCapture(event.pointerId)) move(event);
  });

  /** All of it, once. @param {import('./scene.js').Frame} frame @param {number} ratio */
  function paint(frame, ratio) {
    if (!scene) return;
    kept.width = width * ratio;
    kept.height = height * ratio;
    const to = /** @type {CanvasRenderingContext2D} */ (kept.getContext('2d'));
    const surface = canvasSurface(to, ratio);
    const { model, inks, chosen } = frame;
    const [sx, sy] = [width / scene.width, height / scene.height];
    const attacks = new Set();
    model.edges.forEach((edge, at) => {
      if (isAttack(edge) && (!chosen.active || chosen.edges[at])) attacks.add(edge.from);
    });
    surface.fill(0, 0, width, height, inks.card);
    if (scene.height / height > CROWD) {
      stream(surface, frame, attacks, height / scene.height);
      drawn = true;
      return;
    }
    /** What is not chosen first, so that the chosen are not hidden by them. */
    for (const round of chosen.active ? [0, 1] : [1]) {
      scene.each((box, node) => {
        const on = !chosen.active || chosen.nodes[node] === 1;
        if (Number(on) !== round) return;
        const [mark] = inks.held(model.nodes[node]);
        const opening = model.nodes[node].kind !== 'comment' && model.nodes[node].kind !== 'deleted';
        const fill = on && mark !== undefined ? inks.marks[mark].bar : on && opening ? inks.subject : inks.outline;
        surface.fade(on ? 1 : 0.5);
        const [x, y] = [box.x * sx, box.y * sy];
        surface.fill(x, y, Math.max(box.width * sx, 1), Math.max(box.height * sy * 0.85, 0.7), fill);
        if (on && attacks.has(node) && box.width * sx > 4)
          surface.fill(
            x + Math.max(box.width * sx, 1) - 2,
            y,
            2.5,
            Math.max(box.height * sy * 0.85, 1),
            inks.relations[REBUTTAL].full,
          );
      });
    }
    drawn = true;
  }

  /**
   * Where cards are smaller than a row of pixels: what share of the comments of each row hold which position, and at
   * the right how many attack.
   * @param {import('./surface.js').Surface} surface
   * @param {import('./scene.js').Frame} frame
   * @param {Set<number>} attacks
   * @param {number} scale
   */
  function stream(surface, { model, inks, chosen }, attacks, scale) {
    const rows = Math.ceil(height / 2);
    const kinds = inks.marks.length + 1;
    const counts = new Uint32Array(rows * kinds);
    const off = new Uint32Array(rows);
    const against = new Uint32Array(rows);
    scene?.each(({ y }, node) => {
      const row = Math.min(rows - 1, Math.max(0, Math.floor((y * scale) / 2)));
      if (chosen.active && !chosen.nodes[node]) {
        off[row]++;
        return;
      }
      counts[row * kinds + (inks.held(model.nodes[node])[0] ?? kinds - 1)]++;
      if (attacks.has(node)) against[row]++;
    });
    const room = width - 13;
    for (let row = 0; row < rows; row++) {
      let total = off[row];
      for (let kind = 0; kind < kinds; kind++) total += counts[row * kinds + kind];
      if (!total) continue;
      let x = 2;
      for (let kind = 0; kind < kinds; kind++) {
        const wide = (counts[row * kinds + kind] / total) * room;
        if (wide) surface.fill(x, row * 2, wide, 2, kind < kinds - 1 ? inks.marks[kind].bar : inks.outline);
        x += wide;
      }
      if (against[row]) {
        surface.fade(Math.min(1, 0.25 + against[row] / total));
        surface.fill(width - 8, row * 2, 6, 2, inks.relations[REBUTTAL].full);
        surface.fade(1);
      }
    }
  }

  return {
    /** Another scene or another choice: what was painted is old. @param {import('./scene.js').Scene} next */
    renew(next) {
      scene = next;
      drawn = false;
    },
    /** How wide it is when it is a strip at the right. */
    get strip() {
      return !canvas.hidden && canvas.classList.contains('strip') ? STRIP : 0;
    },
    /** @param {import('./scene.js').Frame} frame @param {number} ratio @param {boolean} shown */
    draw(frame, ratio, shown) {
      canvas.hidden = !shown || !scene;
      if (!scene || canvas.hidden) return;
      const tall = scene.height > TALL * scene.width;
      canvas.classList.toggle('strip', tall);
      const scale = Math.min(BOX[0] / scene.width, BOX[1] / scene.height);
      const next = tall
        ? [STRIP, frame.height - 16]
        : scene.flat
          ? [BOX[0], 60]
          : [Math.max(60, scene.width * scale), Math.max(50, scene.height * scale)];
      if (next[0] !== width || next[1] !== height || !drawn) {
        [width, height] = next;
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        paint(frame, ratio);
      }
      const to = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      to.setTransform(1, 0, 0, 1, 0, 0);
      to.drawImage(kept, 0, 0);
      const surface = canvasSurface(to, ratio);
      const [sx, sy] = [width / scene.width, height / scene.height];
      const down = scene.flat ? 1 : frame.k;
      const box = {
        x: (-frame.x / frame.k) * sx,
        y: (-frame.y / down) * sy,
        width: (frame.width / frame.k) * sx,
        height: Math.max((frame.height / down) * sy, 3),
      };
      const at = frame.selected >= 0 ? scene.box(frame.selected) : null;
      if (at)
        surface.box(
          at.x * sx - 1.5,
          at.y * sy - 1.5,
          Math.max(at.width * sx, 2) + 3,
          Math.max(at.height * sy, 1) + 3,
          1,
          '',
          frame.inks.text,
          1.5,
        );
      surface.fade(0.16);
      surface.fill(box.x, box.y, box.width, box.height, frame.inks.accent);
      surface.fade(1);
      surface.box(box.x, box.y, box.width, box.height, 1.5, '', frame.inks.accent, 1.5);
    },
  };
}
