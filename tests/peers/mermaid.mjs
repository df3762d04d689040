// Draws diagrams with the real Mermaid in a real browser, as GitHub does (securityLevel strict), and says what became
// of each: { error } or { title, nodes: [text], labels: [text], edges, elements: [name], handlers, links }. In: a list
// of diagrams. Out: a list of findings.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import puppeteer from 'puppeteer-core';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const diagrams = JSON.parse(Buffer.concat(chunks).toString('utf8'));

const here = createRequire(import.meta.url);
const mermaid = join(dirname(here.resolve('mermaid/package.json')), 'dist', 'mermaid.min.js');

const browser = await puppeteer.launch({
  executablePath: process.env.PALABRE_CHROMIUM,
  args: ['--headless=new', '--no-sandbox', '--disable-gpu'],
  protocolTimeout: 600_000,
});
try {
  const page = await browser.newPage();
  const requests = [];
  await page.setContent('<!DOCTYPE html><meta charset=utf-8><body></body>');
  await page.addScriptTag({ path: mermaid });
  page.on('request', (request) => requests.push(request.url()));
  const shots = process.env.PALABRE_LOOK;
  const found = await page.evaluate(
    async (diagrams, keep) => {
      window.mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
      window.alert = () => {
        window.broken = true;
      };
      const findings = [];
      for (const [at, text] of diagrams.entries()) {
        try {
          await window.mermaid.parse(text);
          const { svg } = await window.mermaid.render(`d${at}`, text);
          const place = document.createElement('div');
          place.innerHTML = svg;
          document.body.append(place);
          const all = [...place.querySelectorAll('*')];
          const texts = (selector) => [...place.querySelectorAll(selector)].map((found) => found.textContent);
          findings.push({
            title: texts('.flowchartTitleText').join(''),
            nodes: texts('g.node .nodeLabel'),
            labels: texts('g.edgeLabels .edgeLabel p'),
            edges: place.querySelectorAll('path.flowchart-link').length,
            elements: [...new Set(all.map((found) => found.localName))].sort(),
            handlers: all.flatMap((found) => found.getAttributeNames()).filter((name) => name.startsWith('on')),
            links: all.filter(
              (found) => found.hasAttribute('href') || found.hasAttribute('xlink:href') || found.hasAttribute('src'),
            ).length,
            broken: window.broken === true,
          });
          if (!keep) place.remove();
        } catch (error) {
          findings.push({ error: String(error?.message ?? error) });
        }
      }
      return findings;
    },
    diagrams,
    Boolean(shots),
  );
  if (shots) await page.screenshot({ path: shots, fullPage: true });
  for (const finding of found) finding.requests = requests.length;
  process.stdout.write(JSON.stringify(found));
} finally {
  await browser.close();
}
