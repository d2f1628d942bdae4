// Walking the questions: finding them, answering them, keeping one's place.

import { type App, expect, test } from '../pages';

const link = (app: App, list: string) =>
  app.page.getByRole('navigation', { name: 'Lists across all activities' }).getByRole('link', { name: list, exact: true });

test.describe('a card', () => {
  test('holds a group named by clause and title, with the four answers as radio buttons', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('activity/5.1');
    const card = app.page.locator('[id="c-5.1.1"]');
    const group = card.getByRole('group', { name: '5.1.1 Software development plan', exact: true });
    for (const name of ['Met', 'Partly met', 'Not met', 'Not applicable']) {
      await expect(group.getByRole('radio', { name, exact: true })).toBeVisible();
    }
    await expect(group.getByRole('radio')).toHaveCount(4);
  });

  test('not applicable is not counted without a reason', async ({ app }) => {
    await app.newAssessment({ class: 'C' });
    await app.goTo('activity/5.1');
    await app.answer('5.1.1', 'Not applicable');
    await expect(app.reason('5.1.1')).toHaveAccessibleDescription('Needed: without a reason this counts as unanswered.');
    await app.tab('Tasks').click();
    await expect(app.main).toContainText('0 of 94');
    await app.tab('Results').click();
    await expect(app.main).toContainText('Not applicable without a reason: counted as unanswered (1)');

    await app.goTo('requirement/5.1.1');
    await app.reason('5.1.1').fill('   ');
    await app.tab('Tasks').click();
    await expect(app.main).toContainText('0 of 94');
    await app.goTo('requirement/5.1.1');
    await app.reason('5.1.1').fill('There is no software of our own.');
    await app.tab('Tasks').click();
    await expect(app.main).toContainText('1 of 94');
    const saved = JSON.parse((await app.saveFile()).text);
    expect(saved.summary).toMatchObject({ in_scope: 94, not_applicable: 1, unanswered: 93 });
  });

  test('the answer can be cleared, and the focus stays in the card', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('activity/5.1');
    await app.answer('5.1.1', 'Met');
    await app.card('5.1.1').getByRole('button', { name: 'Clear answer to 5.1.1' }).click();
    await expect(app.radio('5.1.1', 'Met')).not.toBeChecked();
    await expect.poll(() => app.focusedClause()).toBe('5.1.1');
  });

  test('lettered items and evidence are kept', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('activity/5.2');
    const card = app.card('5.2.2');
    await app.fold('5.2.2', /^Lettered items: 0 of /).click();
    const letters = card.getByRole('checkbox', { name: /^[a-z]\)/ });
    await letters.nth(0).check();
    await letters.nth(2).check();
    await expect(app.fold('5.2.2', /^Lettered items: 2 of /)).toBeVisible();
    // Ticks do not answer.
    await expect(card.getByRole('radio', { checked: true })).toHaveCount(0);

    await app.fold('5.2.2', /^Evidence/).click();
    await card.getByRole('button', { name: '+ Other evidence' }).click();
    const first = card.getByRole('group', { name: 'Evidence 1' });
    await expect(first.getByLabel('What it is called')).toBeFocused();
    await app.page.keyboard.type('Requirements specification');
    await first.getByLabel('Document number').fill('SRS-9');
    await first.getByLabel('Version').fill('3');
    await first.getByLabel('Link').fill('https://docs.example.com/srs');
    await first.getByLabel('Date', { exact: true }).fill('2026-02-28');
    await first.getByLabel('Expires').fill('2028-02-29');
    await expect(first.getByRole('link', { name: 'Open the link' })).toHaveAttribute('href', 'https://docs.example.com/srs');
    await card.getByRole('group', { name: 'Add evidence' }).getByRole('button').first().click();
    const second = card.getByRole('group', { name: 'Evidence 2' });
    await expect(second.getByLabel('Document number')).toBeFocused();
    await second.getByLabel('Link').fill('javascript:alert(1)');
    await expect(second.getByRole('link')).toHaveCount(0);

    await app.reload();
    await app.fold('5.2.2', /^Lettered items: 2 of /).click();
    await expect(letters.nth(0)).toBeChecked();
    await expect(letters.nth(1)).not.toBeChecked();
    await expect(letters.nth(2)).toBeChecked();
    await app.fold('5.2.2', /^Evidence: 2$/).click();
    await expect(first.getByLabel('What it is called')).toHaveValue('Requirements specification');
    await expect(first.getByLabel('Document number')).toHaveValue('SRS-9');
    await expect(first.getByLabel('Version')).toHaveValue('3');
    await expect(first.getByLabel('Date', { exact: true })).toHaveValue('2026-02-28');
    await expect(first.getByLabel('Expires')).toHaveValue('2028-02-29');

    await card.getByRole('button', { name: 'Remove evidence 1 of 5.2.2' }).click();
    await expect(card.getByRole('group', { name: 'Evidence 2' })).toHaveCount(0);
    await expect.poll(() => app.focusedClause()).toBe('5.2.2');
    const [answer] = JSON.parse((await app.saveFile()).text).assessment.answers;
    expect(answer).toMatchObject({ clause: '5.2.2', letters: ['a', 'c'], evidence: [{ link: 'javascript:alert(1)' }] });
    expect(answer.evidence).toHaveLength(1);
  });

  for (const typed of ['<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '&lt;b&gt; "\' {{7*7}} </textarea>']) {
    test(`a note holding ${typed} is shown as typed`, async ({ app }) => {
      await app.newAssessment();
      await app.goTo('activity/5.1');
      await app.answer('5.1.1', 'Not met');
      await app.note('5.1.1').fill(typed);
      await app.reload();
      await expect(app.note('5.1.1')).toHaveValue(typed);
      await app.goTo('gaps');
      await expect(app.main.getByRole('listitem').filter({ hasText: '5.1.1' })).toContainText(typed);
      await expect(app.main.locator('img, script')).toHaveCount(0);
    });
  }
});

test.describe('finding requirements', () => {
  test('the lists show what fits, and say how many', async ({ app }) => {
    await app.newAssessment({ class: 'A' });
    await app.goTo('list/all');
    await app.answer('5.1.1', 'Met');
    await app.answer('5.1.2', 'Partly met');
    await app.answer('5.2.1', 'Not met');
    await app.answer('5.2.2', 'Not applicable');
    await app.followUp('9.8').check();

    await link(app, 'Gaps').click();
    await expect(app.title).toHaveText('Gaps: partly met or not met');
    await expect(app.shown).toHaveText('2 requirements');
    expect(await app.clauses()).toEqual(['5.1.2', '5.2.1']);
    await link(app, 'To find out').click();
    await expect(app.shown).toHaveText('1 requirement');
    expect(await app.clauses()).toEqual(['9.8']);
    await link(app, 'Unanswered').click();
    await expect(link(app, 'Unanswered')).toHaveAttribute('aria-current', 'true');
    await expect(app.shown).toHaveText('50 requirements');
    expect(await app.clauses()).toContain('5.2.2');
    await link(app, 'All').click();
    await expect(app.shown).toHaveText('53 requirements');
  });

  test('an answered card stays in view under a list until it is renewed', async ({ app }) => {
    await app.newAssessment({ class: 'A' });
    await app.goTo('list/unanswered');
    await expect(app.shown).toHaveText('53 requirements');
    await app.answer('4.1', 'Met');
    await app.answer('4.2', 'Not met');
    await app.note('4.2').fill('While it is still here.');
    await expect(app.card('4.1')).toBeVisible();
    await expect(app.card('4.2')).toBeVisible();
    await app.page.getByRole('button', { name: 'Renew the list' }).click();
    await expect(app.card('4.1')).toBeHidden();
    await expect(app.card('4.2')).toBeHidden();
    await expect(app.shown).toHaveText('51 requirements');
    await expect(app.page.getByRole('button', { name: 'Renew the list' })).toBeFocused();
  });

  test('the search finds a clause number and what is below it', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('activity/8.1');
    await app.search.fill('5.1.12');
    await expect(app.cards).toHaveCount(1);
    expect(await app.clauses()).toEqual(['5.1.12']);
    await app.search.fill('7.1');
    await expect(app.cards).toHaveCount(4);
    expect(await app.clauses()).toEqual(['7.1.1', '7.1.2', '7.1.3', '7.1.4']);
    await app.search.fill('');
    await expect(app.title).toHaveText('8.1 Configuration identification');
    expect(await app.clauses()).toEqual(['8.1.1', '8.1.2', '8.1.3']);
  });

  test('the search finds words in any order and case, and one\'s own notes', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('list/all');
    await app.note('6.1').fill('Siehe Wartungsplan WP-77');
    await app.search.fill('PLAN maintenance');
    await expect(app.card('6.1')).toBeVisible();
    await app.search.fill('wartungsPLAN');
    await expect(app.cards).toHaveCount(1);
    expect(await app.clauses()).toEqual(['6.1']);
    await app.search.fill('zeppelin');
    await expect(app.shown).toHaveText('0 requirements');
    await expect(app.main).toContainText('Nothing here. Choose another activity or list, or search for something else.');
  });

  test('while something is searched for, an activity can still be opened', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('activity/5.1');
    await app.search.fill('plan');
    await expect(app.title).toHaveText('Search');
    await app.page.getByRole('navigation', { name: 'Activities' }).getByRole('link', { name: /^5\.3 / }).click();
    await expect(app.title).toHaveText('5.3 Software architectural design');
  });

  test('while something is searched for, the next unanswered requirement is still found', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('activity/5.1');
    await app.search.fill('5.1.1');
    await expect(app.cards).toHaveCount(1);
    await app.answer('5.1.1', 'Met');
    await app.page.keyboard.press('n');
    await app.expectFocusOn('5.1.2');
  });
});

test.describe('the keyboard', () => {
  test('N goes to the next unanswered requirement, across activities and round the end', async ({ app }) => {
    await app.newAssessment({ class: 'A' });
    await app.goTo('requirement/4.2');
    await app.expectFocusOn('4.2');
    await app.page.keyboard.press('1');
    await app.page.keyboard.press('n');
    await app.expectFocusOn('4.3');
    await app.page.keyboard.press('n');
    await app.expectFocusOn('5.1.1');
    await expect(app.title).toHaveText('5.1 Software development planning');
    await app.goTo('requirement/9.8');
    await app.expectFocusOn('9.8');
    await app.page.keyboard.press('n');
    await app.expectFocusOn('4.1');
    await app.page.keyboard.press('n');
    await app.expectFocusOn('4.3');
  });

  test('the button "Next unanswered" does the same', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('activity/5.3');
    await app.answer('5.3.1', 'Met');
    await app.page.getByRole('button', { name: 'Next unanswered' }).click();
    await app.expectFocusOn('5.3.2');
  });

  test('J and K step, 0 clears, F marks, / searches', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('requirement/5.1.12');
    await app.expectFocusOn('5.1.12');
    const { keyboard } = app.page;
    await keyboard.press('j');
    await app.expectFocusOn('5.2.1');
    await keyboard.press('k');
    await app.expectFocusOn('5.1.12');
    await keyboard.press('3');
    await expect(app.radio('5.1.12', 'Not met')).toBeChecked();
    await keyboard.press('0');
    await expect(app.card('5.1.12').getByRole('radio', { checked: true })).toHaveCount(0);
    await keyboard.press('F');
    await expect(app.followUp('5.1.12')).toBeChecked();
    await keyboard.press('/');
    await expect(app.search).toBeFocused();
    await keyboard.type('n12');
    await expect(app.search).toHaveValue('n12');
  });

  test('arrow keys choose an answer, as in any group of radio buttons', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('requirement/5.1.1');
    await app.expectFocusOn('5.1.1');
    await app.page.keyboard.press('Space');
    await expect(app.radio('5.1.1', 'Met')).toBeChecked();
    await app.page.keyboard.press('ArrowRight');
    await expect(app.radio('5.1.1', 'Partly met')).toBeChecked();
    await app.page.keyboard.press('ArrowDown');
    await expect(app.radio('5.1.1', 'Not met')).toBeChecked();
  });

  test('keys with Ctrl, Alt or the command key stay the browser\'s', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('requirement/5.1.1');
    await app.expectFocusOn('5.1.1');
    for (const key of ['Control+1', 'Alt+1', 'Meta+1']) await app.page.keyboard.press(key);
    await expect(app.card('5.1.1').getByRole('radio', { checked: true })).toHaveCount(0);
  });

  test('the list of shortcuts opens behind ?, closes by Escape, and gives the focus back', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('requirement/5.1.1');
    await app.expectFocusOn('5.1.1');
    await app.page.keyboard.press('?');
    const dialog = app.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(dialog.getByRole('row')).toHaveCount(11);
    await app.page.keyboard.press('1');
    await app.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await app.expectFocusOn('5.1.1');
    await expect(app.card('5.1.1').getByRole('radio', { checked: true })).toHaveCount(0);
    await app.page.getByRole('button', { name: 'Keys' }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(app.page.getByRole('button', { name: 'Keys' })).toBeFocused();
  });

  test('single keys can be turned off, which a reload keeps', async ({ app }) => {
    await app.newAssessment();
    await app.goTo('requirement/5.1.1');
    await app.expectFocusOn('5.1.1');
    const dialog = app.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    const single = dialog.getByRole('checkbox', { name: 'Use single-key shortcuts' });
    await app.page.keyboard.press('?');
    await single.uncheck();
    await app.page.keyboard.press('Escape');
    const nothingHappens = async () => {
      await app.expectFocusOn('5.1.1');
      for (const key of ['1', 'f', 'n', 'e', 'j', '/']) await app.page.keyboard.press(key);
      await app.expectFocusOn('5.1.1');
      await expect(app.card('5.1.1').getByRole('radio', { checked: true })).toHaveCount(0);
      await expect(app.followUp('5.1.1')).not.toBeChecked();
    };
    await nothingHappens();
    await app.reload();
    await nothingHappens();

    await app.page.getByRole('button', { name: 'Keys' }).click();
    await expect(single).not.toBeChecked();
    await single.check();
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('n');
    await app.expectFocusOn('5.1.1');
    await app.page.keyboard.press('2');
    await expect(app.radio('5.1.1', 'Partly met')).toBeChecked();
  });

  test('the first Tab offers the way past the header', async ({ app }) => {
    await app.openExample('Activity diary, class A');
    await app.reload();
    await app.page.keyboard.press('Tab');
    await expect(app.page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await app.page.keyboard.press('Enter');
    await expect(app.title).toBeFocused();
  });
});

test.describe('one\'s place', () => {
  test('an address of a requirement opens its activity with the focus on its card', async ({ app }) => {
    const id = await app.newAssessment();
    await app.open('/about');
    await app.page.goto('about:blank');
    await app.open(`/a/${id}/requirement/5.4.2`);
    await expect(app.title).toHaveText('5.4 Software detailed design');
    await app.expectFocusOn('5.4.2');
    await expect(app.card('5.4.2').getByRole('heading')).toBeInViewport();
  });

  test('a reload keeps the view', async ({ app }) => {
    await app.openExample('Activity diary, class A');
    for (const [place, heading] of [
      ['', /^Activity diary/],
      ['setup', 'Set-up'],
      ['activity/6.2', '6.2 Problem and modification analysis'],
      ['list/gaps', 'Gaps: partly met or not met'],
      ['results', 'Results'],
    ] as const) {
      await app.goTo(place);
      await expect(app.title).toHaveText(heading);
      const address = app.address();
      await app.reload();
      expect(app.address()).toBe(address);
      await expect(app.title).toHaveText(heading);
    }
  });

  test('Back goes to the view before, Forward to the one after, and the focus goes along', async ({ app }) => {
    await app.newAssessment();
    const tasks = app.address();
    await app.main.getByRole('link', { name: /^5\.1 / }).click();
    await expect(app.title).toHaveText('5.1 Software development planning');
    await app.page.getByRole('link', { name: /^Next: 5\.2/ }).click();
    await expect(app.title).toHaveText('5.2 Software requirements analysis');
    await expect(app.title).toBeFocused();
    await app.tab('Results').click();
    await expect(app.title).toHaveText('Results');
    await app.page.goBack();
    await expect(app.title).toHaveText('5.2 Software requirements analysis');
    await app.page.goBack();
    await expect(app.title).toHaveText('5.1 Software development planning');
    await expect(app.title).toBeFocused();
    await app.page.goBack();
    expect(app.address()).toBe(tasks);
    await app.page.goForward();
    await expect(app.title).toHaveText('5.1 Software development planning');
  });

  test('the tree says which activity is open and how far each is', async ({ app }) => {
    await app.newAssessment({ class: 'A' });
    await app.goTo('activity/4');
    const tree = app.page.getByRole('navigation', { name: 'Activities' });
    await expect(tree.getByRole('link', { name: /^4 Quality/ })).toHaveAttribute('aria-current', 'page');
    await app.answer('4.1', 'Met');
    await expect(tree.getByRole('link', { name: /^4 Quality.*1\/3 answered$/ })).toBeVisible();
  });

  test('on a phone the activities are behind a button', async ({ app }) => {
    await app.page.setViewportSize({ width: 390, height: 844 });
    await app.newAssessment();
    await app.goTo('activity/4');
    const menu = app.page.getByRole('button', { name: 'Activities' });
    const target = app.page.getByRole('navigation', { name: 'Activities' }).getByRole('link', { name: /^5\.6 / });
    await expect(menu).toHaveAttribute('aria-expanded', 'false');
    await expect(target).toBeHidden();
    await menu.click();
    await expect(menu).toHaveAttribute('aria-expanded', 'true');
    await target.click();
    await expect(app.title).toHaveText('5.6 Software integration and integration testing');
    await expect(target).toBeHidden();
  });

  test('an alert that is put away leaves the focus somewhere on the page', async ({ app }) => {
    await app.openExample('Activity diary, class A');
    await app.goTo('activity/4');
    await app.page.getByRole('button', { name: 'Next unanswered' }).click();
    await app.alerts.getByRole('button', { name: 'Close' }).click();
    await expect(app.alerts).toHaveCount(0);
    await app.expectFocusKept();
  });
});
