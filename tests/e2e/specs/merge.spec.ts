// Two people with a copy each: both answer, exchange files, merge, and end with the same.

import type { Browser, Locator } from '@playwright/test';
import {
  App,
  Watch,
  assessmentFile,
  assessmentText,
  expect,
  expectNoBarriers,
  file,
  OURS,
  type SavedFile,
  test,
} from '../pages';

const START = '2026-01-05T00:00:00.000Z';

/** Another person with a browser of their own. */
async function colleague(browser: Browser, baseURL: string): Promise<{ app: App; done: () => Promise<void> }> {
  const context = await browser.newContext({ baseURL });
  const watch = new Watch(context, baseURL);
  const app = new App(await context.newPage(), watch);
  return {
    app,
    done: async () => {
      watch.expectQuiet();
      await context.close();
    },
  };
}

/** Opens a file as an assessment of one's own. */
async function takeIn(app: App, text: string): Promise<void> {
  await app.openFile(file(text));
  await app.preview.getByRole('button', { name: /^(Add to your assessments|Keep as a new assessment)$/ }).click();
  await expect(app.page).toHaveURL(/#\/a\/[^/]+$/);
}

/** Hands a copy over to the view for merging. */
async function choose(app: App, text: string, name = 'colleague.iec62304.json'): Promise<void> {
  await app.goTo('merge');
  await app.page.getByLabel('Choose your colleague\u2019s file').setInputFiles(file(text, name));
}

const copy = (app: App): Locator => app.main.getByRole('region', { name: /^The copy in / });
const merge = (app: App): Locator => copy(app).getByRole('button', { name: 'Merge', exact: true });
const conflict = (app: App, name: RegExp): Locator => copy(app).getByRole('group', { name });
const said = (app: App): Locator => app.main.locator('#merged');

function digest(saved: SavedFile): string {
  return JSON.parse(saved.text).digest.value;
}

async function withNote(app: App, clause: string, status: 'Met' | 'Partly met' | 'Not met', note: string): Promise<void> {
  await app.goTo(`requirement/${clause}`);
  await app.answer(clause, status);
  await app.note(clause).fill(note);
}

test('two people answer, exchange files, merge with one conflict, and both end with the same', async ({
  app: ann,
  browser,
  baseURL,
}) => {
  const { app: ben, done } = await colleague(browser, String(baseURL));
  const start = assessmentText();
  for (const app of [ann, ben]) await takeIn(app, start);
  await withNote(ann, '5.1.3', 'Met', 'Plan PL-7, part 3');
  await withNote(ann, '5.2.1', 'Met', 'Ann\u2019s words');
  await withNote(ben, '5.1.4', 'Partly met', 'Tools are listed');
  await withNote(ben, '5.2.1', 'Met', 'Ben\u2019s words');
  const fromAnn = await ann.saveFile();
  expect(JSON.parse(fromAnn.text).grew_from).toHaveLength(1);

  await choose(ben, fromAnn.text);
  const region = copy(ben);
  await expect(region.getByRole('heading', { name: /^The copy in/ })).toBeFocused();
  await expect(region.getByText('Both grew from')).toBeVisible();
  const coming = region.getByRole('region', { name: 'Comes in by itself (1)' });
  await expect(coming.getByRole('row', { name: /5\.1\.3/ })).toContainText('Plan PL-7, part 3');
  await expect(region.getByRole('heading', { name: 'You decide (1)' })).toBeVisible();
  const words = conflict(ben, /^5\.2\.1: Note/);
  await expect(words).toContainText('Ann\u2019s words');
  await expect(words).toContainText('Ben\u2019s words');
  await expect(region.getByText('0 of 1 decided')).toBeVisible();
  // Nothing is merged before everything is decided; the focus goes to what is left.
  const before = await ben.storedText(ben.id());
  await merge(ben).click();
  await expect(words.getByRole('radio', { name: /^Take mine/ })).toBeFocused();
  expect(await ben.storedText(ben.id())).toBe(before);
  await words.getByRole('radio', { name: /^Keep both/ }).check();
  await expect(region.getByText('1 of 1 decided')).toBeVisible();
  await expect(region.getByRole('table').last()).toContainText('Answered');
  await merge(ben).click();
  await expect(said(ben)).toBeFocused();
  await expect(said(ben)).toContainText('Merged: 1 change came in, 1 decided by you.');

  // The merged file goes back, and is taken as a whole.
  const merged = await ben.saveFile();
  await choose(ann, merged.text);
  await expect(copy(ann).getByText('Nothing changed here since the copy was made from it.')).toBeVisible();
  await expect(copy(ann).getByRole('heading', { name: 'You decide (0)' })).toBeVisible();
  await merge(ann).click();
  await expect(said(ann)).toBeFocused();
  const after = await ann.saveFile();
  expect(digest(after)).toBe(digest(merged));
  await ann.goTo('requirement/5.2.1');
  await expect(ann.note('5.2.1')).toHaveValue(/(Ann\u2019s words\n\nBen\u2019s words|Ben\u2019s words\n\nAnn\u2019s words)/);
  await ann.goTo('requirement/5.1.4');
  await expect(ann.radio('5.1.4', 'Partly met')).toBeChecked();

  // Once more: there is nothing new in either.
  await choose(ben, after.text);
  await expect(copy(ben).getByText('Everything in this copy is here already.')).toBeVisible();
  await expect(merge(ben)).toHaveCount(0);
  await done();
});

test('a merge is undone as a whole, also after a reload; after a change what was before is kept beside', async ({
  app,
}) => {
  await takeIn(app, assessmentText());
  await withNote(app, '5.1.1', 'Met', 'Mine');
  const before = await app.saveFile();
  const theirs = assessmentText({ title: 'Theirs', changed: START });
  await choose(app, theirs);
  await expect(copy(app).getByText('It is not known what both grew from.')).toBeVisible();
  for (const group of await copy(app).getByRole('group').all()) {
    await group.getByRole('radio', { name: /^Take theirs/ }).check();
  }
  await merge(app).click();
  await expect(said(app)).toContainText('Merged:');
  await app.reload();
  await app.main.getByRole('button', { name: 'Undo the merge' }).click();
  await expect(said(app)).toHaveText('The merge is undone: everything is as it was before.');
  await expect(said(app)).toBeFocused();
  expect(digest(await app.saveFile())).toBe(digest(before));
  await expect(app.main.getByRole('region', { name: 'Before the last merge' })).toHaveCount(0);

  await choose(app, theirs);
  for (const group of await copy(app).getByRole('group').all()) {
    await group.getByRole('radio', { name: /^Take theirs/ }).check();
  }
  await merge(app).click();
  await expect(said(app)).toContainText('Merged:');
  await withNote(app, '5.1.2', 'Met', 'Later');
  const id = app.id();
  await app.goTo('merge');
  await expect(app.main.getByRole('button', { name: 'Undo the merge' })).toHaveCount(0);
  await app.main.getByRole('button', { name: 'Keep the state before as an assessment of its own' }).click();
  await expect(app.page).not.toHaveURL(new RegExp(id));
  await app.goTo('requirement/5.1.1');
  await expect(app.note('5.1.1')).toHaveValue('Mine');
});

test('from the preview of a file it goes to merging; everything by keyboard', async ({ app }) => {
  await takeIn(app, assessmentText());
  await withNote(app, '5.1.1', 'Met', 'Mine');
  await app.openFile(file(assessmentText({ title: 'Theirs', changed: START })));
  const way = app.preview.getByRole('button', { name: 'Merge into the stored one' });
  await app.press('Tab', way);
  await app.page.keyboard.press('Enter');
  await expect(app.title).toHaveText('Merge a copy');
  await expect(copy(app)).toBeVisible();
  const groups = await copy(app).getByRole('group').all();
  expect(groups.length).toBeGreaterThan(0);
  for (const group of groups) {
    await app.press('Tab', group.getByRole('radio').first());
    await app.page.keyboard.press('Space');
    await expect(group.getByRole('radio').first()).toBeChecked();
  }
  await app.press('Tab', merge(app));
  await app.page.keyboard.press('Enter');
  await expect(said(app)).toBeFocused();
  await app.expectFocusKept();
  await expectNoBarriers(app.page);
});

test('what may not be merged says what to do instead, and changes nothing', async ({ app }) => {
  await takeIn(app, assessmentText());
  const id = app.id();
  const stored = await app.storedText(id);
  for (const [text, what] of [
    [assessmentText({ id: 'another' }), 'The copy is of another assessment.'],
    [assessmentText({ edition: '1.0' }), 'different editions'],
    [assessmentText({ scrubbed: ['names'] }), 'The copy is scrubbed'],
    [assessmentText({ example: true }), 'worked example'],
  ] as const) {
    await choose(app, text);
    await expect(copy(app).getByRole('alert')).toContainText(what);
    await expect(copy(app).getByRole('alert').getByRole('link').first()).toBeVisible();
    await expect(merge(app)).toHaveCount(0);
  }
  for (const [text, what] of [
    [JSON.stringify({ format: 'iec62304-readiness-locked' }), 'locked with a passphrase'],
    [JSON.stringify({ format: 'iec62304-readiness-backup' }), 'a backup of several assessments'],
    [assessmentText().slice(0, 300), 'The file ends in the middle.'],
    [assessmentText({}, { format_version: 9 }), 'format version 9'],
    ['', 'There is nothing in it.'],
    ['\u0000\u0001', 'This is not JSON'],
  ] as const) {
    await choose(app, text);
    await expect(app.main.getByRole('alert')).toContainText(what);
    await expect(app.main.getByRole('heading', { name: 'This file cannot be merged' })).toBeFocused();
  }
  expect(await app.storedText(id)).toBe(stored);
  expect(Object.keys(await app.stored()).filter((key) => key.startsWith(`${OURS}before/`))).toEqual([]);
});

test('a copy that was changed by hand, from a clock that is wrong, with a name that is taken: said before merging', async ({
  app,
}) => {
  const item = (id: string) => ({ items: [{ id, name: 'Alarm', changed: START }] });
  await takeIn(app, assessmentText(item('mine')));
  const theirs = assessmentFile({ ...item('theirs'), changed: '2099-01-01T00:00:00.000Z' });
  await choose(app, JSON.stringify({ ...theirs, digest: { ...theirs.digest, value: '0'.repeat(64) } }));
  for (const words of [
    'The digest of the copy does not fit.',
    'The clocks disagree.',
    'Two of the same name.',
    'It is not known what both grew from.',
  ]) {
    await expect(copy(app).getByText(words)).toBeVisible();
  }
  await expectNoBarriers(app.page);
});

test('of a copy for review only the review comes in', async ({ app }) => {
  await takeIn(app, assessmentText());
  await withNote(app, '5.1.2', 'Met', 'Mine');
  const review = {
    id: 'r1',
    reviewer: 'Rita',
    begun: START,
    signed: START,
    changed: START,
    remarks: [{ id: 'm1', clause: '5.1.1', kind: 'question', text: 'Where is PL-7?', changed: START }],
  };
  await choose(app, assessmentText({ title: 'Tampered', reviews: [review], reviewing: 'r1', changed: START }));
  await expect(copy(app).getByText('Only its review comes in')).toBeVisible();
  await expect(copy(app).getByRole('heading', { name: 'You decide (0)' })).toBeVisible();
  await merge(app).click();
  await expect(said(app)).toBeFocused();
  const saved = JSON.parse((await app.saveFile()).text).assessment;
  expect(saved.title).toBe('A file from a colleague');
  expect(saved.reviews[0].remarks[0].text).toBe('Where is PL-7?');
  expect(saved.reviewing).toBeUndefined();
});

test('deleting an assessment takes with it what it grew from and what was before', async ({ app }) => {
  await takeIn(app, assessmentText());
  const id = app.id();
  await choose(app, assessmentText({ organisation: 'Acme', changed: START }));
  await merge(app).click();
  await expect(said(app)).toBeFocused();
  const beside = async () => Object.keys(await app.stored()).filter((key) => /(grown|before)\//.test(key)).sort();
  expect(await beside()).toEqual([`${OURS}before/${id}`, `${OURS}grown/${id}`]);
  await app.open('/');
  await app.page.getByRole('button', { name: /^Delete/ }).first().click();
  await app.page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect.poll(beside).toEqual([]);
});
