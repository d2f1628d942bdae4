// The quick check: an honest first picture in ten minutes, by keyboard, that never touches an answer.

import type { Locator } from '@playwright/test';
import { type App, expect, expectNoBarriers, test } from '../pages';

const ACTIVITIES = 20;
/** What is said to the activities of class C, in their order; the seventh is 5.6, and nobody knows. */
const SAID = '12313243123123121313';

const progress = (app: App): Locator => app.main.getByText(/^\d+ of \d+ activities$/);
const result = (app: App): Locator => app.main.getByRole('region', { name: 'Result', exact: true });
const gaps = (app: App): Locator => result(app).getByRole('list').first().getByRole('listitem');
const figure = (app: App, name: string): Locator =>
  app.main.locator('dl > div').filter({ has: app.page.getByText(name, { exact: true }) }).locator('dd');
const file = async (app: App) => JSON.parse((await app.saveFile()).text);

/** A quick check of class C, with everything said. */
async function checked(app: App): Promise<void> {
  await app.open('/quick');
  await app.page.getByLabel('Product or software').fill('Infusion pump');
  await app.classChoice('C').check();
  await app.estimate('4', 'Met').focus();
  for (const key of SAID) await app.page.keyboard.press(key);
  await expect(progress(app)).toHaveText(`${ACTIVITIES} of ${ACTIVITIES} activities`);
}

test('from the start to the result of a class C assessment by keyboard alone, in fewer than 60 keys', async ({ app }) => {
  const { keyboard } = app.page;
  let pressed = 0;
  const press = async (key: string) => {
    pressed += 1;
    await keyboard.press(key);
  };
  const isFocused = (wanted: Locator) =>
    wanted.evaluateAll((found) => found.some((element) => element === document.activeElement));
  const tabTo = async (wanted: Locator) => {
    do await press('Tab');
    while (!(await isFocused(wanted)) && pressed < 60);
  };

  await app.open();
  await tabTo(app.page.getByRole('link', { name: 'Quick check: ten minutes' }));
  await press('Enter');
  await expect(app.title).toHaveText('Quick check');
  await expect(app.title).toBeFocused();
  await tabTo(app.page.getByRole('radio', { name: 'Not sure' }));
  await press('ArrowUp');
  await expect(app.classChoice('C')).toBeChecked();
  await tabTo(app.estimate('4', 'Met'));
  for (const key of SAID) await press(key);
  await expect(progress(app)).toHaveText('20 of 20 activities');
  await expect(app.page.getByRole('link', { name: 'See the result' })).toBeFocused();
  await press('Enter');
  await expect(app.main.getByRole('heading', { name: 'Result' })).toBeFocused();
  await expect(app.main.getByRole('heading', { name: 'Result' })).toBeInViewport();
  expect(pressed, 'keys from the start to the result').toBeLessThan(60);

  await expect(app.main.getByRole('heading', { name: 'The five largest gaps' })).toBeVisible();
  await expect(gaps(app)).toHaveCount(5);
  for (const gap of await gaps(app).all()) {
    await expect(gap).toContainText(/Stands for \d+ of the 94 requirements of class C: /);
    await expect(gap).toContainText(/First step: .{20,}/);
  }
  await expect(gaps(app).nth(1)).toContainText('Stands for 8 of the 94 requirements of class C: 8 estimated not met.');
  await expect(result(app)).toContainText('Class C');
  await expect(result(app)).toContainText('8 of 94 requirements have neither answer nor estimate. They count as not met.');
  await expect(result(app)).toContainText('To find out (1)');
  await expect(figure(app, 'Answered')).toHaveText('0');
  await expect(figure(app, 'Estimated')).toHaveText('86');
  await expect(figure(app, 'Open')).toHaveText('8');
  await expect(figure(app, 'Readiness')).toHaveText('0 %');
  await expect(figure(app, 'Estimated readiness')).toHaveText(/^\d+ %$/);

  await app.page.getByRole('link', { name: 'Go on in depth' }).click();
  await expect(app.title).toHaveText('5.6 Software integration and integration testing');
});

test('a new quick check is stored with its first change, and a reload comes back to it', async ({ app }) => {
  await app.open('/quick');
  expect(Object.keys(await app.stored())).toEqual([]);
  await expect(app.page.getByRole('banner').getByRole('button', { name: 'Save file' })).toHaveCount(0);
  await app.estimate('5.1', 'Partly met').check();
  expect(app.address()).toBe(`/a/${app.id()}/quick`);
  await expect(app.page.getByRole('banner')).toContainText('Saved here');
  await app.estimate('5.2', 'I need to find out').check();
  await app.reload();
  await expect(app.title).toHaveText('Quick check');
  await expect(app.estimate('5.1', 'Partly met')).toBeChecked();
  await expect(app.estimate('5.2', 'I need to find out')).toBeChecked();
  await expect(progress(app)).toHaveText('2 of 20 activities');
  await expect(app.page.getByRole('radio', { name: 'Not sure' })).toBeChecked();
  const saved = await file(app);
  expect(saved.assessment.classification.class).toBeNull();
  expect(saved.assessment.estimates).toMatchObject([{ activity: '5.1', status: 'partly-met' }, { activity: '5.2' }]);
  expect(saved.assessment.estimates[1]).not.toHaveProperty('status');
});

test('all is there after a reload, the result too', async ({ app }) => {
  await checked(app);
  const said = await result(app).innerText();
  await app.reload();
  await expect(progress(app)).toHaveText('20 of 20 activities');
  await expect(result(app)).toContainText('The five largest gaps');
  expect(await result(app).innerText()).toBe(said);
  // The class is assigned now, and no longer asked here.
  await expect(app.page.getByRole('group', { name: 'Software safety class' })).toHaveCount(0);
});

test('estimates are shown as estimates wherever there are numbers', async ({ app }) => {
  await checked(app);
  const id = app.id();
  const readiness = await figure(app, 'Estimated readiness').innerText();

  await app.tab('Tasks').click();
  await expect(app.main).toContainText('0 of 12 answered, 12 estimated');
  await expect(figure(app, 'Answered')).toHaveText('0 of 94');
  await expect(figure(app, 'Readiness')).toHaveText('0 %');
  await expect(figure(app, 'Estimated')).toHaveText('86');
  await expect(figure(app, 'Estimated readiness')).toHaveText(readiness);
  const row = app.main.getByRole('listitem').filter({ hasText: '5.1 Software development planning' });
  await expect(row).toContainText('Not started');

  await app.goTo('activity/5.1');
  await expect(app.card('5.1.1')).toContainText('Estimated for the activity: partly met');
  await expect(app.card('5.1.1').getByRole('radio', { checked: true })).toHaveCount(0);
  await app.answer('5.1.1', 'Met');
  await expect(app.card('5.1.1')).not.toContainText('Estimated for the activity');
  await expect(app.card('5.1.2')).toContainText('Estimated for the activity: partly met');
  await app.goTo('activity/5.6');
  await expect(app.card('5.6.1')).not.toContainText('Estimated');

  await app.tab('Results').click();
  await expect(app.main).toContainText(
    '93 of 94 requirements are still unanswered. They count as not met. Of these, 85 are estimated',
  );
  await expect(figure(app, 'Estimated')).toHaveText('85');
  await app.main.getByText('By process as a table').click();
  await expect(app.main.getByRole('columnheader', { name: 'Estimated' })).toBeVisible();
  const cells = app.main.getByRole('row', { name: /5\.1 Software development planning/ }).getByRole('cell');
  // Met, partly, not met, not applicable, open, and how many of the open ones are estimated.
  expect((await cells.allInnerTexts()).slice(0, 6)).toEqual(['1', '0', '0', '0', '11', '11']);

  const saved = await file(app);
  expect(saved.assessment.estimates).toHaveLength(ACTIVITIES);
  expect(saved.assessment.answers).toHaveLength(1);
  expect(saved.summary).toMatchObject({ in_scope: 94, met: 1, unanswered: 93, estimated: 85 });
  expect(saved.summary.estimated_readiness_percent).toBeGreaterThan(saved.summary.readiness_percent);

  await app.open();
  await expect(app.page.getByRole('region', { name: 'Your assessments' })).toContainText(
    '1 of 94 answered, 85 estimated, readiness 1 %',
  );
  await app.open('/about');
  await expect(app.main).toContainText('gives way to every answer');
  expect(id).toBeTruthy();
});

test('without estimates nothing is said of them', async ({ app }) => {
  await app.newAssessment({ class: 'C' });
  await expect(app.main).not.toContainText(/estimated/i);
  await app.tab('Results').click();
  await expect(app.main).not.toContainText(/estimated/i);
});

test('an answer given before or after is never changed by an estimate', async ({ app }) => {
  await app.newAssessment({ class: 'C' });
  await app.goTo('activity/5.1');
  await app.answer('5.1.1', 'Met');
  await app.note('5.1.1').fill('The plan is PL-7.');
  await app.answer('5.1.3', 'Not applicable');
  const before = (await file(app)).assessment.answers;

  await app.goTo('quick');
  const question = app.page.getByRole('group', { name: '5.1 Software development planning' });
  await expect(question).toContainText('Answered already: 2 of 12. The estimate stands for the other 10.');
  await app.estimate('5.1', 'Not met').check();
  let saved = await file(app);
  expect(saved.assessment.answers).toEqual(before);
  expect(saved.summary).toMatchObject({ met: 1, not_met: 0, estimated: 10 });

  await app.goTo('activity/5.1');
  await expect(app.radio('5.1.1', 'Met')).toBeChecked();
  await expect(app.radio('5.1.3', 'Not applicable')).toBeChecked();
  await app.answer('5.1.2', 'Partly met');
  const after = (await file(app)).assessment.answers;
  await app.goTo('quick');
  await app.estimate('5.1', 'Met').check();
  saved = await file(app);
  expect(saved.assessment.answers).toEqual(after);
  expect(saved.summary).toMatchObject({ met: 1, partly_met: 1, estimated: 9 });
});

test('an activity that is answered in depth is not asked', async ({ app }) => {
  await app.newAssessment({ class: 'C' });
  await app.goTo('activity/6.1');
  await app.answer('6.1', 'Partly met');
  await app.goTo('quick');
  await expect(progress(app)).toHaveText('1 of 20 activities');
  await expect(app.main).toContainText('Answered in depth: 1 partly met.');
  await expect(app.page.getByRole('group', { name: '6.1 Software maintenance plan' })).toHaveCount(0);
  // The keys pass it by.
  await app.estimate('5.8', 'Met').focus();
  await app.page.keyboard.press('2');
  await expect(app.estimate('6.2', 'Met')).toBeFocused();
});

test('the worked legacy example says which activities are answered in depth', async ({ app }) => {
  await app.openExample('Bedside monitor, class C, legacy');
  await app.goTo('quick');
  await expect(progress(app)).toHaveText('16 of 21 activities');
  await expect(app.main.getByText(/^Answered in depth: /)).toHaveCount(16);
  await app.estimate('5.4', 'Met').check();
  await expect(figure(app, 'Answered')).toHaveText('66');
  await expect(figure(app, 'Estimated')).toHaveText('4');
});

test('removing all estimates leaves the answers, and asks before', async ({ app }) => {
  await checked(app);
  await app.goTo('activity/5.1');
  await app.answer('5.1.1', 'Met');
  const { answers } = (await file(app)).assessment;
  await app.goTo('quick');
  const remove = app.page.getByRole('button', { name: 'Remove all estimates' });
  const dialog = app.page.getByRole('dialog', { name: 'Remove all estimates?' });
  await remove.click();
  await expect(dialog).toContainText('Answers, notes and evidence stay as they are.');
  await dialog.getByRole('button', { name: 'Keep them' }).click();
  await expect(remove).toBeFocused();
  expect((await file(app)).assessment.estimates).toHaveLength(ACTIVITIES);

  await remove.click();
  await dialog.getByRole('button', { name: 'Remove the estimates' }).click();
  await expect(progress(app)).toHaveText('0 of 20 activities');
  await expect(remove).toHaveCount(0);
  await app.expectFocusKept();
  await expect(app.estimate('5.1', 'Partly met')).not.toBeChecked();
  const saved = await file(app);
  expect(saved.assessment).not.toHaveProperty('estimates');
  expect(saved.assessment.answers).toEqual(answers);
  await app.reload();
  await expect(figure(app, 'Answered')).toHaveText('1');
  await expect(app.main).not.toContainText('Estimated readiness');
});

test.describe('keys', () => {
  test('1 to 4 answer and move on, J and K move, 0 takes back, arrows and Tab work as usual', async ({ app }) => {
    await app.open('/quick');
    const { keyboard } = app.page;
    await keyboard.press('j');
    await expect(app.estimate('4', 'Met')).toBeFocused();
    await keyboard.press('4');
    await expect(app.estimate('5.1', 'Met')).toBeFocused();
    await expect(app.estimate('4', 'I need to find out')).toBeChecked();
    await keyboard.press('ArrowRight');
    await expect(app.estimate('5.1', 'Partly met')).toBeChecked();
    await keyboard.press('Tab');
    await expect(app.estimate('5.2', 'Met')).toBeFocused();
    await keyboard.press('k');
    await expect(app.estimate('5.1', 'Partly met')).toBeFocused();
    await keyboard.press('k');
    await expect(app.estimate('4', 'I need to find out')).toBeFocused();
    await keyboard.press('0');
    await expect(app.estimate('4', 'I need to find out')).not.toBeChecked();
    await expect(progress(app)).toHaveText('1 of 20 activities');
    await keyboard.press('?');
    await expect(app.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  });

  test('do nothing where single keys are turned off', async ({ app }) => {
    await app.open('/quick');
    await app.page.keyboard.press('?');
    await app.page.getByRole('checkbox', { name: 'Use single-key shortcuts' }).uncheck();
    await app.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await app.estimate('5.1', 'Met').focus();
    await app.page.keyboard.press('2');
    await app.page.keyboard.press('j');
    await expect(app.estimate('5.1', 'Met')).toBeFocused();
    await expect(progress(app)).toHaveText('0 of 20 activities');
  });

  test('are letters and digits in the name of the software', async ({ app }) => {
    await app.open('/quick');
    await app.page.getByLabel('Product or software').focus();
    await app.page.keyboard.type('jk 1234');
    await expect(app.page.getByLabel('Product or software')).toHaveValue('jk 1234');
    await expect(progress(app)).toHaveText('0 of 20 activities');
  });
});

test.describe('the class', () => {
  test('decides what is asked; not sure counts as the strictest', async ({ app }) => {
    await app.open('/quick');
    await expect(app.main).toContainText('Class C counts, the strictest, until a class is assigned.');
    await expect(progress(app)).toHaveText('0 of 20 activities');
    await app.classChoice('A').check();
    await expect(progress(app)).toHaveText('0 of 14 activities');
    await expect(app.page.getByRole('group', { name: /^5\.4 / })).toHaveCount(0);
    await expect(app.classChoice('A')).toBeFocused();
    await app.page.getByRole('link', { name: /in the set-up$/ }).click();
    await expect(app.title).toHaveText('Set-up');
    await expect(app.classChoice('A')).toBeChecked();
  });

  test('is left to the set-up where answers could go out of sight', async ({ app }) => {
    await app.newAssessment({});
    await app.goTo('quick');
    await expect(app.page.getByRole('group', { name: 'Software safety class' })).toBeVisible();
    await app.goTo('activity/5.4');
    await app.answer('5.4.2', 'Met');
    await app.goTo('quick');
    await expect(app.page.getByRole('group', { name: 'Software safety class' })).toHaveCount(0);
    await expect(app.page.getByRole('link', { name: /in the set-up$/ })).toBeVisible();
  });

  test('of a new quick check that is not stored leads to a set-up that is', async ({ app }) => {
    await app.open('/quick');
    await app.page.getByRole('link', { name: /in the set-up$/ }).click();
    await expect(app.title).toHaveText('Set-up');
    await app.reload();
    await expect(app.title).toHaveText('Set-up');
  });
});

test('it prints the result on one page, without the questions', async ({ app }) => {
  await checked(app);
  const pdf = await app.page.pdf({ format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g), 'pages').toHaveLength(1);
  await app.page.emulateMedia({ media: 'print' });
  await expect(app.page.getByRole('group', { name: /^5\.1 / })).toBeHidden();
  await expect(progress(app)).toBeHidden();
  await expect(app.page.getByRole('button', { name: 'Remove all estimates' })).toBeHidden();
  await expect(app.title).toBeVisible();
  await expect(result(app)).toContainText('Infusion pump');
  await expect(gaps(app).first()).toBeVisible();
});

test.describe('nothing keeps anybody out', () => {
  test('of a new quick check', async ({ app }) => {
    test.setTimeout(60_000);
    await app.open('/quick');
    await expect(app.page).toHaveTitle('Quick check · IEC 62304 readiness');
    await expect(app.page.locator('h1')).toHaveCount(1);
    await expectNoBarriers(app.page);
  });

  test('of the result', async ({ app }) => {
    test.setTimeout(60_000);
    await checked(app);
    await expect(app.page).toHaveTitle('Quick check · IEC 62304 readiness');
    await expectNoBarriers(app.page);
  });

  test('of the question before estimates go', async ({ app }) => {
    test.setTimeout(60_000);
    await checked(app);
    await app.page.getByRole('button', { name: 'Remove all estimates' }).click();
    await expectNoBarriers(app.page);
  });

  for (const place of ['', 'activity/5.1', 'results', 'quick']) {
    test(`of estimates in ${place || 'the tasks'}, among answers`, async ({ app }) => {
      test.setTimeout(60_000);
      await app.openExample('Bedside monitor, class C, legacy');
      await app.goTo('quick');
      await app.estimate('5.1', 'Partly met').check();
      await app.estimate('5.4', 'Not met').check();
      await app.estimate('5.6', 'Met').check();
      await app.goTo(place);
      await expectNoBarriers(app.page);
    });
  }
});
