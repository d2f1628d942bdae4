// Help in the cards: what a requirement is for, for two readers, and the terms of both worlds where they stand.

import { test as bare, type Locator, type Page } from '@playwright/test';
import { type App, expect, expectOpenToAll, test } from '../pages';

const HELP = 'Help: what it is for';
const LOOK = 'What an assessor looks for';

/** The part of a card that opens under this name. */
const part = (app: App, clause: string, name: string): Locator =>
  app.card(clause).locator('details').filter({ has: app.page.locator('summary', { hasText: name }) });

async function openHelp(app: App, clause: string): Promise<Locator> {
  await app.fold(clause, HELP).click();
  const help = part(app, clause, HELP);
  await expect(help.getByRole('heading', { name: 'What it is for' })).toBeVisible();
  return help;
}

/** The terms that a card explains. */
const terms = (app: App, clause: string): Locator => app.card(clause).locator('.term');

/** What is shown of a term in this card. */
const meaning = (card: Locator): Locator => card.locator('.meaning');

const headings = (help: Locator): Promise<string[]> => help.getByRole('heading').allTextContents();

const QUALITY = 'If you come from quality';
const ENGINEERING = 'If you come from engineering';

test('the help of every requirement has each of its sections', async ({ app }) => {
  await app.newAssessment();
  await app.goTo('list/all');
  await expect(app.cards).toHaveCount(94);
  const folds = app.main.locator('summary', { hasText: HELP });
  await folds.evaluateAll((all) => all.forEach((one) => (one as HTMLElement).click()));
  const helps = app.page.locator('.help');
  await expect(helps).toHaveCount(94);
  const found = await helps.evaluateAll((helps) =>
    helps.map((help) => [...help.querySelectorAll('section')].map((section) => {
      const title = section.querySelector('h4')?.textContent ?? '';
      return { title, text: (section.textContent ?? '').slice(title.length).trim() };
    })),
  );
  const titles = ['What it is for', QUALITY, ENGINEERING, 'What assessors often find', 'From 2006 to the amendment', 'Neighbours'];
  for (const sections of found) {
    expect(sections.map((section) => section.title)).toEqual(titles);
    for (const { title, text } of sections) expect(text.length, title).toBeGreaterThan(5);
  }
  // No text stands in two cards.
  const texts = found.flatMap((sections) => sections.slice(0, 4).map((section) => section.text));
  expect(new Set(texts).size).toBe(94 * 4);
});

test('the help says what the amendment changed, and where other documents speak of the same', async ({ app }) => {
  await app.newAssessment();
  await app.goTo('activity/5.1');
  await expect(await openHelp(app, '5.1.8')).toContainText('The intended audience of each document is no longer asked for.');
  await expect(await openHelp(app, '5.1.1')).toContainText('The amendment of 2015 left it as it was in 2006.');
  await expect(part(app, '5.1.1', HELP).getByRole('listitem').filter({ hasText: /^ISO 13485/ }).first()).toBeVisible();
});

test('the help fits the edition', async ({ app }) => {
  await app.newAssessment({ class: 'C', edition: '1.0' });
  await app.goTo('requirement/7.1.5');
  const help = await openHelp(app, '7.1.5');
  await expect(help).toContainText('the 2006 edition wants the software part of it on file');
});

test('the reader is picked once, for every card and for the next visit', async ({ app }) => {
  await app.newAssessment();
  await app.goTo('activity/5.5');
  const help = await openHelp(app, '5.5.2');
  const from = (name: string) => help.getByRole('group', { name: 'I come from' }).getByRole('button', { name, exact: true });
  await expect(from('Both')).toHaveAttribute('aria-pressed', 'true');
  expect(await headings(help)).toEqual(expect.arrayContaining([QUALITY, ENGINEERING]));

  await from('Quality').click();
  await expect(from('Quality')).toHaveAttribute('aria-pressed', 'true');
  await expect(from('Quality')).toBeFocused();
  await expect(help.getByRole('heading', { name: ENGINEERING })).toHaveCount(0);
  await expect(help.getByRole('heading', { name: QUALITY })).toBeVisible();

  await app.reload();
  const again = await openHelp(app, '5.5.3');
  await expect(again.getByRole('heading', { name: QUALITY })).toBeVisible();
  await expect(again.getByRole('heading', { name: ENGINEERING })).toHaveCount(0);

  // The same choice stands on the pages about the standard, and counts from there.
  for (const address of ['/glossary', '/orientation']) {
    await app.open(address);
    const choice = app.page.getByRole('group', { name: 'I come from' });
    await expect(choice.getByRole('button', { name: 'Quality', exact: true })).toHaveAttribute('aria-pressed', 'true');
  }
  await app.page.getByRole('group', { name: 'I come from' }).getByRole('button', { name: 'Engineering', exact: true }).click();
  await app.page.goBack();
  await app.page.goBack();
  const last = await openHelp(app, '5.5.3');
  await expect(last.getByRole('heading', { name: ENGINEERING })).toBeVisible();
  await expect(last.getByRole('heading', { name: QUALITY })).toHaveCount(0);
});

test('a term in a question is explained in the card, one at a time', async ({ app }) => {
  await app.newAssessment();
  await app.goTo('activity/5.5');
  const card = app.card('5.5.2');
  const unit = card.getByRole('button', { name: 'software units' });
  const tests = card.getByRole('button', { name: 'unit tests' });
  await expect(unit).toHaveAttribute('aria-expanded', 'false');
  await unit.click();
  await expect(unit).toHaveAttribute('aria-expanded', 'true');
  await expect(meaning(card)).toContainText('software unit:');
  await expect(card.getByRole('radio', { name: 'Met', exact: true })).toBeVisible();

  await tests.click();
  await expect(unit).toHaveAttribute('aria-expanded', 'false');
  await expect(meaning(card)).toHaveCount(1);
  await expect(meaning(card)).toContainText('unit test:');
  await tests.click();
  await expect(meaning(card)).toHaveCount(0);

  // What is asked keeps its words.
  await expect(card.locator('.question')).toHaveText(
    'Is it laid down by what strategy, methods and procedures software units are verified, and are any unit tests themselves checked for fitness?',
  );
});

test('the meaning of a term leads to its entry in the glossary, and Back leads to the card again', async ({ app }) => {
  await app.newAssessment();
  await app.goTo('activity/5.5');
  await app.card('5.5.2').getByRole('button', { name: 'unit tests' }).click();
  await app.card('5.5.2').getByRole('link', { name: 'unit test in the glossary' }).click();
  await expect(app.title).toHaveText('Glossary');
  expect(app.address()).toBe('/glossary/unit-test');
  await app.page.goBack();
  await expect(app.card('5.5.2')).toBeVisible();
});

test('terms are explained by keyboard alone', async ({ app }) => {
  await app.newAssessment();
  await app.goTo('requirement/5.5.2');
  await app.expectFocusOn('5.5.2');
  const card = app.card('5.5.2');
  const tests = card.getByRole('button', { name: 'unit tests' });
  await expect(tests).toBeVisible();
  await app.press('Shift+Tab', tests);
  for (const key of ['Enter', 'Space']) {
    await app.page.keyboard.press(key);
    await expect(tests).toHaveAttribute('aria-expanded', 'true');
    await expect(meaning(card)).toContainText('unit test:');
    await expect(tests).toBeFocused();
    await app.page.keyboard.press('Escape');
    await expect(meaning(card)).toHaveCount(0);
    await expect(tests).toBeFocused();
  }

  // Behind the last term of the text come the ways on from its meaning, then the answer.
  await app.page.keyboard.press('Enter');
  await app.page.keyboard.press('Tab');
  await expect(card.getByRole('link', { name: 'unit test in the glossary' })).toBeFocused();
  await app.page.keyboard.press('Escape');
  await expect(meaning(card)).toHaveCount(0);
  await expect(tests).toBeFocused();
  await app.page.keyboard.press('Enter');
  await app.page.keyboard.press('Tab');
  await app.page.keyboard.press('Tab');
  await expect(card.getByRole('button', { name: 'Close' })).toBeFocused();
  await app.page.keyboard.press('Enter');
  await expect(meaning(card)).toHaveCount(0);
  await expect(tests).toBeFocused();
  await app.page.keyboard.press('Tab');
  await app.expectFocusOn('5.5.2');
});

test('each term is explained once in a card: in the question, or else in the help, or else below it', async ({ app }) => {
  test.setTimeout(90_000);
  await app.newAssessment();
  await app.goTo('activity/5.1');
  let explained = 0;
  for (const clause of ['5.1.1', '5.1.5', '5.1.9']) {
    await expect(terms(app, clause).first()).toBeVisible();
    await openHelp(app, clause);
    await app.fold(clause, LOOK).click();
    await expect(part(app, clause, LOOK).locator('.explained')).toBeVisible();
    const names: string[] = [];
    for (const term of await terms(app, clause).all()) {
      await term.click();
      const shown = app.card(clause).locator('.explained').filter({ has: app.page.locator('[aria-expanded=true]') });
      names.push(String(await meaning(shown).last().locator('strong').textContent()));
      await term.click();
    }
    expect(names, clause).toEqual([...new Set(names)]);
    explained += names.length;
  }
  expect(explained).toBeGreaterThan(15);

  // SOUP stands in the question of 5.1.5, so the help leaves it alone.
  const soup = terms(app, '5.1.5').filter({ hasText: /^SOUP$/ });
  await expect(soup).toHaveCount(1);
  await expect(app.card('5.1.5').getByRole('group').first().locator('.term').filter({ hasText: /^SOUP$/ })).toHaveCount(1);
});

for (const [device, width, height] of [['a desk', 1280, 800], ['a phone', 390, 844]] as const) {
  test(`a card with all its help open keeps nobody out, on ${device}`, async ({ app }) => {
    test.setTimeout(90_000);
    await app.page.emulateMedia({ reducedMotion: 'reduce' });
    await app.page.setViewportSize({ width, height });
    await app.newAssessment();
    await app.goTo('activity/5.5');
    const help = await openHelp(app, '5.5.2');
    await app.fold('5.5.2', LOOK).click();
    await help.locator('.term').first().click();
    await app.card('5.5.2').getByRole('button', { name: 'unit tests' }).click();
    await expect(meaning(app.card('5.5.2'))).toHaveCount(2);
    if (width > 1000) {
      // Two readers, side by side.
      const tops = await help.locator('section').evaluateAll((all) => all.slice(1, 3).map((one) => one.getBoundingClientRect().top));
      expect(tops[0]).toBe(tops[1]);
    }
    await expectOpenToAll(app.page);
  });
}

// Without the texts. The browser itself speaks of the missing file in the console, so these watch for less.

const WORDS = /words-[0-9a-f]+\.txt$/;
const card = (page: Page, clause: string) => page.locator(`[id="c-${clause}"]`);

async function newAssessment(page: Page): Promise<void> {
  await page.goto('./#/new');
  await page.getByLabel('Class C', { exact: true }).check();
  await page.getByRole('button', { name: 'Create and go on' }).click();
  await page.getByRole('link', { name: '5.1 Software development planning' }).click();
}

bare('without the file of the texts the page works, and says where they are missing', async ({ page }) => {
  await page.route(WORDS, (route) => route.abort());
  await newAssessment(page);
  await expect(page.locator('html[data-loaded]')).toBeAttached();
  const said = 'The help texts did not load. Load the page again.';
  await expect(card(page, '5.1.1').locator('.question')).toContainText('software development plan');
  await expect(page.locator('.term')).toHaveCount(0);
  await card(page, '5.1.1').getByRole('radio', { name: 'Met', exact: true }).check();
  for (const name of [HELP, LOOK]) {
    await card(page, '5.1.1').locator('summary', { hasText: name }).click();
    await expect(card(page, '5.1.1').locator('details', { hasText: name })).toContainText(said);
  }
  await page.goto('./#/glossary');
  await expect(page.getByRole('main')).toContainText(said);
  await page.goto('./#/orientation');
  await expect(page.getByRole('main')).toContainText(said);
  await expect(page.getByRole('figure')).toContainText('Software maintenance process');
  await expect(page.getByRole('table').getByRole('columnheader', { name: /^Class A/ })).toContainText('53');
});

bare('texts that come late fill what is open already, and leave the focus where it is', async ({ page }) => {
  let arrive = () => {};
  const held = new Promise<void>((go) => (arrive = go));
  await page.route(WORDS, async (route) => {
    await held;
    await route.continue();
  });
  await newAssessment(page);
  const own = card(page, '5.1.1');
  await own.locator('summary', { hasText: HELP }).click();
  await expect(own).toContainText('The help texts are on their way.');
  const met = own.getByRole('radio', { name: 'Met', exact: true });
  await met.focus();
  arrive();
  await expect(own.getByRole('heading', { name: 'What it is for' })).toBeVisible();
  await expect(own.locator('.question .term').first()).toBeVisible();
  await expect(own).not.toContainText('on their way');
  await expect(met).toBeFocused();
});
