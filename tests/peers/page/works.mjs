// What the panels do: issues, search, filters, detail, rules, downloads, paper.

import { chosen } from './issues.mjs';
import { must } from './tab.mjs';

/** Letters without accents and case. @param {string} text */
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** @param {Function} test @param {Record<string, number | string>} figures */
export async function works(test, figures) {
  await test('tells where somebody gave in, and who supports an opponent', async (tab) => {
    await tab.open('forum');
    const { disputes, nodes } = await tab.island();
    const [{ comment, rebuttal, conceding }] = disputes.concessions;
    const [{ from, to, holds, against }] = disputes.bridges;
    const panel = await tab.text('#panel-issues');
    const shown = { skeptic: 'doubts', endorsing: 'agrees' };
    for (const words of [
      'Where somebody gave in',
      'the author gives in',
      nodes[conceding].text.slice(0, 20),
      `the rebuttal ${nodes[rebuttal].name} of ${nodes[comment].name}`,
      'Supports across positions',
      nodes[from].text.slice(0, 20),
      `holds “${shown[holds]}”, and supports ${nodes[to].name}, which holds “${shown[against]}”`,
    ])
      must(panel.includes(words), `“${words}” is not in ${panel}`);
  });

  await test('without texts and authors nothing breaks', async (tab) => {
    for (const name of ['bare', 'short']) {
      await tab.open(name);
      const { nodes } = await tab.island();
      for (const panel of ['issues', 'filters', 'outline', 'watch', 'rules', 'hits&query=a']) {
        for (const { id } of nodes.slice(0, 6)) {
          await tab.page.evaluate(
            (hash) => {
              location.hash = hash;
            },
            `panel=${panel}&selected=${encodeURIComponent(id)}`,
          );
          await tab.rest(30);
        }
      }
      await tab.page.evaluate(() => {
        location.hash = '';
      });
      const saved = JSON.parse((await tab.download('json')).toString('utf8'));
      must(saved.nodes.length === nodes.length, `${saved.nodes.length} nodes`);
      for (const node of saved.nodes)
        for (const { evidence } of node.positions)
          for (const { start, end, text } of evidence)
            must(start === undefined || [...node.text].slice(start, end).join('') === text, 'words beyond the text');
    }
  });

  await test('search finds, counts, steps and lights up', async (tab) => {
    await tab.open('seed');
    const { nodes } = await tab.island();
    await tab.page.keyboard.press('/');
    must(
      await tab.page.evaluate(() => document.activeElement.id === 'search'),
      'the slash does not lead to the search',
    );
    await tab.page.keyboard.type('LIBERALE');
    await tab.rest();
    const expected = nodes.filter(({ name, text }) => fold(`${name} ${text}`).includes('liberale'));
    must(expected.length > 1, 'the word is too rare to test');
    must((await tab.text('#search-count')) === String(expected.length), await tab.text('#search-count'));
    const listed = await tab.page.$$eval('#panel-hits .quotation', (all) => all.map((hit) => hit.dataset.node));
    must(listed.join() === expected.map(({ id }) => id).join(), listed.join());
    must(
      (await tab.page.$$eval('#panel-hits mark', (all) => all.map((mark) => mark.textContent))).every(
        (words) => fold(words) === 'liberale',
      ),
      'marks',
    );
    must((await tab.hash()).get('query') === 'LIBERALE', 'the address does not say it');
    for (const [key, at] of [
      ['Enter', 0],
      ['Enter', 1],
      ['Shift', 0],
      ['Shift', expected.length - 1],
    ]) {
      if (key === 'Shift') await tab.page.keyboard.down('Shift');
      await tab.page.keyboard.press('Enter');
      if (key === 'Shift') await tab.page.keyboard.up('Shift');
      await tab.rest();
      must(
        (await tab.hash()).get('selected') === expected[at].id,
        `${key} leads to ${(await tab.hash()).get('selected')}, not ${expected[at].id}`,
      );
      must(
        (await tab.page.$$eval('#detail .text .m-found', (all) => all.map((mark) => mark.textContent).join(''))).length,
        'nothing is marked in the text',
      );
    }
    await tab.page.keyboard.press('Escape');
    await tab.rest();
    must(
      (await tab.hash()).get('query') === null && (await tab.text('#search-count')) === '',
      'Escape does not clear it',
    );
    must(await tab.page.$eval('#panel-issues', (panel) => !panel.hidden), 'the issues do not come back');
  });

  await test('each filter leaves what its number says', async (tab) => {
    await tab.open('forum', 'panel=filters');
    const { nodes, edges, positions, forms, relations, statuses, authors, rules } = await tab.island();
    const comments = nodes.filter(({ kind }) => kind === 'comment').length;
    must((await chosen(tab)) === comments, `${await tab.text('.chosen')} at the beginning`);
    const own = (node) =>
      [...(node.positions ?? []), ...(node.forms ?? [])].flatMap(([, , , , words]) =>
        words.map(([rule]) => rules[rule]),
      );
    const holds = {
      position: (node, value) =>
        value
          ? (node.positions ?? []).some(([label]) => positions[label].name === value)
          : !(node.positions ?? []).length,
      form: (node, value) => (node.forms ?? []).some(([label]) => forms[label] === value),
      status: (node, value) => statuses[node.status] === value,
      author: (node, value) => authors[node.author] === value,
      rule: (node, value, at) =>
        own(node).includes(value) ||
        edges.some((edge) => edge.from === at && (edge.evidence ?? []).some(([rule]) => rules[rule] === value)),
    };
    const admits = {
      relation: (edge, value) => relations[edge.relation]?.name === value,
      origin: (edge, value) => edge.relation !== undefined && Boolean(edge.given) === (value === 'given'),
    };
    let tried = 0;
    for (const facet of ['position', 'form', 'status', 'author', 'rule', 'relation', 'origin']) {
      const rows = await tab.page.$$eval(`[data-facet=${facet}] .value`, (all) =>
        all.map((row) => ({
          value: row.querySelector('input').dataset.value,
          count: Number(row.querySelector('.count').textContent),
        })),
      );
      must(rows.length, `no values of ${facet}`);
      for (const { value, count } of rows.slice(0, 6)) {
        const input = `[data-facet=${facet}] input[data-value="${value}"]`;
        await tab.click(input);
        const left = await chosen(tab);
        tried += 1;
        if (facet in holds) {
          const expected = nodes.filter((node, at) => node.kind === 'comment' && holds[facet](node, value, at)).length;
          must(
            left === expected && count === expected,
            `${facet}=${value}: ${left} left, ${count} said, ${expected} expected`,
          );
        } else {
          const kept = edges.filter((edge) => admits[facet](edge, value));
          const ends = new Set(
            kept.flatMap(({ from, to, claim }) => [from, claim ?? to]).filter((at) => nodes[at].kind === 'comment'),
          );
          must(
            left === ends.size && count === kept.length,
            `${facet}=${value}: ${left} of ${ends.size} left, ${count} of ${kept.length} said`,
          );
        }
        const hash = await tab.hash();
        must(facet === 'origin' ? hash.get(facet) === value : hash.getAll(facet).join('|') === value, `${hash}`);
        must((await tab.page.$$('.filter-chip')).length === 1, 'one chip');
        await tab.click('.filter-chip');
        must((await chosen(tab)) === comments, `${facet}=${value} cannot be taken back`);
      }
    }
    figures['filter values tried'] = tried;
    await tab.page.$eval('[data-facet=confidence] input[type=range]', (range) => {
      range.value = '0.9';
      range.dispatchEvent(new Event('input', { bubbles: true }));
    });
    const sure = edges.filter((edge) => edge.relation !== undefined && edge.confidence >= 0.9);
    const ends = new Set(
      sure.flatMap(({ from, to, claim }) => [from, claim ?? to]).filter((at) => nodes[at].kind === 'comment'),
    );
    must((await chosen(tab)) === ends.size, `confidence: ${await tab.text('.chosen')}, expected ${ends.size}`);
    must((await tab.text('[data-facet=confidence] .hint')).startsWith(String(sure.length)), 'the number of links');
    // Two filters narrow down, two values of one add up; all go at once.
    const two = positions.slice(0, 2).map(({ name }) => name);
    for (const value of two) await tab.click(`[data-facet=position] input[data-value="${value}"]`);
    const both = nodes.filter(
      (node, at) => node.kind === 'comment' && two.some((value) => holds.position(node, value)) && ends.has(at),
    );
    must((await chosen(tab)) >= both.length, 'values of one filter add up');
    await tab.click('.choice .text-button');
    must((await chosen(tab)) === comments && !(await tab.page.$('.filter-chip')), 'all cannot be taken back');
  });

  await test('a long list of authors can be searched', async (tab) => {
    await tab.open('big', 'panel=filters');
    const before = await tab.page.$$eval('[data-facet=author] .value', (all) => all.length);
    must(before > 5 && before < 50, `${before} authors at first`);
    await tab.page.type('[data-facet=author] input[type=search]', '20');
    const names = await tab.page.$$eval('[data-facet=author] .name', (all) => all.map((name) => name.textContent));
    must(names.length && names.every((name) => name.includes('20')), names.join());
    await tab.click('[data-facet=author] .value input');
    await tab.rest();
    must((await tab.hash()).get('author') === names[0], `${await tab.hash()}`);
  });

  await test('the detail shows words, rules, links both ways and a sentence', async (tab) => {
    await tab.open('seed', 'selected=c4');
    const { nodes, edges, positions, rules, relations } = await tab.island();
    const at = nodes.findIndex(({ id }) => id === 'c4');
    const node = nodes[at];
    must((await tab.text('#detail .text')) === node.text, 'the text is not whole');
    const underlined = await tab.page.$$eval('#detail .text .m-position', (all) =>
      all.map((mark) => mark.textContent).join(''),
    );
    for (const [label, , , , words] of node.positions) {
      for (const [, start, end] of words)
        must(
          underlined.includes(node.text.slice(start, end).slice(0, 8)),
          `${positions[label].name}: ${node.text.slice(start, end)} is not underlined`,
        );
    }
    const colour = await tab.page.$eval('#detail .text .m-position', (mark) => getComputedStyle(mark).backgroundImage);
    must(colour.includes('gradient(rgb('), colour);
    const detail = await tab.text('#detail');
    for (const [, , , , words] of node.positions)
      for (const [rule] of words) must(detail.includes(rules[rule]), rules[rule]);
    const [out] = edges.filter(({ from }) => from === at);
    must(
      detail.includes(`correct`) && detail.includes('inferred, confidence') && detail.includes('P(relation)'),
      detail,
    );
    must(detail.includes(nodes[out.claim ?? out.to].name), 'what it answers');
    for (const edge of edges.filter(({ to }) => to === at)) {
      must(detail.includes(nodes[edge.from].name) && relations[edge.relation], 'who answers it');
      must(await tab.page.$(`#detail .replies [data-node="${nodes[edge.from].id}"]`), 'a reply to go to');
    }
    must(/Strength 0\.\d\d: the probability/.test(detail) || detail.includes('Strength 1.00'), detail);
    await tab.page.hover('#detail .cue');
    await tab.rest(60);
    must(await tab.page.$('#detail .text mark.lit'), 'pointing at a rule lights nothing');
    await tab.click('#detail [aria-label="Next in reading order"]');
    await tab.rest();
    must((await tab.hash()).get('selected') === nodes[at + 1].id, 'next');
    await tab.click('#detail [aria-label="Previous in reading order"]');
    await tab.click('#detail .way');
    await tab.rest();
    must((await tab.hash()).get('selected') === nodes[out.claim ?? out.to].id, 'along the rebuttal');
    await tab.page.keyboard.press('Escape');
    await tab.rest();
    must(
      (await tab.hash()).get('selected') === null && (await tab.page.$eval('#detail', (detail) => detail.hidden)),
      'Escape',
    );
  });

  await test('rules have their hits, and one of them filters', async (tab) => {
    await tab.open('seed', 'panel=rules&selected=c5');
    const { nodes, edges, rules } = await tab.island();
    const rule = 'fr.skeptic.deceit';
    const place = rules.indexOf(rule);
    const words = nodes.flatMap((node) =>
      [...(node.positions ?? []), ...(node.forms ?? [])].flatMap(([, , , , all]) =>
        all.filter(([name]) => name === place).map(([, start, end]) => node.text.slice(start, end)),
      ),
    );
    const linked = edges.flatMap(({ evidence }) => (evidence ?? []).filter(([name]) => name === place)).length;
    must(words.length > 1, 'the rule is silent');
    must(
      (await tab.page.$eval(`[data-rule="${rule}"] .count`, (count) => count.textContent)) ===
        String(words.length + linked),
      'its number',
    );
    must((await tab.page.$$('[data-rule]')).length === rules.length, 'a rule is missing');
    await tab.click(`[data-rule="${rule}"]`);
    await tab.rest();
    must((await tab.hash()).get('rule') === rule, 'the address');
    const listed = await tab.page.$$eval('#panel-rules .rule mark', (all) => all.map((mark) => mark.textContent));
    must(
      words.every((hit) => listed.includes(hit)),
      listed.join(),
    );
    const lit = await tab.page.$$eval('#detail .text mark.chosen', (all) => all.map((mark) => mark.textContent));
    must(lit.length && lit.every((hit) => words.some((word) => word.includes(hit))), `lit: ${lit.join()}`);
    await tab.click(`[data-rule="${rule}"]`);
    must(!(await tab.page.$('.filter-chip')), 'it cannot be taken back');
  });

  await test('the selection as JSON has ids, and offsets in scalar values', async (tab) => {
    await tab.open('hostile', 'position=skeptic');
    const { nodes } = await tab.island();
    const saved = JSON.parse((await tab.download('json')).toString('utf8'));
    must(
      saved.schema === 'palabre.selection/1' && saved.filters.includes('position=skeptic'),
      JSON.stringify(saved).slice(0, 200),
    );
    must(
      saved.nodes.length && saved.nodes.every((node) => node.positions.some(({ label }) => label === 'skeptic')),
      'others are chosen',
    );
    let checked = 0;
    for (const node of saved.nodes) {
      must(
        nodes.some(({ id, text }) => id === node.id && text === node.text),
        'another node',
      );
      const scalars = [...node.text];
      for (const { evidence } of [...node.positions, ...node.forms]) {
        for (const { start, end, text, rule } of evidence) {
          must(scalars.slice(start, end).join('') === text, `${rule}: ${start}–${end} is not ${text}`);
          checked += Number(/[\u{10000}-\u{10ffff}]/u.test(scalars.slice(0, start).join('')));
        }
      }
    }
    must(checked, 'no evidence behind a character outside the plane');
    const all = new Map(nodes.map((node) => [node.id, [...node.text]]));
    for (const { from, to, evidence } of saved.edges) {
      must(all.has(from) && all.has(to), `${from} → ${to}`);
      for (const { start, end, text } of evidence ?? [])
        if (start !== undefined) must(all.get(from).slice(start, end).join('') === text, 'the words of a link');
    }
  });

  await test('the selection as CSV runs no formula', async (tab) => {
    await tab.open('hostile');
    const { nodes } = await tab.island();
    const text = (await tab.download('csv')).toString('utf8');
    const rows = cells(text);
    must(rows[0].join().startsWith('thread,id,kind,author'), rows[0].join());
    must(rows.length === nodes.filter(({ kind }) => kind !== 'claim').length + 1, `${rows.length} rows`);
    for (const row of rows.slice(1)) {
      must(row.length === rows[0].length, `${row.length} cells: ${row}`);
      for (const cell of row) must(!/^\s*[=+\-@＝＋－＠]/.test(cell), `a formula: ${cell.slice(0, 40)}`);
    }
    must(
      rows.some((row) => row.at(-1).startsWith("'=")),
      'no formula was tried',
    );
  });

  await test('the picture as SVG and PNG', async (tab) => {
    await tab.open('seed');
    const svg = (await tab.download('svg')).toString('utf8');
    must(svg.includes('<svg') && svg.includes('pipotent'), svg.slice(0, 300));
    const parsed = await tab.page.evaluate(
      (text) =>
        new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror, script, foreignObject')
          ?.textContent ?? '',
      svg,
    );
    must(parsed === '', parsed);
    const png = await tab.download('png');
    must(png.subarray(1, 4).toString() === 'PNG' && png.length > 5000, `${png.length} bytes`);
  });

  await test('copies an address that opens the same', async (tab) => {
    await tab.open('seed', 'panel=filters&position=skeptic&selected=c5');
    await tab.page.evaluate(() => {
      navigator.clipboard.writeText = async (text) => {
        window.copied = text;
      };
    });
    await tab.click('[popovertarget=downloads]');
    await tab.click('#downloads [data-item=address]');
    must((await tab.page.evaluate(() => window.copied)) === tab.page.url(), 'another address');
    await tab.click('#detail [aria-label^="Copy"]');
    must((await tab.page.evaluate(() => window.copied)).endsWith('#selected=c5'), 'the link to the comment');
    must((await tab.text('.toast')) === 'Copied', 'nothing is said');
  });

  await test('on paper: issues and the chosen texts, whole', async (tab) => {
    await tab.open('seed', 'position=skeptic');
    const { nodes, positions } = await tab.island();
    await tab.page.emulateMediaType('print');
    await tab.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const seen = await tab.page.evaluate(() => ({
      text: document.querySelector('.paper').innerText,
      others: [...document.body.children]
        .filter((element) => !element.matches('.paper') && element.getClientRects().length)
        .map(({ className }) => className),
      wide: document.documentElement.scrollWidth > innerWidth,
      colour: getComputedStyle(document.body).backgroundColor,
    }));
    const flat = (/** @type {string} */ text) => text.replace(/\s+/g, ' ');
    for (const node of nodes) {
      const held = (node.positions ?? []).some(([label]) => positions[label].name === 'skeptic');
      if (node.kind === 'comment' && held)
        must(flat(seen.text).includes(flat(node.text).trim()), `${node.id} is missing`);
    }
    must(
      seen.text.includes('What is at stake') &&
        seen.text.includes('position=skeptic') &&
        seen.text.includes('unreviewed'),
      seen.text.slice(0, 400),
    );
    must(
      !flat(seen.text).includes(flat(nodes.find(({ id }) => id === 'c6').text).trim()),
      'what is not chosen is printed',
    );
    must(!seen.others.length && !seen.wide, `${seen.others} ${seen.wide}`);
    await tab.shot('paper');
    await tab.page.evaluate(() => dispatchEvent(new Event('afterprint')));
    must(!(await tab.page.$('.paper')), 'it stays');
    await tab.page.emulateMediaType('screen');
    const pdf = Buffer.from(await tab.page.pdf({ format: 'A4', path: `${tab.given.shots}/paper.pdf` }));
    const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
    must(pages >= 1 && pages <= 6, `${pages} pages`);
  });
}

/** Reads CSV. @param {string} text @returns {string[][]} */
function cells(text) {
  /** @type {string[][]} */ const rows = [];
  /** @type {string[]} */ let row = [];
  const part = /(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\n|$)/gy;
  while (part.lastIndex < text.length) {
    const [, quoted, plain, end] = part.exec(text) ?? [];
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
