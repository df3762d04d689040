// Moving about with a pointer, a wheel and fingers.

/**
 * @typedef {object} Moves
 * @property {(dx: number, dy: number) => void} pan
 * @property {(factor: number, x: number, y: number) => void} zoom      around a point of the window
 * @property {(x: number, y: number) => void} hover
 * @property {() => void} leave
 * @property {(x: number, y: number) => void} click
 * @property {(x: number, y: number) => void} twice
 * @property {() => boolean} reads      whether the wheel scrolls, as where one reads down a page
 */

/** Farther than this, a press is a drag. */
const SLOP = 4;

/** @param {HTMLElement} on @param {Moves} to */
export function gestures(on, to) {
  /** @type {Map<number, {x: number, y: number}>} */ const down = new Map();
  let dragged = false;
  let [startX, startY] = [0, 0];
  const at = (/** @type {MouseEvent} */ event) => {
    const box = on.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  on.addEventListener('pointerdown', (event) => {
    if (event.button > 0) return;
    on.setPointerCapture(event.pointerId);
    down.set(event.pointerId, at(event));
    if (down.size === 1) {
      dragged = false;
      ({ x: startX, y: startY } = at(event));
    } else dragged = true;
  });
  on.addEventListener('pointermove', (event) => {
    const now = at(event);
    const before = down.get(event.pointerId);
    if (!before) {
      if (event.pointerType === 'mouse') to.hover(now.x, now.y);
      return;
    }
    if (!dragged && Math.hypot(now.x - startX, now.y - startY) < SLOP) return;
    if (!dragged) on.classList.add('dragged');
    dragged = true;
    if (down.size === 1) to.pan(now.x - before.x, now.y - before.y);
    else if (down.size === 2) {
      const other = [...down.entries()].find(([id]) => id !== event.pointerId)?.[1] ?? before;
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      to.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
      const [was, is] = [
        Math.hypot(before.x - other.x, before.y - other.y),
        Math.hypot(now.x - other.x, now.y - other.y),
      ];
      if (was > 8 && is > 8) to.zoom(is / was, middle.x, middle.y);
    }
    down.set(event.pointerId, now);
  });
  const up = (/** @type {PointerEvent} */ event) => {
    if (!down.delete(event.pointerId)) return;
    if (down.size === 0) {
      on.classList.remove('dragged');
      if (!dragged && event.type === 'pointerup') {
        const now = at(event);
        to.click(now.x, now.y);
      }
    }
  };
  on.addEventListener('pointerup', up);
  on.addEventListener('pointercancel', up);
  on.addEventListener('pointerleave', () => {
    if (!down.size) to.leave();
  });
  on.addEventListener('dblclick', (event) => {
    const now = at(event);
    to.twice(now.x, now.y);
  });
  on.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const now = at(event);
      const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? on.clientHeight : 1;
      const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
      if (event.ctrlKey || event.metaKey) to.zoom(Math.exp(-dy * 0.01), now.x, now.y);
      else if (event.shiftKey) to.pan(-(dx || dy), 0);
      else if (to.reads() || Math.abs(dx) > Math.abs(dy)) to.pan(-dx, -dy);
      else to.zoom(Math.exp(-dy * 0.0018), now.x, now.y);
    },
    { passive: false },
  );
}
