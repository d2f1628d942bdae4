// Files in and out: whatever is handed over, the page says what it is, and nothing is stored before somebody says so.

import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, assessmentFile, assessmentText, canonical, expect, file, sha256, test } from '../pages';

const NAME = 'from-outside.json';

/** Makes something that a bad file could harm. */
async function withWork(app: App): Promise<Record<string, string>> {
  await app.newAssessment({ product: 'Mine', class: 'B' });
  await app.goTo('activity/5.1');
  await app.answer('5.1.1', 'Met');
  return app.stored();
}

test.describe('a file that cannot be used', () => {
  const levels = 10_000;
  const bad: Record<string, { content: string | Buffer; place: RegExp | string; what: string; remedy: string }> = {
    'is not JSON': {
      content: 'Dear colleague,\nplease find attached',
      place: 'line 1, column 1',
      what: 'This is not JSON',
      remedy: 'Choose a file that this page saved',
    },
    'is half a file': {
      content: assessmentText().slice(0, 500),
      place: /line \d+, column \d+/,
      what: 'The file ends in the middle.',
      remedy: 'get it from its sender once more',
    },
    'is empty': { content: '', place: '', what: 'There is nothing in it.', remedy: 'Choose a file that this page saved' },
    'is other JSON': {
      content: '{"name": "some package", "version": "1.0.0"}',
      place: '/format',
      what: 'its format is not "iec62304-readiness"',
      remedy: 'Choose a file that this page saved',
    },
    'is a JSON list': { content: '[1, 2]', place: '', what: 'This is JSON, but not an assessment.', remedy: 'Choose a file' },
    'is of a newer version': {
      content: assessmentText({}, { format_version: 9 }),
      place: '/format_version',
      what: 'The file has format version 9; this page reads up to 1.',
      remedy: 'Open it in a version of this page that knows format 9.',
    },
    'has a version that is none': {
      content: assessmentText({}, { format_version: 'one' }),
      place: '/format_version',
      what: 'missing or not a whole number',
      remedy: 'Save the file again from the page that made it.',
    },
    'holds no assessment': {
      content: assessmentText({}, { assessment: 'later' }),
      place: '/assessment',
      what: 'The file holds no assessment.',
      remedy: 'Choose a file that this page saved',
    },
    'is of an unknown edition': {
      content: assessmentText({ edition: '3.0' }),
      place: '/assessment/edition',
      what: 'The edition "3.0" is not known here.',
      remedy: 'Known editions are 1.1',
    },
    'says the same thing twice': {
      content: assessmentText().replace('"title":', '"title": "One", "title":'),
      place: /line \d+, column \d+/,
      what: '"title" stands twice in one object',
      remedy: 'Take one of the two out',
    },
    [`is ${levels} levels deep`]: {
      content: assessmentText({ deep: 0 }).replace('"deep": 0', `"deep": ${'['.repeat(levels)}${']'.repeat(levels)}`),
      place: /line \d+, column \d+/,
      what: 'nested deeper than 128 levels',
      remedy: 'Choose a file that this page saved',
    },
    'holds a bare NUL character': {
      content: assessmentText({ title: 'A~B' }).replace('A~B', 'A\0B'),
      place: /line \d+, column \d+/,
      what: 'This is not JSON (control character',
      remedy: 'Choose a file that this page saved',
    },
    'is not UTF-8': {
      content: Buffer.from([0x7b, 0x22, 0xe4, 0x22, 0x7d]),
      place: 'byte 3',
      what: 'not text in UTF-8',
      remedy: 'get it from its sender once more',
    },
    'is a spreadsheet': {
      content: Buffer.from('PK\x03\x04 and so on'),
      place: '',
      what: 'This is a ZIP, Word or Excel file, not JSON',
      remedy: 'Choose a file that this page saved',
    },
  };

  for (const [how, { content, place, what, remedy }] of Object.entries(bad)) {
    test(`one that ${how} is refused with its name, the place and the remedy, and nothing changes`, async ({ app }) => {
      const before = await withWork(app);
      await app.openFile(file(content, NAME));
      await expect(app.alerts).toContainText('This file cannot be opened');
      await expect(app.alerts).toContainText(NAME);
      await expect(app.alerts).toContainText(place);
      await expect(app.alerts).toContainText(what);
      await expect(app.alerts).toContainText(remedy);
      await expect(app.alerts).toContainText('Nothing was stored or changed.');
      await expect(app.preview).toHaveCount(0);
      expect(await app.stored()).toEqual(before);
    });
  }

  test('one of 50 MB is refused at once, and nothing changes', async ({ app }) => {
    const before = await withWork(app);
    const folder = await mkdtemp(join(tmpdir(), 'large-'));
    const path = join(folder, 'large.iec62304.json');
    const large = await open(path, 'w');
    await large.truncate(50 * 1024 * 1024);
    await large.close();
    await app.openFile(path);
    await expect(app.alerts).toContainText('large.iec62304.json');
    await expect(app.alerts).toContainText('The file is larger than 8 MB.');
    await expect(app.alerts).toContainText('choose another file');
    expect(await app.stored()).toEqual(before);
    await rm(folder, { recursive: true, force: true });
  });

  test('after one that is refused, the right one opens by the same button', async ({ app }) => {
    await app.openFile(file('{', NAME));
    await expect(app.alerts).toContainText('This file cannot be opened');
    await app.fileInput.setInputFiles(file(assessmentText(), NAME));
    await expect(app.preview).toContainText('A file from a colleague');
    await expect(app.alerts).toHaveCount(0);
  });

  test('its name is shown as a name, whatever it holds', async ({ app }) => {
    await app.openFile(file('{', '<img src=x onerror=alert(1)>\u202Enosj.json'));
    await expect(app.alerts).toContainText('<img src=x onerror=alert(1)>[U+202E]nosj.json');
  });
});

test.describe('a file of which some cannot be used', () => {
  const answer = (members: Record<string, unknown>) => assessmentText({ answers: [members] });
  const parts: Record<string, { content: string; rows: [kind: string, place: string, why: string][] }> = {
    'an unknown clause': {
      content: answer({ clause: '5.1.99', status: 'met' }),
      rows: [['Left out', '/assessment/answers/0/clause', 'Clause "5.1.99" is not a requirement of any edition known here.']],
    },
    'an unknown status': {
      content: answer({ clause: '5.1.1', status: 'nearly', note: 'kept' }),
      rows: [['Left out', '/assessment/answers/0/status', 'Status "nearly" is not known; known are met, partly-met']],
    },
    'duplicate clauses': {
      content: assessmentText({
        answers: [
          { clause: '5.1.1', status: 'met' },
          { clause: '5.1.1', status: 'not-met' },
        ],
      }),
      rows: [['Left out', '/assessment/answers/1/clause', 'Clause 5.1.1 has an answer already; the first one counts.']],
    },
    'wrong types': {
      content: assessmentText({
        title: 7,
        product: ['Pump'],
        legacy: 'no',
        answers: ['5.1.1', { clause: '5.1.2', status: 3, note: null, letters: ['ab'], follow_up: 'yes', evidence: {} }],
      }),
      rows: [
        ['Left out', '/assessment/title', 'This is a number where a text is wanted.'],
        ['Left out', '/assessment/product', 'This is a list where an object is wanted.'],
        ['Left out', '/assessment/legacy', 'This is a text where true or false is wanted.'],
        ['Left out', '/assessment/answers/0', 'Each entry of this list must be an object.'],
        ['Left out', '/assessment/answers/1/status', 'This is a number where a text is wanted.'],
        ['Left out', '/assessment/answers/1/letters/0', 'A lettered item is one letter from a to z.'],
        ['Left out', '/assessment/answers/1/follow_up', 'This is a text where true or false is wanted.'],
        ['Left out', '/assessment/answers/1/evidence', 'This is an object where a list is wanted.'],
      ],
    },
    'an unknown class and times that are none': {
      content: assessmentText({ classification: { class: 'D' }, created: 'yesterday', changed: '2026-02-30T00:00:00Z' }),
      rows: [
        ['Left out', '/assessment/classification/class', 'Class "D" is not known in this edition; the class is left open.'],
        ['Left out', '/assessment/created', '"yesterday" is not a time in UTC'],
        ['Left out', '/assessment/changed', '"2026-02-30T00:00:00Z" is not a time in UTC'],
      ],
    },
    'NUL and characters that turn the direction of writing': {
      content: assessmentText({ title: 'Pump\u202Eevil', answers: [{ clause: '5.1.1', note: 'a\0b', status: 'met' }] }),
      rows: [
        ['Kept', '/assessment/title', 'invisible control character (U+202E). It is kept and shown as such.'],
        ['Kept', '/assessment/answers/0/note', 'invisible control character (U+0000). It is kept and shown as such.'],
      ],
    },
    'members that the page does not know': {
      content: assessmentText({ 'a/b': 1, answers: [{ clause: '5.1.1', status: 'met', mood: 'good' }] }),
      rows: [
        ['Kept', '/assessment/a~1b', 'This member is not known here. It is kept and written back.'],
        ['Kept', '/assessment/answers/0/mood', 'This member is not known here. It is kept and written back.'],
      ],
    },
  };

  for (const [what, { content, rows }] of Object.entries(parts)) {
    test(`${what}: each is named with its place before anything is stored, and the rest opens`, async ({ app }) => {
      const before = await withWork(app);
      await app.openFile(file(content, NAME));
      await expect(app.preview.getByRole('heading', { level: 2 })).toContainText(NAME);
      for (const [kind, place, why] of rows) {
        const row = app.preview
          .getByRole('row')
          .filter({ has: app.page.getByRole('cell', { name: place, exact: true }) })
          .filter({ hasText: why });
        await expect(row).toContainText(kind);
      }
      expect(await app.stored()).toEqual(before);
      await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
      await expect(app.tab('Tasks')).toBeVisible();
      await app.goTo('results');
      await expect(app.title).toHaveText('Results');
    });
  }

  test('what is not known survives the way through the page', async ({ app }) => {
    const strange = { '€': [1.5, 1e21, -0.0001, { z: null, a: [true] }], '': 'a name of nothing', '\ud83d\ude00': 1, '\ufb33': 2 };
    const body = {
      ...assessmentFile().assessment,
      product: { name: 'Pump', version: '1.0', udi: '(01)0123' },
      people: { assessor: 'Kim', third: ['Lou'] },
      classification: { class: 'C', reviewed: true },
      legacy: false,
      answers: [
        { clause: '5.1.1', status: 'met', mood: strange, evidence: [{ title: 'Plan', vault: 12345678901 }] },
        { clause: '5.1.2', note: 'No status yet.' },
      ],
      strange,
    };
    const text = JSON.stringify({ ...assessmentFile(body), digest: { value: sha256(canonical(body)) } });
    await app.openFile(file(text));
    await expect(app.preview).toContainText('The digest fits');
    await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
    await app.goTo('activity/5.1');
    await app.reload();
    const untouched = JSON.parse((await app.saveFile()).text);
    expect(untouched.assessment).toEqual(JSON.parse(canonical(body)));

    await app.note('5.1.1').fill('Looked at.');
    const saved = JSON.parse((await app.saveFile()).text);
    expect(saved.assessment.strange).toEqual(strange);
    expect(saved.assessment.product.udi).toBe('(01)0123');
    expect(saved.assessment.people.third).toEqual(['Lou']);
    expect(saved.assessment.classification.reviewed).toBe(true);
    expect(saved.assessment.answers[0]).toMatchObject({ note: 'Looked at.', mood: strange, evidence: [{ vault: 12345678901 }] });
    expect(saved.digest.value).toBe(sha256(canonical(saved.assessment)));
  });
});

test.describe('the digest', () => {
  test('a broken one is said, and going on is possible', async ({ app }) => {
    const before = await withWork(app);
    await app.openFile(file(assessmentText().replace('The plan is PL-7.', 'The plan is PL-8.')));
    await expect(app.alerts).toContainText('The digest does not fit.');
    await expect(app.alerts).toContainText('You can go on');
    expect(await app.stored()).toEqual(before);
    await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
    await app.goTo('activity/5.1');
    await expect(app.note('5.1.1')).toHaveValue('The plan is PL-8.');
  });

  test('a missing one is said', async ({ app }) => {
    await app.openFile(file(assessmentText({}, { digest: undefined })));
    await expect(app.preview).toContainText('The file has no digest');
  });

  test('it does not mind another layout of the same file', async ({ app }) => {
    const text = JSON.stringify(JSON.parse(assessmentText({ title: 'Größe ✓ 🩺 "x" \\ \u0001' })));
    await app.openFile(file(text.replaceAll('":', '" :\r\n\t').replace('✓', '\\u2713')));
    await expect(app.preview).toContainText('The digest fits');
  });

  test('the same assessment gives the same bytes, the time of saving apart', async ({ app }) => {
    await app.openExample('Image viewer, class B');
    const [first, second] = [await app.saveFile(), await app.saveFile()];
    const timeless = (text: string) => text.replace(/"exported_at": "[^"]*"/, '');
    expect(timeless(first.text)).toBe(timeless(second.text));
  });
});

test.describe('ways in', () => {
  const expectThere = async (app: App) => {
    await expect(app.title).toHaveText('Open a file');
    await expect(app.preview).toContainText('A file from a colleague');
    await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
    await expect(app.title).toHaveText('A file from a colleague');
    await app.goTo('activity/5.1');
    await expect(app.radio('5.1.1', 'Met')).toBeChecked();
  };

  for (const [where, address] of [
    ['the view for it', '/open'],
    ['any other view', '/about'],
  ] as const) {
    test(`a file dropped on ${where} opens`, async ({ app }) => {
      await app.open(address);
      const handed = await app.page.evaluateHandle((text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'dropped.iec62304.json', { type: 'application/json' }));
        return data;
      }, assessmentText());
      await app.title.dispatchEvent('dragover', { dataTransfer: handed });
      await app.title.dispatchEvent('drop', { dataTransfer: handed });
      await expect(app.preview).toContainText('dropped.iec62304.json');
      await expectThere(app);
    });
  }

  test('the text of a file pasted with the keyboard opens', async ({ app, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await app.open('/open');
    await app.page.evaluate((text) => navigator.clipboard.writeText(text), assessmentText());
    await app.page.keyboard.press('ControlOrMeta+V');
    await expect(app.preview).toContainText('pasted text');
    await expectThere(app);
  });

  test('the text of a file typed into the field for it opens', async ({ app }) => {
    await app.open('/open');
    await app.page.getByText('Paste the text of a file').click();
    await app.page.getByLabel('Text of the file').fill(assessmentText());
    await app.page.getByRole('button', { name: 'Read it' }).click();
    await expectThere(app);
  });

  test('what a file holds is brought to somebody who cannot see the screen change', async ({ app }) => {
    await app.openFile(file(assessmentText()));
    await expect(app.preview).toBeVisible();
    const told = await app.preview.evaluate(
      (preview) =>
        preview.contains(document.activeElement) ||
        preview.closest('[aria-live], [role=status], [role=alert]') !== null ||
        preview.querySelector('[role=status], [role=alert], [aria-live]') !== null,
    );
    expect(told, 'the focus is in the preview, or it is announced').toBe(true);
  });
});

test.describe('the decision', () => {
  /** Opens a file, adds it, changes an answer, and opens the file once more. */
  async function twice(app: App): Promise<string> {
    await app.openFile(file(assessmentText()));
    await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
    await app.goTo('activity/5.1');
    const id = app.id();
    await app.answer('5.1.1', 'Not met');
    await app.answer('5.1.3', 'Met');
    await app.openFile(file(assessmentText()));
    await expect(app.preview).toContainText('This browser holds an assessment with the same id');
    return id;
  }

  test('cancel leaves everything as it is', async ({ app }) => {
    await twice(app);
    const before = await app.stored();
    await app.preview.getByRole('button', { name: 'Cancel' }).click();
    await expect(app.preview).toHaveCount(0);
    expect(await app.stored()).toEqual(before);
  });

  test('after cancel the focus is somewhere on the page', async ({ app }) => {
    await app.openFile(file(assessmentText()));
    await app.preview.getByRole('button', { name: 'Cancel' }).click();
    await expect(app.preview).toHaveCount(0);
    await app.expectFocusKept();
  });

  test('keeping as new leaves the stored one as it is and adds another', async ({ app }) => {
    const id = await twice(app);
    const before = await app.storedText(id);
    await app.preview.getByRole('button', { name: 'Keep as a new assessment' }).click();
    await expect(app.page).toHaveURL(/#\/a\/[^/]+$/);
    expect(app.id()).not.toBe(id);
    expect(await app.storedText(id)).toBe(before);
    await app.goTo('activity/5.1');
    await expect(app.radio('5.1.1', 'Met')).toBeChecked();
    await expect(app.radio('5.1.3', 'Met')).not.toBeChecked();
    await app.open('/');
    await expect(app.page.getByRole('region', { name: 'Your assessments' }).getByRole('listitem')).toHaveCount(2);
  });

  test('replacing takes the file as it is, and the stored one can be saved first', async ({ app }) => {
    const id = await twice(app);
    const kept = await app.saveFile(app.preview.getByRole('button', { name: 'Save the stored one to a file first' }));
    const keptAnswers = JSON.parse(kept.text).assessment.answers;
    expect(keptAnswers.map((answer: { clause: string }) => answer.clause)).toEqual(['5.1.1', '5.1.2', '5.1.3']);
    await app.preview.getByRole('button', { name: 'Replace the stored one' }).click();
    await expect(app.page).toHaveURL(/#\/a\/[^/]+$/);
    expect(app.id()).toBe(id);
    await app.goTo('activity/5.1');
    await expect(app.radio('5.1.1', 'Met')).toBeChecked();
    await expect(app.radio('5.1.3', 'Met')).not.toBeChecked();
    await app.reload();
    await expect(app.radio('5.1.1', 'Met')).toBeChecked();
    await app.open('/');
    await expect(app.page.getByRole('region', { name: 'Your assessments' }).getByRole('listitem')).toHaveCount(1);
  });

  test('a file that holds nothing new says so', async ({ app }) => {
    await app.openExample('Activity diary, class A');
    const saved = await app.saveFile();
    await app.openFile(file(saved.text));
    await expect(app.preview).toContainText('This browser holds the same assessment already, with nothing different in it.');
  });

  test('a stored text that cannot be read is not written over by a file with the same id', async ({ app }) => {
    await app.open();
    const id = String(assessmentFile().assessment.id);
    await app.plant(id, '{"format":"iec62304-readiness","format_version":5}');
    await app.openFile(file(assessmentText()));
    await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
    await expect(app.title).toHaveText('A file from a colleague');
    expect(Object.values(await app.stored())).toContain('{"format":"iec62304-readiness","format_version":5}');
  });
});

test('a large assessment, with long notes everywhere, opens and is stored', async ({ app }) => {
  const clauses = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `5.1.${n}`);
  const answers = clauses.map((clause) => ({ clause, status: 'met', note: 'Wörter '.repeat(4000) }));
  await app.openFile(file(assessmentText({ answers })));
  await app.preview.getByRole('button', { name: 'Add to your assessments' }).click();
  await app.goTo('activity/5.1');
  await app.reload();
  await expect(app.note('5.1.12')).toHaveValue('Wörter '.repeat(4000));
});
