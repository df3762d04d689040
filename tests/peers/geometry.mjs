// The geometry that palabre writes into a page, for tests of what the page works out with it.

import { readFile } from 'node:fs/promises';

const page = await readFile(new URL('../../graphs/deepseek.html', import.meta.url), 'utf8');
const [, island] = /<script type="application\/json" id="map">(.*?)<\/script>/s.exec(page) ?? [];
export const { geometry } = JSON.parse(island);
