// The story that the page is for, from an empty browser to a colleague's screen.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { App, STATUSES, Watch, canonical, expect, sha256, test as base, type Status } from '../pages';

/** One requirement as the story answers it; clause and title come from the page's own cards. */
interface Row {
  clause: string;
  title: string;
  status: Status;
  note: string;
  reason: string;
  followUp: boolean;
}

const KEYS: Record<Status, string> = { Met: '1', 'Partly met': '2', 'Not met': '3', 'Not applicable': '4' };
const WORDS: Record<Status, string> = {
  Met: 'met',
  'Partly met': 'partly-met',
  'Not met': 'not-met',
  'Not applicable': 'not-applicable',
};

/** What the quality manager says about the n-th requirement. */
function plan(n: number): Omit<Row, 'clause' | 'title'> {
  const status = n % 31 === 30 ? 'Not applicable' : (STATUSES[[0, 0, 1, 0, 2][n % 5] ?? 0] ?? 'Met');
  return {
    status,
    note: n % 9 === 4 ? `Requirement ${n + 1}: see "SOP-${n}", § 4 – \\ Prüfung läuft 1234 ${n % 2 ? '✓' : '🩺'}` : '',
    reason: status === 'Not applicable' ? `Covered by the supplier, contract ${n}.` : '',
    followUp: n === 47,
  };
}

/** A browser profile on disk that outlives its browser. */
class Profile {
  private context: BrowserContext | undefined;
  private watch: Watch | undefined;

  constructor(
    private readonly folder: string,
    private readonly launch: (folder: string) => Promise<BrowserContext>,
    private readonly baseURL: string,
  ) {}

  async open(): Promise<App> {
    this.context = await this.launch(this.folder);
    this.watch = new Watch(this.context, this.baseURL);
    const page = this.context.pages()[0] ?? (await this.context.newPage());
    return new App(page, this.watch);
  }

  async close(): Promise<void> {
    await this.context?.close();
    this.context = undefined;
    this.watch?.expectQuiet();
  }
}

const test = base.extend<{ newProfile: () => Promise<Profile> }>({
  newProfile: async ({ playwright, launchOptions, baseURL }, use) => {
    const made: { folder: string; profile: Profile }[] = [];
    const launch = (folder: string) =>
      playwright.chromium.launchPersistentContext(folder, { ...launchOptions, baseURL, acceptDownloads: true });
    await use(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'profile-'));
      const profile = new Profile(folder, launch, String(baseURL));
      made.push({ folder, profile });
      return profile;
    });
    for (const { folder, profile } of made) {
      await profile.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
});

/** Every answer on screen is the one of the table. */
async function expectAll(app: App, table: Row[]): Promise<void> {
  expect(await app.clauses()).toEqual(table.map((row) => row.clause));
  for (const row of table) {
    const group = app.card(row.clause).getByRole('group', { name: `${row.clause} ${row.title}`, exact: true });
    await expect(group.getByRole('radio', { name: row.status, exact: true })).toBeChecked();
    await expect(app.note(row.clause)).toHaveValue(row.note);
    await expect(app.followUp(row.clause)).toBeChecked({ checked: row.followUp });
    if (row.reason) await expect(app.reason(row.clause)).toHaveValue(row.reason);
  }
}

test('a quality manager assesses a class C infusion pump by keyboard, finds it again, and a colleague opens the file', async ({
  newProfile,
}) => {
  test.setTimeout(180_000);
  const manager = await newProfile();
  let app = await manager.open();
  const table: Row[] = [];
  let id = '';

  await test.step('makes the assessment', async () => {
    await app.open();
    await app.page.getByRole('link', { name: 'New assessment' }).click();
    await app.page.getByLabel('Product or software').fill('Infusion pump');
    await app.page.getByLabel('Version', { exact: true }).fill('4.2.0');
    await app.page.getByLabel('Organisation').fill('Ward Devices Ltd');
    await app.page.getByLabel('Assessor').fill('Kim Quality');
    await app.page.getByLabel('Reviewer').fill('Lou Regulatory');
    await app.classChoice('C').check();
    await expect(app.main).toContainText('94 requirements in scope.');
  });

  // From here on there is no mouse.
  await test.step('answers every requirement by keyboard', async () => {
    const { keyboard } = app.page;
    await app.press('Tab', app.page.getByRole('button', { name: 'Create and go on' }));
    await keyboard.press('Enter');
    await expect(app.title).toHaveText('Infusion pump 4.2.0');
    await expect(app.title).toBeFocused();
    id = app.id();
    const start = app.page.getByRole('link', { name: 'Start with 4.1', exact: true });
    await app.press('Tab', start);
    await keyboard.press('Enter');
    await app.expectFocusOn('4.1');

    const allAnswered = app.alerts.filter({ hasText: 'Every requirement in scope is answered.' });
    for (let n = 0; n < 200; n += 1) {
      const clause = await app.focusedClause();
      const heading = await app.card(clause).getByRole('heading', { level: 3 }).innerText();
      expect(heading.startsWith(`${clause} `)).toBe(true);
      const row: Row = { clause, title: heading.slice(clause.length + 1), ...plan(n) };
      table.push(row);

      await keyboard.press(KEYS[row.status]);
      await expect(app.radio(clause, row.status)).toBeChecked();
      if (row.reason) {
        await app.press('Tab', app.reason(clause), 2);
        await keyboard.type(row.reason);
        await keyboard.press('Escape');
        await app.expectFocusOn(clause);
      }
      if (row.note) {
        await keyboard.press('e');
        await expect(app.note(clause)).toBeFocused();
        await keyboard.type(row.note);
        await keyboard.press('Escape');
        await app.expectFocusOn(clause);
      }
      if (row.followUp) await keyboard.press('f');

      await keyboard.press('n');
      await expect
        .poll(async () => (await app.focusedClause()) !== clause || (await allAnswered.count()) > 0, { intervals: [20] })
        .toBe(true);
      if ((await allAnswered.count()) > 0) break;
    }
    expect(table).toHaveLength(94);
    expect(new Set(table.map((row) => row.clause)).size).toBe(94);
    expect(table.filter((row) => row.note).length).toBeGreaterThan(5);
    expect(table.filter((row) => row.reason)).toHaveLength(3);
    expect(table.filter((row) => row.followUp)).toHaveLength(1);
  });

  const counts = (status: Status) => table.filter((row) => row.status === status).length;

  await test.step('sees 94 of 94 answered', async () => {
    const { keyboard } = app.page;
    await app.press('Tab', app.page.getByRole('link', { name: 'To the results' }));
    await keyboard.press('Enter');
    await expect(app.title).toBeFocused();
    await expect(app.title).toHaveText('Results');
    await expect(app.main).toContainText('Every requirement in scope is answered.');
    await app.press('Shift+Tab', app.tab('Tasks'));
    await keyboard.press('Enter');
    await expect(app.title).toHaveText('Infusion pump 4.2.0');
    await expect(app.main).toContainText('94 of 94');
    await expect(app.main.getByText('Complete', { exact: true }).first()).toBeVisible();
    await expect(app.main.getByText('Not started', { exact: true })).toHaveCount(0);
    await expect(app.main.getByText('In progress', { exact: true })).toHaveCount(0);
  });

  await test.step('closes the browser, opens it again, and finds everything as it was', async () => {
    await manager.close();
    app = await manager.open();
    await app.open();
    const yours = app.page.getByRole('region', { name: 'Your assessments' });
    await expect(yours).toContainText('94 of 94 answered');
    await yours.getByRole('link', { name: 'Infusion pump 4.2.0' }).click();
    expect(app.id()).toBe(id);
    await app.page.getByRole('link', { name: 'All requirements in one list' }).click();
    await expect(app.title).toHaveText('All requirements');
    await expectAll(app, table);
    await app.tab('Set-up').click();
    await expect(app.page.getByLabel('Organisation')).toHaveValue('Ward Devices Ltd');
    await expect(app.page.getByLabel('Assessor')).toHaveValue('Kim Quality');
    await expect(app.page.getByLabel('Reviewer')).toHaveValue('Lou Regulatory');
    await expect(app.classChoice('C')).toBeChecked();
  });

  let saved = { name: '', text: '' };
  await test.step('saves the file, which says what was answered', async () => {
    saved = await app.saveFile();
    expect(saved.name).toMatch(/^infusion-pump-4-2-0-\d{4}-\d\d-\d\d\.iec62304\.json$/);
    const read = JSON.parse(saved.text);
    expect(read).toMatchObject({ format: 'iec62304-readiness', format_version: 1 });
    expect(Number.isNaN(Date.parse(read.exported_at))).toBe(false);
    expect(read.digest).toEqual({
      algorithm: 'SHA-256',
      canonicalisation: 'RFC 8785',
      value: sha256(canonical(read.assessment)),
    });
    expect(read.summary).toMatchObject({
      edition: 'IEC 62304:2006+AMD1:2015',
      class: 'C',
      in_scope: 94,
      met: counts('Met'),
      partly_met: counts('Partly met'),
      not_met: counts('Not met'),
      not_applicable: counts('Not applicable'),
      unanswered: 0,
      coverage_percent: 100,
    });
    expect(read.assessment).toMatchObject({
      id,
      edition: '1.1',
      product: { name: 'Infusion pump', version: '4.2.0' },
      organisation: 'Ward Devices Ltd',
      people: { assessor: 'Kim Quality', reviewer: 'Lou Regulatory' },
      classification: { class: 'C' },
    });
    expect(read.assessment.answers).toHaveLength(94);
    const answers = read.assessment.answers.map((answer: Record<string, unknown>) => ({
      clause: answer.clause,
      status: answer.status,
      note: answer.note ?? '',
      reason: answer.reason ?? '',
      followUp: answer.follow_up ?? false,
    }));
    expect(answers).toEqual(
      table.map(({ clause, status, note, reason, followUp }) => ({ clause, status: WORDS[status], note, reason, followUp })),
    );
    await expect(app.page.getByRole('banner')).toContainText('Last file');
    await manager.close();
  });

  await test.step('a colleague opens the file in another browser and finds every answer', async () => {
    const colleague = await newProfile();
    const theirs = await colleague.open();
    await theirs.open();
    await expect(theirs.page.getByText('None in this browser yet.')).toBeVisible();
    const folder = await mkdtemp(join(tmpdir(), 'mail-'));
    const path = join(folder, saved.name);
    await writeFile(path, saved.text, 'utf8');
    await theirs.page.getByRole('link', { name: 'Open a file' }).click();
    await theirs.fileInput.setInputFiles(path);
    await expect(theirs.preview).toContainText('The digest fits: the assessment in it is as it was saved.');
    await expect(theirs.preview).toContainText('Everything in it was read.');
    await expect(theirs.preview).toContainText('94 of 94 answered');
    expect(await theirs.stored()).toEqual({});
    await theirs.preview.getByRole('button', { name: 'Add to your assessments' }).click();
    await expect(theirs.title).toHaveText('Infusion pump 4.2.0');
    expect(theirs.id()).toBe(id);
    await theirs.goTo('list/all');
    await expectAll(theirs, table);
    await rm(folder, { recursive: true, force: true });
    await colleague.close();
  });
});
