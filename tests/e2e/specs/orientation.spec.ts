// How the standard works, and the glossary: pages for someone who is new to the standard, or to one of its two worlds.

import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { type App, expect, expectOpenToAll, test } from '../pages';

const PROCESSES = {
  4: 'General requirements',
  5: 'Software development process',
  6: 'Software maintenance process',
  7: 'Software risk management process',
  8: 'Software configuration management process',
  9: 'Software problem resolution process',
};

interface Flow {
  from: string;
  to: string;
  text: string;
}

/** What the processes hand to each other, from the file that says so. */
async function flows(): Promise<Flow[]> {
  const file = await readFile(new URL('../../../editions/orientation.toml', import.meta.url), 'utf8');
  const found = [...file.matchAll(/\[\[flow\]\]\nfrom = "(\d)"\nto = "(\d)"\ntext = "([^"]+)"/g)];
  expect(found.length).toBeGreaterThan(9);
  return found.map(([, from, to, text]) => ({ from: String(from), to: String(to), text: String(text) }));
}

const box = (page: Page, clause: string): Locator =>
  page.getByRole('figure').locator(`.process.p-${clause}`);

const SIZES = [['a desk', 1280, 800], ['a phone', 390, 844]] as const;

for (const [device, width, height] of SIZES) {
  test(`the picture names every process and what it hands on, on ${device}`, async ({ app }) => {
    await app.page.setViewportSize({ width, height });
    await app.open('/orientation');
    await expect(app.title).toHaveText('How the standard works');
    for (const [clause, title] of Object.entries(PROCESSES)) {
      await expect(box(app.page, clause).getByRole('heading')).toHaveText(`${clause} ${title}`);
    }
    for (const { from, to, text } of await flows()) {
      // The line in the box is the arrow for everyone who does not see it.
      const line = box(app.page, from).getByRole('listitem').filter({ hasText: `Gives ${to}: ${text}` });
      await expect(line).toHaveCount(1);
      const arrow = app.page.locator(`.f-${from}-${to}`).filter({ hasText: text });
      if (width > 1000) await expect(arrow).toBeVisible();
      else {
        await expect(line).toBeVisible();
        await expect(arrow).toBeHidden();
      }
    }
  });
}

for (const width of [1200, 1280, 1600]) {
  test(`each arrow runs from its process to the other and covers nothing, at ${width} pixels`, async ({ app }) => {
    await app.page.setViewportSize({ width, height: 900 });
    await app.openExample('Infusion pump, class C');
    await app.goTo('map');
    await expect(app.page.locator('.map-arrow').first()).toBeVisible();
    const area = async (locator: Locator) => {
      const box = await locator.boundingBox();
      expect(box).not.toBeNull();
      return box ?? { x: 0, y: 0, width: 0, height: 0 };
    };
    const boxes = Object.fromEntries(
      await Promise.all(Object.keys(PROCESSES).map(async (clause) => [clause, await area(box(app.page, clause))] as const)),
    );
    const frame = await area(app.page.getByRole('figure'));
    type Area = Awaited<ReturnType<typeof area>>;
    const gap = (a: Area, b: Area) =>
      Math.max(a.x - b.x - b.width, b.x - a.x - a.width, a.y - b.y - b.height, b.y - a.y - a.height);
    const arrows: [string, Area][] = [];
    for (const { from, to } of await flows()) {
      const arrow = app.page.locator(`.f-${from}-${to}`);
      const own = await area(arrow);
      const name = `${from} to ${to}`;
      for (const end of [from, to]) {
        // Clause 4 is the frame of all: what comes from it may come from its edge.
        const distance = end === '4' ? Math.min(gap(own, boxes[4]), own.x - frame.x - 21) : gap(own, boxes[end]);
        expect(distance, `${name} begins and ends at its boxes`).toBeLessThanOrEqual(1);
      }
      for (const [clause, other] of Object.entries(boxes)) expect(gap(own, other), `${name} on ${clause}`).toBeGreaterThan(-1);
      for (const [other, place] of arrows) expect(gap(own, place), `${name} on ${other}`).toBeGreaterThan(-1);
      arrows.push([name, own]);
      const fits = await arrow.evaluate((arrow) => arrow.scrollWidth <= arrow.clientWidth + 1);
      expect(fits, `the words of ${name} fit`).toBe(true);
    }
    // No name sticks out of its box either.
    const sticking = await app.page.getByRole('figure').getByRole('listitem').evaluateAll((items) =>
      items.filter((item) => item.getBoundingClientRect().width > 1 && item.scrollWidth > item.clientWidth + 1).map((item) => item.textContent),
    );
    expect(sticking).toEqual([]);
  });
}

test('inside an assessment the picture shows the numbers of the results and leads to the activities', async ({ app }) => {
  await app.openExample('Infusion pump, class C');
  await app.goTo('results');
  await app.main.getByText('By process as a table').click();
  const table = app.page.getByRole('region', { name: 'By process, table' });
  const rows = await table.getByRole('row').evaluateAll((rows) =>
    rows.slice(1, -1).map((row) => {
      const cells = [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '');
      return { kind: row.className, name: cells[0] ?? '', readiness: cells[7] ?? '' };
    }),
  );
  expect(rows.filter((row) => row.kind === 'process')).toHaveLength(6);

  await app.goTo('map');
  await expect(app.title).toHaveText('How the standard works');
  for (const { kind, name, readiness } of rows) {
    const [clause] = name.split(' ');
    const place = kind === 'process'
      ? box(app.page, String(clause)).locator('.name')
      : app.page.getByRole('figure').getByRole('listitem').filter({ has: app.page.getByRole('link', { name, exact: true }) });
    await expect(place, name).toContainText(`Readiness ${readiness}`);
    await expect(place, name).toContainText(/\d+ of \d+ answered/);
  }
  await expect(box(app.page, '4')).toContainText('Only for legacy software');

  await app.page.getByRole('figure').getByRole('link', { name: '5.4 Software detailed design' }).click();
  await expect(app.title).toHaveText('5.4 Software detailed design');
  await app.page.goBack();
  await box(app.page, '7').getByRole('heading').getByRole('link').click();
  await expect(app.title).toHaveText('7.1 Analysis of software contributing to hazardous situations');
});

test('the picture follows what is answered, and says what the class leaves out', async ({ app }) => {
  await app.newAssessment({ class: 'A' });
  await app.goTo('map');
  const step = (name: string) => app.page.getByRole('figure').getByRole('listitem').filter({ hasText: name });
  await expect(step('5.3 Software architectural design')).toContainText('Not asked in class A');
  await expect(step('5.3 Software architectural design').getByRole('link')).toHaveCount(0);
  await expect(step('6.1 Software maintenance plan')).toContainText('Readiness 0 % 0 of 1 answered');
  await app.goTo('activity/6.1');
  await app.answer('6.1', 'Partly met');
  await app.goTo('map');
  await expect(step('6.1 Software maintenance plan')).toContainText('Readiness 50 % 1 of 1 answered');
});

const PLACES: [string, (app: App) => Promise<void>][] = [
  ['of the edition', (app) => app.open('/orientation')],
  [
    'of an assessment',
    async (app) => {
      await app.openExample('Activity diary, class A');
      await app.goTo('map');
    },
  ],
];

for (const [what, reach] of PLACES) {
  for (const [device, width, height] of SIZES) {
    test(`the page ${what} keeps nobody out, on ${device}`, async ({ app }) => {
      test.setTimeout(90_000);
      await app.page.emulateMedia({ reducedMotion: 'reduce' });
      await app.page.setViewportSize({ width, height });
      await reach(app);
      // Rows that differ are rows like all others; axe takes its time for each.
      await app.page.getByRole('checkbox', { name: 'Show only where classes differ' }).check();
      await app.page.getByRole('button', { name: 'notified body' }).first().click();
      await expect(app.page.locator('h1')).toHaveText('How the standard works');
      await expect(app.page).toHaveTitle('How the standard works · IEC 62304 readiness');
      await expectOpenToAll(app.page);
    });
  }
}

test('the topics have a table of contents, and each an address', async ({ app }) => {
  await app.open('/orientation');
  const contents = app.page.getByRole('navigation', { name: 'On this page' });
  const titles = await contents.getByRole('link').allTextContents();
  expect(titles.length).toBeGreaterThan(5);
  for (const title of titles) await expect(app.page.getByRole('heading', { name: title, level: 2 })).toBeVisible();
  const heading = app.page.getByRole('heading', { name: 'The editions' });
  await contents.getByRole('link', { name: 'The editions' }).click();
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  expect(app.address()).toBe('/orientation/editions');
  await app.reload();
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  await app.page.goBack();
  expect(app.address()).toBe('/orientation');

  await app.newAssessment();
  await app.goTo('map');
  await contents.getByRole('button', { name: 'The editions' }).click();
  await expect(heading).toBeFocused();
  expect(app.address()).toMatch(/\/map$/);
});

test('a term on the page is explained there', async ({ app }) => {
  await app.open('/orientation');
  const term = app.page.getByRole('button', { name: 'notified body' }).first();
  await term.click();
  await expect(app.page.getByText('notified body:')).toBeVisible();
});

/** How many rows of the table a class is asked, by their signs; the rows of clause 4.4 apart. */
async function asked(page: Page): Promise<{ plain: number[]; legacy: number[] }> {
  return page.getByRole('table').evaluate((table) => {
    const plain = [0, 0, 0];
    const legacy = [0, 0, 0];
    for (const row of table.querySelectorAll('tbody tr')) {
      const counts = row.querySelector('th')?.textContent?.startsWith('4.4.') ? legacy : plain;
      [...row.querySelectorAll('td')].forEach((cell, index) => {
        if (cell.querySelector('[aria-label="asked"]')) counts[index] = (counts[index] ?? 0) + 1;
      });
    }
    return { plain, legacy };
  });
}

const columns = (page: Page): Promise<string[]> => page.getByRole('columnheader').allTextContents();

test('the table of clauses counts what each class is asked, the legacy route apart', async ({ app }) => {
  await app.open('/orientation/classes');
  await expect(app.page.getByRole('table')).toBeVisible();
  expect(await columns(app.page)).toEqual(['Clause', 'Class A 53', 'Class B 88', 'Class C 94']);
  expect(await asked(app.page)).toEqual({ plain: [53, 88, 94], legacy: [5, 5, 5] });
  await expect(app.main).toContainText(
    'Counted without the 5 requirements that are asked only of legacy software. With them: A 58, B 93, C 99.',
  );
  for (const [name, count, out] of [
    ['Class A', '53', 'all of 5.3 Software architectural design'],
    ['Class B', '88', '5.4.2, 5.4.3, 5.4.4'],
    ['Class C', '94', 'Leaves out nothing.'],
  ]) {
    const card = app.page.locator('.class-card').filter({ has: app.page.getByRole('heading', { name, level: 3 }) });
    await expect(card).toContainText(new RegExp(`\\b${count} requirements`));
    await expect(card).toContainText(String(out));
  }
});

test('the table of clauses can show only where the classes differ', async ({ app }) => {
  await app.open('/orientation');
  const rows = app.page.getByRole('table').getByRole('row').filter({ has: app.page.getByRole('cell') });
  const status = app.page.getByRole('status').filter({ hasText: 'clauses' });
  await expect(rows).toHaveCount(99);
  await expect(status).toHaveText('All 99 clauses');
  const filter = app.page.getByRole('checkbox', { name: 'Show only where classes differ' });
  await filter.check();
  // 94 less the 53 that all classes are asked.
  await expect(rows).toHaveCount(41);
  await expect(status).toHaveText('41 of 99 clauses: those where the classes differ');
  for (const row of await rows.all()) await expect(row.getByRole('img', { name: 'not asked' }).first()).toBeVisible();
  await expect(app.page.getByRole('rowheader', { name: '4.1 Quality management system' })).toBeHidden();
  await expect(app.page.getByRole('rowheader', { name: /^5\.7 / })).toBeHidden();
  await filter.uncheck();
  await expect(rows).toHaveCount(99);
});

test('the head of the table stays in view and is printed on each page', async ({ app }) => {
  await app.open('/orientation');
  const head = app.page.getByRole('columnheader', { name: /^Class C/ });
  await app.page.getByRole('rowheader', { name: /^6\.3\.2 / }).scrollIntoViewIfNeeded();
  await expect(head).toBeInViewport();
  const covered = await head.evaluate((head) => {
    const area = head.getBoundingClientRect();
    return document.elementFromPoint(area.x + area.width / 2, area.y + area.height / 2)?.closest('th') === head;
  });
  expect(covered, 'nothing lies over it').toBe(true);
  await app.page.emulateMedia({ media: 'print' });
  expect(await app.page.locator('thead').evaluate((head) => getComputedStyle(head).display)).toBe('table-header-group');
});

test('inside an assessment the table is that of its edition, and its class stands out', async ({ app }) => {
  await app.newAssessment({ class: 'B', edition: '1.0' });
  await app.goTo('map');
  await expect(app.page.getByRole('table')).toBeVisible();
  expect(await columns(app.page)).toEqual(['Clause', 'Class A 43', 'Class B, the class that counts 89', 'Class C 95']);
  expect(await asked(app.page)).toEqual({ plain: [43, 89, 95], legacy: [0, 0, 0] });
  await expect(app.page.getByRole('rowheader', { name: /^7\.1\.5 / })).toBeVisible();
  await expect(app.page.locator('.class-card').filter({ hasText: 'Counts here' }).getByRole('heading')).toHaveText(/^Class B/);
});

// The glossary.

const entries = (app: App): Locator => app.main.getByRole('article');
const entry = (app: App, term: string): Locator =>
  entries(app).filter({ has: app.page.getByRole('heading', { name: term, exact: true }) });
const count = (app: App): Locator => app.main.getByRole('status');
const field = (app: App): Locator => app.page.getByRole('searchbox', { name: 'Search the glossary' });

test('the glossary explains at least sixty terms, in order', async ({ app }) => {
  await app.open('/glossary');
  await expect(entries(app).first()).toBeVisible();
  const names = await entries(app).getByRole('heading').allTextContents();
  expect(names.length).toBeGreaterThanOrEqual(60);
  await expect(count(app)).toHaveText(`${names.length} terms`);
  expect(names).toEqual(names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  for (const text of await entries(app).locator('p:first-child').allTextContents()) expect(text.length).toBeGreaterThan(40);
  // A letter of the index leads to its terms.
  await app.page.getByRole('navigation', { name: 'Letters' }).getByRole('button', { name: 'S', exact: true }).click();
  await expect(app.page.getByRole('heading', { name: 'S', exact: true })).toBeFocused();
  await expect(app.page.getByRole('heading', { name: 'S', exact: true })).toBeInViewport();
});

test('the glossary is searched by term, by other forms and by meaning, while typing', async ({ app }) => {
  await app.open('/glossary');
  await expect(entries(app).first()).toBeVisible();
  await field(app).pressSequentially('REGRESSION');
  await expect(entry(app, 'regression test')).toBeVisible();
  await expect(entry(app, 'CAPA')).toBeHidden();
  await field(app).fill('recalls');
  await expect(entry(app, 'vigilance')).toBeVisible();
  await field(app).fill('BfArM');
  await expect(entries(app).filter({ visible: true })).toHaveCount(1);
  await expect(count(app)).toHaveText('1 term');
  await field(app).fill('zeppelin');
  await expect(count(app)).toHaveText('0 terms. Try another word, or all worlds.');
  await expect(app.main.getByRole('heading', { level: 2 })).toHaveCount(0);
  await field(app).fill('');

  const world = (name: string) => app.page.getByRole('group', { name: 'Words of' }).getByRole('button', { name, exact: true });
  let together = 0;
  for (const name of ['Engineering', 'Quality', 'The standard']) {
    await world(name).click();
    await expect(world(name)).toHaveAttribute('aria-pressed', 'true');
    const shown = await entries(app).filter({ visible: true }).count();
    await expect(entries(app).filter({ visible: true }).filter({ hasText: name })).toHaveCount(shown);
    await expect(count(app)).toHaveText(`${shown} terms`);
    together += shown;
  }
  await world('All').click();
  await expect(count(app)).toHaveText(`${together} terms`);
});

test('a term has an address of its own, which survives reload, and Back', async ({ app }) => {
  await app.open('/glossary/regression-test');
  const regression = entry(app, 'regression test');
  const shown = async (term: string) => {
    await expect(entry(app, term)).toHaveAttribute('aria-current', 'true');
    await expect(entry(app, term).getByRole('heading')).toBeFocused();
    await expect(entry(app, term).getByRole('heading')).toBeInViewport();
    await expect(app.main.locator('[aria-current=true]')).toHaveCount(1);
  };
  await shown('regression test');
  await app.reload();
  await shown('regression test');

  await regression.getByRole('link', { name: 'integration test' }).click();
  await shown('integration test');
  expect(app.address()).toBe('/glossary/integration-test');
  await app.page.goBack();
  await shown('regression test');

  // A search lets go of it, and a link from what is found holds the next one, whatever is searched for.
  await field(app).fill('state of the art');
  await expect(regression).toBeHidden();
  await expect(app.main.locator('[aria-current=true]')).toHaveCount(0);
  expect(app.address()).toBe('/glossary');
  await expect(field(app)).toBeFocused();
  await app.open('/glossary/regression-test');
  await shown('regression test');
  await expect(field(app)).toHaveValue('');

  // Other forms of a term lead to it as well, and an address without a term says so.
  await app.open('/glossary/recalls');
  await shown('vigilance');
  await app.open('/glossary/zeppelin');
  await expect(count(app)).toContainText('The glossary has no term at this address.');
  await expect(entries(app).first()).toBeVisible();
});

test('every term that an entry points to is there', async ({ app }) => {
  await app.open('/glossary');
  await expect(entries(app).first()).toBeVisible();
  const dead = await entries(app).getByRole('link').evaluateAll((links) =>
    links
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => !document.getElementById(`term-${href.replace('#/glossary/', '')}`)),
  );
  expect(dead).toEqual([]);
});

for (const [device, width, height] of SIZES) {
  test(`the glossary keeps nobody out, on ${device}`, async ({ app }) => {
    test.setTimeout(90_000);
    await app.page.emulateMedia({ reducedMotion: 'reduce' });
    await app.page.setViewportSize({ width, height });
    await app.open('/glossary/soup');
    await expect(entry(app, 'SOUP')).toHaveAttribute('aria-current', 'true');
    await expect(app.page).toHaveTitle('Glossary · IEC 62304 readiness');
    await expect(app.page.locator('h1')).toHaveText('Glossary');
    await expectOpenToAll(app.page);
  });
}
