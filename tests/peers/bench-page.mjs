// Measures the page in headless Chromium without a GPU: first paint, redraws while moving, changes of layout.
//
//     node bench-page.mjs map.html [layout …]
//
// First paint is from the start of the navigation to the end of the first frame that holds the picture. A redraw is one
// frame of a drag, with the rate of frames unlimited: script, raster and all.

import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const [file, ...asked] = process.argv.slice(2);
const layouts = asked.length ? asked : ['tree', 'thread', 'icicle', 'matrix'];
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-frame-rate-limit', '--disable-gpu-vsync'],
});
const median = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;

async function open(/** @type {string} */ hash) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1400, height: 900 });
  page.on('pageerror', (error) => { console.error(error.message); process.exitCode = 1; });
  await page.evaluateOnNewDocument(() => {
    const seen = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name !== 'picture drawn') continue;
        // The frame in which it was drawn ends before the next one begins.
        requestAnimationFrame(() => { globalThis.firstFrame = performance.now(); });
        globalThis.drawn = entry.startTime;
      }
    });
    seen.observe({ type: 'mark', buffered: true });
  });
  await page.goto(`${pathToFileURL(file)}#${hash}`);
  await page.waitForFunction('globalThis.firstFrame !== undefined', { timeout: 60000 });
  return page;
}

console.log(`${file}; milliseconds, medians`);
for (const layout of layouts) {
  const first = [];
  const drawn = [];
  for (let run = 0; run < 5; run++) {
    const page = await open(`layout=${layout}`);
    first.push(await page.evaluate('globalThis.firstFrame'));
    drawn.push(await page.evaluate('globalThis.drawn'));
    await page.close();
  }
  const page = await open(`layout=${layout}`);
  await new Promise((resolve) => setTimeout(resolve, 500));
  /** Frames of a drag. */
  const drag = () => page.evaluate(async () => {
    const map = /** @type {HTMLElement} */ (document.querySelector('.map'));
    const fire = (/** @type {string} */ type, /** @type {number} */ x, /** @type {number} */ y) => map.dispatchEvent(new PointerEvent(type, {
      bubbles: true, clientX: x, clientY: y, pointerId: 1, pointerType: 'touch', button: 0,
    }));
    map.setPointerCapture = () => {};
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    fire('pointerdown', 700, 500);
    const times = [];
    await frame();
    let before = performance.now();
    for (let step = 0; step < 40; step++) {
      fire('pointermove', 700 - step * 5, 500 - step * 9);
      await frame();
      await frame();
      const now = performance.now();
      times.push(now - before);
      before = now;
    }
    fire('pointerup', 500, 140);
    return times;
  });
  /** @type {Record<string, number>} */ const redraws = {};
  redraws.start = median(await drag());
  for (const [name, keys] of /** @type {[string, string[]][]} */ ([['heads', ['-', '-', '-']], ['far', ['-', '-', '-', '-', '-']], ['all', ['0']]])) {
    await page.focus('.map');
    for (const key of keys) {
      await page.keyboard.press(key);
      await new Promise((resolve) => setTimeout(resolve, 330));
    }
    await new Promise((resolve) => setTimeout(resolve, 330));
    redraws[name] = median(await drag());
  }
  console.log(`${layout.padEnd(7)} first paint ${round(median(first))} (picture drawn after ${round(median(drawn))})  redraw ${Object.entries(redraws).map(([name, time]) => `${name} ${round(time)}`).join(', ')}`);
  await page.close();
}
// From one layout to the other, with the frame.
const page = await open('layout=tree');
await new Promise((resolve) => setTimeout(resolve, 500));
for (const layout of ['thread', 'icicle', 'matrix', 'tree', 'thread']) {
  const time = await page.evaluate(async (hash) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const changed = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
    location.hash = hash;
    await changed;
    const before = performance.now();
    // The change itself ran in the event: its time is that of the task, from the mark below.
    await frame();
    await frame();
    return performance.now() - before + (performance.getEntriesByName('picture arranged').at(-1)?.duration ?? 0);
  }, `layout=${layout}`);
  console.log(`to ${layout.padEnd(7)} ${round(time)}`);
}
await browser.close();
