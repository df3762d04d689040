// With what the page opens, what its colours and verbs mean, what can be sorted, watched and presented; and that nothing
// takes the picture down.

import { must } from './tab.mjs';

/** Where the number of chosen comments stands: `3 of 10 comments`. @param {import('./tab.mjs').Tab} tab */
export async function chosen(tab) {
  await tab.rest(180);
  const words = await tab.text('.chosen');
  const [, count] = /^([\d\s\u202f,]+)/.exec(words) ?? [];
  return Number((count ?? '').replace(/\D/g, ''));
}

/** How many colours the picture has. @param {import('./tab.mjs').Tab} tab */
const colours = (tab) =>
  tab.page.$eval('.map canvas', (canvas) => {
    // A copy: reading a canvas again and again is slow, and the browser says so.
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const context = copy.getContext('2d', { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer)).size;
  });

/** @param {Function} test @param {Record<string, number | string>} figures */
export async function issues(test, figures) {
  await test('opens on the issues', async (tab) => {
    await tab.open('seed');
    const { issues, nodes } = await tab.island();
    must(await tab.page.$eval('#panel-issues', (panel) => !panel.hidden), 'another panel is open');
    const cards = await tab.page.$$eval('#panel-issues .issue', (all) => all.map((card) => card.textContent));
    const shown = issues.list.filter(({ main, readable }) => main || readable);
    must(cards.length === shown.length && cards.length > 0, `${cards.length} cards`);
    const panel = await tab.text('#panel-issues');
    must(panel.includes('not the public') && panel.includes('Authors are not known'), panel);
    must((await tab.text('.pill')) === 'machine, unreviewed', 'no pill');
    await tab.click('#panel-issues .disputed');
    await tab.rest();
    must((await tab.hash()).get('selected') === nodes[shown[0].node].id, await tab.page.url());
    must((await tab.text('#detail .text')) === nodes[shown[0].node].text, 'another text');
  });

  await test('says what is at stake and counts both sides, or that they cannot be read', async (tab) => {
    let [read, unread] = [0, 0];
    for (const name of ['seed', 'calm', 'forum', 'sides', 'french']) {
      await tab.open(name);
      const { issues, nodes, ui } = await tab.island();
      const shown = issues.list.filter(({ main, readable }) => main || readable).slice(0, 6);
      const cards = await tab.page.$$eval('#panel-issues .issue', (all) => all.map((card) => card.innerText));
      shown.forEach((issue, at) => {
        must(cards[at].includes(issue.title.slice(0, 20)), `${issue.title} is not in ${cards[at]}`);
        const honest = ui === 'fr' ? 'on ne peut pas le lire ici' : 'cannot be read here';
        must(cards[at].includes(honest) === !issue.readable, `${name}: ${cards[at]}`);
        if (!issue.readable) {
          unread++;
          must(!cards[at].includes('not placed'), 'counts of what cannot be read');
          return;
        }
        read++;
        const tally = `For ${issue.for.authors} · Against ${issue.against.authors} · not placed ${issue.unplaced_authors}`;
        must(ui === 'fr' || cards[at].includes(tally), `“${tally}” is not in ${cards[at]}`);
        for (const side of ['for', 'against']) {
          const best = issue[side].voices.find((voice) => voice !== issue.node);
          must(best === undefined || cards[at].includes(nodes[best].text.slice(0, 20)), 'the best comment is missing');
        }
        for (const open of issue.open.slice(0, 12)) must(cards[at].includes(nodes[open].name), 'an open rebuttal');
      });
    }
    must(read > 0 && unread > 0, `${read} issues that can be read, ${unread} that cannot`);
    figures['issues read / not'] = `${read}/${unread}`;
  });

  await test('colour means the side where sides are known, and a switch changes it', async (tab) => {
    await tab.open('sides');
    must(await tab.page.$eval('body', (body) => body.classList.contains('by-side')), 'not by side');
    const inks = () =>
      tab.page.$eval('.map canvas', (canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const found = new Set();
        for (let at = 0; at < data.length; at += 4) found.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
        return [0x0072b2, 0xd55e00].map((ink) => found.has(ink));
      });
    must((await inks()).every(Boolean), 'a side has no colour');
    await tab.click('[popovertarget=themes]');
    await tab.click('#themes input[value=position]');
    await tab.rest();
    must((await tab.hash()).get('colour') === 'position', 'the address does not say it');
    must(!(await tab.page.$eval('body', (body) => body.classList.contains('by-side'))), 'still by side');
    await tab.open('seed');
    const { nodes, issues } = await tab.island();
    const sided = issues.list.some(({ readable }) => readable) && nodes.some(({ placed }) => placed);
    must((await tab.page.$eval('body', (body) => body.classList.contains('by-side'))) === sided, 'sides from nowhere');
  });

  await test('a label that is not about this thread is nowhere shown', async (tab) => {
    await tab.open('seed', 'panel=filters');
    const { positions } = await tab.island();
    const [{ name }] = positions;
    await tab.click('[data-facet=off] summary');
    await tab.click(`[data-label="${name}"]`);
    await tab.rest();
    must((await tab.hash()).get('off') === name, 'the address does not say it');
    for (const panel of ['issues', 'filters', 'outline', 'watch', 'rules']) {
      await tab.page.$eval(`#tab-${panel}`, (button) => button.click());
      await tab.rest(80);
      const words = await tab.page.$eval('body', (body) => {
        const copy = body.cloneNode(true);
        for (const gone of copy.querySelectorAll('script, [data-facet=off], .rule-name code, code')) gone.remove();
        return copy.textContent;
      });
      must(
        !words.includes(name),
        `${name} is in ${panel}: ${words.slice(words.indexOf(name) - 80, words.indexOf(name) + 40)}`,
      );
    }
    const saved = JSON.parse((await tab.download('json')).toString('utf8'));
    must(saved.filters.includes(`not-about=${name}`), saved.filters.join());
    must(!saved.nodes.some((node) => node.positions.some(({ label }) => label === name)), 'it is in the download');
  });

  await test('a link says only as much as is known, with its number', async (tab) => {
    await tab.open('sides');
    const { nodes, edges, relations } = await tab.island();
    const verbs = [
      /^answers |^perhaps /,
      /^seems to /,
      /^(rebuts|corrects|supports|questions|answers|adds to|replies to) /,
    ];
    let graded = 0;
    for (const edge of edges.filter(({ relation }) => relation !== undefined).slice(0, 40)) {
      await tab.page.evaluate((id) => {
        location.hash = `selected=${encodeURIComponent(id)}`;
      }, nodes[edge.from].id);
      await tab.rest(40);
      const rows = await tab.page.$$eval('#detail .link-row', (all) =>
        all.map((row) => row.innerText.replace(/\s+/g, ' ')),
      );
      const own = edges.filter((other) => other.from === edge.from && other.relation !== undefined);
      must(rows.length === own.length, `${rows.length} rows`);
      if (own.length > 1) continue;
      const words = rows[0].replace(/^[−+?·] ?/, '');
      must(verbs[edge.grade ?? 2].test(words), `${relations[edge.relation].name} ${edge.grade}: ${words}`);
      must(/\d\.\d\d$/.test(words), `no number in ${words}`);
      graded += Number(edge.grade !== undefined);
    }
    must(graded > 0, 'every link is sure');
  });

  await test('thread, time and votes filter; replies are sorted', async (tab) => {
    await tab.open('sides', 'panel=filters');
    const { nodes, threads } = await tab.island();
    const comments = nodes.filter(({ kind }) => kind === 'comment');
    must(threads.length > 1, 'one thread');
    await tab.click(`[data-facet=thread] input[data-value="${threads[1].id}"]`);
    must((await chosen(tab)) === comments.filter(({ thread }) => thread === 1).length, await tab.text('.chosen'));
    await tab.click('.choice .text-button');
    const set = (selector, value) =>
      tab.page.$eval(
        selector,
        (field, to) => {
          field.value = to;
          field.dispatchEvent(new Event('change', { bubbles: true }));
        },
        value,
      );
    await set('[data-facet=votes] input', '3');
    must((await chosen(tab)) === comments.filter(({ votes }) => votes >= 3).length, await tab.text('.chosen'));
    await tab.click('.choice .text-button');
    await set('[data-facet=time] input', '2025-01-29');
    must((await chosen(tab)) === comments.filter(({ time }) => time >= '2025-01-29').length, await tab.text('.chosen'));
    // From match to match.
    const place = () => tab.text('.stepper .count');
    const count = (await place()).split('/')[1];
    await tab.page.$eval('.map', (map) => map.focus());
    await tab.page.keyboard.press(']');
    await tab.rest(80);
    must((await place()) === `1/${count}`, await place());
    await tab.page.keyboard.press('[');
    await tab.rest(80);
    must((await place()) === `${count}/${count}`, await place());
    await tab.click('.choice .text-button');
    await set('#sort', 'top');
    await tab.rest(200);
    must((await tab.hash()).get('sort') === 'top', 'the address does not say it');
    await tab.page.$eval('#tab-outline', (button) => button.click());
    await tab.rest(300);
    const text = await tab.text('#panel-outline');
    const roots = comments.filter((node) => nodes[node.parent]?.kind === 'post' && node.thread === 0);
    const order = [...roots].sort((a, b) => b.votes - a.votes).map(({ name }) => text.indexOf(name));
    must(
      order.every((at, n) => n === 0 || at > order[n - 1]),
      `not by votes: ${order}`,
    );
    await tab.open('seed', 'panel=filters');
    must(!(await tab.page.$('[data-facet=votes]')), 'votes where there are none');
    must(!(await tab.page.$('#sort option[value=top]')), 'sorting by votes where there are none');
  });

  await test('tells what to watch: heated exchanges, open questions, votes', async (tab) => {
    await tab.open('sides', 'panel=watch');
    const panel = await tab.text('#panel-watch');
    for (const words of ['Heated exchanges', '↔', 'Questions nobody answered', 'Most votes', 'Voted down'])
      must(panel.includes(words), `“${words}” is not in ${panel}`);
    must((await tab.axe()).length === 0, (await tab.axe()).join('\n'));
  });

  await test('presents one comment a screen, labels on demand', async (tab) => {
    await tab.open('forum');
    await tab.click('.presenter');
    const { nodes } = await tab.island();
    const comments = nodes.filter(({ kind }) => kind === 'comment');
    must((await tab.text('.slide-text')) === comments[0].text, 'another comment');
    must(!(await tab.page.$('.slide-labels')), 'labels at once');
    await tab.page.keyboard.press('Space');
    must(await tab.page.$('.slide-labels'), 'no labels');
    await tab.page.keyboard.press('ArrowRight');
    must((await tab.text('.slide-text')) === comments[1].text && !(await tab.page.$('.slide-labels')), 'the next one');
    must((await tab.axe()).length === 0, (await tab.axe()).join('\n'));
    await tab.shot('present');
    await tab.page.keyboard.press('Escape');
    must(!(await tab.page.$('.present[open]')), 'it stays open');
  });

  await test('larger text wraps the cards again', async (tab) => {
    await tab.open('forum', 'layout=thread&panel=');
    const tall = () => tab.page.$$eval('[role=treeitem]', (all) => all.length);
    await tall();
    await tab.shot('text-small');
    await tab.click('[popovertarget=texts]');
    await tab.click('#texts input[value="1.6"]');
    await tab.rest();
    must((await tab.hash()).get('size') === '1.6', 'the address does not say it');
    await tab.shot('text-large');
    must((await tab.axe()).length === 0, (await tab.axe()).join('\n'));
  });

  await test('a search for anything leaves the picture', async (tab) => {
    await tab.open('seed');
    const all =
      '- a-b \\ \\- [ ] ( ) { } * + ? . ^ $ | / # & ~ @ ! < > = : ; , % \" \' ` « » – 🎭 a{2 (?:x [z-a] \\p{L} \\u{1F600';
    for (const query of [...all.split(' '), all, 'anti-libéral', '\ud800']) {
      await tab.page.evaluate((words) => {
        location.hash = new URLSearchParams({ query: words }).toString();
      }, query);
      await tab.rest(60);
      // As if there were no card: the ground in all places.
      const inks = await colours(tab);
      must(inks > 20, `${query} leaves ${inks} colours`);
    }
    await tab.open('forum', 'query=b4');
    must((await tab.text('#search-count')) !== '0', 'an id is not found');
    const { authors } = await tab.island();
    await tab.open('forum', new URLSearchParams({ query: authors[2] }).toString());
    must((await tab.text('#search-count')) !== '0', 'an author is not found');
  });

  await test('what fails over the picture does not take it down', async (tab) => {
    await tab.open('seed');
    await tab.page.evaluate(() => {
      // An overlay that fails: no words can be lit up.
      const find = String.prototype.matchAll;
      String.prototype.matchAll = function (pattern) {
        if (pattern.flags === 'giu') throw new Error('made to fail');
        return find.call(this, pattern);
      };
      location.hash = 'query=liberale';
    });
    await tab.rest();
    const inks = await colours(tab);
    must(inks > 20, `${inks} colours are left`);
    must(
      tab.troubles.some((line) => line.includes('made to fail')),
      'nothing is reported',
    );
    tab.troubles.length = 0;
  });
}
