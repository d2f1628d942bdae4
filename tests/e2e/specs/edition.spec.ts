// A change of edition: an assessment is taken to another edition, looked at a second time, and taken back.

import type { Locator } from '@playwright/test';
import { type App, assessmentText, expect, expectNoBarriers, file, test } from '../pages';

const OLD = '22222222-2222-4333-8444-555555555555';

/** An assessment of edition 1.0 with answers, ticks, notes, evidence and reasons for the class. */
const OF_2006 = {
  id: OLD,
  title: 'Pump of 2006',
  edition: '1.0',
  classification: {
    class: 'C',
    rationale: 'A wrong dose kills.',
    reasoning: {
      answers: [
        { question: 'harm', answer: 'serious' },
        { question: 'hardware-c', answer: 'no' },
      ],
    },
  },
  answers: [
    { clause: '4.3', status: 'met', note: 'RM-3 holds the class.' },
    { clause: '5.1.1', status: 'met', letters: ['a', 'b'], note: 'The plan is PL-7.' },
    { clause: '5.1.8', status: 'met', letters: ['a', 'c', 'd'], note: 'DOC-1 lists them.', evidence: [{ title: 'DOC-1' }] },
    { clause: '5.2.2', status: 'partly-met', letters: ['e', 'f', 'j'] },
    { clause: '5.2.5', note: 'Nobody knows yet.' },
    { clause: '5.7.4', status: 'met', letters: ['a', 'b', 'c', 'd'] },
    { clause: '7.1.5', status: 'met', note: 'FMEA-2 holds the sequences.' },
  ],
};

/** Opens a file and adds it; gives the stored text. */
async function opened(
  app: App,
  assessment: Record<string, unknown> = OF_2006,
  title = 'Change of edition',
): Promise<string> {
  await app.openFile(file(assessmentText(assessment)));
  await app.page.getByRole('button', { name: 'Add to your assessments' }).click();
  await expect(app.page).toHaveURL(/#\/a\/[^/]+$/);
  await app.goTo('edition');
  await expect(app.title).toHaveText(title);
  return app.storedText(app.id());
}

/** The numbers of the preview, by their names. */
async function numbers(app: App): Promise<Record<string, string>> {
  const pairs = app.main.locator('.numbers > div');
  return Object.fromEntries(
    await pairs.evaluateAll((all) => all.map((pair) => [pair.querySelector('dt')?.textContent, pair.querySelector('dd')?.textContent])),
  );
}

const make = (app: App, edition: string): Locator =>
  app.page.getByRole('button', { name: `Make the assessment for edition ${edition}` });
const rowOf = (app: App, name: RegExp): Locator =>
  app.main.getByRole('row').filter({ has: app.page.getByRole('rowheader', { name }) });
const looked = (app: App, clause: string): Locator => app.card(clause).getByRole('button', { name: `Looked at again ${clause}`, exact: true });
/** A lettered item of a card, whose list is open. */
const letter = (app: App, clause: string, name: string): Locator =>
  app.card(clause).getByRole('checkbox', { name: new RegExp(`^${name}\\)`) });

test('before anything is made, the page tells what would become of each answer', async ({ app }) => {
  const before = await opened(app);
  expect(await numbers(app)).toEqual({
    'Carried over': '1',
    'Second look': '4',
    'New to answer': '1',
    'No longer asked': '2',
    'Still unanswered': '88',
  });
  await expect(app.main).toContainText('Edition 1.0 asks 95 requirements of it, edition 1.1 asks 94.');
  await expect(app.main).toContainText('Class C is stated as before. The questions that lead to a class are others in edition 1.1');
  await expect(app.main).toContainText('4 ticks of lettered items move to the letter that stands for the same.');
  await expect(app.main).toContainText('3 ticks of lettered items have no counterpart: the note of the answer will tell.');
  const row = rowOf(app, /^5\.1\.8 /);
  await expect(row).toContainText('Second look');
  await expect(row).toContainText('what was d is now c');
  await expect(row).toContainText('Your tick at c has no counterpart; the note will tell.');
  await expect(row).toContainText('Your tick at d moves to c.');
  await expect(rowOf(app, /^5\.7\.4 /)).toContainText('Your tick at a moves to b of 5.7.1.');
  await expect(rowOf(app, /^5\.1\.12 /)).toContainText('New to answer');
  await expect(rowOf(app, /^7\.1\.5 /)).toContainText('No longer asked');
  await expect(app.main.getByRole('row')).toHaveCount(1 + 96);
  expect(await app.storedText(app.id())).toBe(before);

  const only = app.main.getByRole('group', { name: 'What is shown' });
  await only.getByRole('button', { name: 'Second look 4' }).click();
  await expect(only.getByRole('button', { name: 'Second look 4' })).toHaveAttribute('aria-pressed', 'true');
  await expect(app.shown).toHaveText('4 requirements');
  const names = await app.main.getByRole('rowheader').allInnerTexts();
  expect(names.map((name) => name.split(' ')[0])).toEqual(['4.3', '5.1.8', '5.2.2', '5.7.4']);
});

test('an assessment of 2006 goes to 2015 and back: nothing is lost, and the original stays as it was', async ({ app }) => {
  const before = await opened(app);
  await make(app, '1.1').click();
  await expect(app.page).not.toHaveURL(new RegExp(OLD));
  const newId = app.id();
  await expect(app.title).toHaveText('Change of edition');
  await expect(app.main).toContainText(/Taken from Pump of 2006, edition 1\.0, on \d+ \w+ \d{4}\. Open the original\./);
  await expect(app.main).not.toContainText('It was changed since then');
  await expect(app.main).toContainText('4 answers ask for a second look.');
  expect(await app.storedText(OLD)).toBe(before);

  await app.goTo('list/all');
  await expect(app.cards).toHaveCount(94);
  await expect(app.note('5.1.8')).toHaveValue('DOC-1 lists them.\nIn edition 1.0, letter c was ticked.');
  await expect(app.note('5.2.2')).toHaveValue('In edition 1.0, letters f and j were ticked.');
  await expect(app.fold('5.1.8', 'Evidence: 1')).toBeVisible();
  for (const clause of ['5.1.8', '5.2.2', '5.7.1', '5.7.4', '5.1.1']) await app.fold(clause, 'Lettered items').click();
  for (const [clause, ticks] of [['5.1.8', 'ac'], ['5.2.2', 'e'], ['5.7.1', 'b'], ['5.7.4', 'abc'], ['5.1.1', 'ab']] as const) {
    await expect(app.card(clause).locator('.letters input:checked')).toHaveCount(ticks.length);
    for (const name of ticks) await expect(letter(app, clause, name)).toBeChecked();
  }
  await app.goTo('class');
  await expect(app.main).toContainText('stated, not reasoned');
  await app.goTo('results');
  await expect(app.main).toContainText('Taken from Pump of 2006, edition 1.0');
  await expect(app.main.getByRole('heading', { name: 'Second look after a change of edition (4)' })).toBeVisible();
  const saved = JSON.parse((await app.saveFile()).text).assessment;
  expect(saved.origin).toMatchObject({ kind: 'edition', id: OLD, title: 'Pump of 2006', edition: '1.0' });
  expect(saved.classification).toEqual(OF_2006.classification);

  // And back: what was carried there and what was kept aside is all there.
  await app.goTo('edition');
  await app.main.getByText('Take it back to edition 1.0', { exact: true }).click();
  await make(app, '1.0').click();
  await expect(app.page).not.toHaveURL(new RegExp(newId));
  await expect(app.main).toContainText('Taken from Pump of 2006, edition 1.1');
  await app.goTo('list/all');
  await expect(app.cards).toHaveCount(95);
  for (const { clause, status, note } of OF_2006.answers) {
    const name = { met: 'Met', 'partly-met': 'Partly met' } as const;
    if (status) await expect(app.radio(clause, name[status as keyof typeof name])).toBeChecked();
    expect((await app.note(clause).inputValue()).startsWith(note ?? '')).toBe(true);
  }
  await app.fold('5.7.4', 'Lettered items').click();
  await expect(app.card('5.7.4').locator('.letters input:checked')).toHaveCount(4);
  await expect(app.card('7.1.5')).toContainText('From 1.0 to 1.1: Withdrawn');
  expect(await app.storedText(OLD)).toBe(before);
  await app.open('/');
  await expect(app.page.getByRole('region', { name: 'Your assessments' }).getByRole('link', { name: 'Pump of 2006' })).toHaveCount(3);
});

test('the second looks are walked through and end one by one, by keyboard', async ({ app }) => {
  await opened(app);
  await app.press('Tab', make(app, '1.1'));
  await app.page.keyboard.press('Enter');
  await expect(app.main).toContainText('4 answers ask for a second look.');
  await app.press('Tab', app.page.getByRole('link', { name: 'Walk through them' }));
  await app.page.keyboard.press('Enter');
  await expect(app.title).toHaveText('Second look after a change of edition');
  await expect(app.shown).toHaveText('4 requirements');
  await expect(app.card('5.1.8')).toContainText('Second look: this answer was carried over from edition 1.0.');
  await expect(app.card('5.1.8')).toContainText('From 1.0 to 1.1: The intended audience of each document is no longer asked for.');

  await app.press('Tab', looked(app, '4.3'));
  await app.page.keyboard.press('Enter');
  await expect(looked(app, '4.3')).toHaveCount(0);
  await app.expectFocusOn('4.3');
  await expect(app.shown).toHaveText('4 requirements');
  await app.page.getByRole('button', { name: 'Renew the list' }).click();
  await expect(app.shown).toHaveText('3 requirements');

  // A status that is chosen is a look; the one that is chosen already needs the button.
  await app.answer('5.2.2', 'Not met');
  await expect(looked(app, '5.2.2')).toHaveCount(0);
  await looked(app, '5.1.8').click();
  await app.expectFocusOn('5.1.8');
  await looked(app, '5.7.4').click();
  await app.page.getByRole('button', { name: 'Renew the list' }).click();
  await expect(app.shown).toHaveText('0 requirements');

  const pill = app.page.getByRole('navigation', { name: 'Lists across all activities' }).getByRole('link', { name: 'Second look' });
  await expect(pill).toBeVisible();
  await app.goTo('list/all');
  await expect(pill).toBeHidden();
  await app.reload();
  await app.goTo('edition');
  await expect(app.main).not.toContainText('a second look.');
});

test('set-up leads to the change of edition once there are answers', async ({ app }) => {
  await app.newAssessment({ product: 'Pump', class: 'C' });
  await app.goTo('requirement/5.1.1');
  await app.answer('5.1.1', 'Met');
  await app.tab('Set-up').click();
  const before = await app.storedText(app.id());
  await app.editionChoice('1.0').check();
  await expect(app.main).toContainText('Another edition makes a new assessment');
  await expect(app.page.getByRole('button', { name: 'Change the scope' })).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Leave it as it is' }).click();
  await expect(app.editionChoice('1.1')).toBeChecked();
  await expect(app.editionChoice('1.1')).toBeFocused();
  await app.editionChoice('1.0').check();
  await app.page.getByRole('link', { name: 'See what becomes of each answer' }).click();
  await expect(app.title).toHaveText('Change of edition');
  expect(await app.storedText(app.id())).toBe(before);
});

test('an original that was changed since, or is gone, is said to be so', async ({ app }) => {
  await opened(app);
  await make(app, '1.1').click();
  await expect(app.main).toContainText('Open the original.');
  const newId = app.id();
  await app.page.getByRole('link', { name: 'Open the original' }).click();
  await expect(app.page).toHaveURL(new RegExp(`${OLD}$`));
  await app.goTo('requirement/5.1.1');
  await app.answer('5.1.1', 'Not met');
  await app.open(`/a/${newId}/edition`);
  await expect(app.main).toContainText('It was changed since then');
  await app.page.evaluate((id) => localStorage.removeItem(`iec62304-readiness/assessment/${id}`), OLD);
  await app.reload();
  await expect(app.main).toContainText('The original is not in this browser.');
});

test('a copy that is open for review stays in its edition, and a scrubbed one is said to be one', async ({ app }) => {
  const review = { id: 'r1', reviewer: 'Kim', begun: '2026-01-02T03:04:05.000Z' };
  await opened(app, { ...OF_2006, reviews: [review], reviewing: 'r1' }, 'A copy for review');
  await expect(app.main).toContainText('You review this assessment');
  await expect(make(app, '1.1')).toHaveCount(0);
  await opened(app, { ...OF_2006, id: '33333333-2222-4333-8444-555555555555', scrubbed: ['names'] });
  await expect(app.main).toContainText('This is a scrubbed copy');
});

test('nobody is kept out of the preview, on a desk and on a phone, in light and in dark', async ({ app }) => {
  test.setTimeout(60_000);
  await opened(app);
  await expectNoBarriers(app.page);
});

test('nobody is kept out of what was made and of the second looks', async ({ app }) => {
  test.setTimeout(90_000);
  await opened(app);
  await make(app, '1.1').click();
  await expect(app.main).toContainText('4 answers ask for a second look.');
  await expectNoBarriers(app.page);
  await app.goTo('list/second-look');
  await expect(looked(app, '5.1.8')).toBeVisible();
  await expectNoBarriers(app.page);
});
