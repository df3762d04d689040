// The page as `palabre view` serves it: it hears of changes and keeps what was chosen.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { must } from './tab.mjs';

/**
 * @param {Function} test
 * @param {Record<string, number | string>} _figures
 * @param {{pages: Record<string, string>}} input
 */
export async function live(test, _figures, input) {
  await test(
    'a served page hears of changes and keeps what was chosen',
    async (tab) => {
      const page = (await readFile(input.pages.seed, 'utf8'))
        .replace('"live":false', '"live":true')
        .replace("form-action 'none'", "form-action 'none'; connect-src 'self'");
      const island = /id="map">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
      const changed = JSON.parse(island);
      changed.title = 'Another title';
      changed.nodes.push({
        ...changed.nodes.at(-1),
        id: 'c99',
        name: '#99',
        text: 'A comment that came later, pipotent.',
      });
      /** @type {import('node:http').ServerResponse | null} */ let events = null;
      const server = createServer((request, response) => {
        if (request.url === '/t/') return response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
        if (request.url === '/t/map.json')
          return response.setHeader('content-type', 'application/json').end(JSON.stringify(changed));
        if (request.url !== '/t/events') return response.writeHead(404).end();
        response.setHeader('content-type', 'text/event-stream').write(': hello\n\n');
        events = response;
      });
      await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
      try {
        tab.origin = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/t/`;
        await tab.open(tab.origin, 'panel=filters&query=pipotent&selected=c5');
        const before = await tab.text('.chosen');
        must(before.startsWith('1 of 8'), before);
        must(events, 'the page does not listen');
        events.write('event: trouble\ndata: {"messages":["rules.toml:3: <b>no</b> such field"]}\n\n');
        await tab.rest();
        must(
          (await tab.text('.banner')).includes('<b>no</b> such field') && !(await tab.page.$('.banner b')),
          await tab.text('.banner'),
        );
        events.write('event: map\ndata: 2\n\n');
        await tab.rest(600);
        must((await tab.text('.chosen')).startsWith('2 of 9'), await tab.text('.chosen'));
        must(await tab.page.$eval('.banner', (banner) => banner.hidden), 'the trouble stays');
        must(
          (await tab.text('h1')) === 'Another title' && (await tab.text('#detail h2')) === '#5',
          'the bar or the detail',
        );
        must((await tab.hash()).get('query') === 'pipotent', 'the search is lost');
        events.end();
        server.closeAllConnections();
        server.close();
        await tab.rest(600);
        must((await tab.text('.banner')).includes('palabre view'), 'the end is not told');
      } finally {
        server.closeAllConnections();
        server.close();
      }
    },
    { troubles: /ERR_|Failed to load/ },
  );
}
