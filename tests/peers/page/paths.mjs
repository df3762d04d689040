// Ways through the page: the keyboard, folding, the address and the history.

import { must } from './tab.mjs';

/** What has the focus, in a few words. @param {import('./tab.mjs').Tab} tab */
const focused = (tab) =>
  tab.page.evaluate(() => {
    const element = document.activeElement;
    return element ? `${element.id || element.getAttribute('role') || element.className || element.tagName}` : '';
  });

/** @param {Function} test */
export async function paths(test) {
  await test('everything can be reached by keyboard alone', async (tab) => {
    await tab.open('seed');
    /** @type {Set<string>} */ const seen = new Set();
    let rounds = 0;
    for (; rounds < 120; rounds++) {
      await tab.page.keyboard.press('Tab');
      const at = await tab.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const style = getComputedStyle(element);
        const place = element.getBoundingClientRect();
        // The outline of a field stands around the box that holds it.
        const marked =
          style.outlineStyle !== 'none' ||
          getComputedStyle(element, '::after').borderTopStyle !== 'none' ||
          getComputedStyle(element.parentElement).outlineStyle !== 'none' ||
          style.boxShadow !== 'none';
        return {
          label: element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40) ?? element.id,
          marked,
          seen: place.bottom > 0 && place.right > 0 && place.width > 0,
        };
      });
      if (!at) break;
      must(at.marked && at.seen, `the focus on ${at.label} is not seen`);
      seen.add(at.label);
    }
    for (const label of [
      'Skip to the map',
      'Panel',
      'Search the comments',
      'Tree',
      'Show all',
      'Colours',
      'Download and share',
      'Keys and help',
      'Issues',
    ]) {
      must(seen.has(label), `${label} is not on the way: ${[...seen].join(' · ')}`);
    }
    must(rounds > 10, 'nothing has the focus');
  });

  await test('skip links lead to the map and to the outline', async (tab) => {
    await tab.open('seed');
    await tab.page.keyboard.press('Tab');
    await tab.page.keyboard.press('Enter');
    must(
      await tab.page.evaluate(() => document.querySelector('main').contains(document.activeElement)),
      await focused(tab),
    );
    await tab.open('seed');
    await tab.page.keyboard.press('Tab');
    await tab.page.keyboard.press('Tab');
    await tab.page.keyboard.press('Enter');
    must((await focused(tab)) === 'tab-outline', await focused(tab));
    must(await tab.page.$eval('#panel-outline', (panel) => !panel.hidden), 'the outline is closed');
  });

  await test('tabs and layouts follow the arrows', async (tab) => {
    await tab.open('seed');
    await tab.page.focus('#tab-issues');
    await tab.page.keyboard.press('ArrowRight');
    must(
      (await focused(tab)) === 'tab-filters' && (await tab.page.$eval('#panel-filters', (panel) => !panel.hidden)),
      await focused(tab),
    );
    await tab.page.keyboard.press('End');
    must((await focused(tab)) === 'tab-rules', await focused(tab));
    await tab.page.focus('[data-layout=tree]');
    await tab.page.keyboard.press('ArrowRight');
    await tab.rest();
    must((await tab.hash()).get('layout') === 'thread', `${await tab.hash()}`);
  });

  await test('the map is walked by keys', async (tab) => {
    await tab.open('seed', 'selected=article&panel=');
    const { nodes, edges } = await tab.island();
    await tab.page.keyboard.press('Tab');
    await tab.page.keyboard.press('Enter');
    const at = async () => (await tab.hash()).get('selected');
    await tab.page.keyboard.press('ArrowRight');
    await tab.rest();
    const first = nodes.find(({ id }) => id === 'article#1' || id === 'c1');
    const child = nodes.find((node) => node.id !== 'article' && nodes[node.parent]?.id === 'article');
    must(first && (await at()) === child.id, `the first reply is ${child.id}, not ${await at()}`);
    await tab.page.keyboard.press('ArrowLeft');
    await tab.rest();
    must((await at()) === 'article', `back at ${await at()}`);
    await tab.page.keyboard.press('n');
    await tab.rest();
    const reached = await at();
    const place = nodes.findIndex(({ id }) => id === reached);
    must(
      edges.some(({ from, relation }) => from === place && (relation === 0 || relation === 1)),
      `n leads to ${reached}, which rebuts nothing`,
    );
  });

  await test('a subtree folds and unfolds', async (tab) => {
    await tab.open('seed', 'selected=c1&panel=');
    await tab.page.keyboard.press('Tab');
    await tab.page.keyboard.press('Enter');
    await tab.page.keyboard.press('Space');
    await tab.rest();
    must((await tab.hash()).getAll('folded').join() === 'c1', `${await tab.hash()}`);
    await tab.shot('folded');
    await tab.page.keyboard.press('Space');
    await tab.rest();
    must((await tab.hash()).getAll('folded').length === 0, 'it does not unfold');
  });

  await test('the address restores everything', async (tab) => {
    const hash =
      'query=puces&selected=c5&layout=thread&panel=filters&theme=dark&position=skeptic&relation=rebuttal&status=unchallenged&form=irony&rule=fr.skeptic.deceit&origin=inferred&confidence=0.4';
    await tab.open('seed', hash);
    const seen = await tab.page.evaluate(() => ({
      query: document.querySelector('#search').value,
      title: document.querySelector('#detail h2').textContent,
      layout: document.querySelector('[data-layout][aria-checked=true]').dataset.layout,
      panel: document.querySelector('[role=tab][aria-selected=true]').id,
      theme: document.documentElement.dataset.theme,
      dark: getComputedStyle(document.body).backgroundColor,
      checked: [...document.querySelectorAll('.value input[data-value]:checked')]
        .map((input) => input.dataset.value)
        .sort(),
      confidence: document.querySelector('input[type=range]').value,
      chips: document.querySelectorAll('.filter-chip').length,
    }));
    must(
      JSON.stringify(seen) ===
        JSON.stringify({
          query: 'puces',
          title: '#5',
          layout: 'thread',
          panel: 'tab-filters',
          theme: 'dark',
          dark: 'rgb(17, 22, 31)',
          checked: ['fr.skeptic.deceit', 'inferred', 'irony', 'rebuttal', 'skeptic', 'unchallenged'],
          confidence: '0.4',
          chips: 8,
        }),
      JSON.stringify(seen),
    );
    await tab.page.reload();
    await tab.rest();
    const again = [...(await tab.hash())]
      .filter(([key]) => key !== 'view')
      .map((pair) => pair.join('='))
      .sort()
      .join('&');
    must(again === hash.split('&').sort().join('&'), again);
  });

  await test('a wrong address does no harm', async (tab) => {
    await tab.open(
      'seed',
      'selected=%3Cimg%20src=x%20onerror=alert(1)%3E&layout=spiral&panel=nothing&confidence=NaN&view=1,2,0&theme=pink&position=%3Cscript%3E&folded=zzz&__proto__=x&query=%00%F0%9F',
    );
    must((await tab.text('.chosen')).startsWith('0 of'), await tab.text('.chosen'));
    must(
      await tab.page.$eval('[data-layout=tree]', (button) => button.getAttribute('aria-checked') === 'true'),
      'the layout',
    );
    must(!(await tab.page.$('main img, aside img')), 'markup of the address');
  });

  await test('back and forward lead through what was selected', async (tab) => {
    await tab.open('seed', 'panel=hits&query=a');
    const choose = async (/** @type {string} */ id) => {
      await tab.page.evaluate(
        (id) =>
          [...document.querySelectorAll('#panel-hits [data-node]')]
            .find((button) => button.dataset.node === id)
            .click(),
        id,
      );
      await tab.rest(900);
    };
    await choose('c5');
    await choose('c8');
    await tab.page.goBack();
    await tab.rest();
    must((await tab.text('#detail h2')) === '#5', await tab.text('#detail'));
    await tab.page.goBack();
    await tab.rest();
    must(await tab.page.$eval('#detail', (detail) => detail.hidden), 'the beginning has a selection');
    await tab.page.goForward();
    await tab.rest();
    must((await tab.text('#detail h2')) === '#5', 'forward');
    // Typing leaves no steps.
    const before = await tab.page.evaluate(() => history.length);
    await tab.page.type('#search', 'chine', { delay: 200 });
    await tab.rest();
    must((await tab.page.evaluate(() => history.length)) <= before, 'every letter is a step');
  });
}
