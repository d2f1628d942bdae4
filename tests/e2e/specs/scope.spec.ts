// What is asked: edition, class, legacy. Answers are never dropped because the scope changed.

import { type App, expect, test } from '../pages';

type Edition = '1.1' | '1.0';

const COUNTS: { edition: Edition; legacy: boolean; numbers: Record<'A' | 'B' | 'C', number> }[] = [
  { edition: '1.1', legacy: false, numbers: { A: 53, B: 88, C: 94 } },
  { edition: '1.1', legacy: true, numbers: { A: 58, B: 93, C: 99 } },
  { edition: '1.0', legacy: false, numbers: { A: 43, B: 89, C: 95 } },
];

for (const { edition, legacy, numbers } of COUNTS) {
  const what = `edition ${edition}${legacy ? ', legacy software' : ''}`;
  test(`${what}: class A asks ${numbers.A}, B ${numbers.B}, C ${numbers.C} requirements`, async ({ app }) => {
    await app.setUp({ product: 'Pump', edition, legacy });
    await expect(app.main).toContainText(`${numbers.C} requirements in scope.`);
    for (const name of ['A', 'B', 'C'] as const) {
      await app.classChoice(name).check();
      await expect(app.main).toContainText(`${numbers[name]} requirements in scope.`);
    }
    await app.page.getByRole('button', { name: 'Create and go on' }).click();
    for (const name of ['A', 'B', 'C'] as const) {
      await app.tab('Set-up').click();
      await app.classChoice(name).check();
      await app.tab('Tasks').click();
      await expect(app.main).toContainText(`0 of ${numbers[name]}`);
      await app.page.getByRole('link', { name: 'All requirements in one list' }).click();
      await expect(app.cards).toHaveCount(numbers[name]);
      await expect(app.shown).toHaveText(`${numbers[name]} requirements`);
    }
  });
}

test('edition 1.0 has no route for legacy software', async ({ app }) => {
  await app.setUp({ edition: '1.0', class: 'C', legacy: true });
  await expect(app.main).toContainText('95 requirements in scope.');
});

test('a class that is not assigned counts as C, and the page says so', async ({ app }) => {
  await app.newAssessment({ product: 'Pump' });
  await expect(app.main).toContainText(/Class not assigned.*C counts/);
  await expect(app.main).toContainText('94 requirements');
});

test('an activity that a class does not ask is not among its tasks', async ({ app }) => {
  await app.newAssessment({ class: 'A' });
  await expect(app.main.getByRole('link', { name: /^5\.1 / })).toBeVisible();
  await expect(app.main.getByRole('link', { name: /^5\.4 / })).toHaveCount(0);
  await app.goTo('requirement/5.4.2');
  await expect(app.cards).toHaveCount(0);
});

test.describe('changing the class of an assessment with answers', () => {
  /** Class C with three answers, of which class A asks one; gives what is stored. */
  async function answered(app: App): Promise<string> {
    const id = await app.newAssessment({ product: 'Pump', class: 'C' });
    await app.goTo('list/all');
    await app.answer('5.1.1', 'Met');
    await app.answer('5.4.2', 'Not met');
    await app.note('5.4.2').fill('Units are not designed one by one.');
    await app.answer('5.3.1', 'Partly met');
    await app.tab('Set-up').click();
    await expect(app.title).toHaveText('Set-up');
    return app.storedText(id);
  }

  test('says what comes in and goes out before it happens', async ({ app }) => {
    const before = await answered(app);
    await app.classChoice('A').check();
    const said = app.main;
    await expect(said).toContainText('Before it changes: 94 in scope become 53');
    await expect(said).toContainText('0 requirements would come in, 41 requirements would go out.');
    await expect(said).toContainText(/2 answers would be hidden and not counted\..* come back with the scope\./);
    const goesOut = said.getByRole('listitem');
    await expect(goesOut).toHaveCount(41);
    await expect(goesOut.filter({ hasText: '5.4.2 Detailed design of each unit' })).toHaveCount(1);
    expect(await app.storedText(app.id())).toBe(before);

    // Another choice while this one waits says what that one would do.
    await app.classChoice('B').check();
    await expect(said).toContainText('94 in scope become 88');
    await app.editionChoice('1.0').check();
    await expect(said).toContainText('Another edition makes a new assessment');
    await expect(app.page.getByRole('button', { name: 'Change the scope' })).toHaveCount(0);
    expect(await app.storedText(app.id())).toBe(before);
  });

  test('leaving it changes nothing, and the old class is chosen again', async ({ app }) => {
    const before = await answered(app);
    await app.classChoice('B').check();
    await app.page.getByRole('button', { name: 'Leave it as it is' }).click();
    await expect(app.classChoice('C')).toBeChecked();
    await expect(app.main).toContainText('94 requirements in scope.');
    expect(await app.storedText(app.id())).toBe(before);
    await app.tab('Tasks').click();
    await expect(app.main).toContainText('3 of 94');
  });

  test('going away without a decision changes nothing', async ({ app }) => {
    const before = await answered(app);
    await app.classChoice('A').check();
    await app.tab('Tasks').click();
    await expect(app.main).toContainText('3 of 94');
    expect(await app.storedText(app.id())).toBe(before);
  });

  test('hides answers, and bringing the class back brings them back', async ({ app }) => {
    await answered(app);
    await app.classChoice('A').check();
    await app.page.getByRole('button', { name: 'Change the scope' }).click();
    await expect(app.main).toContainText('53 requirements in scope.');
    await app.tab('Tasks').click();
    await expect(app.main).toContainText('1 of 53');
    await expect(app.main).toContainText('2 answers are kept from another class or edition: hidden, not counted');
    await app.goTo('list/all');
    await expect(app.card('5.4.2')).toHaveCount(0);
    const saved = JSON.parse((await app.saveFile()).text);
    expect(saved.summary).toMatchObject({ class: 'A', in_scope: 53, met: 1, not_met: 0, partly_met: 0 });
    expect(saved.assessment.answers).toHaveLength(3);

    await app.reload();
    await app.tab('Set-up').click();
    await app.classChoice('C').check();
    await expect(app.main).toContainText('41 requirements would come in, 0 requirements would go out.');
    await expect(app.main).toContainText('2 answers given before would come back.');
    await app.page.getByRole('button', { name: 'Change the scope' }).click();
    await app.goTo('list/all');
    await expect(app.cards).toHaveCount(94);
    await expect(app.radio('5.1.1', 'Met')).toBeChecked();
    await expect(app.radio('5.4.2', 'Not met')).toBeChecked();
    await expect(app.note('5.4.2')).toHaveValue('Units are not designed one by one.');
    await expect(app.radio('5.3.1', 'Partly met')).toBeChecked();
  });

  test('another edition shows its own requirements and keeps every answer', async ({ app }) => {
    const before = await answered(app);
    const id = app.id();
    await app.editionChoice('1.0').check();
    await app.page.getByRole('link', { name: 'See what becomes of each answer' }).click();
    await expect(app.main).toContainText('Edition 1.1 asks 94 requirements of it, edition 1.0 asks 95.');
    await app.page.getByRole('button', { name: 'Make the assessment for edition 1.0' }).click();
    await expect(app.page).not.toHaveURL(new RegExp(id));
    expect(await app.storedText(id)).toBe(before);
    await app.goTo('list/all');
    await expect(app.cards).toHaveCount(95);
    await expect(app.card('7.1.5')).toBeVisible();
    await expect(app.card('5.1.12')).toHaveCount(0);
    await expect(app.radio('5.4.2', 'Not met')).toBeChecked();
    await expect(app.note('5.4.2')).toHaveValue('Units are not designed one by one.');
    await expect(app.radio('5.3.1', 'Partly met')).toBeChecked();
  });

  for (const [button, where] of [
    ['Change the scope', 'after the change'],
    ['Leave it as it is', 'after leaving it'],
  ] as const) {
    test(`${where} the focus is somewhere on the page`, async ({ app }) => {
      await answered(app);
      await app.classChoice('A').check();
      await app.page.getByRole('button', { name: button }).click();
      await expect(app.main).toContainText('requirements in scope.');
      await app.expectFocusKept();
    });
  }

  test('it can be done by keyboard alone', async ({ app }) => {
    await answered(app);
    await app.press('Tab', app.classChoice('C'));
    await app.page.keyboard.press('ArrowUp');
    await expect(app.classChoice('B')).toBeChecked();
    await expect(app.main).toContainText('94 in scope become 88');
    await app.press('Tab', app.page.getByRole('button', { name: 'Change the scope' }));
    await app.page.keyboard.press('Enter');
    await expect(app.main).toContainText('88 requirements in scope.');
  });
});

test('without answers there is nothing to warn of: the class changes at once', async ({ app }) => {
  await app.newAssessment({ class: 'C' });
  await app.tab('Set-up').click();
  await app.classChoice('B').check();
  await expect(app.main).toContainText('88 requirements in scope.');
  await expect(app.page.getByRole('button', { name: 'Change the scope' })).toHaveCount(0);
  await app.reload();
  await expect(app.classChoice('B')).toBeChecked();
});

test('what is typed into the set-up is there after a reload, also before it is finished', async ({ app }) => {
  await app.setUp({ product: 'Pump', version: '3', class: 'B' });
  await app.page.getByLabel('Why this class').fill('Nobody is hurt badly.');
  await app.reload();
  await expect(app.page.getByLabel('Product or software')).toHaveValue('Pump');
  await expect(app.page.getByLabel('Why this class')).toHaveValue('Nobody is hurt badly.');
  await expect(app.classChoice('B')).toBeChecked();
  await app.open('/');
  await expect(app.page.getByRole('region', { name: 'Your assessments' }).getByRole('link')).toHaveCount(1);
});
