// Legacy software (4.4): the way from "is it legacy at all" to the reasons for continued use of one version.

import type { Locator } from '@playwright/test';
import { type App, assessmentText, expect, expectNoBarriers, file, test } from '../pages';

const EXAMPLE = 'Bedside monitor, class C, legacy';
const CHECKS = [/lawfully placed on the market/, /still sold today/, /proof missing/];
const STEPS = [
  '1. Is it legacy at all?',
  '2. The version on the market',
  '3. Feedback and risk work',
  '4. Gap analysis',
  '5. Why its use may go on',
];

const step = (app: App, number: number): Locator => app.main.getByRole('region', { name: STEPS[number - 1], exact: true });
const tag = (app: App, number: number): Locator => step(app, number).getByText(/^(Not started|In progress|Complete)$/);
const check = (app: App, at: number, answer: 'Yes' | 'No'): Locator =>
  app.main.getByRole('group', { name: CHECKS[at] }).getByRole('radio', { name: answer, exact: true });
const decision = (app: App, clause: string): Locator =>
  app.main.getByRole('group', { name: `What becomes of ${clause}`, exact: true });
const decide = (app: App, clause: string, what: 'Create it' | 'Leave it'): Locator =>
  decision(app, clause).getByRole('radio', { name: what, exact: true });
const why = (app: App, clause: string): Locator => decision(app, clause).getByRole('textbox', { name: 'Why' });
const group = (app: App, activity: string): Locator => app.main.locator('summary').filter({ hasText: `${activity} ` });
const rationale = (app: App): Locator => app.main.getByRole('textbox', { name: 'Rationale for continued use' });
const version = (app: App): Locator => app.main.getByRole('textbox', { name: 'Version on the market' });
const saved = async (app: App) => JSON.parse((await app.saveFile()).text);

/** A new assessment of class C on the legacy route. */
async function taken(app: App, wanted: Record<string, string> = {}): Promise<void> {
  await app.newAssessment({ product: 'Monitor', class: 'C', ...wanted });
  await app.goTo('legacy');
  for (const at of [0, 1, 2]) await check(app, at, 'Yes').check();
  await app.page.getByRole('button', { name: 'Take the legacy route' }).click();
  await expect(step(app, 5)).toBeVisible();
}

test('the whole route on a new assessment', async ({ app }) => {
  test.setTimeout(60_000);
  await app.newAssessment({ product: 'Monitor', class: 'C' });
  await app.goTo('legacy');
  await expect(app.title).toHaveText('Legacy software');

  await test.step('is it legacy at all', async () => {
    await expect(tag(app, 1)).toHaveText('Not started');
    await expect(app.main).toContainText('0 of 3 answered.');
    await check(app, 0, 'Yes').check();
    await check(app, 1, 'Yes').check();
    await expect(tag(app, 1)).toHaveText('In progress');
    await check(app, 2, 'Yes').check();
    await expect(app.main).toContainText('This is legacy software: every answer is yes.');
    await expect(app.main).toContainText('Taking it brings in 5 requirements of clause 4.4: 94 in scope become 99.');
    // Nothing but the button takes it.
    await expect(step(app, 2)).toHaveCount(0);
    expect((await saved(app)).assessment.legacy).toBe(false);
    await app.page.getByRole('button', { name: 'Take the legacy route' }).click();
    await expect(step(app, 2).getByRole('heading', { name: STEPS[1] })).toBeFocused();
    await expect(tag(app, 1)).toHaveText('Complete');
    expect((await saved(app)).assessment.legacy).toBe(true);
    await expect(app.main).toContainText('Readiness on the legacy route 0 %, apart from that of the whole (0 %).');
    await expect(app.main).toContainText('Of 33 requirements: 33 open.');
    await expect(app.page.getByRole('link', { name: 'problem resolution (clause 9)' })).toBeVisible();
    await expect(app.page.getByRole('link', { name: 'maintenance (clause 6)' })).toBeVisible();
  });

  await test.step('the version on the market', async () => {
    await expect(step(app, 2)).toContainText('no version is given');
    await expect(step(app, 2)).toContainText('Give the version that is on the market.');
    await expect(step(app, 5)).toContainText('Name the version in step 2');
    await expect(tag(app, 2)).toHaveText('Not started');
    await version(app).fill('4.1');
    await expect(step(app, 2)).not.toContainText('no version is given');
    await expect(tag(app, 2)).toHaveText('Complete');
    await expect(version(app)).toBeFocused();
  });

  await test.step('feedback and risk work', async () => {
    await expect(step(app, 3)).toContainText('Unanswered');
    await step(app, 3).getByRole('link', { name: /^4\.4\.2 / }).click();
    await app.answer('4.4.2', 'Met');
    await app.goTo('legacy');
    await expect(tag(app, 3)).toHaveText('Complete');
    await expect(step(app, 3)).toContainText('Met');
    await expect(app.main).toContainText('Of 33 requirements: 1 met, 32 open.');
  });

  await test.step('the gap analysis', async () => {
    await expect(tag(app, 4)).toHaveText('Not started');
    await expect(step(app, 4)).toContainText('5.2, 5.3, 5.7, 7: 28 requirements');
    await expect(group(app, '5.2')).toHaveText('5.2 Software requirements analysis: 0 met, 0 decided, 6 to decide');
    await expect(group(app, '5.7')).toContainText('0 met, 0 decided, 4 to decide');
    await expect(group(app, '7.3')).toBeVisible();
    await expect(group(app, '5.4')).toHaveCount(0);
    await group(app, '5.2').click();
    await decide(app, '5.2.1', 'Create it').check();
    await why(app, '5.2.1').fill('Alarms cannot be tested without it.');
    await decide(app, '5.2.2', 'Leave it').check();
    await expect(decision(app, '5.2.2')).toContainText('Needed: what is left out must be justified.');
    await expect(group(app, '5.2')).toContainText('0 met, 1 decided, 5 to decide');
    await why(app, '5.2.2').fill('Eight years of use without a complaint.');
    await expect(group(app, '5.2')).toContainText('0 met, 2 decided, 4 to decide');
    await decide(app, '5.2.3', 'Leave it').check();
    await decision(app, '5.2.3').getByRole('button', { name: /^Clear/ }).click();
    await expect(decision(app, '5.2.3').getByRole('radio', { checked: true })).toHaveCount(0);
    await app.expectFocusKept();
    await expect(tag(app, 4)).toHaveText('In progress');

    await app.reload();
    await group(app, '5.2').click();
    await expect(decide(app, '5.2.1', 'Create it')).toBeChecked();
    await expect(decide(app, '5.2.2', 'Leave it')).toBeChecked();
    await expect(why(app, '5.2.2')).toHaveValue('Eight years of use without a complaint.');

    await step(app, 4).getByRole('link', { name: /^5\.2\.4 / }).click();
    await app.answer('5.2.4', 'Met');
    await app.goTo('legacy');
    await expect(group(app, '5.2')).toContainText('1 met, 2 decided, 3 to decide');
    await group(app, '5.2').click();
    await expect(decision(app, '5.2.4')).toHaveCount(0);
    const { decisions } = (await saved(app)).assessment.legacy_route;
    expect(decisions).toMatchObject([
      { clause: '5.2.1', create: true, why: 'Alarms cannot be tested without it.' },
      { clause: '5.2.2', create: false, why: 'Eight years of use without a complaint.' },
      { clause: '5.2.3' },
    ]);
    for (const one of decisions) expect(one.changed).toMatch(/^20\d\d-/);
  });

  await test.step('the reasons for continued use', async () => {
    await app.page.getByRole('button', { name: 'Compose from the answers' }).click();
    await expect(rationale(app)).toHaveValue(/^Monitor 4\.1 stays in use as legacy software/);
    await expect(rationale(app)).toHaveValue(/To be made: 5\.2\.1 [^]*Not to be made, since [^]*5\.2\.2 [^]*\(Eight years of use/);
    await expect(tag(app, 5)).toHaveText('In progress');
  });
});

test.describe('whether it is legacy', () => {
  test('a no says why it is not, and what to do instead', async ({ app }) => {
    await app.newAssessment({ class: 'B' });
    await app.goTo('legacy');
    await check(app, 2, 'No').check();
    await expect(app.main).toContainText('This is not legacy software.');
    await expect(app.main).toContainText('With the records complete there is no gap that the legacy route could close.');
    await expect(tag(app, 1)).toHaveText('Complete');
    await app.reload();
    await expect(check(app, 2, 'No')).toBeChecked();
    expect((await saved(app)).assessment).toMatchObject({
      legacy: false,
      legacy_route: { checks: [{ check: 'unproven', answer: false }] },
    });
    // The person decides; what cannot both be so is named.
    await app.page.getByRole('button', { name: 'Take the legacy route' }).click();
    await expect(step(app, 1)).toContainText('an answer to the checks says that it is not');
    await expect(tag(app, 1)).toHaveText('In progress');
    await app.page.getByRole('button', { name: 'Leave the legacy route' }).click();
    await expect(step(app, 1)).not.toContainText('an answer to the checks says that it is not');
    await app.expectFocusKept();
  });

  test('leaving says what is kept, and everything comes back with the route', async ({ app }) => {
    await app.openExample(EXAMPLE);
    await app.goTo('legacy');
    await decide(app, '5.7.5', 'Create it').check();
    await expect(app.main).toContainText(
      'Leaving it takes out 5 requirements of clause 4.4: 99 in scope become 94. 5 answers to them are kept, hidden and not counted.',
    );
    await app.page.getByRole('button', { name: 'Leave the legacy route' }).click();
    await expect(step(app, 1).getByRole('heading', { name: STEPS[0] })).toBeFocused();
    await expect(step(app, 2)).toHaveCount(0);
    await expect(app.main).toContainText('What was entered there before is kept.');
    await expect(app.main).toContainText('94 in scope become 99. 5 answers given before would come back.');
    await app.page.getByRole('button', { name: 'Take the legacy route' }).click();
    await expect(decide(app, '5.7.5', 'Create it')).toBeChecked();
    await expect(step(app, 3)).toContainText('Met');
  });

  test('can be answered by keyboard alone', async ({ app }) => {
    await app.newAssessment({ class: 'C' });
    await app.goTo('legacy');
    await app.press('Tab', check(app, 0, 'Yes'));
    await app.page.keyboard.press('Space');
    await app.press('Tab', check(app, 1, 'Yes'));
    await app.page.keyboard.press('Space');
    await app.press('Tab', check(app, 2, 'Yes'));
    await app.page.keyboard.press('Space');
    await app.press('Tab', app.page.getByRole('button', { name: 'Take the legacy route' }));
    await app.page.keyboard.press('Enter');
    await expect(step(app, 2).getByRole('heading', { name: STEPS[1] })).toBeFocused();
    await app.page.keyboard.press('Tab');
    await expect(version(app)).toBeFocused();
  });
});

test('the worked example has a readiness of its own, apart from the whole', async ({ app }) => {
  await app.openExample(EXAMPLE);
  await app.goTo('legacy');
  await expect(app.main).toContainText('Readiness on the legacy route 51 %, apart from that of the whole (40 %).');
  await expect(app.main).toContainText('Of 33 requirements: 8 met, 18 partly met, 7 not met.');
  for (const [number, progress] of [[1, 'Complete'], [2, 'Complete'], [3, 'Complete'], [4, 'Complete'], [5, 'In progress']] as const) {
    await expect(tag(app, number)).toHaveText(progress);
  }
  await expect(group(app, '5.2')).toContainText('1 met, 5 decided, 0 to decide');
  await expect(group(app, '7.3')).toContainText('0 met, 2 decided, 0 to decide');
  // What stands outside of the route moves the whole alone.
  await app.goTo('activity/8.1');
  for (const clause of ['8.1.1', '8.1.2', '8.1.3']) await app.answer(clause, 'Met');
  await app.goTo('legacy');
  await expect(app.main).toContainText(/Readiness on the legacy route 51 %, apart from that of the whole \(4[1-9] %\)\./);
  await app.goTo('activity/5.2');
  for (const clause of ['5.2.1', '5.2.2', '5.2.3', '5.2.5', '5.2.6']) await app.answer(clause, 'Met');
  await app.goTo('legacy');
  await expect(app.main).toContainText('Readiness on the legacy route 60 %');
  await expect(group(app, '5.2')).toContainText('6 met, 0 decided, 0 to decide');
});

test('records of system tests stand first, and leaving them out does not hold', async ({ app }) => {
  await app.openExample(EXAMPLE);
  await app.goTo('legacy');
  await expect(step(app, 4)).toContainText('Always needed: without records of system tests no version may stay on this route.');
  await expect(step(app, 4).getByRole('group').first()).toHaveAccessibleName('What becomes of 5.7.5');
  await expect(decide(app, '5.7.5', 'Create it')).toBeChecked();
  await decide(app, '5.7.5', 'Leave it').check();
  await expect(tag(app, 4)).toHaveText('In progress');
  await expect(step(app, 4)).toContainText(/5\.7\.5 is to be left out, .* The decision is kept and does not hold\./);
  await why(app, '5.7.5').fill('Too much work.');
  await app.reload();
  await expect(decide(app, '5.7.5', 'Leave it')).toBeChecked();
  await expect(why(app, '5.7.5')).toHaveValue('Too much work.');
  await expect(step(app, 4)).toContainText('does not hold');
  // The example's draft is a person's own text.
  await app.page.getByRole('button', { name: 'Add it to my text' }).click();
  await expect(rationale(app)).toHaveValue(/^Draft of LRT-001[^]*Still to be decided: 5\.7\.5\./);
  await app.tab('Tasks').click();
  await expect(app.main).toContainText('The decision is kept and does not hold.');
  await app.main.getByRole('link', { name: 'To the legacy route' }).click();
  await decide(app, '5.7.5', 'Create it').check();
  await expect(step(app, 4)).not.toContainText('does not hold');
});

test('the gap analysis is complete when all is answered and all that is missing is decided', async ({ app }) => {
  await app.openExample(EXAMPLE);
  await app.goTo('legacy');
  await expect(tag(app, 4)).toHaveText('Complete');
  await group(app, '5.3').click();
  await decision(app, '5.3.1').getByRole('button', { name: 'Clear the decision on 5.3.1' }).click();
  await expect(tag(app, 4)).toHaveText('In progress');
  await expect(group(app, '5.3')).toContainText('0 met, 5 decided, 1 to decide');
  // What was typed stays, and is decided again by one key.
  await expect(why(app, '5.3.1')).toHaveValue('A change could pass by the alarm path');
  await expect(decide(app, '5.3.1', 'Create it')).toBeFocused();
  await app.page.keyboard.press('Space');
  await expect(tag(app, 4)).toHaveText('Complete');
  await decide(app, '5.3.2', 'Leave it').check();
  await why(app, '5.3.2').fill(' ');
  await expect(tag(app, 4)).toHaveText('In progress');
  await why(app, '5.3.2').fill('Nothing shares it.');
  await expect(tag(app, 4)).toHaveText('Complete');
  await app.goTo('requirement/5.3.2');
  await app.card('5.3.2').getByRole('button', { name: 'Clear answer to 5.3.2' }).click();
  await app.goTo('legacy');
  await expect(tag(app, 4)).toHaveText('In progress');
});

test.describe('the reasons for continued use', () => {
  test('are composed afresh as long as nobody changed them, also after the page was loaded again', async ({ app }) => {
    await taken(app, { version: '4.1' });
    const compose = app.page.getByRole('button', { name: 'Compose from the answers' });
    await compose.click();
    await expect(rationale(app)).toHaveValue(/found 0 of 28 requirements/);
    await app.reload();
    await expect(compose).toBeVisible();
    await app.goTo('requirement/5.2.4');
    await app.answer('5.2.4', 'Met');
    await app.goTo('legacy');
    await app.reload();
    await compose.click();
    await expect(rationale(app)).toHaveValue(/found 1 of 28 requirements/);
    expect((await rationale(app).inputValue()).match(/The gap analysis/g)).toHaveLength(1);
  });

  test("a person's own text is never written over", async ({ app }) => {
    await taken(app, { version: '4.1' });
    await rationale(app).fill('My own words.');
    await expect(app.page.getByRole('button', { name: 'Compose from the answers' })).toHaveCount(0);
    await app.page.getByRole('button', { name: 'Add it to my text' }).click();
    await expect(rationale(app)).toHaveValue(/^My own words\.\n\nMonitor 4\.1 stays in use/);
    const text = await rationale(app).inputValue();
    await app.page.getByRole('button', { name: 'Add it to my text' }).click();
    await expect(step(app, 5)).toContainText('The text holds it already.');
    await expect(rationale(app)).toHaveValue(text);
    await app.reload();
    await expect(rationale(app)).toHaveValue(text);
  });

  test('each version has its own; earlier ones stay to be read', async ({ app }) => {
    await taken(app, { version: '4.1' });
    await rationale(app).fill('4.1 is proven in use.\nSince 2018.');
    await version(app).fill('4.2');
    await expect(rationale(app)).toHaveValue('');
    const earlier = app.main.getByRole('article').filter({ hasText: 'Version 4.1' });
    await expect(earlier).toContainText('4.1 is proven in use.');
    await expect(earlier.getByRole('textbox')).toHaveCount(0);
    await rationale(app).fill('4.2 too.');
    await app.reload();
    await expect(rationale(app)).toHaveValue('4.2 too.');
    await expect(earlier).toContainText('4.1 is proven in use.');
    expect((await saved(app)).assessment.legacy_route.rationales).toMatchObject([
      { version: '4.1', text: '4.1 is proven in use.\nSince 2018.' },
      { version: '4.2', text: '4.2 too.' },
    ]);
    await version(app).fill('4.1');
    await expect(rationale(app)).toHaveValue('4.1 is proven in use.\nSince 2018.');
    await expect(app.main.getByRole('article')).toContainText('4.2 too.');

    await app.page.emulateMedia({ media: 'print' });
    await expect(rationale(app)).toBeHidden();
    await expect(app.main.getByText('4.1 is proven in use.')).toBeVisible();
    await expect(app.main.getByText('4.2 too.')).toBeVisible();
  });

  test('are shown as typed', async ({ app }) => {
    await taken(app, { version: '<b>4</b>' });
    await rationale(app).fill('<img src=x onerror=alert(1)>');
    await version(app).fill('5');
    await expect(app.main.getByRole('article')).toContainText('<img src=x onerror=alert(1)>');
    await expect(app.main.locator('img, b')).toHaveCount(0);
  });
});

test('a file that says legacy without a version is taken, and the version is asked for', async ({ app }) => {
  await app.openFile(file(assessmentText({ legacy: true, product: { name: 'Pump' } })));
  await app.page.getByRole('button', { name: 'Add to your assessments' }).click();
  await app.goTo('legacy');
  await expect(step(app, 2)).toContainText('no version is given');
  await expect(tag(app, 2)).toHaveText('Not started');
  await expect(tag(app, 1)).toHaveText('Not started');
});

test('edition 1.0 has no such route, and says which edition has', async ({ app }) => {
  await taken(app, { version: '4.1' });
  await rationale(app).fill('Proven in use.');
  await app.tab('Set-up').click();
  await app.editionChoice('1.0').check();
  await app.goTo('legacy');
  await expect(app.title).toHaveText('Legacy software');
  await expect(app.main).toContainText(/^.*Edition 1\.0 .* has no route for legacy software\. Edition 1\.1 .* has one/);
  await expect(app.main.getByRole('radio')).toHaveCount(0);
  await app.main.getByRole('link', { name: 'Choose the edition in the set-up' }).click();
  await app.editionChoice('1.1').check();
  await app.goTo('legacy');
  await expect(rationale(app)).toHaveValue('Proven in use.');
});

test.describe('nothing keeps anybody out', () => {
  test('of the checks', async ({ app }) => {
    test.setTimeout(60_000);
    await app.newAssessment({ class: 'C' });
    await app.goTo('legacy');
    await check(app, 0, 'No').check();
    await expect(app.page).toHaveTitle('Legacy software · IEC 62304 readiness');
    await expectNoBarriers(app.page);
  });

  test('of the whole route with everything open', async ({ app }) => {
    test.setTimeout(60_000);
    await app.openExample(EXAMPLE);
    await app.goTo('legacy');
    await decide(app, '5.7.5', 'Leave it').check();
    for (const summary of await app.main.locator('summary').all()) await summary.click();
    await decide(app, '5.2.1', 'Leave it').check();
    await rationale(app).fill('Proven in use.');
    await version(app).fill('');
    await version(app).fill('5');
    await expect(app.page.locator('h1')).toHaveCount(1);
    await expectNoBarriers(app.page);
  });

  test('of an edition without the route', async ({ app }) => {
    test.setTimeout(60_000);
    await app.newAssessment({ edition: '1.0', class: 'C' });
    await app.goTo('legacy');
    await expectNoBarriers(app.page);
  });
});
