// The gaps in their order, the reasons for it, what to do first, and the way from a gap to its card and to an action.

import { readFileSync } from 'node:fs';
import { App, assessmentText, expect, expectNoBarriers, file, test } from '../pages';

const PUMP = 'Infusion pump, class C';
const MONITOR = 'Bedside monitor, class C, legacy';

/** The clauses of the ranked list as it is shown. */
const ranked = (app: App): Promise<string[]> =>
  app.main.locator('ol.gaps > li > p .clause').allInnerTexts();

const row = (app: App, clause: string) =>
  app.main.locator('ol.gaps > li').filter({ has: app.page.locator(`[id="gap-${clause}"]`) });

/** The order that a person has read and kept beside the native tests. */
function kept(example: string): { clauses: string[]; waves: string[][] } {
  const text = readFileSync(new URL(`../../native/snapshots/gaps-${example}.txt`, import.meta.url), 'utf8');
  const clauses = [...text.matchAll(/^\d+\. (\S+) .*: \d+ points$/gm)].map((found) => String(found[1]));
  const waves = [...text.matchAll(/^Wave \d+: (.*)$/gm)].map((found) => String(found[1]).split(' '));
  return { clauses, waves };
}

async function openGaps(app: App, example = PUMP): Promise<void> {
  await app.openExample(example);
  await app.goTo('gaps');
  await expect(app.title).toHaveText('Gaps');
}

async function fromFile(app: App, answers: unknown[], place: string): Promise<void> {
  await app.openFile(file(assessmentText({ answers })));
  await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
  await expect(app.page).toHaveURL(/#\/a\/[^/]+$/);
  await app.goTo(place);
}

test('the gaps of the pump stand in the order of their points, each with its reasons', async ({ app }) => {
  await openGaps(app);
  const { clauses } = kept('infusion-pump');
  await expect(app.main.getByRole('region', { name: `${clauses.length} gaps` })).toBeVisible();
  expect(await ranked(app)).toEqual(clauses);
  const first = row(app, '5.7.4');
  await expect(first).toContainText('Not met');
  const why = first.locator('summary');
  await expect(why).toHaveText(
    '60 points: status 20, safety class 12, what leans on it 4, often found 10, holds up a release 14',
  );
  await why.click();
  await expect(first).toContainText('It is open for an item of class C.');
  await expect(first).toContainText('A release counts on finished verification (5.8.1), and this is a part of it.');
  await expect(first).toContainText('Do first: 5.7.1');
  await first.getByRole('link', { name: '5.7.1' }).click();
  await app.expectFocusOn('5.7.1');
});

test('the list is filtered and sorted, and tells so', async ({ app }) => {
  await openGaps(app);
  const { clauses } = kept('infusion-pump');
  const press = (name: RegExp) => app.main.getByRole('button', { name }).click();
  const said = app.main.getByRole('status').filter({ hasText: 'gaps' });
  await expect(said).toHaveText('All gaps, the most pressing first.');
  await press(/^Clause$/);
  await expect(said).toHaveText('All gaps, in the order of clauses.');
  const parts = (clause: string): number[] => clause.split('.').map(Number);
  const order = (one: string, other: string): number => {
    const [a, b] = [parts(one), parts(other)];
    const at = a.findIndex((part, place) => part !== b[place]);
    return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? 0);
  };
  expect(await ranked(app)).toEqual([...clauses].sort(order));
  await expect(app.main.getByRole('button', { name: 'Clause', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await press(/^Rank$/);
  await press(/^Holding up a release/);
  const blocking = await ranked(app);
  expect(blocking.slice(0, 3)).toEqual(['5.7.4', '5.8.3', '5.4.4']);
  expect(blocking).not.toContain('7.1.3');
  const pill = app.main.getByRole('button', { name: /^Holding up a release/ });
  await expect(pill).toHaveText(`Holding up a release ${blocking.length}`);
  await press(/^Without an action/);
  for (const clause of await ranked(app)) await expect(row(app, clause)).toContainText('No action yet');
  await press(/^All gaps/);
  expect(await ranked(app)).toEqual(clauses);
});

test('the way to a card and back keeps the place', async ({ app }) => {
  await openGaps(app);
  await app.main.getByRole('button', { name: /^Holding up a release/ }).click();
  await app.page.locator('[id="gap-5.8.7"]').focus();
  await app.page.keyboard.press('Enter');
  await app.expectFocusOn('5.8.7');
  await app.page.goBack();
  await expect(app.page.locator('[id="gap-5.8.7"]')).toBeFocused();
  await expect(app.page.locator('[id="gap-5.8.7"]')).toBeInViewport();
  await expect(app.main.getByRole('button', { name: /^Holding up a release/ })).toHaveAttribute('aria-pressed', 'true');
});

test('a gap that is closed is gone, and the rest is ranked again', async ({ app, watch }) => {
  const answers = [
    { clause: '9.1', status: 'partly-met', changed: '2026-01-03T03:04:05.000Z' },
    { clause: '9.5', status: 'not-met', changed: '2026-01-03T03:04:05.000Z' },
    { clause: '5.8.7', status: 'not-met', changed: '2026-01-03T03:04:05.000Z' },
  ];
  await fromFile(app, answers, 'gaps');
  await expect(app.main.getByRole('region', { name: '3 gaps' })).toBeVisible();
  await expect(row(app, '9.5')).toContainText('Do first: 9.1');
  const before = await ranked(app);
  const drawn = app.main.locator('.order-gap');
  await expect(drawn).toHaveCount(3);
  // In another tab, while the focus is on a gap that stays.
  await app.page.locator('[id="gap-5.8.7"]').focus();
  const other = new App(await app.page.context().newPage(), watch);
  await other.open(`/a/${app.id()}/requirement/9.1`);
  await other.answer('9.1', 'Met');
  await expect(app.main.getByRole('region', { name: '2 gaps' })).toBeVisible();
  await expect(app.page.locator('[id="gap-5.8.7"]')).toBeFocused();
  // Reports are there now; what they build on is not answered.
  await expect(row(app, '9.5')).toContainText('Do first: 5.1.1 (unanswered)');
  expect(await ranked(app)).toEqual(before.filter((clause) => clause !== '9.1'));
  await expect(drawn).toHaveCount(2);
  for (const [place, clause] of (await ranked(app)).entries()) {
    await expect(row(app, clause).locator('.rank')).toHaveText(`${place + 1}.`);
  }
});

test('a gap leads to an action', async ({ app }) => {
  await openGaps(app);
  await app.main.getByRole('button', { name: /^Without an action/ }).click();
  const clause = String((await ranked(app))[0]);
  await row(app, clause).getByRole('button', { name: `Plan an action for ${clause}` }).click();
  await expect(app.title).toHaveText('Action plan');
  const fields = app.page.getByRole('dialog', { name: 'Action' });
  await expect(fields.getByRole('link', { name: clause })).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(fields).toBeHidden();
  await app.expectFocusKept();
  await app.page.goBack();
  await app.main.getByRole('button', { name: /^All gaps/ }).click();
  await expect(row(app, clause).getByRole('link', { name: '1 action: to do' })).toBeVisible();
  await expect(row(app, clause).getByRole('button', { name: `Plan another action for ${clause}` })).toBeVisible();
  const { actions } = JSON.parse((await app.saveFile()).text).assessment;
  const made = actions.filter((action: { clauses: string[] }) => action.clauses.includes(clause));
  expect(made).toHaveLength(1);
  expect(made[0].what, 'words to start from').not.toBe('');
});

test('the rule is there with all its points', async ({ app }) => {
  await openGaps(app);
  await app.main.getByRole('button', { name: 'How this is ranked' }).click();
  const summary = app.main.locator('#ranking summary');
  await expect(summary).toBeFocused();
  await app.page.keyboard.press('Enter');
  const table = app.main.locator('#ranking').getByRole('table');
  for (const [what, points] of [
    ['Not met', '20'],
    ['Partly met', '10'],
    ['Class C', '12'],
    ['Class B', '6'],
    ['Class A', '0'],
    ['Each requirement that is not met yet and leans on it directly', '3'],
    ['Each that is not met yet and leans on it only through others', '1'],
    ['All of them together, at most', '20'],
    ['Untracked SOUP', '10'],
    ['Known defects', '14'],
  ] as const) {
    const line = table.getByRole('row').filter({ has: app.page.getByRole('rowheader', { name: what, exact: true }) });
    await expect(line.getByRole('cell').first(), what).toHaveText(points);
  }
  await expect(table).toContainText('6.1 f, 7.1.3, 8.1.2');
  await expect(table.locator('tbody')).toHaveCount(5);
});

test('what to do first is drawn, and told in a list that is the drawing on a phone', async ({ app }) => {
  await openGaps(app);
  const { waves } = kept('infusion-pump');
  await app.main.getByRole('button', { name: 'Do this first' }).click();
  await expect(app.main.getByRole('heading', { name: 'Do this first' })).toBeFocused();
  await expect(app.main.locator('.order-gap')).toHaveCount(waves.flat().length);
  await expect(app.main.getByRole('group', { name: 'Waves 1 to 4 of 8' })).toBeVisible();
  const list = app.main.locator('#order-words');
  await expect(list).toBeHidden();
  const opener = app.main.getByRole('button', { name: 'The same as a list, with the reasons' });
  await opener.click();
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  const told = await list.locator('ol > li').evaluateAll((all) =>
    all.map((wave) => [...wave.querySelectorAll('a')].map((link) => link.textContent?.split(' ')[0])),
  );
  expect(told).toEqual(waves);
  await expect(list).toContainText(
    'After 5.2.2, through 5.4.2, 5.4.1 and 5.3.1: There must be unit designs to check.',
  );
  await opener.click();
  await expect(list).toBeHidden();
  await app.page.setViewportSize({ width: 390, height: 844 });
  await expect(list).toBeVisible();
  await expect(app.main.locator('.order-chart')).toBeHidden();
  await app.page.setViewportSize({ width: 1280, height: 800 });
  // A box is a link by keyboard as well.
  await app.page.locator('[id="first-5.2.2"]').focus();
  await app.page.keyboard.press('Enter');
  await app.expectFocusOn('5.2.2');
});

test('an assessment without gaps says so, and what is unanswered is not hidden', async ({ app }) => {
  await app.newAssessment({ class: 'A' });
  await app.goTo('gaps');
  await expect(app.main).toContainText('No requirement is partly met or not met.');
  await expect(app.main).toContainText(/\d+ of \d+ requirements are unanswered, and so not in this list\./);
  await expect(app.main.getByRole('heading', { name: 'Do this first' })).toHaveCount(0);
});

test('it prints without its controls, with the drawing', async ({ app }) => {
  await openGaps(app);
  await app.page.emulateMedia({ media: 'print' });
  await expect(app.main.getByRole('button', { name: /Plan an action/ }).first()).toBeHidden();
  await expect(app.main.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(app.main.locator('.order').first()).toBeVisible();
  await expect(row(app, '5.7.4')).toBeVisible();
});

test.describe('nothing keeps anybody out', () => {
  test.use({ reducedMotion: 'reduce' });
  for (const example of [PUMP, MONITOR]) {
    test(example, async ({ app }) => {
      test.setTimeout(90_000);
      await openGaps(app, example);
      await app.main.locator('ol.gaps summary').first().click();
      await app.main.locator('#ranking summary').click();
      await app.main.getByRole('button', { name: 'The same as a list, with the reasons' }).click();
      await expectNoBarriers(app.page);
    });
  }
});
