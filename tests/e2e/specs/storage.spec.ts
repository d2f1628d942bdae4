// The browser's storage, when it is missing, full, damaged, or shared with another tab: no work is lost.

import { App, OURS, assessmentText, expect, file, test } from '../pages';

/** Answers something and checks that it can be taken away as a file. */
async function workCanBeSaved(app: App): Promise<void> {
  await app.goTo('activity/5.1');
  await app.answer('5.1.1', 'Partly met');
  await app.note('5.1.1').fill('Only here.');
  const saved = JSON.parse((await app.saveFile()).text);
  expect(saved.assessment.answers).toEqual([
    expect.objectContaining({ clause: '5.1.1', status: 'partly-met', note: 'Only here.' }),
  ]);
}

test.describe('storage that is missing', () => {
  const faults: Record<string, { words: string; script: () => void }> = {
    'throws a SecurityError': {
      words: 'SecurityError',
      script: () =>
        Object.defineProperty(window, 'localStorage', {
          configurable: true,
          get() {
            throw new DOMException('Access is denied for this document.', 'SecurityError');
          },
        }),
    },
    'is null': {
      words: 'there is none',
      script: () => Object.defineProperty(window, 'localStorage', { configurable: true, value: null }),
    },
    'refuses every write for a reason of its own': {
      words: 'NotAllowedError',
      script: () => {
        Storage.prototype.setItem = () => {
          throw new DOMException('No.', 'NotAllowedError');
        };
      },
    },
  };

  for (const [what, { words, script }] of Object.entries(faults)) {
    test(`local storage ${what}: the page says so, and the work can be saved to a file`, async ({ app }) => {
      await app.page.addInitScript(script);
      await app.open();
      await expect(app.title).toBeVisible();
      await expect(app.alerts).toContainText(`does not let this page store anything (${words})`);
      await expect(app.alerts).toContainText('Save your work to a file');
      await app.newAssessment();
      await expect(app.alerts.filter({ hasText: 'Not saved in this browser.' })).toBeVisible();
      await expect(app.page.getByRole('banner')).toContainText('Not saved in this browser');
      await workCanBeSaved(app);
    });
  }

  test('a file opens and its answers can be read although nothing can be stored', async ({ app }) => {
    await app.page.addInitScript(faults['throws a SecurityError']?.script ?? (() => undefined));
    await app.openFile(file(assessmentText()));
    await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
    await expect(app.title).toHaveText('A file from a colleague');
    await app.goTo('activity/5.1');
    await expect(app.radio('5.1.1', 'Met')).toBeChecked();
  });

  test('work that is on screen only is found again from the start, also after another took its place', async ({
    app,
  }) => {
    await app.page.addInitScript(faults['is null']?.script ?? (() => undefined));
    await app.newAssessment({ product: 'Ventilator', class: 'B' });
    await workCanBeSaved(app);
    await app.page.getByRole('banner').getByRole('link', { name: 'IEC 62304 readiness' }).click();
    await expect(app.main).toContainText('Ventilator is open in this page only, not stored.');
    await app.page.getByRole('link', { name: 'Go back to it' }).click();
    await expect(app.title).toHaveText('Ventilator');
    await app.page.getByRole('banner').getByRole('link', { name: 'IEC 62304 readiness' }).click();

    // Another one takes its place on screen: that is said, and the old one stays within reach, as it was.
    await app.page.getByRole('button', { name: 'Activity diary, class A' }).click();
    await expect(app.alerts.filter({ hasText: 'Ventilator' }).first()).toBeVisible();
    await expect(app.title).toContainText('Activity diary');
    await app.page.getByRole('banner').getByRole('link', { name: 'IEC 62304 readiness' }).click();
    await expect(app.main.getByText('is open in this page only')).toHaveCount(2);
    await app.main.locator('p', { hasText: 'Ventilator' }).getByRole('link', { name: 'Go back to it' }).click();
    await expect(app.title).toHaveText('Ventilator');
  });

  test('leaving with work that is not stored asks first', async ({ app }) => {
    await app.page.addInitScript(faults['is null']?.script ?? (() => undefined));
    await app.newAssessment();
    await workCanBeSaved(app);
    const asked = app.page.waitForEvent('dialog');
    await app.page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
  });
});

test.describe('storage that is full', () => {
  for (const spelling of ['QuotaExceededError', 'NS_ERROR_DOM_QUOTA_REACHED']) {
    test(`full from the start (${spelling}): the page says so, and the work can be saved to a file`, async ({ app }) => {
      await app.page.addInitScript((name) => {
        Storage.prototype.setItem = () => {
          throw new DOMException('There is no room.', String(name));
        };
      }, spelling);
      await app.newAssessment();
      await expect(app.alerts).toContainText("The browser's storage for this page is full. Save your work to a file");
      await workCanBeSaved(app);
    });
  }

  test('full from the fifth write on: what was stored before stays, the rest can be saved, and room makes it whole', async ({
    app,
  }) => {
    const id = await app.newAssessment();
    await app.goTo('activity/5.1');
    await app.answer('5.1.1', 'Met');
    const before = await app.storedText(id);
    await app.page.evaluate(() => {
      const store = Storage.prototype.setItem;
      let left = 4;
      Object.assign(window, { giveRoom: () => (left = 1000) });
      Storage.prototype.setItem = function (key: string, value: string) {
        if (left <= 0) throw new DOMException('There is no room.', 'QuotaExceededError');
        left -= 1;
        store.call(this, key, value);
      };
    });
    for (const clause of ['5.1.2', '5.1.3', '5.1.4', '5.1.5']) await app.answer(clause, 'Met');
    await expect(app.alerts).toHaveCount(0);
    const last = await app.storedText(id);
    expect(last).not.toBe(before);
    await app.answer('5.1.6', 'Not met');
    await expect(app.alerts).toContainText('storage for this page is full');
    expect(await app.storedText(id)).toBe(last);
    const button = app.alerts.getByRole('button', { name: 'Save file' });
    expect(JSON.parse((await app.saveFile(button)).text).assessment.answers).toHaveLength(6);

    await app.page.evaluate(() => (window as unknown as { giveRoom: () => void }).giveRoom());
    await app.answer('5.1.7', 'Met');
    await expect(app.alerts).toHaveCount(0);
    await app.reload();
    await expect(app.radio('5.1.6', 'Not met')).toBeChecked();
    await expect(app.radio('5.1.7', 'Met')).toBeChecked();
  });

  test('really full, with the browser\'s own limit: nothing stored is harmed', async ({ app }) => {
    const id = await app.newAssessment();
    const before = await app.storedText(id);
    await app.page.evaluate(() => {
      for (const size of [1_000_000, 10_000, 100, 1]) {
        for (let n = 0; ; n += 1) {
          try {
            localStorage.setItem(`somebody-else/${size}/${n}`, 'x'.repeat(size));
          } catch {
            break;
          }
        }
      }
    });
    await app.reload();
    await app.goTo('activity/5.1');
    await app.note('5.1.1').fill('A note that needs room. '.repeat(20));
    await expect(app.alerts).toContainText('storage for this page is full');
    expect(await app.storedText(id)).toBe(before);
    expect(JSON.parse((await app.saveFile()).text).assessment.answers).toHaveLength(1);
  });
});

test.describe('stored texts that cannot be read', () => {
  const damages: Record<string, { damage: (text: string) => string; words: string }> = {
    'cut off in the middle': { damage: (text) => text.slice(0, text.length / 2), words: 'The file ends in the middle.' },
    'of a newer version': {
      damage: (text) => text.replace('"format_version":1', '"format_version":2'),
      words: 'format version 2; this page reads up to 1',
    },
    empty: { damage: () => '', words: 'There is nothing in it.' },
    'of something else': { damage: () => '[1,2,3]', words: 'not an assessment' },
  };

  for (const [what, { damage, words }] of Object.entries(damages)) {
    test(`a text that is ${what} is shown as such, offered as a download, and stays as it is`, async ({ app }) => {
      const id = await app.openExample('Activity diary, class A');
      const broken = damage(await app.storedText(id));
      await app.plant(id, broken);
      await app.reload();
      await expect(app.title).toHaveText('This cannot be read');
      await expect(app.main).toContainText('cannot be read');
      await expect(app.main).toContainText(words);
      expect(await app.storedText(id)).toBe(broken);

      await app.open('/');
      const row = app.page.getByRole('region', { name: 'Your assessments' }).getByRole('listitem');
      await expect(row).toContainText('A stored assessment that cannot be read');
      await expect(row).toContainText(words);
      const saved = await app.saveFile(row.getByRole('button', { name: 'Save its text' }));
      expect(saved.text).toBe(broken);

      // Other work goes on beside it.
      await app.newAssessment();
      await workCanBeSaved(app);
      expect((await app.stored())[`${OURS}assessment/${id}`]).toBe(broken);
    });
  }

  test('a text with parts that cannot be read is set aside before anything is written over it', async ({ app }) => {
    const id = await app.openExample('Activity diary, class A');
    const broken = (await app.storedText(id)).replace('"status":"met"', '"status":"splendid"');
    await app.plant(id, broken);
    await app.reload();
    await expect(app.alerts).toContainText('Parts of this assessment could not be read.');
    await expect(app.alerts).toContainText('/assessment/answers/0/status');
    await expect(app.alerts).toContainText('"splendid"');
    expect(await app.setAside()).toEqual([broken]);

    await app.goTo('activity/4');
    await app.answer('4.1', 'Met');
    await expect.poll(() => app.storedText(id)).not.toBe(broken);
    expect(await app.setAside()).toEqual([broken]);
    await app.open('/');
    const aside = app.page.getByRole('region', { name: 'Set aside' });
    expect((await app.saveFile(aside.getByRole('button', { name: 'Save its text' }))).text).toBe(broken);
  });

  test('a text that another program spoils while the page is open is set aside, and the work on screen is stored again', async ({
    app,
  }) => {
    const id = await app.newAssessment();
    await app.goTo('activity/5.1');
    await app.answer('5.1.1', 'Met');
    const broken = (await app.storedText(id)).slice(0, 200);
    await app.plant(id, broken);
    await app.answer('5.1.2', 'Not met');
    await expect(app.alerts).toContainText('What was stored for this assessment could not be read.');
    expect(await app.setAside()).toEqual([broken]);
    await app.reload();
    await expect(app.radio('5.1.1', 'Met')).toBeChecked();
    await expect(app.radio('5.1.2', 'Not met')).toBeChecked();
  });

  test('a text of a newer version that another tab writes is set aside, not written over', async ({ app }) => {
    const id = await app.newAssessment();
    await app.goTo('activity/5.1');
    await app.answer('5.1.1', 'Met');
    const newer = (await app.storedText(id)).replace('"format_version":1', '"format_version":7');
    await app.plant(id, newer);
    await app.answer('5.1.2', 'Met');
    await expect(app.alerts).toContainText('format version 7');
    expect(Object.values(await app.stored())).toContain(newer);
  });

  for (const [what, wrong] of [
    ['is another one than its key', '"id":"99999999-0000-4000-8000-000000000000"'],
    ['cannot be used', '"id":"no/good"'],
    ['is missing', '"_":""'],
  ] as const) {
    test(`a text whose id ${what} opens, and answers given to it are still there after a reload`, async ({ app }) => {
      const id = await app.openExample('Activity diary, class A');
      await app.plant(id, (await app.storedText(id)).replace(`"id":"${id}"`, wrong));
      await app.open('/');
      await app.reload();
      await app.page.getByRole('region', { name: 'Your assessments' }).getByRole('link').click();
      await expect(app.title).toContainText('Activity diary');
      await app.page.getByRole('main').getByRole('link', { name: /Software development planning/ }).click();
      await expect(app.title).toHaveText('5.1 Software development planning');
      await app.answer('5.1.1', 'Not met');
      await app.note('5.1.1').fill('Still here?');
      await expect(app.page.getByRole('banner')).toContainText('Saved here');
      await app.open('/');
      await app.reload();
      await app.page.getByRole('region', { name: 'Your assessments' }).getByRole('link').first().click();
      await app.page.getByRole('main').getByRole('link', { name: /Software development planning/ }).click();
      await expect(app.note('5.1.1')).toHaveValue('Still here?');
    });
  }
});

test.describe('two tabs', () => {
  test('different answers in two tabs arrive in both, and nothing is lost', async ({ app, context, watch }) => {
    const id = await app.newAssessment();
    const other = new App(await context.newPage(), watch);
    await app.open(`/a/${id}/activity/5.1`);
    await other.open(`/a/${id}/activity/5.1`);

    await app.answer('5.1.1', 'Met');
    await expect(other.radio('5.1.1', 'Met')).toBeChecked();
    await other.answer('5.1.2', 'Not met');
    await expect(app.radio('5.1.2', 'Not met')).toBeChecked();
    await Promise.all([app.answer('5.1.3', 'Partly met'), other.answer('5.1.4', 'Met')]);
    await Promise.all([app.note('5.1.5').fill('From the first tab.'), other.note('5.1.6').fill('From the second tab.')]);

    for (const tab of [app, other]) {
      await expect(tab.radio('5.1.1', 'Met')).toBeChecked();
      await expect(tab.radio('5.1.2', 'Not met')).toBeChecked();
      await expect(tab.radio('5.1.3', 'Partly met')).toBeChecked();
      await expect(tab.radio('5.1.4', 'Met')).toBeChecked();
      await expect(tab.note('5.1.5')).toHaveValue('From the first tab.');
      await expect(tab.note('5.1.6')).toHaveValue('From the second tab.');
    }
    await other.page.close();
    await app.reload();
    const saved = JSON.parse((await app.saveFile()).text);
    expect(saved.assessment.answers.map((answer: { clause: string }) => answer.clause)).toEqual([
      '5.1.1',
      '5.1.2',
      '5.1.3',
      '5.1.4',
      '5.1.5',
      '5.1.6',
    ]);
  });

  test('words being typed in one tab survive what the other tab does, and the focus stays', async ({ app, context, watch }) => {
    const id = await app.newAssessment();
    const other = new App(await context.newPage(), watch);
    await app.open(`/a/${id}/activity/5.1`);
    await other.open(`/a/${id}/activity/5.1`);
    await app.note('5.1.1').click();
    await app.page.keyboard.type('Half a sen');
    await other.answer('5.1.2', 'Met');
    await expect(app.radio('5.1.2', 'Met')).toBeChecked();
    await expect(app.note('5.1.1')).toBeFocused();
    await app.page.keyboard.type('tence.');
    await expect(app.note('5.1.1')).toHaveValue('Half a sentence.');
    await expect(other.note('5.1.1')).toHaveValue('Half a sentence.');
  });

  test('a status given in one tab does not undo a note given in the other', async ({ app, context, watch }) => {
    const id = await app.newAssessment();
    const other = new App(await context.newPage(), watch);
    await app.open(`/a/${id}/activity/5.1`);
    await other.open(`/a/${id}/activity/5.1`);
    await app.note('5.1.1').fill('From the first tab.');
    await expect(other.note('5.1.1')).toHaveValue('From the first tab.');
    await other.answer('5.1.1', 'Met');
    await expect(app.radio('5.1.1', 'Met')).toBeChecked();
    await expect(app.note('5.1.1')).toHaveValue('From the first tab.');
  });

  test('an assessment deleted in one tab is still on screen in the other, which says so', async ({ app, context, watch }) => {
    const id = await app.newAssessment({ product: 'Pump', class: 'A' });
    await app.goTo('activity/5.1');
    await app.answer('5.1.1', 'Met');
    const other = new App(await context.newPage(), watch);
    await other.open('/');
    await other.page.getByRole('button', { name: 'Delete Pump' }).click();
    await other.page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(app.alerts).toContainText('This assessment was deleted in another tab');
    await expect(app.radio('5.1.1', 'Met')).toBeChecked();
    expect(await app.storedText(id)).toBe('');
    await app.answer('5.1.2', 'Met');
    await expect.poll(() => app.storedText(id)).toContain('5.1.1');
  });
});

test('what other pages of the same origin store is left alone', async ({ app }) => {
  await app.open();
  const others = { theirs: 'untouched', 'iec62304-readines': 'a neighbour', 'assessment/1': '{"broken' };
  await app.page.evaluate((entries) => {
    for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
  }, others);
  await app.reload();
  await app.openExample('Activity diary, class A');
  await app.goTo('activity/5.1');
  await app.answer('5.1.1', 'Not met');
  await app.open('/');
  await expect(app.page.getByRole('region', { name: 'Your assessments' }).getByRole('listitem')).toHaveCount(1);
  await app.page.getByRole('button', { name: /^Delete / }).click();
  await app.page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(app.page.getByText('None in this browser yet.')).toBeVisible();
  expect(await app.stored()).toEqual(others);
});

test('deleting asks first, by name, and keeping keeps', async ({ app }) => {
  const id = await app.newAssessment({ product: 'Old pump', version: '1', class: 'A' });
  await app.open('/');
  const before = await app.stored();
  const remove = app.page.getByRole('button', { name: 'Delete Old pump 1' });
  const dialog = app.page.getByRole('dialog', { name: 'Delete from this browser?' });
  await remove.click();
  await expect(dialog).toContainText('Old pump 1');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog).toBeHidden();
  await expect(remove).toBeFocused();
  await remove.click();
  await app.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await app.stored()).toEqual(before);

  await remove.click();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(app.page.getByText('None in this browser yet.')).toBeVisible();
  expect(await app.storedText(id)).toBe('');
  await app.open(`/a/${id}`);
  await expect(app.title).toHaveText('Not found');
});

test('after deleting the focus is somewhere on the page', async ({ app }) => {
  await app.newAssessment({ product: 'Old pump', class: 'A' });
  await app.open('/');
  await app.page.getByRole('button', { name: 'Delete Old pump' }).click();
  await app.page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(app.page.getByText('None in this browser yet.')).toBeVisible();
  await app.expectFocusKept();
});
