// Reads Markdown with marked (GFM) and says what it is made of: for each document the types of its tokens, each once,
// and its headings and quotations as plain text. In: a list of documents. Out: a list of findings.
import { marked } from 'marked';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const plain = (text) => text.replace(/&(#39|\w+);/g, (whole, name) => entities[name] ?? whole);

function text(token) {
  if (token.type === 'code' || token.type === 'codespan') return token.text;
  if (token.tokens) return token.tokens.map(text).join('');
  if (token.type === 'text' || token.type === 'escape') return plain(token.text);
  return '';
}

const found = JSON.parse(Buffer.concat(chunks).toString('utf8')).map((document) => {
  const types = new Set();
  const finding = { headings: [], quotes: [] };
  const stack = [...marked.lexer(document, { gfm: true })].reverse();
  while (stack.length > 0) {
    const token = stack.pop();
    types.add(token.type);
    if (token.type === 'heading') finding.headings.push(text(token));
    if (token.type === 'blockquote')
      finding.quotes.push(token.tokens.filter((part) => part.type !== 'space').map(text));
    const inside =
      token.type === 'list'
        ? token.items
        : token.type === 'table'
          ? [...token.header, ...token.rows.flat()]
          : token.tokens;
    stack.push(...(inside ?? []).slice().reverse());
  }
  finding.types = [...types].filter(Boolean).sort();
  return finding;
});
process.stdout.write(JSON.stringify(found));
