// The action plan: from a gap to an action, from a closed action to a new assessment, and out into calendars and tables.

import { writeFile } from 'node:fs/promises';
import { App, assessmentText, expect, expectNoBarriers, expectOpenToAll, file, test } from '../pages';
import { readCalendar, readCsvWithLibreOffice } from '../readers';

const NOW = '2026-01-03T03:04:05.000Z';
const PLAN = 'Write the development plan';

function action(id: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { id, clauses: ['5.1.1'], what: id, priority: 'medium', stage: 'to-do', changed: NOW, ...more };
}

/** Actions in every state, overdue and not, with and without owner and effort. */
const ACTIONS = [
  action('later', { what: 'Review it', due: '2199-01-01', owner: 'Zoe', effort_days: '0.5', priority: 'high' }),
  action('open', { what: 'Ask around', clauses: [] }),
  action('late', { what: PLAN, due: '2026-01-01', owner: 'adam', effort_days: '3' }),
  action('shut', { what: 'Buy a tool', stage: 'done', done: NOW, clauses: ['5.1.2'], effort_days: '9' }),
  action('gone', { what: 'Hire a person', stage: 'dropped', clauses: [] }),
];

async function fromFile(app: App, actions: unknown[] = ACTIONS): Promise<void> {
  await app.openFile(file(assessmentText({ actions })));
  await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
  await expect(app.page).toHaveURL(/#\/a\/[^/]+$/);
  await app.goTo('actions');
}

/** What stands in the table, the words of each action in their order. */
async function rows(app: App): Promise<string[]> {
  return app.main.locator('.plan-table tbody th bdi').allTextContents();
}

function opener(app: App, what: string) {
  return app.main.getByRole('button', { name: `${what} (change)` });
}

async function saved(app: App): Promise<Record<string, any>> {
  return JSON.parse((await app.saveFile()).text).assessment;
}

test('from a gap to an action, and from its end to a new assessment', async ({ app, context, watch }) => {
  await app.newAssessment({ product: 'Pump', class: 'C' });
  await test.step('plans an action beside the answer', async () => {
    await app.goTo('requirement/5.1.1');
    await app.answer('5.1.1', 'Not met');
    const beside = app.card('5.1.1').getByRole('group', { name: 'Actions for 5.1.1' });
    await beside.getByRole('button', { name: 'Plan an action' }).click();
    const open = beside.locator('summary');
    await expect(open).toBeFocused();
    await app.page.keyboard.press('Enter');
    // A first step is there to start from.
    await expect(beside.getByLabel('What is to be done')).not.toHaveValue('');
    await beside.getByLabel('What is to be done').fill(PLAN);
    await beside.getByLabel('Owner').fill('Zoe');
    await beside.getByLabel('Due date').fill('2026-01-31');
    await expect(beside.getByRole('listitem').first()).toContainText(PLAN);
  });

  await test.step('finds it in the plan, with a second one that is due later', async () => {
    await app.goTo('actions');
    await expect(app.title).toHaveText('Action plan');
    await app.main.getByRole('button', { name: 'Add an action' }).click();
    const dialog = app.page.getByRole('dialog', { name: 'Action' });
    await expect(dialog.getByLabel('What is to be done')).toBeFocused();
    await app.page.keyboard.type('Review it');
    await dialog.getByLabel('Due date').fill('2199-12-31');
    await dialog.getByLabel('Requirements that it serves').fill('5.1.99');
    await app.page.keyboard.press('Enter');
    await expect(dialog).toContainText('No requirement in scope has the number 5.1.99.');
    await dialog.getByLabel('Requirements that it serves').fill('5.1.2');
    await app.page.keyboard.press('Enter');
    await expect(dialog.getByRole('link', { name: '5.1.2 Unanswered' })).toBeVisible();
    await dialog.getByLabel('Effort in days').fill('2,5');
    await app.page.keyboard.press('Escape');
    await expect(opener(app, 'Review it')).toBeFocused();
    expect(await rows(app)).toEqual([PLAN, 'Review it']);
    await expect(app.main.getByRole('row', { name: PLAN })).toContainText('Overdue');
    await expect(app.main.getByRole('row', { name: 'Review it' })).not.toContainText('Overdue');
    await expect(app.main.getByRole('region', { name: 'Work' })).toContainText('0 of 2');
    await expect(app.main.getByRole('region', { name: 'Work' })).toContainText('2.5 days 1 without a figure');
  });

  await test.step('moves it over the board by keyboard, and the focus goes with the card', async () => {
    await app.main.getByRole('radio', { name: 'Board' }).check();
    const start = app.main.getByRole('region', { name: 'To do (2)' }).getByRole('button', { name: `Start ${PLAN}` });
    await start.focus();
    await app.page.keyboard.press('Enter');
    const done = app.main.getByRole('region', { name: 'In progress (1)' }).getByRole('button', { name: `Done ${PLAN}` });
    await expect(done).toBeFocused();
    await app.page.keyboard.press('Enter');
    await expect(app.main.getByRole('region', { name: 'Done (1)' })).toContainText(PLAN);
    await expect(app.main.getByRole('button', { name: `Open again ${PLAN}` })).toBeFocused();
    await expect(app.main.getByRole('status').filter({ hasText: PLAN })).toContainText('not the gap');
  });

  await test.step('a closed action asks for the assessment, and the answer settles it', async () => {
    const again = app.main.getByRole('region', { name: 'Assess again (1)' });
    await expect(app.main.getByRole('region', { name: 'Answers' })).toContainText('0 %');
    await again.getByRole('link', { name: '5.1.1 Not met' }).click();
    await expect(app.card('5.1.1')).toContainText('All actions for this requirement are done.');
    await app.answer('5.1.1', 'Met');
    await expect(app.card('5.1.1')).not.toContainText('All actions for this requirement are done.');
    await app.goTo('actions');
    await expect(app.main.getByRole('region', { name: /^Assess again/ })).toHaveCount(0);
    await expect(app.main.getByRole('radio', { name: 'Board' })).toBeChecked();
  });

  await test.step('all of it is there after a reload, and in another tab', async () => {
    await app.reload();
    await expect(app.main.getByRole('region', { name: 'Done (1)' })).toContainText(PLAN);
    const other = new App(await context.newPage(), watch);
    await other.open(app.address());
    await opener(other, 'Review it').click();
    await other.page.getByLabel('Owner', { exact: true }).last().fill('Bea');
    await expect(app.main.getByRole('region', { name: 'To do (1)' })).toContainText('Bea');
    await other.page.close();
  });
});

test('the table is ordered by its heads and filtered', async ({ app }) => {
  await fromFile(app);
  expect(await rows(app)).toEqual([PLAN, 'Review it', 'Ask around']);
  const head = (name: string) => app.main.getByRole('columnheader', { name });
  await expect(head('Due')).toHaveAttribute('aria-sort', 'ascending');
  await head('Owner').getByRole('button').click();
  await expect(head('Owner')).toHaveAttribute('aria-sort', 'ascending');
  await expect(head('Due')).not.toHaveAttribute('aria-sort', /./);
  expect(await rows(app)).toEqual([PLAN, 'Review it', 'Ask around']);
  await head('Owner').getByRole('button').press('Enter');
  await expect(head('Owner')).toHaveAttribute('aria-sort', 'descending');
  expect(await rows(app)).toEqual(['Review it', PLAN, 'Ask around']);
  await head('Due').getByRole('button').click();
  await app.main.getByLabel('Show closed ones too').check();
  expect(await rows(app)).toEqual([PLAN, 'Review it', 'Ask around', 'Buy a tool', 'Hire a person']);
  await app.main.getByLabel('Owner', { exact: true }).selectOption('Zoe');
  expect(await rows(app)).toEqual(['Review it']);
  await app.main.getByLabel('Owner', { exact: true }).selectOption('Nobody yet');
  expect(await rows(app)).toEqual(['Ask around', 'Buy a tool', 'Hire a person']);
  const work = app.main.getByRole('region', { name: 'Work' });
  for (const text of ['1 of 4', '3.5 days 1 without a figure']) await expect(work).toContainText(text);
});

test('what cannot be is refused at the field, and what was stored stays', async ({ app }) => {
  await fromFile(app);
  await opener(app, PLAN).click();
  const dialog = app.page.getByRole('dialog', { name: 'Action' });
  const effort = dialog.getByLabel('Effort in days');
  await expect(effort).toHaveValue('3');
  for (const bad of ['three', '0', '1.25', '-1', '1000']) {
    await effort.fill(bad);
    await expect(effort).toHaveAttribute('aria-invalid', 'true');
    await expect(dialog).toContainText('Type days from 0.1 to 999.9, such as 3 or 0.5. 3 stays stored.');
  }
  await effort.fill('1.5');
  await expect(effort).not.toHaveAttribute('aria-invalid', /./);
  const due = dialog.getByLabel('Due date');
  await expect(due).toHaveValue('2026-01-01');
  await due.focus();
  await due.pressSequentially('02302026');
  await effort.focus();
  await expect(dialog).toContainText('Not stored: this is no day between 1900 and 2199.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  const stored = (await saved(app)).actions.find((one: { id: string }) => one.id === 'late');
  expect([stored.effort_days, stored.due], 'no day that no calendar has').toEqual(['1.5', '2026-01-01']);
});

test('deleting asks, says that it is final, and offers to drop instead', async ({ app }) => {
  await fromFile(app);
  const dialog = app.page.getByRole('dialog', { name: 'Action', exact: true });
  const ask = app.page.getByRole('dialog', { name: 'Delete this action?' });
  await opener(app, 'Ask around').click();
  await dialog.getByRole('button', { name: 'Delete this action' }).click();
  await expect(ask).toContainText('will be gone for good');
  await ask.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete this action' }).click();
  await ask.getByRole('button', { name: 'Drop it' }).click();
  expect(await rows(app)).toEqual([PLAN, 'Review it']);
  await opener(app, 'Review it').click();
  await dialog.getByRole('button', { name: 'Delete this action' }).click();
  await ask.getByRole('button', { name: 'Delete for good' }).click();
  await expect(app.main.getByRole('button', { name: 'Add an action' })).toBeFocused();
  expect(await rows(app)).toEqual([PLAN]);
  const ids = (await saved(app)).actions.map((one: { id: string }) => one.id);
  expect(ids).toEqual(['open', 'late', 'shut', 'gone']);
  // An action that was added and left blank leaves nothing.
  await app.main.getByRole('button', { name: 'Add an action' }).click();
  await dialog.getByRole('button', { name: 'Close' }).click();
  expect((await saved(app)).actions).toHaveLength(4);
});

test('who looked again and changes nothing says so with one button', async ({ app }) => {
  await fromFile(app);
  const again = app.main.getByRole('region', { name: 'Assess again (1)' });
  await again.getByRole('button', { name: 'I looked: it stays as it is 5.1.2' }).click();
  await expect(app.main.getByRole('region', { name: /^Assess again/ })).toHaveCount(0);
  const answer = (await saved(app)).answers.find((one: { clause: string }) => one.clause === '5.1.2');
  expect(answer.status).toBe('not-met');
  expect(answer.changed > NOW).toBe(true);
});

test('the calendar and the table are read by programs that others made', async ({ app }) => {
  const hostile = '=1+1; "a", \\n\u202eb 漢字 👩‍🔬';
  await fromFile(app, [...ACTIONS, action('bad', { what: hostile, note: 'One\nTwo', due: '2199-06-01', owner: '@Zoe' })]);
  await expect(app.main).toContainText('The calendar holds the 3 open actions that have a due date. 1 is left out for want of one.');
  const shown = hostile.replace('\u202e', '[U+202E]');

  const ics = await app.saveFile(app.main.getByRole('button', { name: 'Save calendar (.ics)' }));
  expect(ics.name).toMatch(/^a-file-from-a-colleague-\d{4}-\d\d-\d\d-actions\.ics$/);
  const calendar = test.info().outputPath('plan.ics');
  await writeFile(calendar, ics.text);
  const entries = await readCalendar(calendar);
  expect(entries.map((entry) => [entry.kind, entry.start, entry.summary])).toEqual([
    ['VEVENT', '2026-01-01', `${PLAN} (adam)`],
    ['VEVENT', '2199-01-01', 'Review it (Zoe)'],
    ['VEVENT', '2199-06-01', `${shown} (@Zoe)`],
  ]);
  expect(entries[2]?.description?.endsWith('\n\nOne\nTwo')).toBe(true);

  const csv = await app.saveFile(app.main.getByRole('button', { name: 'Save CSV' }));
  expect(csv.name).toMatch(/-actions\.csv$/);
  const table = test.info().outputPath('plan.csv');
  await writeFile(table, csv.text);
  const [head, ...body] = await readCsvWithLibreOffice(table);
  expect(head).toEqual(['Summary', 'Description', 'Assignee', 'Due Date', 'Priority', 'Status', 'Labels', 'Estimate in days', 'Action id']);
  expect(body.map((row) => row[8])).toEqual(['late', 'later', 'bad', 'open', 'shut', 'gone']);
  expect(body[2]?.[0]).toBe(`'${shown}`);
  expect(body[2]?.[2]).toBe("'@Zoe");
  expect(body[0]?.slice(2)).toEqual(['adam', '2026-01-01', 'Medium', 'To do', 'IEC62304 5.1.1', '3', 'late']);
});

test('an empty plan says where actions come from', async ({ app }) => {
  await app.newAssessment();
  await app.goTo('actions');
  await expect(app.main).toContainText('No actions yet. They come from the gaps');
  await app.main.getByRole('link', { name: 'gaps', exact: true }).click();
  await expect(app.title).toHaveText('Gaps');
});

test('table, board, fields and cards keep nobody out, and paper has all of it', async ({ app }) => {
  await fromFile(app);
  await expectNoBarriers(app.page);
  await app.main.getByRole('radio', { name: 'Board' }).check();
  await expectNoBarriers(app.page);
  await opener(app, PLAN).click();
  await expectOpenToAll(app.page);
  await app.page.keyboard.press('Escape');
  await app.page.emulateMedia({ media: 'print' });
  await expect(app.main.getByText(PLAN).first()).toBeVisible();
  await expect(app.main.getByRole('button', { name: 'Add an action' })).toBeHidden();
  await app.page.emulateMedia({ media: 'screen' });
  await app.goTo('requirement/5.1.1');
  await app.card('5.1.1').locator('.beside-list summary').first().click();
  await expectNoBarriers(app.page);
});
