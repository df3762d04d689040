// The pointer in the picture: what dragging, hovering and clicking do.

import { gestures } from './gestures.js';
import { layoutOf } from './layouts.js';

/** How long the pointer must rest on a card before the others step back, in milliseconds. */
const RESTS = 90;

/** @param {import('./picture.js').Parts} parts @param {HTMLElement} host */
export function pointer(parts, host) {
  const { store, now, camera, actions, render } = parts;
  let rest = 0;

  gestures(host, {
    pan(dx, dy) {
      camera.stop();
      camera.move({ ...now.place, x: now.place.x + dx, y: now.place.y + dy });
    },
    zoom(factor, x, y) {
      camera.stop();
      camera.zoomAt(factor, x, y, false);
    },
    hover(x, y) {
      if (!now.ready) return;
      const hit = camera.hit(x, y);
      const node = hit ? hit.node : -1;
      host.classList.toggle('over', Boolean(hit));
      if (node === now.hover) return;
      clearTimeout(rest);
      // From one card to the next at once; the first after a moment.
      const wait = now.hover >= 0 && node >= 0 ? 0 : RESTS;
      rest = window.setTimeout(() => {
        now.hover = node;
        render.redraw();
      }, wait);
    },
    leave() {
      clearTimeout(rest);
      now.hover = -1;
      render.redraw();
    },
    click(x, y) {
      if (!now.ready) return;
      const hit = camera.hit(x, y);
      if (hit?.cell !== undefined) {
        actions.toCell(hit.cell);
        actions.pickCell(hit.cell);
        return;
      }
      const { flat, forest } = now.scene;
      // A flat scene has no fold marks: a second click unfolds.
      const again = hit && flat && hit.node === parts.selected() && forest.away.get(forest.slot[hit.node])?.folded;
      if (hit && (hit.fold || again)) actions.fold(hit.node);
      else actions.select(hit ? hit.node : -1);
    },
    twice(x, y) {
      const hit = camera.hit(x, y);
      if (hit && hit.node >= 0 && !hit.fold) camera.show(hit.node, true);
      else if (!hit) camera.zoomAt(1.8, x, y, true);
    },
    reads: () => layoutOf(store.state.layout).scrolls,
  });
}
