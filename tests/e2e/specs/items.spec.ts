// Software items: the parts of a system, the class of each, answers by item, and what another class would change.

import { App, Watch, assessmentText, expect, file, findings, test } from '../pages';

const DOSE = 'Dose controller';
const SCREEN = 'Reporting screen';
const APART = 'It runs on a processor of its own behind a one-way serial link.';

/** A pump of class C with two items; the view of the items is open. */
async function pump(app: App, rationale = APART): Promise<string> {
  const id = await app.newAssessment({ product: 'Pump', class: 'C' });
  await app.goTo('items');
  await app.addItem({ name: DOSE, does: 'Works out the rate and drives the motor.' });
  await app.addItem({ name: SCREEN, class: 'A', segregation: rationale });
  return id;
}

const NOW = '2026-01-03T03:04:05.000Z';

/** The pump with these items, and with 5.5.2 answered for each of two. */
const SPLIT = {
  product: { name: 'Pump' },
  items: [
    { id: 'dose', name: DOSE, changed: NOW },
    { id: 'motor', name: 'Motor driver', changed: NOW },
    { id: 'screen', name: SCREEN, class: 'A', segregation: APART, changed: NOW },
  ],
  answers: [
    {
      clause: '5.5.2',
      note: 'The strategy is VS-1.',
      parts: [
        { item: 'dose', status: 'met', note: 'Covered by CI run 12.', evidence: [{ title: 'Report R-1' }] },
        { item: 'motor', status: 'partly-met', note: 'On the bench only.', follow_up: true },
      ],
      changed: NOW,
    },
  ],
};

/** Adds the assessment of a file and opens a view of it. */
async function fromFile(app: App, assessment: Record<string, unknown>, place: string): Promise<void> {
  await app.openFile(file(assessmentText(assessment)));
  await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
  await expect(app.page).toHaveURL(/#\/a\/[^/]+$/);
  await app.goTo(place);
}

/** The assessment as the file says it. */
async function saved(app: App): Promise<Record<string, any>> {
  return JSON.parse((await app.saveFile()).text).assessment;
}

test('a team divides a pump into two segregated items, answers by item, and a colleague finds all of it', async ({
  app,
  browser,
  baseURL,
}) => {
  await test.step('reasons the class', async () => {
    await app.setUp({ product: 'Pump' });
    await app.page.getByRole('button', { name: 'Create and go on' }).click();
    await app.page.getByRole('link', { name: 'Safety class', exact: true }).click();
    await app.answerClass('Yes, it can', 'Yes, it is unacceptable', 'Death or serious injury');
    await expect(app.main).toContainText('Class C, reasoned. 94 requirements in scope.');
    await app.page.getByRole('link', { name: 'To the tasks' }).click();
  });

  await test.step('divides the system', async () => {
    await app.page.getByRole('link', { name: 'Software items' }).click();
    await expect(app.title).toHaveText('Software items');
    await expect(app.main).toContainText('Not divided: the system is one block');
    await app.addItem({ name: DOSE, does: 'Works out the rate.' });
    await app.addItem({ name: SCREEN, class: 'A', segregation: APART });
    await expect(app.item(DOSE)).toContainText('Class C');
    await expect(app.item(DOSE)).toContainText('94 requirements asked of it');
    await expect(app.item(SCREEN)).toContainText('53 requirements asked of it');
  });

  await test.step('unit design is asked of the dose controller only', async () => {
    await app.goTo('requirement/5.4.2');
    await expect(app.card('5.4.2')).toContainText('Asked of Dose controller (C). Not of Reporting screen (A).');
    await app.goTo('requirement/5.1.1');
    await expect(app.card('5.1.1')).toContainText('Asked of every item.');
  });

  await test.step('answers unit verification by item', async () => {
    await app.goTo('requirement/5.5.2');
    const card = app.card('5.5.2');
    await app.answer('5.5.2', 'Partly met');
    await card.getByRole('button', { name: 'Answer by item' }).click();
    const dose = app.answerOf('5.5.2', DOSE);
    await expect(dose.getByRole('radio', { name: 'Partly met' })).toBeChecked();
    await expect(dose.getByRole('radio', { name: 'Partly met' })).toBeFocused();
    await expect(app.answerOf('5.5.2', SCREEN)).toHaveCount(0);
    await dose.getByRole('radio', { name: 'Not met' }).check();
    await dose.getByLabel('Note').fill('No bench yet.');
    await expect(card).toContainText(/Together, the weakest counts:\s*Not met/);
    await expect(card).toHaveAttribute('data-status', 'not-met');
  });

  let text = '';
  await test.step('names the item in the gaps, and saves the file', async () => {
    await app.goTo('gaps');
    const gaps = app.main.getByRole('region', { name: '1 gap' });
    await expect(gaps).toContainText(DOSE);
    await expect(gaps).toContainText('No bench yet.');
    text = (await app.saveFile()).text;
  });

  await test.step('a colleague finds everything', async () => {
    const context = await browser.newContext({ baseURL });
    const watch = new Watch(context, String(baseURL));
    const theirs = new App(await context.newPage(), watch);
    await theirs.openFile(file(text));
    await theirs.preview.getByRole('button', { name: 'Add to your assessments' }).click();
    await theirs.page.getByRole('link', { name: 'Software items' }).click();
    await expect(theirs.main.getByRole('article')).toHaveCount(2);
    expect(await theirs.itemNames()).toEqual([DOSE, SCREEN]);
    await expect(theirs.item(DOSE).getByLabel('What it does')).toHaveValue('Works out the rate.');
    await expect(theirs.item(DOSE).getByRole('radio', { name: 'Takes the class above (C)' })).toBeChecked();
    await expect(theirs.item(SCREEN).getByRole('radio', { name: 'Class A', exact: true })).toBeChecked();
    await expect(theirs.item(SCREEN).getByLabel('How it is segregated')).toHaveValue(APART);
    await theirs.goTo('requirement/5.5.2');
    await expect(theirs.answerOf('5.5.2', DOSE).getByRole('radio', { name: 'Not met' })).toBeChecked();
    await expect(theirs.answerOf('5.5.2', DOSE).getByLabel('Note')).toHaveValue('No bench yet.');
    await theirs.goTo('class');
    await expect(theirs.main).toContainText('Class C, reasoned. 94 requirements in scope.');
    await expect(theirs.main.getByRole('radio', { name: 'Death or serious injury', exact: true })).toBeChecked();
    watch.expectQuiet();
    await context.close();
  });
});

test('splitting gives each item the answer of the whole, and joining keeps every word', async ({ app }) => {
  await fromFile(app, { ...SPLIT, answers: [] }, 'requirement/5.4.4');
  const card = app.card('5.4.4');
  await app.answer('5.4.4', 'Not applicable');
  await app.reason('5.4.4').fill('Generated code.');
  await app.note('5.4.4').fill('Asked in May.');
  await app.fold('5.4.4', /^Lettered items/).click();
  await card.getByRole('checkbox', { name: /^a\)/ }).check();
  await card.getByRole('button', { name: 'Answer by item' }).click();
  await app.expectFocusOn('5.4.4');
  const [dose, motor] = [DOSE, 'Motor driver'].map((name) => app.answerOf('5.4.4', name));
  for (const item of [dose!, motor!]) {
    await expect(item.getByRole('radio', { name: 'Not applicable' })).toBeChecked();
    await expect(item.getByLabel('Reason why it does not apply')).toHaveValue('Generated code.');
    await expect(item.getByLabel('Note')).toHaveValue('');
    await expect(item.locator('summary').first()).toHaveText('Lettered items: 1 of 2 covered');
  }
  await expect(card.getByLabel('Note').last()).toHaveValue('Asked in May.');
  await motor!.getByRole('radio', { name: 'Not met' }).check();
  await motor!.getByLabel('Note').fill('Written by hand.');
  await motor!.locator('summary', { hasText: 'Evidence' }).click();
  await motor!.getByRole('button', { name: '+ Other evidence' }).click();
  await motor!.getByLabel('What it is called').fill('Listing L-3');
  await expect(card).toContainText(/the weakest counts:\s*Not met/);

  await card.getByRole('button', { name: 'Join to one answer' }).click();
  await app.expectFocusOn('5.4.4');
  await expect(app.radio('5.4.4', 'Not met')).toBeChecked();
  await expect(app.note('5.4.4')).toHaveValue(
    'Asked in May.\nDose controller: Not applicable. Generated code.\nMotor driver: Generated code. Written by hand.',
  );
  await expect(app.fold('5.4.4', /^Evidence: 1/)).toBeVisible();
  await expect(app.fold('5.4.4', 'Lettered items: 1 of 2 covered')).toBeVisible();
});

test('the keys of the questionnaire act on the item in focus, and steps go by requirement', async ({ app }) => {
  await fromFile(app, { ...SPLIT, answers: [] }, 'requirement/5.5.2');
  const { keyboard } = app.page;
  const card = app.card('5.5.2');
  await app.expectFocusOn('5.5.2');
  await app.press('Tab', card.getByRole('button', { name: 'Answer by item' }));
  await keyboard.press('Enter');
  const [dose, motor] = [DOSE, 'Motor driver'].map((name) => app.answerOf('5.5.2', name));
  await expect(dose!.getByRole('radio').first()).toBeFocused();
  await keyboard.press('1');
  await expect(dose!.getByRole('radio', { name: 'Met', exact: true })).toBeChecked();
  await keyboard.press('e');
  await expect(dose!.getByLabel('Note')).toBeFocused();
  await keyboard.type('1234');
  await keyboard.press('Escape');
  await expect(dose!.getByRole('radio', { name: 'Met', exact: true })).toBeFocused();
  await app.press('Tab', motor!.getByRole('radio'));
  await keyboard.press('3');
  await keyboard.press('f');
  await expect(motor!.getByRole('radio', { name: 'Not met' })).toBeChecked();
  await expect(motor!.getByRole('checkbox', { name: 'I need to find out' })).toBeChecked();
  await expect(dose!.getByRole('radio', { name: 'Met', exact: true })).toBeChecked();
  await expect(dose!.getByRole('checkbox', { name: 'I need to find out' })).not.toBeChecked();
  await keyboard.press('0');
  await expect(motor!.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(card).toContainText(/the weakest counts:\s*Unanswered/);

  // On what is no item's, a status is given to nobody.
  await app.press('Tab', card.getByRole('checkbox', { name: 'I need to find out' }).last());
  await keyboard.press('2');
  await keyboard.press('f');
  await expect(card.getByRole('checkbox', { name: 'I need to find out' }).last()).toBeChecked();
  await expect(card.getByRole('radio', { checked: true })).toHaveCount(1);
  expect((await saved(app)).answers[0]).not.toHaveProperty('status');

  await card.getByRole('checkbox').last().focus();
  await keyboard.press('j');
  await app.expectFocusOn('5.5.3');
  await keyboard.press('k');
  // The first item without an answer.
  await expect(motor!.getByRole('radio').first()).toBeFocused();
});

test('typing in the answer for an item that has none yet keeps the field', async ({ app }) => {
  const answers = [{ clause: '5.5.2', parts: [{ item: 'dose', status: 'met' }], changed: NOW }];
  await fromFile(app, { ...SPLIT, answers }, 'requirement/5.5.2');
  const note = app.answerOf('5.5.2', 'Motor driver').getByLabel('Note');
  await note.click();
  await app.page.keyboard.type('On the bench.');
  await expect(note).toBeFocused();
  await expect(note).toHaveValue('On the bench.');
  expect((await saved(app)).answers[0].parts[1]).toMatchObject({ item: 'motor', note: 'On the bench.' });
});

test('a lower class counts with a rationale only, and what is missing without it is listed', async ({ app }) => {
  await pump(app, '');
  const screen = app.item(SCREEN);
  await expect(screen).toContainText('Until then class C counts. Explain the segregation');
  await expect(screen).toContainText('94 requirements asked of it');
  await screen.getByText('Until then class C counts: 41 more requirements are asked of it').click();
  await expect(screen.getByRole('listitem')).toHaveCount(41);
  await expect(screen.getByRole('listitem').filter({ hasText: '5.4.2 Detailed design of each unit' })).toHaveCount(1);
  await app.goTo('requirement/5.4.2');
  await expect(app.card('5.4.2')).toContainText('Asked of every item.');

  await app.goTo('items');
  const field = screen.getByLabel('How it is segregated');
  await field.click();
  await app.page.keyboard.type(APART);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(APART);
  await expect(screen).not.toContainText('Until then');
  await expect(screen).toContainText('53 requirements asked of it');
  // Taken back, it is kept and not asked for.
  await screen.getByRole('radio', { name: /^Takes the class above/ }).check();
  await expect(field).toHaveCount(0);
  await screen.getByRole('radio', { name: 'Class B', exact: true }).check();
  await expect(field).toHaveValue(APART);
  await expect(screen).toContainText('88 requirements asked of it');
});

test('a system is never below its highest item, and the item is named', async ({ app }) => {
  await app.newAssessment({ product: 'Pump', class: 'A' });
  await app.goTo('items');
  await app.addItem({ name: 'Alarm', class: 'C' });
  const system = app.main.getByRole('region', { name: /^Software system: / });
  await expect(system).toContainText('The system is class A, and its item Alarm is class C.');
  await expect(system).toContainText('94 requirements');
  await app.tab('Tasks').click();
  await expect(app.main).toContainText('94 requirements');
  await app.goTo('items');
  await app.item('Alarm').getByRole('button', { name: /^What if/ }).click();
  await app.item('Alarm').getByLabel('What if Alarm had').selectOption({ label: 'Class B' });
  await expect(app.item('Alarm')).toContainText('The system would be class B in place of C. 6 requirements would go out.');
});

test('an item inside another one is at least as visible as its place: tree, moving, and what it takes along', async ({
  app,
}) => {
  await pump(app);
  await app.addItem({ name: 'Algorithm', inside: DOSE });
  await app.addItem({ name: 'RTOS', inside: DOSE, soup: true });
  expect(await app.itemNames()).toEqual([DOSE, 'Algorithm', 'RTOS', SCREEN]);
  await expect(app.item(DOSE)).toContainText('Divided further');
  const choice = app.item(DOSE).getByLabel('Part of');
  await expect(choice.getByRole('option')).toHaveText(['The system', SCREEN]);
  await expect(app.item('RTOS').getByLabel('Part of').getByRole('option')).toHaveText(['The system', DOSE, 'Algorithm', SCREEN]);

  await choice.selectOption({ label: SCREEN });
  await expect(choice).toBeFocused();
  expect(await app.itemNames()).toEqual([SCREEN, DOSE, 'Algorithm', 'RTOS']);
  await expect(app.item('Algorithm')).toContainText('53 requirements asked of it');
  await expect(choice.getByRole('option', { selected: true })).toHaveText(SCREEN);
  // A list in a list, for everybody.
  await expect(app.item(SCREEN).locator('xpath=..').getByRole('list').first().getByRole('article')).toHaveCount(3);

  await app.goTo('requirement/5.1.1');
  await app.card('5.1.1').getByRole('button', { name: 'Answer by item' }).click();
  await expect(app.answerOf('5.1.1', 'RTOS (A, SOUP)')).toBeVisible();
  await expect(app.card('5.1.1').locator('fieldset[data-item]')).toHaveCount(2);
});

test('a circle of parents and a parent that is not there are named, and nothing is changed in the data', async ({ app }) => {
  const items = [
    { id: 'a', parent: 'b', name: 'Alpha', changed: NOW },
    { id: 'b', parent: 'a', name: 'Beta', changed: NOW },
    { id: 'c', parent: 'b', name: 'Gamma', changed: NOW },
    { id: 'd', parent: 'nobody', name: 'Delta', changed: NOW },
  ];
  await fromFile(app, { items }, 'items');
  await expect(app.item('Alpha')).toContainText('Alpha is its own ancestor');
  await expect(app.item('Beta')).toContainText('Beta is its own ancestor');
  await expect(app.item('Delta')).toContainText('Delta is part of an item that is not here (nobody)');
  await expect(app.item('Gamma')).not.toContainText('ancestor');
  expect(await app.itemNames()).toEqual(['Alpha', 'Beta', 'Gamma', 'Delta']);
  expect((await saved(app)).items).toEqual(items);

  // Each is mended by one choice.
  await app.item('Delta').getByLabel('Part of').selectOption({ label: 'The system' });
  await expect(app.item('Delta')).not.toContainText('not here');
  await app.item('Alpha').getByLabel('Part of').selectOption({ label: 'The system' });
  await expect(app.main.getByText('ancestor')).toHaveCount(0);
  expect(await app.itemNames()).toEqual(['Alpha', 'Beta', 'Gamma', 'Delta']);
  expect((await saved(app)).items.map((item: any) => item.parent ?? '')).toEqual(['', 'a', 'b', '']);
});

test('removing an item says what it takes along, moves what is inside it up, and keeps every word', async ({ app }) => {
  const items = [...SPLIT.items, { id: 'inner', parent: 'motor', name: 'Ramp', changed: NOW }];
  await fromFile(app, { ...SPLIT, items }, 'items');
  const before = (await saved(app)).answers[0].changed;
  const dialog = app.page.getByRole('dialog', { name: 'Remove this item?' });
  const remove = app.item('Motor driver').getByRole('button', { name: 'Remove Motor driver' });
  await remove.click();
  await expect(dialog).toContainText('Motor driver will be gone');
  await expect(dialog).toContainText('1 item inside it moves one level up.');
  await expect(dialog).toContainText('1 answer given for it');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(remove).toBeFocused();
  expect(await app.itemNames()).toEqual([DOSE, 'Motor driver', 'Ramp', SCREEN]);

  await remove.click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(app.item('Motor driver')).toHaveCount(0);
  await app.expectFocusKept();
  expect(await app.itemNames()).toEqual([DOSE, SCREEN, 'Ramp']);
  const { items: left, answers } = await saved(app);
  expect(left.map((item: any) => item.id)).toEqual(['dose', 'screen', 'inner']);
  expect(left[2]).not.toHaveProperty('parent');
  expect(answers[0].note).toBe('The strategy is VS-1.\nMotor driver: Partly met. On the bench only.');
  expect(answers[0]).toMatchObject({ follow_up: true, parts: [{ item: 'dose', status: 'met', evidence: [{ title: 'Report R-1' }] }] });
  expect(answers[0].changed > before).toBe(true);
  await app.reload();
  expect((await saved(app)).answers).toEqual(answers);

  await app.item(DOSE).getByRole('button', { name: `Remove ${DOSE}` }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(app.item(DOSE)).toHaveCount(0);
  const [last] = (await saved(app)).answers;
  expect(last.note).toContain('Dose controller: Met. Covered by CI run 12.');
  expect(last.evidence).toEqual([{ title: 'Report R-1' }]);
});

test('what if tells the requirements before anything changes, and applying does just that', async ({ app }) => {
  const id = await pump(app);
  await app.goTo('requirement/5.4.2');
  await app.answer('5.4.2', 'Met');
  await app.goTo('items');
  const screen = app.item(SCREEN);
  const before = await app.storedText(id);
  await screen.getByRole('button', { name: 'What if it had another class?' }).click();
  const choice = screen.getByLabel(`What if ${SCREEN} had`);
  await expect(choice).toBeFocused();
  const apply = screen.getByRole('button', { name: 'Give it this class' });
  await expect(apply).toBeDisabled();
  await choice.selectOption({ label: 'Class C' });
  await expect(screen).toContainText('Class C would count. 41 requirements would come in.');
  await expect(screen).toContainText('The system stays class C.');
  const told = await screen.getByRole('listitem').allInnerTexts();
  expect(told).toHaveLength(41);
  expect(await app.storedText(id)).toBe(before);
  await apply.click();
  await expect(screen.getByRole('button', { name: 'What if it had another class?' })).toBeFocused();
  await expect(screen).toContainText('94 requirements asked of it');

  // The way back goes by the same list.
  await screen.getByRole('button', { name: 'What if it had another class?' }).click();
  await choice.selectOption({ label: 'Class A' });
  await expect(screen).toContainText('Class A would count. 41 requirements would go out.');
  expect(await screen.getByRole('listitem').allInnerTexts()).toEqual(told);
  await screen.getByRole('button', { name: 'Close' }).click();
  await expect(screen.getByRole('button', { name: 'What if it had another class?' })).toBeFocused();
  await expect(choice).toHaveCount(0);

  // A lower class without a rationale: told first, and asked for next.
  const dose = app.item(DOSE);
  await dose.getByRole('button', { name: 'What if it had another class?' }).click();
  await dose.getByLabel(`What if ${DOSE} had`).selectOption({ label: 'Class B' });
  await expect(dose).toContainText('It counts once its segregation is explained (4.3 d); until then nothing changes.');
  const wouldGo = await dose.getByRole('listitem').allInnerTexts();
  await dose.getByRole('button', { name: 'Give it this class' }).click();
  await expect(dose.getByLabel('How it is segregated')).toBeFocused();
  await expect(dose).toContainText('94 requirements asked of it');
  await dose.getByText(`Until then class C counts: ${wouldGo.length} more requirements are asked of it`).click();
  await expect(dose.getByRole('listitem')).toHaveText(wouldGo);

  // And for the system.
  const system = app.main.getByRole('region', { name: /^Software system: / });
  await system.getByRole('button', { name: 'What if it had another class?' }).click();
  await system.getByLabel('What if the system had').selectOption({ label: 'no class yet' });
  await expect(system).toContainText('Class C would count. The same is asked.');
  await system.getByRole('button', { name: 'Give it this class' }).click();
  await expect(system).toContainText('not assigned');
});

test('what if the system were class A: answers are counted before they are hidden', async ({ app }) => {
  await fromFile(app, { ...SPLIT, items: SPLIT.items.slice(0, 2) }, 'items');
  const system = app.main.getByRole('region', { name: /^Software system: / });
  await system.getByRole('button', { name: 'What if it had another class?' }).click();
  await system.getByLabel('What if the system had').selectOption({ label: 'Class A' });
  await expect(system).toContainText('41 requirements would go out.');
  await expect(system).toContainText('These items would follow: Dose controller (A), Motor driver (A).');
  await expect(system).toContainText('2 answers would be kept and not counted.');
  const told = await system.getByRole('listitem').allInnerTexts();
  await app.goTo('list/all');
  const before = await app.clauses();
  await app.goTo('items');
  await system.getByRole('button', { name: 'What if it had another class?' }).click();
  await system.getByLabel('What if the system had').selectOption({ label: 'Class A' });
  await system.getByRole('button', { name: 'Give it this class' }).click();
  await expect(system).toContainText('53 requirements');
  await app.goTo('list/all');
  const after = await app.clauses();
  expect(told.map((line) => line.split(' ')[0])).toEqual(before.filter((clause) => !after.includes(clause)));
});

test('the items are made, moved and removed by keyboard alone', async ({ app }) => {
  await app.newAssessment({ product: 'Pump', class: 'C' });
  const { keyboard } = app.page;
  await app.press('Tab', app.page.getByRole('link', { name: 'Software items' }));
  await keyboard.press('Enter');
  await expect(app.title).toBeFocused();
  const add = app.main.getByRole('button', { name: 'Add an item', exact: true });
  for (const name of [DOSE, SCREEN]) {
    await app.press('Tab', add);
    await keyboard.press('Enter');
    await expect(app.main.getByLabel('Name', { exact: true }).last()).toBeFocused();
    await keyboard.type(name);
  }
  const screen = app.item(SCREEN);
  await app.press('Tab', screen.getByRole('radio', { name: /^Takes the class above/ }));
  await keyboard.press('ArrowRight');
  await expect(screen.getByRole('radio', { name: 'Class A', exact: true })).toBeChecked();
  await app.press('Tab', screen.getByLabel('How it is segregated'), 2);
  await keyboard.type(APART);
  await app.press('Shift+Tab', screen.getByRole('checkbox', { name: 'SOUP: ready-made software' }));
  await keyboard.press('Space');
  await app.press('Shift+Tab', screen.getByLabel('Part of'));
  await keyboard.press('ArrowDown');
  await expect(screen.getByLabel('Part of')).toBeFocused();
  await expect(app.item(DOSE).locator('xpath=..').getByRole('list').getByRole('article')).toHaveCount(1);
  await app.press('Tab', screen.getByRole('button', { name: /^What if/ }));
  await keyboard.press('Enter');
  await expect(screen.getByRole('combobox', { name: /^What if/ })).toBeFocused();
  await keyboard.press('ArrowDown');
  await app.press('Tab', screen.getByRole('button', { name: 'Give it this class' }), 2);
  await keyboard.press('Enter');
  await expect(screen.getByRole('radio', { name: 'Class B', exact: true })).toBeChecked();
  await expect(screen.getByRole('button', { name: /^What if/ })).toBeFocused();
  await app.press('Tab', screen.getByRole('button', { name: /^Remove/ }));
  await keyboard.press('Enter');
  await expect(app.page.getByRole('dialog')).toBeVisible();
  await app.press('Tab', app.page.getByRole('dialog').getByRole('button', { name: 'Remove' }), 3);
  await keyboard.press('Enter');
  await expect(add).toBeFocused();
  expect(await app.itemNames()).toEqual([DOSE]);
});

test('typing in a name keeps focus and caret, also when another tab adds an item meanwhile', async ({ app, watch }) => {
  await pump(app);
  const name = app.item(DOSE).getByLabel('Name', { exact: true });
  const field = await name.elementHandle();
  await name.click();
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await app.page.keyboard.press(key);
  await app.page.keyboard.type(' rate');
  const other = new App(await app.page.context().newPage(), watch);
  await other.open(`/a/${app.id()}/items`);
  await other.addItem({ name: 'Logger', inside: 'Dose rate controller' });
  await other.addItem({ name: 'Gateway' });
  await expect(app.item('Gateway')).toBeVisible();
  await app.page.bringToFront();
  await app.page.keyboard.type(' and time');
  await expect(app.item('Dose rate and time controller')).toBeVisible();
  const caret = await field!.evaluate((input: HTMLInputElement) => [
    document.activeElement === input,
    input.selectionStart,
    input.value,
  ]);
  expect(caret).toEqual([true, 18, 'Dose rate and time controller']);
  // The names in the choices of the others follow.
  await expect(app.item(SCREEN).getByLabel('Part of').getByRole('option')).toHaveText([
    'The system',
    'Dose rate and time controller',
    'Logger',
    'Gateway',
  ]);
});

test('many items: each is found in every choice, and typing stays where it is', async ({ app }) => {
  const items = Array.from({ length: 60 }, (_, n) => ({ id: `i${n}`, name: `Item ${n}`, parent: n % 7 ? `i${n - 1}` : undefined }));
  await fromFile(app, { items, answers: [] }, 'items');
  await expect(app.main.getByRole('article')).toHaveCount(60);
  const choice = app.item('Item 3').getByLabel('Part of');
  await expect(choice.getByRole('option', { selected: true })).toHaveText('Item 2');
  await choice.focus();
  // Neither itself nor the three inside it.
  await expect(choice.getByRole('option')).toHaveCount(1 + 60 - 4);
  await choice.selectOption({ label: 'Item 59' });
  await expect(app.item('Item 6')).toBeVisible();
  const name = app.item('Item 6').getByLabel('Name', { exact: true });
  await name.click();
  await app.page.keyboard.press('End');
  await app.page.keyboard.type('6 of many');
  await expect(app.item('Item 66 of many').getByLabel('Name', { exact: true })).toBeFocused();
});

test('two tabs add an item each, and both have both', async ({ app, watch }) => {
  const id = await app.newAssessment({ product: 'Pump', class: 'C' });
  await app.goTo('items');
  const other = new App(await app.page.context().newPage(), watch);
  await other.open(`/a/${id}/items`);
  await expect(other.title).toHaveText('Software items');
  const tabs = [app, other] as const;
  await Promise.all(tabs.map((tab) => tab.main.getByRole('button', { name: 'Add an item', exact: true }).click()));
  for (const tab of tabs) await expect(tab.main.getByRole('article')).toHaveCount(2);
  const name = (tab: App, index: number) => tab.main.getByLabel('Name', { exact: true }).nth(index);
  await Promise.all([name(app, 0).fill('Alpha'), name(other, 1).fill('Beta')]);
  for (const tab of tabs) {
    await expect(tab.item('Alpha')).toBeVisible();
    await expect(tab.item('Beta')).toBeVisible();
    await expect(tab.main.getByRole('article')).toHaveCount(2);
  }
  const names = (await saved(other)).items.map((item: any) => item.name).sort();
  expect(names).toEqual(['Alpha', 'Beta']);
});

const VIEWS: { name: string; reach: (app: App) => Promise<void> }[] = [
  {
    name: 'the items, with everything that they can show',
    reach: async (app) => {
      const items = [
        ...SPLIT.items,
        { id: 'low', parent: 'motor', name: 'Ramp with a long name and no reason', class: 'B', soup: true, changed: NOW },
        { id: 'x', parent: 'y', name: 'Round', changed: NOW },
        { id: 'y', parent: 'x', name: 'And round', class: 'C', changed: NOW },
      ];
      await fromFile(app, { ...SPLIT, items, classification: { class: 'B' } }, 'items');
      await app.item(SCREEN).getByRole('button', { name: /^What if/ }).click();
      await app.item(SCREEN).getByRole('combobox', { name: /^What if/ }).selectOption({ label: 'Class C' });
      await app.item('Ramp with a long name and no reason').getByText(/^Until then/).last().click();
    },
  },
  {
    name: 'the items, before one is removed',
    reach: async (app) => {
      await fromFile(app, SPLIT, 'items');
      await app.item(DOSE).getByRole('button', { name: /^Remove/ }).click();
      await expect(app.page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'a card that is answered by item',
    reach: async (app) => {
      await fromFile(app, SPLIT, 'activity/5.5');
      for (const part of await app.card('5.5.2').locator('summary').all()) await part.click();
      await app.answerOf('5.5.2', DOSE).getByRole('radio', { name: 'Not applicable' }).check();
    },
  },
  {
    name: 'gaps of single items',
    reach: async (app) => {
      await fromFile(app, SPLIT, 'gaps');
      await expect(app.main).toContainText('On the bench only.');
    },
  },
];

test.describe('nothing keeps anybody out', () => {
  test.use({ reducedMotion: 'reduce' });
  for (const { name, reach } of VIEWS) {
    for (const [device, width, height] of [['a desk', 1280, 800], ['a phone', 390, 844]] as const) {
      test(`${name}, on ${device}`, async ({ app }) => {
        test.setTimeout(60_000);
        await app.page.setViewportSize({ width, height });
        await reach(app);
        await expect(app.page.locator('h1')).toHaveCount(1);
        const room = await app.page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return { scrollWidth, clientWidth };
        });
        expect.soft(room.scrollWidth, 'nothing sticks out to the side').toBeLessThanOrEqual(room.clientWidth);
        await app.page.emulateMedia({ colorScheme: 'light' });
        expect.soft(await findings(app.page), 'axe, light').toEqual([]);
        await app.page.emulateMedia({ colorScheme: 'dark' });
        expect.soft(await findings(app.page, ['color-contrast', 'link-in-text-block']), 'axe, dark').toEqual([]);
      });
    }
  }
});
