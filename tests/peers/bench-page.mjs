// Measures the page in headless Chromium without a GPU: first paint, redraws while moving, changes of layout.
//
//     node bench-page.mjs map.html [layout …]
//
// First paint is from the start of the navigation to the end of the first frame that holds the picture. A redraw is one
// frame of a drag, with the rate of frames unlimited: script, raster and all. In brackets stands what the page's main
// thread itself took: the other figures grow with whatever else the machine does.

import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const [file, ...asked] = process.argv.slice(2);
const layouts = asked.length ? asked : ['tree', 'thread', 'icicle', 'matrix'];
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-frame-rate-limit', '--disable-gpu-vsync'],
});
const median = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;

/** @type {Map<import('puppeteer-core').Page, import('puppeteer-core').CDPSession>} */
const sessions = new Map();

async function open(/** @type {string} */ hash) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1400, height: 900 });
  const session = await page.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  sessions.set(page, session);
  page.on('pageerror', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  await page.evaluateOnNewDocument(() => {
    const seen = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name !== 'picture drawn') continue;
        // The frame in which it was drawn ends before the next one begins.
        requestAnimationFrame(() => {
          globalThis.firstFrame = performance.now();
        });
        globalThis.drawn = entry.startTime;
      }
    });
    seen.observe({ type: 'mark', buffered: true });
  });
  await page.goto(`${pathToFileURL(file)}#${hash}`);
  await page.waitForFunction('globalThis.firstFrame !== undefined', { timeout: 60000 });
  return page;
}

/** What the main thread has worked so far, in milliseconds. */
async function worked(/** @type {import('puppeteer-core').Page} */ page) {
  const { metrics } = await /** @type {import('puppeteer-core').CDPSession} */ (sessions.get(page)).send(
    'Performance.getMetrics',
  );
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}

console.log(`${file}; milliseconds, medians`);
for (const layout of layouts) {
  const first = [];
  const drawn = [];
  const work = [];
  for (let run = 0; run < 5; run++) {
    const page = await open(`layout=${layout}`);
    first.push(await page.evaluate('globalThis.firstFrame'));
    drawn.push(await page.evaluate('globalThis.drawn'));
    work.push(await worked(page));
    await page.close();
  }
  const page = await open(`layout=${layout}`);
  await new Promise((resolve) => setTimeout(resolve, 500));
  /** Frames of a drag. */
  const drag = async () => {
    const before = await worked(page);
    const times = await drags();
    return `${round(median(times))} (${round(((await worked(page)) - before) / times.length)})`;
  };
  const drags = () =>
    page.evaluate(async () => {
      const map = /** @type {HTMLElement} */ (document.querySelector('.map'));
      const fire = (/** @type {string} */ type, /** @type {number} */ x, /** @type {number} */ y) =>
        map.dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            clientX: x,
            clientY: y,
            pointerId: 1,
            pointerType: 'touch',
            button: 0,
          }),
        );
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
  /** @type {Record<string, string>} */ const redraws = {};
  redraws.start = await drag();
  for (const [name, keys] of /** @type {[string, string[]][]} */ ([
    ['heads', ['-', '-', '-']],
    ['far', ['-', '-', '-', '-', '-']],
    ['all', ['0']],
  ])) {
    await page.focus('.map');
    for (const key of keys) {
      await page.keyboard.press(key);
      await new Promise((resolve) => setTimeout(resolve, 330));
    }
    await new Promise((resolve) => setTimeout(resolve, 330));
    redraws[name] = await drag();
  }
  console.log(
    `${layout.padEnd(7)} first paint ${round(median(first))}, drawn after ${round(median(drawn))} (${round(median(work))})  redraw ${Object.entries(
      redraws,
    )
      .map(([name, time]) => `${name} ${time}`)
      .join(', ')}`,
  );
  await page.close();
}
// From one layout to the other, with the frame.
const page = await open('layout=tree');
await new Promise((resolve) => setTimeout(resolve, 500));
for (const layout of ['thread', 'icicle', 'matrix', 'tree', 'thread']) {
  const before = await worked(page);
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
  console.log(`to ${layout.padEnd(7)} ${round(time)} (${round((await worked(page)) - before)})`);
}
await browser.close();
