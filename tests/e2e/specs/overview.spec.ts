// The overview: counts, bars, the heat map, what wants a look, and how it moved since a snapshot.

import type { Locator } from '@playwright/test';
import { App, expect, expectNoBarriers, test } from '../pages.js';

const EXAMPLE = 'Infusion pump, class C';

const figure = (app: App, name: string): Locator =>
  app.main.locator('.numbers > div').filter({ has: app.page.getByText(name, { exact: true }) }).locator('dd');
const table = (app: App, name: string): Locator => app.main.getByRole('region', { name: `${name}, table` });
const cell = (app: App, name: RegExp | string): Locator => app.main.locator('.heat').getByRole('link', { name });
const moved = (app: App): Locator => app.main.getByRole('region', { name: 'How it moved' });
const snapshotName = (app: App): Locator => moved(app).getByLabel('Name of the snapshot', { exact: true });
const keep = (app: App): Locator => moved(app).getByRole('button', { name: 'Keep a snapshot' });
const list = (app: App, title: RegExp | string): Locator =>
  app.main.locator('.attention').filter({ has: app.page.getByRole('heading', { name: title, level: 3 }) });

/** Numbers of a line such as `55 met, 25 partly met`, by their words. */
const inWords = (said: string): Record<string, number> =>
  Object.fromEntries(said.split(', ').map((part) => [part.replace(/^\d+ /, ''), Number(/^\d+/.exec(part)?.[0])]));

test('figures, bars and table tell the same numbers', async ({ app }) => {
  await app.openExample(EXAMPLE);
  await app.goTo('results');
  await app.main.getByText('By process as a table').click();
  const rows = await table(app, 'By process').getByRole('row').evaluateAll((rows) =>
    rows.slice(1).map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
  );
  const bars = app.main.locator('.bars-row:not(.bars-head)');
  await expect(bars).toHaveCount(rows.length);
  for (const [place, row] of rows.entries()) {
    const bar = bars.nth(place);
    const [name = '', met, partly, not, na, open, coverage, readiness] = row;
    await expect(bar).toContainText(name);
    await expect(bar.locator('.bars-readiness')).toHaveText(`Readiness ${readiness}`);
    await expect(bar.locator('.bars-coverage')).toHaveText(`Coverage ${coverage}`);
    const said = inWords(String(await bar.locator('.bars-track').getAttribute('aria-label')));
    const wanted = { met, 'partly met': partly, 'not met': not, 'not applicable': na, unanswered: open };
    for (const [words, count] of Object.entries(wanted)) expect(said[words] ?? 0, `${name}, ${words}`).toBe(Number(count));
  }
  const last = rows.at(-1)?.slice(1) ?? [];
  const [met, partly, not, na, open, coverage, readiness] = last;
  await expect(figure(app, 'In scope')).toHaveText(String([met, partly, not, na, open].reduce((sum, one) => sum + Number(one), 0)));
  await expect(figure(app, 'Unanswered')).toHaveText(String(open));
  await expect(figure(app, 'Gaps')).toHaveText(String(Number(partly) + Number(not)));
  await expect(figure(app, 'Coverage')).toHaveText(String(coverage));
  await expect(figure(app, 'Readiness')).toHaveText(String(readiness));
  await app.main.locator('.bars').getByRole('link', { name: /^5\.4 / }).click();
  await expect(app.title).toHaveText(/^5\.4 /);
});

test('the heat map holds every requirement, and leads to a card by keyboard', async ({ app }) => {
  await app.newAssessment({ class: 'C' });
  await app.goTo('activity/5.1');
  await app.answer('5.1.2', 'Partly met');
  await app.tab('Results').click();
  await expect(cell(app, /./)).toHaveCount(94);
  await app.main.getByText('Every requirement as a table').click();
  await expect(table(app, 'Every requirement').getByRole('row')).toHaveCount(95);
  await expect(table(app, 'Every requirement').getByRole('row', { name: /^5\.1\.2 / })).toContainText('Partly met');

  // One stop for Tab; from there the arrows.
  const { keyboard } = app.page;
  const first = cell(app, /^4\.1 .*: unanswered$/);
  await app.press('Shift+Tab', first, 1);
  await keyboard.press('ArrowRight');
  await expect(cell(app, /^4\.2 /)).toBeFocused();
  await keyboard.press('End');
  await expect(cell(app, /^9\.8 /)).toBeFocused();
  await keyboard.press('Home');
  await expect(first).toBeFocused();
  await keyboard.press('ArrowUp');
  await expect(first).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(first).not.toBeFocused();
  await keyboard.press('ArrowUp');
  await expect(first).toBeFocused();
  await keyboard.press('Tab');
  await expect(app.main.getByText('Every requirement as a table')).toBeFocused();
  await keyboard.press('Shift+Tab');
  for (let pressed = 0; pressed < 4; pressed += 1) await keyboard.press('ArrowRight');
  await expect(cell(app, /^5\.1\.2 .*: partly met$/)).toBeFocused();
  await keyboard.press('Enter');
  await expect(app.card('5.1.2')).toBeVisible();
  await expect(app.page).toHaveURL(/requirement\/5\.1\.2$/);
});

test('a snapshot is kept, answers change, and the move is shown', async ({ app }) => {
  await app.newAssessment({ class: 'C' });
  await app.goTo('activity/5.1');
  await app.answer('5.1.1', 'Not met');
  await app.answer('5.1.2', 'Met');
  await app.tab('Results').click();
  await expect(moved(app)).toContainText('Keep a snapshot now');
  await expect(snapshotName(app)).toHaveValue(/^\d{1,2} [A-Z][a-z]{2} \d{4}$/);
  const suggested = await snapshotName(app).inputValue();
  await keep(app).click();
  await expect(moved(app).getByRole('status')).toHaveText(`Kept: ${suggested}`);
  await expect(keep(app)).toBeFocused();
  await expect(snapshotName(app)).toHaveValue(`${suggested}, 2`);
  await expect(moved(app)).toContainText('Nothing has moved since.');

  await app.goTo('activity/5.1');
  await app.answer('5.1.1', 'Met');
  await app.answer('5.1.2', 'Partly met');
  await app.answer('5.1.3', 'Met');
  await app.tab('Results').click();
  await expect(moved(app)).toContainText('readiness 1 % then, 2 % now. Coverage 2 % then, 3 % now.');
  for (const [title, clause] of [['Gaps closed (1)', '5.1.1'], ['New gaps (1)', '5.1.2'], ['Answered (1)', '5.1.3']]) {
    const part = moved(app).locator('.since > div').filter({ has: app.page.getByRole('heading', { name: title, exact: true }) });
    await expect(part.getByRole('link')).toHaveText(new RegExp(`^${clause} `));
  }

  // A second one makes a course of it.
  await expect(moved(app).getByRole('img')).toHaveCount(0);
  await snapshotName(app).fill('After <b>the</b> audit');
  await keep(app).click();
  await expect(moved(app).getByRole('img')).toHaveAccessibleName(
    `Readiness: ${suggested} 1 %, After <b>the</b> audit 2 %, now 2 %`,
  );
  await app.reload();
  await expect(moved(app)).toContainText('Since After <b>the</b> audit');

  // Renamed and removed in the view of the snapshots; removal asks first, and says what is lost.
  await moved(app).getByRole('link', { name: 'Look at, compare or go back to 2 snapshots' }).click();
  await expect(app.title).toHaveText('Snapshots');
  const names = app.main.getByRole('textbox', { name: /^Name of the snapshot of / });
  await expect(names).toHaveCount(2);
  await names.last().fill('Audit 2026');
  await expect(names.last()).toBeFocused();
  const remove = app.main.getByRole('button', { name: /^Remove the snapshot of / });
  await remove.first().click();
  const dialog = app.page.getByRole('dialog', { name: 'Remove this snapshot?' });
  await expect(dialog).toContainText('After <b>the</b> audit will be gone: how everything stood then, and the way back to it.');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(names).toHaveCount(2);
  await remove.first().click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(names).toHaveCount(1);
  await app.expectFocusKept();
  await app.tab('Results').click();
  await expect(moved(app)).toContainText('Since Audit 2026');
  const { snapshots, answers } = JSON.parse((await app.saveFile()).text).assessment;
  expect(snapshots).toMatchObject([{ name: 'Audit 2026' }]);
  expect(answers).toHaveLength(3);
});

test('what wants a look is listed, and leads there', async ({ app }) => {
  await app.newAssessment({ class: 'C' });
  await app.goTo('results');
  await expect(app.main).toContainText('Nothing is left to find out, to show or to look at again.');
  await expect(app.main).toContainText('No requirement is partly met or not met.');
  await app.goTo('activity/5.1');
  await app.followUp('5.1.4').check();
  await app.answer('5.1.5', 'Met');
  await app.answer('5.1.6', 'Not applicable');
  await app.answer('5.1.7', 'Not met');
  await app.tab('Results').click();
  await expect(list(app, 'To find out (1)').getByRole('listitem')).toHaveText(/^5\.1\.4 /);
  await expect(list(app, 'Met or partly met, without evidence (1)').getByRole('listitem')).toHaveText(/^5\.1\.5 /);
  await expect(list(app, /^Not applicable without a reason/).getByRole('listitem')).toHaveText(/^5\.1\.6 /);
  await expect(app.main).toContainText('1 of 94 requirements: 1 not met, 0 partly met.');
  await app.main.getByRole('link', { name: 'See the gaps, ranked' }).click();
  await expect(app.title).toHaveText('Gaps');
  await app.page.goBack();
  await list(app, 'To find out (1)').getByRole('link').click();
  await expect(app.card('5.1.4')).toBeVisible();
});

test('a change in another tab is shown, and takes the focus from nobody', async ({ app, context, watch }) => {
  const id = await app.openExample(EXAMPLE);
  await app.goTo('results');
  const before = Number(await figure(app, 'Gaps').innerText());
  const far = cell(app, /^9\.8 /);
  await far.focus();
  const other = new App(await context.newPage(), watch);
  await other.open(`/a/${id}/activity/5.1`);
  await other.note('5.1.2').fill('Typed elsewhere.');
  await other.answer('5.1.1', 'Not met');
  await app.page.bringToFront();
  await expect(figure(app, 'Gaps')).toHaveText(String(before + 1));
  await expect(cell(app, /^5\.1\.1 .*: not met$/)).toHaveCount(1);
  await expect(far).toBeFocused();
});

test('on paper there are the drawings and whole lists, and nothing to press', async ({ app }) => {
  await app.openExample(EXAMPLE);
  await app.goTo('results');
  await expect(moved(app)).toBeVisible();
  await app.page.emulateMedia({ media: 'print' });
  await expect(app.main.locator('.bars-row.all')).toBeVisible();
  await expect(cell(app, /^9\.8 /)).toBeVisible();
  await expect(app.main.getByRole('button')).toHaveCount(0);
  for (const row of await app.main.locator('.attention li').all()) await expect(row).toBeVisible();
});

for (const example of [EXAMPLE, 'Image viewer, class B']) {
  test(`nothing keeps anybody out: ${example}`, async ({ app }) => {
    test.setTimeout(90_000);
    await app.openExample(example);
    await app.goTo('results');
    await snapshotName(app).fill('One');
    await keep(app).click();
    await snapshotName(app).fill('Two');
    await keep(app).click();
    await app.main.getByText('By process as a table').click();
    await app.main.getByText('Every requirement as a table').click();
    await app.main.getByText('The numbers of every snapshot as a table').click();
    await expectNoBarriers(app.page);
  });
}
