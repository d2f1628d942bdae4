// Answers that do not go together: found beside the answer and in the list, accepted with a reason, taken back, mended.

import { readFile } from 'node:fs/promises';
import { type App, expect, expectNoBarriers, expectOpenToAll, test } from '../pages';

const REASON = 'The wrapper team keeps the list, see QM-7.';

/** A contradiction: no SOUP in 8.1.2, and work on its bugs in 7.1.3. */
async function contradict(app: App): Promise<void> {
  await app.newAssessment({ class: 'C', product: 'Pump' });
  await app.goTo('requirement/7.1.3');
  await app.answer('7.1.3', 'Met');
  await app.goTo('requirement/8.1.2');
  await app.answer('8.1.2', 'Not applicable');
  await app.reason('8.1.2').fill('There is none.');
}

/** A finding beside an answer. */
function beside(app: App, clause: string, name = 'Contradiction') {
  return app.card(clause).getByRole('group', { name: `${name}: ${clause}`, exact: true });
}

/** What is told to who cannot see it. */
function told(app: App) {
  return app.page.locator('#app > [role=status]');
}

test('a contradiction is named beside the answer and in the list, with the other answer and what to do', async ({ app }) => {
  await contradict(app);
  const finding = beside(app, '8.1.2');
  await expect(finding).toContainText('8.1.2 says that there is no SOUP (ready-made software), and work on SOUP is reported in 7.1.3.');
  await expect(finding).toContainText('What to do: List the SOUP in 8.1.2');
  await finding.getByRole('link', { name: /^7\.1\.3/ }).click();
  await app.expectFocusOn('7.1.3');
  await expect(beside(app, '7.1.3', 'Worth a look')).toContainText('no evidence is listed');

  await app.goTo('checks');
  await expect(app.main.getByRole('status').first()).toHaveText('1 contradiction, 1 worth a look.');
  await expect(app.main.getByRole('heading', { level: 2 })).toHaveText(['Contradictions (1)', 'Worth a look (1)']);
  await expect(app.main.getByRole('heading', { level: 3 })).toHaveText(['No SOUP, and work on SOUP', 'Met without evidence']);
  await app.main.getByRole('link', { name: '8.1.2 Identify SOUP' }).first().click();
  await app.expectFocusOn('8.1.2');
});

test('a finding is accepted with a reason, stays so, and can be looked at again', async ({ app }) => {
  await contradict(app);
  const finding = beside(app, '8.1.2');
  await finding.getByRole('button', { name: 'Accept with a reason' }).click();
  const field = finding.getByRole('textbox', { name: 'Why this may stand' });
  await expect(field).toBeFocused();
  await finding.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(finding.getByRole('alert')).toHaveText('Write the reason first. Without one the finding stays open.');
  await expect(field).toBeFocused();
  await app.page.keyboard.type(REASON);
  await expect(finding.getByRole('alert')).toHaveText('');
  await finding.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(finding).toContainText('Accepted: contradiction');
  await expect(finding).toContainText(REASON);
  await expect(finding.getByRole('button', { name: 'Look at it again' })).toBeFocused();

  await app.reload();
  await expect(finding).toContainText(REASON);
  await app.goTo('checks');
  await expect(app.main.getByRole('status').first()).toHaveText('1 worth a look, 1 accepted.');
  await app.main.getByRole('button', { name: 'Accepted (1)' }).click();
  await expect(app.main.getByRole('heading', { level: 3 })).toHaveText(['No SOUP, and work on SOUP']);
  await app.main.getByRole('button', { name: 'Look at it again' }).click();
  // It stays in its place, with the focus, until another list is chosen.
  await expect(app.main.getByRole('button', { name: 'Accept with a reason' })).toBeFocused();
  await expect(app.main.getByRole('status').first()).toHaveText('1 contradiction, 1 worth a look.');
  // The reason is still there, should it have been a slip.
  await app.page.keyboard.press('Enter');
  await expect(app.main.getByRole('textbox', { name: 'Why this may stand' })).toHaveValue(REASON);
  await app.main.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.main.getByRole('button', { name: 'Accept with a reason' })).toBeFocused();
  await app.main.getByRole('button', { name: 'Accepted (0)' }).click();
  await expect(app.main).toContainText('Nothing is accepted.');
});

test('a reason that is being typed is kept when the page is closed', async ({ app }) => {
  await contradict(app);
  await beside(app, '8.1.2').getByRole('button', { name: 'Accept with a reason' }).click();
  await expect(app.page.getByRole('textbox', { name: 'Why this may stand' })).toBeFocused();
  await app.page.keyboard.type('Half a sent');
  await app.reload();
  await expect(beside(app, '8.1.2')).toContainText('Half a sent');
});

test('a finding goes when the answer is mended, and the acceptance of it is kept apart', async ({ app }) => {
  await contradict(app);
  await beside(app, '8.1.2').getByRole('button', { name: 'Accept with a reason' }).click();
  await app.page.getByRole('textbox', { name: 'Why this may stand' }).fill(REASON);
  await beside(app, '8.1.2').getByRole('button', { name: 'Accept', exact: true }).click();
  await app.answer('8.1.2', 'Partly met');
  await expect(beside(app, '8.1.2')).toHaveCount(0);
  await expect(app.radio('8.1.2', 'Partly met')).toBeFocused();

  await app.goTo('checks');
  const fold = app.main.getByText('Accepted, and not found any more (1)');
  await fold.click();
  await expect(app.main.getByText(REASON)).toBeVisible();
  await app.main.getByRole('button', { name: 'Remove the acceptance for 8.1.2' }).click();
  await expect(fold).toBeHidden();
  await app.expectFocusKept();
  await app.reload();
  await expect(app.main.getByText('Accepted, and not found any more')).toBeHidden();
});

test('nothing is announced at the start; a change is, once and in a few words', async ({ app }) => {
  await contradict(app);
  await expect(told(app)).toHaveText('Checks: 1 contradiction.');
  await app.reload();
  await expect(beside(app, '8.1.2')).toBeVisible();
  await expect(told(app)).toHaveText('');
  await app.answer('8.1.2', 'Partly met');
  await expect(told(app)).toHaveText('Checks: 1 worth a look.');
});

test('by keyboard alone', async ({ app }) => {
  await contradict(app);
  await app.goTo('checks');
  const accept = app.main.getByRole('button', { name: 'Accept with a reason for 8.1.2' }).first();
  await app.press('Tab', accept);
  await app.page.keyboard.press('Enter');
  await expect(app.main.getByRole('textbox', { name: 'Why this may stand' })).toBeFocused();
  await app.page.keyboard.type(REASON);
  await app.press('Tab', app.main.getByRole('button', { name: 'Accept', exact: true }));
  await app.page.keyboard.press('Enter');
  await expect(app.main.getByRole('button', { name: 'Look at it again (8.1.2)' })).toBeFocused();
  await expect(app.main.getByText(REASON)).toBeVisible();
});

test('typing in a note touches no finding', async ({ app }) => {
  await contradict(app);
  await expect(beside(app, '8.1.2')).toBeVisible();
  await app.note('8.1.2').pressSequentially('A first word');
  await app.page.evaluate(() => {
    const seen = new MutationObserver((changes) => {
      document.documentElement.dataset.touched = String(changes.length);
    });
    for (const findings of document.querySelectorAll('.findings')) {
      seen.observe(findings, { childList: true, subtree: true, attributes: true, characterData: true });
    }
  });
  await app.note('8.1.2').pressSequentially(', and many more words that say what was found.');
  await app.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
  await expect(app.page.locator('html[data-touched]')).toHaveCount(0);
  await expect(app.note('8.1.2')).toBeFocused();
});

test('the table opens in Excel with each finding in a row', async ({ app }) => {
  await contradict(app);
  await app.goTo('checks');
  const coming = app.page.waitForEvent('download');
  await app.main.getByRole('button', { name: 'Save as CSV' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^pump-\d{4}-\d\d-\d\d-checks\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.split('\r\n')).toHaveLength(4);
  expect(text).toContain('"8.1.2","Identify SOUP","Contradiction","8.1.2 says that there is no SOUP');
});

test('an empty assessment has nothing to check, and a sound one is told what that means', async ({ app }) => {
  await app.newAssessment({ class: 'C' });
  await app.goTo('checks');
  await expect(app.main).toContainText('Nothing is answered yet, so there is nothing to check.');
  await app.goTo('requirement/5.1.2');
  await app.answer('5.1.2', 'Not met');
  await app.goTo('checks');
  await expect(app.main).toContainText('Nothing contradicts. That is no proof that all is right');
  await app.main.getByText('What is checked (65 checks)').click();
  await expect(app.main.getByRole('heading', { name: 'Met without evidence' })).toBeVisible();
});

test.describe('open to all', () => {
  test('the list, on a desk and on a phone', async ({ app }) => {
    await app.openExample('Infusion pump, class C');
    await app.goTo('checks');
    await app.main.getByText(/^What is checked/).click();
    await app.main.getByRole('button', { name: /^Accept with a reason/ }).first().click();
    await expectNoBarriers(app.page);
  });

  test('beside an answer, and on paper', async ({ app }) => {
    await app.openExample('Infusion pump, class C');
    await app.goTo('requirement/5.5.5');
    await expect(beside(app, '5.5.5')).toBeVisible();
    await expectOpenToAll(app.page);
    await app.page.emulateMedia({ media: 'print' });
    await expect(beside(app, '5.5.5')).toContainText('What to do:');
    await expect(app.card('5.5.5').getByRole('button', { name: /^Accept with a reason/ })).toBeHidden();
  });
});
