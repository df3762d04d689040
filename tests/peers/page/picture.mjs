// The picture in a real browser: moving about, layouts, keys, what is heard, what is saved.

/** @typedef {import('./tab.mjs').Tab} Tab */

/** @param {unknown} condition @param {string} message */
function must(condition, message) {
  if (!condition) throw new Error(message || 'it is not so');
}

/**
 * Where the picture is.
 * @param {Tab} tab
 * @returns {Promise<{x: number, y: number, width: number, height: number}>}
 */
const box = (tab) =>
  tab.page.$eval('.map', (map) => {
    const { x, y, width, height } = map.getBoundingClientRect();
    return { x, y, width, height };
  });

/** The middle and the zoom that the address tells, once the picture rests. @param {Tab} tab */
async function view(tab) {
  await tab.rest(700);
  const [x, y, k] = ((await tab.hash()).get('view') ?? '').split(',').map(Number);
  return { x, y, k };
}

/**
 * Moves the mouse over the picture until it is on a card, or on nothing.
 * @param {Tab} tab
 * @param {boolean} card
 */
async function find(tab, card) {
  const { x, y, width, height } = await box(tab);
  for (let row = 1; row < 12; row++) {
    for (let column = 1; column < 12; column++) {
      const at = { x: x + (width * column) / 12, y: y + (height * row) / 12 };
      await tab.page.mouse.move(at.x, at.y);
      if ((await tab.page.$eval('.map', (map) => map.classList.contains('over'))) === card) return at;
    }
  }
  throw new Error(card ? 'no card is found' : 'no empty place is found');
}

/** How many colours the picture has. @param {Tab} tab */
const colours = (tab) =>
  tab.page.$eval('.map canvas', (canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4) seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
    return seen.size;
  });

/** @param {(name: string, run: (tab: Tab) => Promise<void>, how?: any) => Promise<void>} test */
export async function picture(test) {
  for (const layout of ['tree', 'thread', 'icicle', 'matrix']) {
    for (const [name, how] of /** @type {[string, any][]} */ ([
      ['light', {}],
      ['dark', { scheme: 'dark' }],
      ['narrow', { width: 360, height: 740 }],
      ['forced', { forced: true }],
    ])) {
      await test(
        `the ${layout} is drawn, ${name}`,
        async (tab) => {
          await tab.open('seed', `layout=${layout}&panel=&selected=c1`);
          must((await colours(tab)) > 10, 'the picture is empty');
          await tab.shot(`picture-${layout}-${name}`);
        },
        how,
      );
    }
  }

  await test('the wheel zooms around the pointer, a drag moves', async (tab) => {
    await tab.open('seed', 'layout=tree&panel=');
    const { x, y, width, height } = await box(tab);
    const [px, py] = [x + width * 0.3, y + height * 0.6];
    await tab.page.mouse.move(px, py);
    await tab.page.mouse.wheel({ deltaY: -60 });
    const before = await view(tab);
    await tab.page.mouse.wheel({ deltaY: -200 });
    const after = await view(tab);
    must(after.k > before.k * 1.2, `zoom ${before.k} to ${after.k}`);
    /** The point of the map under the pointer. */
    const under = (/** @type {typeof before} */ at) => [
      at.x + (px - x - width / 2) / at.k,
      at.y + (py - y - height / 2) / at.k,
    ];
    const [one, two] = [under(before), under(after)];
    must(Math.hypot(one[0] - two[0], one[1] - two[1]) < 1, `under the pointer ${one}, then ${two}`);
    const empty = await find(tab, false);
    await tab.page.mouse.move(empty.x, empty.y);
    await tab.page.mouse.down();
    await tab.page.mouse.move(empty.x + 30, empty.y - 20, { steps: 4 });
    await tab.page.mouse.up();
    const moved = await view(tab);
    must(
      Math.abs((after.x - moved.x) * after.k - 30) < 1 && Math.abs((after.y - moved.y) * after.k + 20) < 1,
      `${JSON.stringify([after, moved])}`,
    );
    must(!(await tab.hash()).get('selected'), 'a drag selects');
  });

  await test('two fingers zoom', async (tab) => {
    await tab.open('seed', 'layout=tree&panel=');
    const { x, y, width, height } = await box(tab);
    const [cx, cy] = [x + width / 2, y + height / 2];
    const session = await tab.page.createCDPSession();
    const touch = (/** @type {string} */ type, /** @type {number} */ apart) =>
      session.send('Input.dispatchTouchEvent', {
        type: /** @type {any} */ (type),
        touchPoints:
          type === 'touchEnd'
            ? []
            : [
                { x: cx - apart, y: cy, id: 1 },
                { x: cx + apart, y: cy, id: 2 },
              ],
      });
    await touch('touchStart', 40);
    for (let apart = 45; apart <= 100; apart += 5) await touch('touchMove', apart);
    await touch('touchEnd', 0);
    const near = await view(tab);
    must(near.k > 1.4, `zoom ${near.k}`);
  });

  await test('a click selects a card, one beside it nothing, a double click goes near', async (tab) => {
    await tab.open('seed', 'layout=tree&panel=');
    const card = await find(tab, true);
    await tab.page.mouse.click(card.x, card.y);
    await tab.rest();
    const selected = (await tab.hash()).get('selected');
    must(selected, 'nothing is selected');
    const said = await tab.page.$eval('.map [aria-selected=true]', (item) => item.textContent);
    const { nodes } = await tab.island();
    must(
      said.includes(nodes.find((/** @type {any} */ node) => node.id === selected).name),
      `${selected}, but heard is ${said}`,
    );
    await tab.page.mouse.click(card.x, card.y, { count: 2 });
    must((await view(tab)).k >= 0.95, 'a double click does not go near');
    await tab.page.keyboard.press('Escape');
    const empty = await find(tab, false);
    await tab.page.mouse.click(empty.x, empty.y);
    await tab.rest();
    must(!(await tab.hash()).get('selected'), 'something is still selected');
  });

  await test('what is selected elsewhere comes into view, though its text takes room', async (tab) => {
    for (const layout of ['thread', 'tree']) {
      await tab.open('big', `layout=${layout}&panel=outline`);
      await tab.rest(400);
      await tab.page.focus('.outline-row[tabindex="0"]');
      await tab.page.keyboard.press('End');
      await tab.page.keyboard.press('Enter');
      const { y } = await view(tab);
      must(y > 20_000, `${layout}: the picture is at ${y}`);
    }
  });

  await test('what is heard of the picture is a tree, of the matrix a grid', async (tab) => {
    await tab.open('seed', 'layout=tree&panel=');
    await tab.page.focus('.map');
    await tab.page.keyboard.press('ArrowRight');
    await tab.page.keyboard.press('ArrowRight');
    await tab.rest(80);
    const heard = await tab.page.$eval('.map', (map) => {
      const current = document.getElementById(map.getAttribute('aria-activedescendant') ?? '');
      return {
        role: map.getAttribute('role'),
        level: current?.getAttribute('aria-level'),
        set: current?.getAttribute('aria-setsize'),
        place: current?.getAttribute('aria-posinset'),
        words: current?.textContent,
        selected: current?.getAttribute('aria-selected'),
      };
    });
    must(
      heard.role === 'tree' &&
        heard.level === '2' &&
        heard.place === '1' &&
        Number(heard.set) > 1 &&
        heard.selected === 'true',
      JSON.stringify(heard),
    );
    await tab.open('seed', 'layout=matrix&panel=');
    await tab.page.focus('.map');
    await tab.page.keyboard.press('ArrowRight');
    await tab.page.keyboard.press('ArrowRight');
    await tab.rest(80);
    const cell = await tab.page.$eval('.map', (map) => ({
      role: map.getAttribute('role'),
      words: document.getElementById(map.getAttribute('aria-activedescendant') ?? '')?.textContent,
    }));
    must(cell.role === 'grid' && cell.words?.includes('→'), JSON.stringify(cell));
    await tab.page.keyboard.press('Enter');
    await tab.rest();
    must((await tab.text('.cell h2')).includes('→'), 'a cell does not list its links');
    await tab.click('.cell [data-row]');
    await tab.rest();
    must((await tab.hash()).getAll('position').length === 1, 'a cell does not filter');
    await tab.open('forum', 'layout=matrix&panel=');
    await tab.page.focus('.map');
    for (let cell = 0; cell < 30; cell++) {
      await tab.page.keyboard.press(cell % 3 === 2 ? 'ArrowDown' : 'ArrowRight');
      await tab.page.keyboard.press('Enter');
      await tab.rest(40);
      if (await tab.page.$('.cell .quotation')) break;
      await tab.page.$eval('.cell', (dialog) => dialog.close());
      await tab.page.focus('.map');
    }
    must(/\d\.\d\d/.test(await tab.text('.cell .quotation .note')), 'a link does not say how sure it is');
  });

  await test('what is not chosen is faded or hidden, and it is said', async (tab) => {
    await tab.open('seed', 'layout=thread&panel=&position=skeptic');
    await tab.rest(200);
    const note = () => tab.page.$eval('.picture-note', (element) => (element.hidden ? '' : element.textContent));
    must(/\d.*faded/.test(await note()), await note());
    await tab.open('seed', 'layout=thread&panel=&position=skeptic&hide=hide');
    await tab.rest(200);
    must(/\d.*hidden/.test(await note()), await note());
    await tab.shot('picture-hidden');
  });

  await test('the small map moves the large one', async (tab) => {
    await tab.open('big', 'layout=thread&panel=');
    await tab.rest(600);
    const map = await tab.page.$eval('.minimap', (canvas) => {
      const { x, y, width, height } = canvas.getBoundingClientRect();
      return { x, y, width, height };
    });
    await tab.page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
    const there = await view(tab);
    must(there.y > 20_000, JSON.stringify(there));
    must((await colours(tab)) > 10, 'nothing is drawn there');
  });

  await test('only rows in view exist in the outline, and they say where they stand', async (tab) => {
    await tab.open('big', 'panel=outline');
    await tab.rest(600);
    const rows = await tab.page.$$eval('[role=treeitem].outline-row', (all) =>
      all.map((row) => ({
        level: row.getAttribute('aria-level'),
        set: row.getAttribute('aria-setsize'),
        place: row.getAttribute('aria-posinset'),
      })),
    );
    must(rows.length > 5 && rows.length < 80, `${rows.length} rows`);
    must(
      rows.every(({ level, set, place }) => Number(level) > 0 && Number(place) > 0 && Number(place) <= Number(set)),
      JSON.stringify(rows[0]),
    );
    await tab.page.focus('.outline-row[tabindex="0"]');
    await tab.page.keyboard.press('End');
    await tab.rest(100);
    const { nodes } = await tab.island();
    const last = await tab.page.evaluate(() => document.activeElement?.textContent);
    must(last?.includes(nodes[nodes.length - 1].name), `${last}`);
    await tab.page.keyboard.press('Enter');
    await tab.rest();
    must((await tab.hash()).get('selected') === nodes[nodes.length - 1].id, 'Enter does not select');
    await tab.page.keyboard.press('Home');
    await tab.page.keyboard.press('ArrowLeft');
    await tab.rest();
    must(
      (await tab.hash()).getAll('folded').length === 1 && (await tab.page.$$('.outline-row')).length < 10,
      'the root does not fold',
    );
  });

  await test('the view is saved as SVG and PNG that say what they show', async (tab) => {
    await tab.open('seed', 'layout=tree&panel=');
    const svg = (await tab.download('svg')).toString('utf8');
    const found = await tab.page.evaluate((text) => {
      const file = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        error: file.querySelector('parsererror')?.textContent ?? '',
        names: [...new Set([...file.querySelectorAll('*')].map(({ localName }) => localName))].sort(),
        words: file.documentElement.textContent ?? '',
      };
    }, svg);
    must(!found.error, found.error);
    must(
      found.names.every((name) =>
        ['svg', 'title', 'desc', 'g', 'rect', 'path', 'circle', 'text', 'clipPath'].includes(name),
      ),
      `${found.names}`,
    );
    must(found.words.includes('unreviewed') && found.words.includes('antilibéralisme'), 'words are missing');
    const png = await tab.download('png');
    must(png.subarray(1, 4).toString() === 'PNG' && png.readUInt32BE(16) > 1500, 'the PNG is too small');
  });
}
