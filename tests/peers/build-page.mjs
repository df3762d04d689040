// Builds the program and the style sheet of the page from their sources. With `--check` it writes nothing and says
// whether what is committed is what the sources give.

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const page = new URL('../../src/write/page/', import.meta.url);
const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, page));

let stale = 0;
for (const [from, to] of [
  ['web/main.js', 'built/page.js'],
  ['web/css/page.css', 'built/page.css'],
]) {
  const {
    outputFiles: [file],
  } = await build({
    entryPoints: [path(from)],
    bundle: true,
    minify: !process.env.PLAIN,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
  });
  if (process.argv.includes('--check')) {
    const committed = await readFile(path(to), 'utf8');
    if (committed !== file.text) {
      console.error(`${to} is not what ${from} gives: run \`node build-page.mjs\``);
      stale = 1;
    }
  } else {
    await writeFile(path(to), file.text);
    console.log(`${to}: ${file.text.length} bytes`);
  }
}
process.exit(stale);
