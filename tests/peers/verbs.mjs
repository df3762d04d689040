// The graded verbs of the page, `words.js`. Reads a list of `{ui, relation, grade, name}`; grade: 0 perhaps, 1 seems so,
// else null. Writes `{"verbs": [[verb, verb with its object], ...]}`.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const web = fileURLToPath(new URL('../../src/write/page/web/', import.meta.url));
const contents = `export { graded, speak, toward } from './words.js';`;
const stdin = { contents, resolveDir: web, loader: /** @type {const} */ ('js') };
const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm' });
const page = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);

let text = '';
process.stdin.setEncoding('utf8');
for await (const part of process.stdin) text += part;
const verbs = JSON.parse(text).map(({ ui, relation, grade, name }) => {
  page.speak({ ui });
  return [page.graded(relation, grade ?? undefined), page.toward(relation, name, grade ?? undefined)];
});
console.log(JSON.stringify({ verbs }));
