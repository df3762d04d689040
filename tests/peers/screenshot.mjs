// Draws SVG files with Chromium, in the fonts that palabre embeds: node screenshot.mjs SCALE FILE.svg…
// Writes FILE.chromium.png beside each. Ends with 77 where the package or the browser is missing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [scale, ...files] = process.argv.slice(2);
const missing = (what) => {
  process.stderr.write(`${what} is not installed\n`);
  process.exit(77);
};

let puppeteer;
try {
  ({ default: puppeteer } = await import('puppeteer-core'));
} catch {
  missing('puppeteer-core (npm ci in tests/peers)');
}
const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = browsers.find((path) => path && existsSync(path));
if (!executablePath) missing('Chromium');

const face = (name, weight) => {
  const file = fileURLToPath(new URL(`../../src/write/font/palabre-sans-${name}.ttf`, import.meta.url));
  const bytes = readFileSync(file).toString('base64');
  return `@font-face{font-family:"Liberation Sans";font-weight:${weight};src:url(data:font/ttf;base64,${bytes})}`;
};
const fonts = face('regular', 400) + face('bold', 700);

const browser = await puppeteer.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-lcd-text',
    '--font-render-hinting=none',
    '--force-color-profile=srgb',
    '--hide-scrollbars',
  ],
});
try {
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  for (const file of files) {
    const svg = readFileSync(file, 'utf8');
    const [, width, height] = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg);
    const [wide, high] = [width, height].map((side) => Math.ceil(side * scale - 1e-6) / scale);
    await page.setViewport({ width: Math.ceil(wide), height: Math.ceil(high), deviceScaleFactor: Number(scale) });
    await page.setContent(`<!doctype html><style>${fonts}body{margin:0}svg{display:block}</style>${svg}`);
    await page.evaluate(() =>
      Promise.all(['14px', 'bold 14px'].map((font) => document.fonts.load(`${font} "Liberation Sans"`))),
    );
    await page.evaluate(() => document.fonts.ready);
    const clip = { x: 0, y: 0, width: wide, height: high };
    writeFileSync(
      file.replace(/\.svg$/, '.chromium.png'),
      await page.screenshot({ clip, captureBeyondViewport: false }),
    );
  }
} finally {
  await browser.close();
}
