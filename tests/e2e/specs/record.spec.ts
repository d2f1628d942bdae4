// The file as the record, and backups: what a person saves is what is on the disk, and nothing is written over unseen.
//
// The windows for choosing a file are the browser's own, so they are replaced; what they give is not: real handles of the
// origin-private file system, with their streams, times and permissions.

import type { Page } from '@playwright/test';
import { App, type SavedFile, Watch, assessmentText, canonical, expect, expectNoBarriers, file, sha256, test } from '../pages';

declare global {
  interface Window {
    picked: { saves: string[]; opens: number; next?: string };
    asked: string[];
  }
}

/** Windows for choosing that answer at once: with `picked.next`, or the name that the page suggests. */
function realFiles(): void {
  const folder = () => navigator.storage.getDirectory();
  const decide = (name: string | undefined) => {
    if (name === 'cancel') throw new DOMException('', 'AbortError');
    if (name === 'refuse') throw new DOMException('', 'SecurityError');
  };
  window.picked = { saves: [], opens: 0 };
  const next = () => {
    const name = window.picked.next;
    delete window.picked.next;
    decide(name);
    return name;
  };
  Object.assign(window, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
      window.picked.saves.push(suggestedName);
      const handle = await (await folder()).getFileHandle(next() ?? suggestedName, { create: true });
      // What was chosen for saving is empty at once, as the browser makes it.
      await (await handle.createWritable()).close();
      return handle;
    },
    showOpenFilePicker: async () => {
      window.picked.opens += 1;
      return [await (await folder()).getFileHandle(next() ?? '')];
    },
  });
}

/** The text of a file on this computer; none where there is no file, and in the moment in which it is replaced. */
async function onDisk(page: Page, name: string): Promise<string> {
  return page.evaluate(async (name) => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle(name).catch(() => undefined);
    if (!handle) return '';
    return (await handle.getFile()).text().catch((error) => {
      if ((error as DOMException).name === 'NotReadableError') return '';
      throw error;
    });
  }, name);
}

/** Writes a file as another program would. */
async function writeElsewhere(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    async ([name, text]) => {
      const handle = await (await navigator.storage.getDirectory()).getFileHandle(String(name), { create: true });
      const stream = await handle.createWritable();
      await stream.write(String(text));
      await stream.close();
    },
    [name, text],
  );
}

const header = (app: App) => app.page.getByRole('banner');
const clash = (app: App) => app.page.getByRole('dialog', { name: 'The file was changed elsewhere' });

/** A new assessment with an answer, saved to a file of this name. */
async function savedAs(app: App, name: string): Promise<void> {
  await app.newAssessment({ product: 'Pump', class: 'A' });
  await app.goTo('requirement/5.1.1');
  await app.answer('5.1.1', 'Met');
  await saveAgain(app, name);
}

/** Ctrl+S, and what stands in the file then. */
async function saveAgain(app: App, name: string): Promise<string> {
  const before = await onDisk(app.page, name);
  await app.page.evaluate((name) => (window.picked.next = name), name);
  await app.page.keyboard.press('Control+s');
  await expect.poll(async () => (await onDisk(app.page, name)) || before).not.toBe(before);
  await expect(header(app).locator('.file-name')).toHaveText(name);
  await app.page.evaluate(() => delete window.picked.next);
  return onDisk(app.page, name);
}

test.describe('a browser that writes to files', () => {
  test.use({ pickers: true });
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(realFiles);
  });

  test('Ctrl+S asks where once, and then writes to the same file', async ({ app }) => {
    const id = await app.newAssessment({ product: 'Pump', class: 'A' });
    await app.goTo('requirement/5.1.1');
    await app.answer('5.1.1', 'Met');
    await expect(header(app)).toContainText('No file saved yet');
    const first = await saveAgain(app, 'pump.json');
    await expect(header(app)).toContainText('Last file');
    await expect(header(app)).not.toContainText('changed since');

    await app.note('5.1.1').fill('Plan v2');
    await expect(header(app)).toContainText('changed since');
    // In the middle of a note, too.
    const second = await saveAgain(app, 'pump.json');
    await expect(header(app)).not.toContainText('changed since');
    expect(first).not.toContain('Plan v2');
    const read = JSON.parse(second);
    expect(read.assessment.answers[0]).toMatchObject({ clause: '5.1.1', status: 'met', note: 'Plan v2' });
    expect(read.digest.value).toBe(sha256(canonical(read.assessment)));
    expect(JSON.parse(await app.storedText(id)).stored.file_at).toBe(read.exported_at);
    expect(await app.page.evaluate(() => window.picked.saves)).toEqual([expect.stringMatching(/^pump-.*\.iec62304\.json$/)]);
    await expect(app.page.getByRole('status').filter({ hasText: 'Saved to “pump.json”' })).toBeAttached();
    await expect(app.alerts).toHaveCount(0);
  });

  test('a window that is closed without a choice changes nothing', async ({ app }) => {
    await app.newAssessment({ class: 'A' });
    const before = await app.stored();
    for (const press of [() => app.page.keyboard.press('Control+s'), () => header(app).getByRole('button', { name: 'Save file' }).click()]) {
      const asked = await app.page.evaluate(() => {
        window.picked.next = 'cancel';
        return window.picked.saves.length;
      });
      await press();
      await expect.poll(() => app.page.evaluate(() => window.picked.saves.length)).toBe(asked + 1);
    }
    await expect(header(app)).toContainText('No file saved yet');
    await expect(app.alerts).toHaveCount(0);
    expect(await app.stored()).toEqual(before);
  });

  test('a file that was changed elsewhere is not written over before somebody says so', async ({ app, page }) => {
    // axe looks at several views, at two widths, in light and dark.
    test.slow();
    await savedAs(app, 'pump.json');
    const theirs = (await onDisk(page, 'pump.json')).replace('"Pump"', '"Pump of a colleague"');
    await writeElsewhere(page, 'pump.json', theirs);
    await page.keyboard.press('Control+s');
    await expect(clash(app)).toContainText('pump.json');
    expect(await onDisk(page, 'pump.json')).toBe(theirs);
    await expectNoBarriers(page);
    await clash(app).getByRole('button', { name: 'Cancel' }).click();
    expect(await onDisk(page, 'pump.json')).toBe(theirs);

    // Look first: it is opened like any other file, and nothing is done to it.
    await page.keyboard.press('Control+s');
    await clash(app).getByRole('button', { name: 'Look into it and merge' }).click();
    await expect(app.preview).toContainText('Pump of a colleague');
    await page.goBack();
    await page.keyboard.press('Control+s');
    await expect(clash(app)).toBeVisible();
    // Another file, and the first stays as it is.
    await page.evaluate(() => (window.picked.next = 'mine.json'));
    await clash(app).getByRole('button', { name: 'Save as another file' }).click();
    await expect(header(app).locator('.file-name')).toHaveText('mine.json');
    expect(JSON.parse(await onDisk(page, 'mine.json')).assessment.product.name).toBe('Pump');
    expect(await onDisk(page, 'pump.json')).toBe(theirs);
    // From then on the other one is the file.
    await writeElsewhere(page, 'mine.json', theirs);
    await page.keyboard.press('Control+s');
    await clash(app).getByRole('button', { name: 'Overwrite it' }).click();
    await expect.poll(() => onDisk(page, 'mine.json')).not.toContain('colleague');
    expect(await onDisk(page, 'pump.json')).toBe(theirs);
  });

  test('what was merged out of the file may be written over without a question', async ({ app, page }) => {
    await savedAs(app, 'pump.json');
    const theirs = JSON.parse(await onDisk(page, 'pump.json'));
    const later = '2099-01-01T00:00:00.000Z';
    theirs.assessment.answers.push({ clause: '5.1.2', status: 'met', note: 'By a colleague', changed: later });
    theirs.assessment.changed = later;
    theirs.digest.value = sha256(canonical(theirs.assessment));
    await writeElsewhere(page, 'pump.json', JSON.stringify(theirs));
    await page.keyboard.press('Control+s');
    await clash(app).getByRole('button', { name: 'Look into it and merge' }).click();
    await app.preview.getByRole('button', { name: 'Merge into the stored one' }).click();
    await app.main.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect(app.main).toContainText('Merged:');
    expect(await saveAgain(app, 'pump.json')).toContain('By a colleague');
    await expect(clash(app)).toBeHidden();
  });

  test('a file that was only touched is saved to without a question', async ({ app, page }) => {
    await savedAs(app, 'pump.json');
    await writeElsewhere(page, 'pump.json', await onDisk(page, 'pump.json'));
    await app.note('5.1.1').fill('After');
    expect(await saveAgain(app, 'pump.json')).toContain('After');
    await expect(clash(app)).toBeHidden();
  });

  test('after a reload the browser asks once whether the page may write, and the file goes on', async ({ app, page }) => {
    await page.addInitScript(() => {
      // A handle that comes out of the database has lost what it was allowed.
      window.asked = [];
      const state = { now: 'prompt' };
      Object.assign(FileSystemHandle.prototype, {
        queryPermission: async () => state.now,
        requestPermission: async ({ mode }: { mode: string }) => {
          window.asked.push(mode);
          return (state.now = 'granted');
        },
      });
    });
    await savedAs(app, 'pump.json');
    await app.reload();
    await expect(header(app).locator('.file-name')).toHaveText('pump.json');
    await app.note('5.1.1').fill('One');
    expect(await saveAgain(app, 'pump.json')).toContain('One');
    await app.note('5.1.1').fill('Two');
    expect(await saveAgain(app, 'pump.json')).toContain('Two');
    expect(await page.evaluate(() => window.asked)).toEqual(['readwrite']);
    expect(await page.evaluate(() => window.picked.saves)).toEqual([]);
  });

  test('without leave to write, the file comes as a download', async ({ app, page }) => {
    await savedAs(app, 'pump.json');
    const before = await onDisk(page, 'pump.json');
    await page.evaluate(() =>
      Object.assign(FileSystemHandle.prototype, { queryPermission: async () => 'denied', requestPermission: async () => 'denied' }),
    );
    await app.note('5.1.1').fill('Still mine');
    const saved = await app.saveFile();
    expect(saved.text).toContain('Still mine');
    await expect(app.alerts).toContainText('The browser may not write to “pump.json”, so the file was saved as a download.');
    // The last save is not the one in that file any more.
    await expect(header(app).locator('.file-name')).toHaveCount(0);
    expect(await onDisk(page, 'pump.json')).toBe(before);
  });

  test('where the window for choosing is not allowed, the file comes as a download', async ({ app, page }) => {
    await app.newAssessment({ class: 'A' });
    await page.evaluate(() => (window.picked.next = 'refuse'));
    expect(JSON.parse((await app.saveFile()).text).assessment.classification.class).toBe('A');
    await expect(app.alerts).toHaveCount(0);
  });

  test('a write that fails is said, the file is whole, and the work stays', async ({ app, page }) => {
    await savedAs(app, 'pump.json');
    const before = await onDisk(page, 'pump.json');
    await page.evaluate(() => {
      const { write } = FileSystemWritableFileStream.prototype;
      FileSystemWritableFileStream.prototype.write = async function () {
        FileSystemWritableFileStream.prototype.write = write;
        throw new DOMException('', 'QuotaExceededError');
      };
    });
    await app.note('5.1.1').fill('Kept');
    await page.keyboard.press('Control+s');
    await expect(app.alerts).toContainText('“pump.json” was not saved (QuotaExceededError).');
    expect(await onDisk(page, 'pump.json')).toBe(before);
    expect(await app.storedText(app.id())).toContain('Kept');
    await expect(header(app)).toContainText('changed since');
    expect(await saveAgain(app, 'pump.json')).toContain('Kept');
  });

  test('a file that is gone is said, and the next save asks for another', async ({ app, page }) => {
    await savedAs(app, 'pump.json');
    await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('pump.json'));
    await page.keyboard.press('Control+s');
    await expect(app.alerts).toContainText('“pump.json” is not there any more');
    await saveAgain(app, 'other.json');
  });

  test('a file that was opened by the button is saved to again', async ({ app, page }) => {
    await app.open('/open');
    await writeElsewhere(page, 'sent.json', assessmentText({ title: 'Sent by mail' }));
    await page.evaluate(() => (window.picked.next = 'sent.json'));
    await app.fileInput.click();
    await expect(app.preview).toContainText('Sent by mail');
    const before = await onDisk(page, 'sent.json');
    await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
    await expect(header(app).locator('.file-name')).toHaveText('sent.json');
    await app.goTo('requirement/5.1.1');
    await app.note('5.1.1').fill('Answered');
    expect(await onDisk(page, 'sent.json')).toBe(before);
    expect(await saveAgain(app, 'sent.json')).toContain('Answered');
    expect(await page.evaluate(() => window.picked.saves)).toEqual([]);
    // Closed without a choice: nothing happens.
    await app.open('/open');
    await page.evaluate(() => (window.picked.next = 'cancel'));
    await app.fileInput.click();
    await expect.poll(() => page.evaluate(() => window.picked.opens)).toBe(2);
    await expect(app.preview).toHaveCount(0);
    await expect(app.alerts).toHaveCount(0);
  });

  test('a file that is dropped after one was opened is not saved to the one that was opened', async ({ app, page }) => {
    await app.open('/open');
    await writeElsewhere(page, 'sent.json', assessmentText({ title: 'Sent by mail' }));
    await page.evaluate(() => (window.picked.next = 'sent.json'));
    await app.fileInput.click();
    await expect(app.preview).toContainText('Sent by mail');
    await app.fileInput.setInputFiles(file(assessmentText({ id: 'other', title: 'Another' })));
    await expect(app.preview).toContainText('Another');
    await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
    await expect(app.title).toBeVisible();
    const before = await onDisk(page, 'sent.json');
    await saveAgain(app, 'new.json');
    expect(await onDisk(page, 'sent.json')).toBe(before);
  });

  test('the view for handing over shows the file and what is in it', async ({ app, page }) => {
    // axe looks at several views, at two widths, in light and dark.
    test.slow();
    await savedAs(app, 'a-rather-long-name-of-a-file-that-somebody-keeps-with-the-technical-documentation.json');
    await app.goTo('share');
    const section = page.getByRole('region', { name: 'The file' });
    await expect(section).toContainText('nothing changed since');
    await expect(section).toContainText('1 answer');
    await expectNoBarriers(page);
  });
});

test('without the means to write to files, Ctrl+S saves a download', async ({ app, page }) => {
  await app.newAssessment({ class: 'A' });
  const coming = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  expect((await coming).suggestedFilename()).toMatch(/\.iec62304\.json$/);
  await expect(header(app)).toContainText('Last file');
  await expect(header(app).locator('.file-name')).toHaveCount(0);
  await app.goTo('share');
  await expect(page.getByRole('button', { name: 'Save as another file' })).toHaveCount(0);
});

test('the shortcut is in the list of shortcuts', async ({ app, page }) => {
  await app.newAssessment({ class: 'A' });
  await app.goTo('requirement/5.1.1');
  await app.card('5.1.1').getByRole('radio').first().focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Save to the file');
});

test('after a day of work that is in no file, one calm line says so', async ({ app, page }) => {
  // axe looks at several views, at two widths, in light and dark.
  test.slow();
  await page.clock.install({ time: new Date('2026-03-10T09:00:00Z') });
  const line = page.getByText('Some of this work is more than a day old and in no file.');
  await app.newAssessment({ class: 'A' });
  await app.goTo('requirement/5.1.1');
  const hours = (number: number) => page.clock.fastForward(number * 3_600_000);
  // Nothing is answered yet.
  await hours(30);
  await expect(line).toHaveCount(0);
  await app.answer('5.1.1', 'Met');
  await hours(23);
  await expect(line).toHaveCount(0);
  await hours(2);
  await expect(line).toBeVisible();
  await expect(app.alerts).toHaveCount(0);
  await expectNoBarriers(page);
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(line).toHaveCount(0);
  await app.expectFocusKept();
  await hours(20);
  await app.reload();
  await expect(line).toHaveCount(0);
  await hours(5);
  await expect(line).toBeVisible();
  await app.saveFile(page.getByRole('main').or(page.locator('.reminder')).getByRole('button', { name: 'Save file' }));
  await expect(line).toHaveCount(0);
  await hours(48);
  await expect(line).toHaveCount(0);
});

test('nobody is reminded of a worked example', async ({ app, page }) => {
  await page.clock.install({ time: new Date('2026-03-10T09:00:00Z') });
  await app.openExample(await exampleName(app));
  await app.goTo('requirement/5.1.1');
  await app.note('5.1.1').fill('Tried out');
  await page.clock.fastForward(72 * 3_600_000);
  await app.reload();
  await expect(page.locator('.reminder')).toHaveCount(0);
});

async function exampleName(app: App): Promise<string> {
  await app.open('/');
  return app.page.locator('.examples button').first().innerText();
}

test('the browser is asked once to keep what is stored, after the first answer', async ({ app, page }) => {
  await page.addInitScript(() => {
    window.asked = [];
    navigator.storage.persist = async () => {
      window.asked.push('persist');
      return true;
    };
  });
  const asked = () => page.evaluate(() => window.asked.length);
  await app.openExample(await exampleName(app));
  await app.goTo('requirement/5.1.1');
  await app.note('5.1.1').fill('Tried out');
  await app.newAssessment({ class: 'A' });
  expect(await asked()).toBe(0);
  await app.goTo('share');
  await expect(app.main).toContainText('After the first answer, the browser is asked to keep what is stored here.');
  await app.goTo('requirement/5.1.1');
  await app.answer('5.1.1', 'Met');
  await expect.poll(asked).toBe(1);
  await app.answer('5.1.1', 'Not met');
  await app.note('5.1.1').fill('More');
  expect(await asked()).toBe(1);
  await app.reload();
  await app.answer('5.1.1', 'Met');
  expect(await asked()).toBe(0);
  for (const address of [`/a/${app.id()}/share`, '/about']) {
    await app.open(address);
    await expect(app.main).toContainText('The browser promised to keep what is stored here.');
  }
});

/** What a backup of this page is. */
async function backUp(app: App): Promise<SavedFile> {
  return app.saveFile(app.main.getByRole('button', { name: 'Back up everything' }));
}

test('a backup of everything is restored elsewhere, and one damaged entry stops no other', async ({ app, browser, baseURL }) => {
  // axe looks at several views, at two widths, in light and dark.
  test.slow();
  const first = await app.newAssessment({ product: 'Pump', class: 'A' });
  await app.goTo('requirement/5.1.1');
  await app.answer('5.1.1', 'Met');
  const second = await app.newAssessment({ product: 'Monitor', class: 'B' });
  await app.newAssessment({ product: 'Viewer', class: 'C' });
  await app.plant('half', '{"half');
  await app.open('/');
  const saved = await backUp(app);
  expect(saved.name).toMatch(/^iec62304-readiness-backup-\d{4}-\d\d-\d\d\.json$/);
  const whole = JSON.parse(saved.text);
  expect(whole).toMatchObject({ format: 'iec62304-readiness-backup', format_version: 1 });
  expect(whole.assessments).toHaveLength(3);
  for (const one of whole.assessments) expect(one.digest.value).toBe(sha256(canonical(one.assessment)));
  expect(whole.aside).toEqual([{ key: 'iec62304-readiness/assessment/half', text: '{"half' }]);

  // Somebody else's browser holds an older one of the first and the same of the second.
  const context = await browser.newContext({ acceptDownloads: true });
  const watch = new Watch(context, String(baseURL));
  const other = new App(await context.newPage(), watch);
  await other.open('/');
  const of = (id: string) => whole.assessments.find((one: { assessment: { id: string } }) => one.assessment.id === id);
  const older = structuredClone(of(first));
  older.assessment.changed = '2026-01-01T00:00:00.000Z';
  older.assessment.answers[0].status = 'not-met';
  await other.plant(first, JSON.stringify(older));
  await other.plant(second, JSON.stringify(of(second)));
  const before = await other.stored();

  const broken = structuredClone(whole);
  broken.assessments.push({ ...structuredClone(of(second)), format_version: 9 });
  broken.assessments.at(-1).assessment.title = 'From the future';
  await other.openFile(file(JSON.stringify(broken), saved.name));
  const preview = other.page.getByRole('region', { name: /^What is in / });
  const row = (title: string | RegExp) => preview.getByRole('group', { name: title });
  await expect(row(/Pump/)).toContainText('The one in this browser is older');
  await expect(row(/Pump/).getByRole('radio', { name: 'Leave it' })).toBeChecked();
  await expect(row(/Monitor/)).toContainText('The same is in this browser already.');
  await expect(row(/Monitor/).getByRole('radio', { name: 'Leave it' })).toBeChecked();
  await expect(row(/Viewer/)).toContainText('Not in this browser.');
  await expect(row(/Viewer/).getByRole('radio', { name: 'Add it' })).toBeChecked();
  await expect(preview).toContainText('At /assessments/3/format_version: The file has format version 9');
  await expect(preview.getByRole('checkbox', { name: /Set aside here too: 1 text/ })).toBeChecked();
  await expect(preview).toContainText('1 will be added, 0 replaced, 2 left.');
  await expectNoBarriers(other.page);
  expect(await other.stored()).toEqual(before);

  // Left alone, nothing is done.
  await preview.getByRole('button', { name: 'Cancel' }).click();
  expect(await other.stored()).toEqual(before);

  await other.openFile(file(JSON.stringify(broken), saved.name));
  await row(/Pump/).getByRole('radio', { name: 'Replace the stored one' }).check();
  await row(/Monitor/).getByRole('radio', { name: 'Keep as a new one' }).check();
  await expect(preview).toContainText('2 will be added, 1 replaced, 0 left.');
  await preview.getByRole('button', { name: 'Restore' }).click();
  const said = other.page.getByRole('region', { name: 'Restored' });
  await expect(said).toContainText('Pump: replaced; the one before was set aside');
  await expect(said).toContainText('Monitor: added as a new one.');
  await expect(said).toContainText('Viewer: added.');
  await expect(said).toContainText('A text that cannot be read: set aside.');
  await expect(said.getByRole('heading', { level: 2 })).toBeFocused();
  await expectNoBarriers(other.page);
  // Everything is there, and nothing that was there is lost.
  expect(JSON.parse(await other.storedText(first)).assessment).toEqual(of(first).assessment);
  expect(await other.storedText(second)).toBe(before[`iec62304-readiness/assessment/${second}`]);
  expect((await other.setAside()).sort()).toEqual([JSON.stringify(older), '{"half'].sort());
  await said.getByRole('link', { name: 'To your assessments' }).click();
  await expect(other.main.locator('.shelf:not(.examples) a.name')).toHaveCount(4);
  // Once more: nothing is new.
  await other.openFile(file(saved.text, saved.name));
  await expect(preview).toContainText('0 will be added, 0 replaced, 3 left.');
  await expect(preview).toContainText('here already');
  watch.expectQuiet();
  await context.close();
});

test('a backup holds what is on screen and not stored', async ({ app, page }) => {
  await app.newAssessment({ product: 'Pump', class: 'A' });
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
  });
  await app.tab('Questionnaire').click();
  await app.note('4.1').fill('Only on screen');
  await expect(app.alerts).toContainText('Not saved in this browser.');
  await page.getByRole('banner').getByRole('link', { name: 'IEC 62304 readiness' }).click();
  const { text } = await backUp(app);
  const whole = JSON.parse(text);
  expect(whole.assessments).toHaveLength(1);
  expect(JSON.stringify(whole.assessments[0])).toContain('Only on screen');
  // The stored one, which is older, goes with it as it is.
  expect(whole.aside).toHaveLength(1);
});

test('a backup that is empty or broken is refused with a sentence', async ({ app, page }) => {
  await app.newAssessment({ class: 'A' });
  const before = await app.stored();
  const empty = { format: 'iec62304-readiness-backup', format_version: 1, assessments: [], aside: [] };
  for (const [text, words] of [
    [JSON.stringify(empty), 'The backup is empty: there is no assessment in it.'],
    [JSON.stringify({ ...empty, format_version: 3 }), 'The backup has format version 3'],
    [JSON.stringify({ ...empty, format_version: 'x' }), 'The format version is missing'],
  ] as const) {
    await app.openFile(file(text));
    await expect(app.alerts).toContainText(words);
    await expect(app.alerts).toContainText('Nothing was stored or changed.');
    await expect(page.getByRole('button', { name: 'Restore' })).toHaveCount(0);
  }
  expect(await app.stored()).toEqual(before);
});
