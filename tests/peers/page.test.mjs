// The page in a real browser. Reads `{"pages": {name: file}, "shots": folder}`, runs every case in one Chromium, writes
// `{"cases": [{"name", "error"}], "figures": {…}}`.

import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import puppeteer from 'puppeteer-core';

import { issues } from './page/issues.mjs';
import { live } from './page/live.mjs';
import { looks } from './page/looks.mjs';
import { paths } from './page/paths.mjs';
import { picture } from './page/picture.mjs';
import { Tab, must } from './page/tab.mjs';
import { works } from './page/works.mjs';

let text = '';
process.stdin.setEncoding('utf8');
for await (const part of process.stdin) text += part;
const input = JSON.parse(text);
const only = process.env.PAGE_CASE ?? '';
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
await rm(input.shots, { recursive: true, force: true });
await mkdir(input.shots, { recursive: true });

const browser = await puppeteer.launch({
  executablePath: process.env.PALABRE_CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb', '--hide-scrollbars'],
});

/** @type {{name: string, error: string | null, took: number}[]} */ const cases = [];
/** @type {Record<string, number | string>} */ const figures = {};

/**
 * Runs a case in a tab of its own; whatever the page complains about fails it.
 * @param {string} name
 * @param {(tab: Tab) => Promise<void>} run
 * @param {{width?: number, height?: number, scheme?: string, still?: boolean, forced?: boolean, troubles?: RegExp}} [how]
 */
async function test(name, run, how = {}) {
  if (!name.includes(only)) return;
  const began = performance.now();
  let error = await attempt(name, run, how);
  if (error !== null) {
    // A machine that is busy with other things may have been too slow for one of the waits. It is told.
    figures[`tried twice: ${name}`] = error;
    error = await attempt(name, run, how);
  }
  cases.push({ name, error, took: Math.round(performance.now() - began) });
}

/**
 * @param {string} name
 * @param {(tab: Tab) => Promise<void>} run
 * @param {NonNullable<Parameters<typeof test>[2]>} how
 * @returns {Promise<string | null>}
 */
async function attempt(
  name,
  run,
  { width = 1400, height = 900, scheme = 'light', still = true, forced = false, troubles },
) {
  const page = await browser.newPage();
  const tab = new Tab(page, { pages: input.pages, shots: input.shots, axe });
  try {
    await page.setRequestInterception(true);
    await page.setViewport({ width, height });
    const session = await page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: still ? 'reduce' : 'no-preference' },
        { name: 'forced-colors', value: forced ? 'active' : 'none' },
      ],
    });
    await page.evaluateOnNewDocument(() => {
      window.violations = [];
      addEventListener('securitypolicyviolation', (event) =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
    });
    await run(tab);
    const violations = await page.evaluate(() => window.violations ?? []);
    const found = [
      ...tab.troubles.filter((line) => !troubles?.test(line)),
      ...violations.map((line) => `policy: ${line}`),
    ];
    must(!found.length, found.join('\n'));
    return null;
  } catch (caught) {
    await tab.shot(`failed-${name.replace(/\W+/g, '-')}`).catch(() => {});
    return (caught instanceof Error ? caught.message : String(caught)) || 'it failed';
  } finally {
    await page.close();
  }
}

try {
  for (const part of [works, issues, paths, picture, looks, live]) await part(test, figures, input);
} finally {
  await browser.close();
}
console.log(JSON.stringify({ cases, figures }));
