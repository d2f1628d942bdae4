// Snapshots: to keep, to look at, to go back to and forth again, to keep apart, to remove; and those that are not whole.

import type { Locator } from '@playwright/test';
import { type App, assessmentText, canonical, expect, expectNoBarriers, expectOpenToAll, file, sha256, test } from '../pages.js';

const EXAMPLE = 'Infusion pump, class C';

const name = (app: App): Locator => app.main.getByLabel('Name of the snapshot', { exact: true });
const names = (app: App): Locator => app.main.getByRole('textbox', { name: /^Name of the snapshot of / });
const rows = (app: App): Locator => app.main.locator('.snapshot');
const figure = (row: Locator, of: string): Locator =>
  row.locator('.numbers > div').filter({ hasText: of }).locator('dd');
const dialog = (app: App): Locator => app.page.getByRole('dialog', { name: 'Go back to this snapshot?' });

async function keep(app: App, words: string): Promise<void> {
  await name(app).fill(words);
  await app.main.getByRole('button', { name: 'Keep a snapshot' }).click();
  await expect(app.main.getByRole('status').filter({ hasText: 'Kept: ' })).toHaveText(`Kept: ${words}`);
}

test('a state is kept, looked at, gone back to, and that is undone', async ({ app }) => {
  test.setTimeout(120_000);
  const id = await app.newAssessment({ class: 'C' });
  await app.goTo('activity/5.1');
  await app.answer('5.1.1', 'Partly met');
  await app.note('5.1.1').fill('The plan <b>lacks</b> a date.');
  await app.answer('5.1.2', 'Met');
  await app.tab('Share').click();
  await app.main.getByRole('link', { name: 'Snapshots', exact: true }).click();
  await expect(app.title).toHaveText('Snapshots');
  await expect(app.main).toContainText('No snapshot yet');
  await expect(name(app)).toHaveValue(/^\d{1,2} [A-Z][a-z]{2} \d{4}$/);
  await keep(app, 'Audit 2026-11');
  await expect(names(app)).toHaveValue('Audit 2026-11');
  await expect(figure(rows(app), 'Readiness')).toHaveText('1 %');
  await expect(figure(rows(app), 'Gaps')).toHaveText('1');
  await expect(figure(rows(app), 'Unanswered')).toHaveText('92');
  await expect(figure(rows(app), 'In the file')).toHaveText(/^[2-5] kB$/);

  // The digest is that of the state in the file.
  const saved = JSON.parse((await app.saveFile()).text).assessment;
  const [kept] = saved.snapshots;
  const state: Record<string, unknown> = {};
  for (const { op, path, value } of kept.content.patch) {
    expect(op).toBe('add');
    state[path.slice(1)] = value;
  }
  expect(sha256(canonical(state))).toBe(kept.digest);
  await rows(app).getByText(/^SHA-256 /).click();
  await expect(rows(app).getByRole('code')).toHaveText(kept.digest);

  // Changed: another answer, a note, one more, and the title.
  await app.goTo('activity/5.1');
  await app.answer('5.1.1', 'Met');
  await app.note('5.1.1').fill('Dated.');
  await app.answer('5.1.3', 'Met');

  // What stood then is shown as the past, and survives a reload.
  await app.goTo('snapshots');
  await rows(app).getByRole('link', { name: /^Look at it \(the snapshot of / }).click();
  await expect(app.page).toHaveURL(new RegExp(`/a/${id}/snapshots/${kept.taken}$`));
  await expect(app.main.getByRole('heading', { name: 'Audit 2026-11', level: 2 })).toBeFocused();
  await expect(app.main.locator('.past')).toContainText('This is the past: how everything stood on ');
  const sheet = app.main.locator('.sheet');
  await expect(sheet.getByRole('heading', { name: /^As it stood on / })).toBeVisible();
  await expect(sheet.getByRole('row', { name: /^5\.1\.1 / }).filter({ hasText: 'Partly met' }).first()).toContainText(
    'The plan <b>lacks</b> a date.',
  );
  await expect(sheet).not.toContainText('Dated.');
  await app.reload();
  await expect(app.main.getByRole('heading', { name: 'Audit 2026-11', level: 2 })).toBeVisible();
  await expect(app.main.getByRole('link', { name: 'Compare with now' })).toHaveAttribute(
    'href',
    `#/a/${id}/compare/s-${kept.taken}/now`,
  );
  await app.page.goBack();
  await expect(names(app)).toHaveCount(1);

  // Back: asked first, with what will be other.
  await rows(app).getByRole('button', { name: /^Go back to it \(/ }).click();
  await expect(dialog(app)).toContainText('2 answers change back, 1 of them to unanswered');
  await expect(dialog(app)).toContainText('Readiness 3 % now, 1 % then');
  await dialog(app).getByRole('button', { name: 'Stay here' }).click();
  await expect(names(app)).toHaveCount(1);
  await rows(app).getByRole('button', { name: /^Go back to it \(/ }).click();
  await dialog(app).getByRole('button', { name: 'Go back', exact: true }).click();
  await expect(app.main.getByRole('status').filter({ hasText: 'Done: ' })).toContainText('everything is as it was then');
  await app.expectFocusKept();
  await expect(names(app)).toHaveCount(2);
  await expect(names(app).first()).toHaveValue('Before going back to Audit 2026-11');
  await app.goTo('activity/5.1');
  await expect(app.radio('5.1.1', 'Partly met')).toBeChecked();
  await expect(app.note('5.1.1')).toHaveValue('The plan <b>lacks</b> a date.');
  for (const status of ['Met', 'Partly met', 'Not met', 'Not applicable'] as const) {
    await expect(app.radio('5.1.3', status)).not.toBeChecked();
  }

  // And forth again, from the past itself, by going back to what was left.
  await app.goTo('snapshots');
  await rows(app).first().getByRole('link', { name: /^Look at it \(/ }).click();
  await expect(sheet).toContainText('Dated.');
  await app.main.getByRole('button', { name: 'Go back to it' }).click();
  await dialog(app).getByRole('button', { name: 'Go back', exact: true }).click();
  await expect(names(app)).toHaveCount(3);
  await expect(names(app).first()).toHaveValue(/^Before going back to the state of \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
  await app.goTo('activity/5.1');
  await expect(app.radio('5.1.1', 'Met')).toBeChecked();
  await expect(app.note('5.1.1')).toHaveValue('Dated.');
  await expect(app.radio('5.1.3', 'Met')).toBeChecked();
  await app.reload();
  await expect(app.note('5.1.1')).toHaveValue('Dated.');

  // The oldest goes; the others, which build on it, stay whole.
  await app.goTo('snapshots');
  await rows(app).last().getByRole('button', { name: /^Remove / }).click();
  await app.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(names(app)).toHaveCount(2);
  await app.expectFocusKept();
  await app.reload();
  for (const place of [0, 1]) {
    await expect(rows(app).nth(place).getByRole('link', { name: /^Look at it \(/ })).toBeVisible();
    await expect(rows(app).nth(place)).not.toContainText('changed outside');
  }
});

test('by keyboard alone: keep, look, come back, go back', async ({ app }) => {
  await app.newAssessment({ class: 'A' });
  await app.goTo('snapshots');
  const { keyboard } = app.page;
  await app.press('Tab', name(app));
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('First');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(names(app)).toHaveValue('First');
  await app.press('Tab', rows(app).getByRole('link', { name: /^Look at it \(/ }));
  await keyboard.press('Enter');
  await expect(app.main.getByRole('heading', { name: 'First', level: 2 })).toBeFocused();
  await app.press('Tab', app.main.getByRole('link', { name: 'All snapshots' }));
  await keyboard.press('Enter');
  // Back where it began.
  await expect(rows(app).getByRole('link', { name: /^Look at it \(/ })).toBeFocused();
  await app.press('Tab', rows(app).getByRole('button', { name: /^Go back to it \(/ }));
  await keyboard.press('Enter');
  await expect(dialog(app)).toContainText('Nothing would change: everything is as it was then.');
  await keyboard.press('Escape');
  await expect(rows(app).getByRole('button', { name: /^Go back to it \(/ })).toBeFocused();
});

test('a snapshot becomes an assessment of its own', async ({ app }) => {
  const id = await app.newAssessment({ class: 'C' });
  await app.goTo('activity/5.1');
  await app.answer('5.1.1', 'Not met');
  await app.goTo('snapshots');
  await keep(app, 'Release 1');
  await app.goTo('activity/5.1');
  await app.answer('5.1.1', 'Met');
  await app.goTo('snapshots');
  await rows(app).getByRole('button', { name: /^Keep as an assessment of its own \(/ }).click();
  await expect(app.title).toContainText('(Release 1)');
  expect(app.id()).not.toBe(id);
  await app.goTo('activity/5.1');
  await expect(app.radio('5.1.1', 'Not met')).toBeChecked();
  const own = JSON.parse((await app.saveFile()).text).assessment;
  expect(own.origin).toMatchObject({ kind: 'snapshot', id });
  expect(own.snapshots).toBeUndefined();
  await app.open(`/a/${id}/activity/5.1`);
  await expect(app.radio('5.1.1', 'Met')).toBeChecked();
});

test('what is not whole says so, and is neither hidden nor lost', async ({ app }) => {
  const change = (title: string) => [{ op: 'replace', path: '/title', value: title }];
  const first = { id: 'x', title: 'Then', edition: '1.1', product: {}, classification: { class: 'C' }, answers: [] };
  const whole = Object.entries(first).map(([name, value]) => ({ op: 'add', path: `/${name}`, value }));
  const digest = (title: string): string => sha256(canonical({ ...first, title }));
  await app.openFile(
    file(
      assessmentText({
        snapshots: [
          { name: 'Old', taken: '2026-01-01T00:00:00Z', statuses: { met: ['5.1.1'], unanswered: ['5.1.2'] } },
          { name: 'Whole', taken: '2026-01-02T00:00:00Z', digest: digest('Then'), content: { patch: whole } },
          { name: 'Edited', taken: '2026-01-03T00:00:00Z', digest: digest('Then'), content: { since: '2026-01-02T00:00:00Z', patch: change('By hand') } },
          { name: 'Twin', taken: '2026-01-04T00:00:05Z', digest: digest('T'), content: { since: '2026-01-09T00:00:00Z', patch: change('T') } },
          { name: 'Twin', taken: '2026-01-04T00:00:25Z', digest: digest('U'), content: { since: '2026-01-02T00:00:00Z', patch: change('U') } },
        ],
      }),
    ),
  );
  await app.main.getByRole('button', { name: 'Add to your assessments' }).click();
  await app.goTo('snapshots');
  await expect(rows(app)).toHaveCount(5);
  const at = (place: number): Locator => rows(app).nth(place);
  const ways = { look: /^Look at it \(/, back: /^Go back to it \(/ };
  // The newest first: two of the same name and minute are told apart by the second.
  await expect(at(0)).toContainText(':25');
  await expect(at(1)).toContainText(':05');
  await expect(at(0).getByRole('link', { name: ways.look })).toBeVisible();
  await expect(at(1)).toContainText('Its content cannot be put together');
  await expect(at(2)).toContainText('changed outside the page: its content does not fit its digest');
  await expect(at(4)).toContainText('It holds statuses only');
  for (const place of [1, 4]) {
    await expect(at(place).getByRole('link', { name: ways.look })).toHaveCount(0);
    await expect(at(place).getByRole('button', { name: ways.back })).toHaveCount(0);
    await expect(at(place).getByRole('link', { name: /^Compare with now \(/ })).toBeVisible();
  }
  await at(2).getByRole('link', { name: ways.look }).click();
  await expect(app.main.locator('.past')).toContainText('does not fit its digest');
  await expect(app.main.locator('.sheet')).toContainText('By hand');
  await app.goTo('snapshots/2026-01-01T00:00:00Z');
  await expect(app.main).toContainText('It holds statuses only');
  await app.goTo('snapshots/2020-01-01T00:00:00Z');
  await expect(app.main.getByRole('heading', { name: 'No such snapshot' })).toBeVisible();
  await app.goTo('snapshots');
  await expectOpenToAll(app.page);
});

test('nothing keeps anybody out', async ({ app }) => {
  test.setTimeout(120_000);
  await app.openExample(EXAMPLE);
  await app.goTo('snapshots');
  await keep(app, 'One');
  await keep(app, 'Two');
  await expect(app.main.getByRole('img', { name: /^Readiness: / })).toBeVisible();
  await app.main.getByText('The numbers of every snapshot as a table').click();
  await rows(app).first().getByText(/^SHA-256 /).click();
  await expectNoBarriers(app.page);
  await rows(app).first().getByRole('button', { name: /^Go back to it \(/ }).click();
  await expectNoBarriers(app.page);
});

test('the past keeps nobody out either', async ({ app }) => {
  test.setTimeout(90_000);
  await app.newAssessment({ class: 'A' });
  await app.goTo('activity/5.1');
  await app.answer('5.1.1', 'Met');
  await app.note('5.1.1').fill('Kept as it is.');
  await app.goTo('snapshots');
  await keep(app, 'One');
  await rows(app).getByRole('link', { name: /^Look at it \(/ }).click();
  await expect(app.main.locator('.sheet').getByRole('heading', { name: /^As it stood on / })).toBeVisible();
  await expectNoBarriers(app.page);
});
