// What a person does on the page, and what every test demands of it.
//
// What belongs here: steps and places that more than one spec needs. Never here: an expectation about one feature.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { faults } from './schema';

export { expect };

export const STATUSES = ['Met', 'Partly met', 'Not met', 'Not applicable'] as const;
export type Status = (typeof STATUSES)[number];

/** The prefix of every key that the page stores under. */
export const OURS = 'iec62304-readiness/';
const ASSESSMENT = `${OURS}assessment/`;

/**
 * Watches the pages of a context: nothing may be written to the console, nothing may fail unseen, no other origin may
 * be asked, and once a page has started, nobody at all.
 */
export class Watch {
  readonly faults: string[] = [];
  private readonly started = new WeakSet<Page>();

  /** `pickers` leaves the browser its windows for files that can be written again: no test can press a button in them. */
  constructor(context: BrowserContext, baseURL: string, pickers = false) {
    if (!pickers) void onlyDownloads(context);
    const home = new URL(baseURL).origin;
    context.on('console', (message) => this.faults.push(`console ${message.type()}: ${message.text()}`));
    context.on('weberror', (error) => this.faults.push(`uncaught: ${error.error().message}`));
    context.on('page', (page) =>
      page.on('websocket', (socket) => this.faults.push(`web socket: ${socket.url()}`)),
    );
    context.on('request', (request) => {
      const url = new URL(request.url());
      // What the page made itself is no request to anybody.
      if (url.protocol === 'blob:' || url.protocol === 'data:') return;
      const page = request.frame().page();
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.started.delete(page);
      if (url.origin !== home) this.faults.push(`another origin: ${url.href}`);
      if (this.started.has(page)) this.faults.push(`request after the start: ${url.href}`);
    });
  }

  /** From here on the page may ask nobody for anything. */
  hasStarted(page: Page): void {
    this.started.add(page);
  }

  expectQuiet(): void {
    expect(this.faults, 'console, errors and requests').toEqual([]);
  }
}

/** What a set-up may be given. What is left out stays as the page offers it. */
export interface Wanted {
  product?: string;
  version?: string;
  organisation?: string;
  assessor?: string;
  reviewer?: string;
  edition?: '1.1' | '1.0';
  class?: 'A' | 'B' | 'C';
  legacy?: boolean;
}

/** What a software item may be given. */
export interface WantedItem {
  name: string;
  does?: string;
  /** The item that it is part of; the system without one. */
  inside?: string;
  soup?: boolean;
  class?: 'A' | 'B' | 'C';
  segregation?: string;
}

/** A file as a test hands it over. */
export interface FileToOpen {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** The page as a person uses it. */
export class App {
  readonly main: Locator;
  readonly title: Locator;
  readonly alerts: Locator;
  readonly preview: Locator;
  readonly shown: Locator;
  readonly search: Locator;

  constructor(
    readonly page: Page,
    private readonly watch: Watch,
  ) {
    this.main = page.getByRole('main');
    this.title = this.main.getByRole('heading', { level: 1 });
    this.alerts = page.getByRole('alert');
    this.preview = page.getByRole('region', { name: /^What is in / });
    this.shown = this.main.getByRole('status');
    this.search = page.getByRole('searchbox', { name: 'Search clause number, title and text' });
  }

  // Coming and going.

  /** Opens a view by its address, `/new` or `/a/ID/results`; the start without one. */
  async open(address = ''): Promise<void> {
    await this.page.goto(address ? `./#${address}` : './');
    await this.hasStarted();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.hasStarted();
  }

  private async hasStarted(): Promise<void> {
    await expect(this.page.getByRole('contentinfo')).toBeVisible();
    // What is not needed for the first answer comes right behind it; then the page is whole.
    await expect(this.page.locator('html[data-loaded]')).toBeAttached();
    this.watch.hasStarted(this.page);
  }

  /** What stands behind `#`. */
  address(): string {
    return decodeURIComponent(new URL(this.page.url()).hash.replace(/^#/, ''));
  }

  /** The id of the assessment that is open. */
  id(): string {
    const id = /^\/a\/([^/]+)/.exec(this.address())?.[1];
    expect(id, `an assessment's address: ${this.address()}`).toBeTruthy();
    return String(id);
  }

  /** Opens a view of the assessment that is open: `results`, `list/all`, `requirement/5.4.2`; nothing for the tasks. */
  async goTo(place = ''): Promise<void> {
    await this.open(`/a/${this.id()}${place && `/${place}`}`);
  }

  /** A link of the header to a view of the assessment. */
  tab(name: 'Tasks' | 'Questionnaire' | 'Results' | 'Set-up'): Locator {
    return this.page.getByRole('navigation', { name: 'This assessment' }).getByRole('link', { name, exact: true });
  }

  // Making an assessment.

  /** Fills in the set-up of a new assessment and stays in it. */
  async setUp(wanted: Wanted): Promise<void> {
    await this.open('/new');
    await expect(this.title).toHaveText('New assessment');
    const texts = {
      'Product or software': wanted.product,
      Version: wanted.version,
      Organisation: wanted.organisation,
      Assessor: wanted.assessor,
      Reviewer: wanted.reviewer,
    };
    for (const [label, text] of Object.entries(texts)) {
      if (text) await this.page.getByLabel(label, { exact: true }).fill(text);
    }
    if (wanted.edition) await this.editionChoice(wanted.edition).check();
    if (wanted.class) await this.classChoice(wanted.class).check();
    if (wanted.legacy !== undefined) await this.legacyChoice(wanted.legacy).check();
  }

  /** Makes an assessment and gives its id. */
  async newAssessment(wanted: Wanted = { class: 'C' }): Promise<string> {
    await this.setUp(wanted);
    await this.page.getByRole('button', { name: 'Create and go on' }).click();
    await expect(this.page).toHaveURL(/#\/a\/[^/]+$/);
    return this.id();
  }

  editionChoice(edition: '1.1' | '1.0'): Locator {
    return this.page
      .getByRole('group', { name: 'Edition of the standard' })
      .getByRole('radio', { name: new RegExp(`^Edition ${edition.replace('.', '\\.')}`) });
  }

  classChoice(name: 'A' | 'B' | 'C'): Locator {
    return this.page
      .getByRole('group', { name: 'Software safety class' })
      .getByRole('radio', { name: `Class ${name}`, exact: true });
  }

  legacyChoice(yes: boolean): Locator {
    return this.page
      .getByRole('group', { name: 'Legacy software' })
      .getByRole('radio', { name: yes ? 'Yes' : 'No', exact: true });
  }

  // The safety class.

  /** A question on the way to a class, by its words; it is there once the answers before lead to it. */
  classQuestion(words: string | RegExp): Locator {
    return this.main.getByRole('group', { name: words });
  }

  /** Answers the questions on the way to a class, each by the words of an answer, in their order. */
  async answerClass(...answers: string[]): Promise<void> {
    for (const [place, answer] of answers.entries()) {
      await this.main.locator('fieldset:has(> legend h2)').nth(place).getByRole('radio', { name: answer, exact: true }).check();
    }
  }

  /** The drawing of every way to a class. */
  get diagram(): Locator {
    return this.main.getByRole('figure', { name: 'Decision diagram' });
  }

  // Answering.

  /** The card of a requirement, by the id that is a contract of the page. */
  card(clause: string): Locator {
    return this.page.locator(`[id="c-${clause}"]`);
  }

  /** Every card in view. */
  get cards(): Locator {
    return this.main.getByRole('article');
  }

  /** The clauses in view, in their order. */
  async clauses(): Promise<string[]> {
    return this.cards.evaluateAll((cards) => cards.map((card) => card.id.replace(/^c-/, '')));
  }

  radio(clause: string, status: Status): Locator {
    return this.card(clause).getByRole('radio', { name: status, exact: true });
  }

  note(clause: string): Locator {
    return this.card(clause).getByRole('textbox', { name: 'Note', exact: true });
  }

  reason(clause: string): Locator {
    return this.card(clause).getByRole('textbox', { name: 'Reason why it does not apply' });
  }

  followUp(clause: string): Locator {
    return this.card(clause).getByRole('checkbox', { name: 'I need to find out' });
  }

  /** A part of a card that opens: `Evidence`, `Lettered items`, `What an assessor looks for`. */
  fold(clause: string, name: RegExp | string): Locator {
    return this.card(clause).locator('summary').filter({ hasText: name });
  }

  async answer(clause: string, status: Status): Promise<void> {
    await this.radio(clause, status).check();
  }

  /** The clause whose card holds the focus; empty where none does. */
  async focusedClause(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.closest('[id^="c-"]')?.id.replace(/^c-/, '') ?? '');
  }

  /** Waits until the focus is on the answer of a requirement, where the number keys work. */
  async expectFocusOn(clause: string): Promise<void> {
    await expect(this.card(clause).getByRole('radio').and(this.page.locator(':focus'))).toBeVisible();
  }

  /** After the next frames, when the page has put the focus where it belongs: it is somewhere, and not lost. */
  async expectFocusKept(): Promise<void> {
    const focused = await this.page.evaluate(
      () =>
        new Promise<string>((done) => {
          requestAnimationFrame(() => requestAnimationFrame(() => done(document.activeElement?.tagName ?? 'nothing')));
        }),
    );
    expect(focused, 'what holds the focus').not.toBe('BODY');
  }

  /** Presses a key until the focus is on something; the way of everyone who has no mouse. */
  async press(key: string, until: Locator, atMost = 60): Promise<void> {
    for (let pressed = 0; pressed < atMost; pressed += 1) {
      await this.page.keyboard.press(key);
      if (await until.evaluateAll((found) => found.some((element) => element === document.activeElement))) return;
    }
    await expect(until, `reached by ${key}`).toBeFocused();
  }

  // Software items.

  /** An item in the view of the items. */
  item(name: string): Locator {
    return this.main.getByRole('article', { name, exact: true });
  }

  /** The names of all items, in the order of the view. */
  async itemNames(): Promise<string[]> {
    return this.main.getByRole('article').getByRole('heading', { level: 3 }).allInnerTexts();
  }

  /** Adds an item, inside of another one if one is named, and stays in the view. */
  async addItem(wanted: WantedItem): Promise<void> {
    const { name, does, inside, segregation } = wanted;
    const button = inside
      ? this.item(inside).getByRole('button', { name: `Add an item inside ${inside}`, exact: true })
      : this.main.getByRole('button', { name: 'Add an item', exact: true });
    const before = await this.main.getByRole('article').count();
    await button.click();
    await expect(this.main.getByRole('article')).toHaveCount(before + 1);
    // The name of the new item has the focus.
    const field = this.main.getByLabel('Name', { exact: true }).and(this.page.locator(':focus'));
    await expect(field).toHaveValue('');
    await this.page.keyboard.type(name);
    const item = this.item(name);
    if (does) await item.getByLabel('What it does').fill(does);
    if (wanted.soup) await item.getByRole('checkbox', { name: 'SOUP: ready-made software' }).check();
    if (wanted.class) await item.getByRole('radio', { name: `Class ${wanted.class}`, exact: true }).check();
    if (segregation) await item.getByLabel('How it is segregated').fill(segregation);
  }

  /** The answer for one item in the card of a requirement. */
  answerOf(clause: string, item: string): Locator {
    return this.card(clause).getByRole('group', { name: item });
  }

  // The quick check.

  /** An answer to the question for an activity. */
  estimate(activity: string, answer: 'Met' | 'Partly met' | 'Not met' | 'I need to find out'): Locator {
    return this.page.locator(`[id="q-${activity}"]`).getByRole('radio', { name: answer, exact: true });
  }

  // Files.

  /**
   * Saves to a file and gives its name and text. Whatever is saved, in any test, fits the schema of its format; texts that the
   * page cannot read it gives out as they are.
   */
  async saveFile(button = this.page.getByRole('banner').getByRole('button', { name: 'Save file' })): Promise<SavedFile> {
    const coming = this.page.waitForEvent('download');
    await button.click();
    const download = await coming;
    const text = await readFile(await download.path(), 'utf8');
    const name = download.suggestedFilename();
    const isAsItWas = /^(stored|set-aside)\./.test(name);
    if (name.endsWith('.json') && !isAsItWas) expect(await faults(JSON.parse(text)), `${name} fits its schema`).toEqual([]);
    return { name, text };
  }

  /** Hands over a file by the button of the view for it. */
  async openFile(file: FileToOpen | string): Promise<void> {
    await this.open('/open');
    await this.fileInput.setInputFiles(file);
  }

  get fileInput(): Locator {
    return this.page.getByLabel('Choose a file, or drop one anywhere on this page');
  }

  /** Opens a worked example from the start, which adds a copy of it. Gives the copy's id. */
  async openExample(name: string): Promise<string> {
    await this.open('/');
    await this.page.getByRole('button', { name, exact: true }).click();
    await expect(this.page).toHaveURL(/#\/a\/[^/]+$/);
    return this.id();
  }

  // What the browser holds.

  /**
   * Everything in local storage, byte for byte, but for what the browser answered when it was asked to keep it: that is
   * nobody's work, and the answer comes when the browser likes.
   */
  async stored(): Promise<Record<string, string>> {
    return this.page.evaluate((promise) => {
      const entries = Object.entries(localStorage).filter(([key]) => key !== promise);
      return Object.fromEntries(entries.sort());
    }, `${OURS}setting/storage-promise`);
  }

  /** The text under the key of an assessment. */
  async storedText(id: string): Promise<string> {
    return (await this.stored())[ASSESSMENT + id] ?? '';
  }

  /** Puts a text under the key of an assessment, as another version or a fault would have left it. */
  async plant(id: string, text: string): Promise<void> {
    await this.page.evaluate(([key, value]) => localStorage.setItem(String(key), String(value)), [ASSESSMENT + id, text]);
  }

  /** The texts that were set aside. */
  async setAside(): Promise<string[]> {
    const stored = Object.entries(await this.stored());
    return stored.filter(([key]) => key.startsWith(`${OURS}aside/`)).map(([, text]) => text);
  }
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** What axe finds, in a form that says where. */
export async function findings(page: Page, rules?: string[]): Promise<string[]> {
  // A colour on its way to another one is neither. Whether a transition ended or was broken off makes no difference.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)));
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(RULES)).analyze();
  return violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n').slice(1).join(';')}`),
  );
}

/** Nothing that axe finds keeps anybody out, in light and in dark, and nothing sticks out to the side. */
export async function expectOpenToAll(page: Page): Promise<void> {
  const room = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect.soft(room.scrollWidth, 'nothing sticks out to the side').toBeLessThanOrEqual(room.clientWidth);
  await page.emulateMedia({ colorScheme: 'light' });
  expect.soft(await findings(page), 'axe, light').toEqual([]);
  // All that the dark changes is colour.
  await page.emulateMedia({ colorScheme: 'dark' });
  expect.soft(await findings(page, ['color-contrast', 'link-in-text-block']), 'axe, dark').toEqual([]);
}

export interface SavedFile {
  name: string;
  text: string;
}

/** A text as a file to open. */
export function file(text: string | Buffer, name = 'sample.iec62304.json'): FileToOpen {
  return { name, mimeType: 'application/json', buffer: Buffer.from(text) };
}

/** The canonical text of RFC 8785, worked out on its own: JavaScript's own numbers, strings and code unit order. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** An assessment file: what the page writes, with other members in the assessment where a test wants them. */
export function assessmentFile(assessment: Record<string, unknown> = {}, outside: Record<string, unknown> = {}) {
  const body = {
    id: '11111111-2222-4333-8444-555555555555',
    title: 'A file from a colleague',
    edition: '1.1',
    created: '2026-01-02T03:04:05.000Z',
    changed: '2026-01-03T03:04:05.000Z',
    product: { name: 'Pump', version: '1.0' },
    classification: { class: 'C' },
    answers: [
      { clause: '5.1.1', status: 'met', note: 'The plan is PL-7.', changed: '2026-01-03T03:04:05.000Z' },
      { clause: '5.1.2', status: 'not-met', changed: '2026-01-03T03:04:05.000Z' },
    ],
    ...assessment,
  };
  return {
    format: 'iec62304-readiness',
    format_version: 1,
    generator: { name: 'a test', version: '1' },
    exported_at: '2026-01-04T03:04:05.000Z',
    digest: { algorithm: 'SHA-256', canonicalisation: 'RFC 8785', value: sha256(canonical(body)) },
    assessment: body,
    ...outside,
  };
}

/** The text of {@link assessmentFile}. */
export function assessmentText(assessment: Record<string, unknown> = {}, outside: Record<string, unknown> = {}): string {
  return `${JSON.stringify(assessmentFile(assessment, outside), null, 2)}\n`;
}

/** The same on a desk and on a phone. */
export async function expectNoBarriers(page: Page): Promise<void> {
  for (const [width, height] of [[1280, 800], [390, 844]] as const) {
    await page.setViewportSize({ width, height });
    await expectOpenToAll(page);
  }
}

interface Fixtures {
  /** Whether the browser has its windows for choosing files that can be written again. */
  pickers: boolean;
  watch: Watch;
  app: App;
}

/** Takes the windows for files that can be written again from a browser, which then saves downloads. */
async function onlyDownloads(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    for (const name of ['showSaveFilePicker', 'showOpenFilePicker']) Reflect.deleteProperty(window, name);
  });
}

/** A test with the page at hand, which fails when the page is not quiet. */
export const test = base.extend<Fixtures>({
  pickers: [false, { option: true }],
  watch: async ({ context, baseURL, pickers }, use) => {
    const watch = new Watch(context, String(baseURL), pickers);
    await use(watch);
    watch.expectQuiet();
  },
  app: async ({ page, watch }, use) => {
    await use(new App(page, watch));
  },
});

// Reviews.

/** The row of a requirement in the view of a review. */
export function reviewedRow(app: App, clause: string): Locator {
  return app.page.locator(`[id="r-${clause}"]`);
}

/** Adds a remark as a reviewer. */
export async function remarkOn(app: App, clause: string, kind: string, text: string): Promise<void> {
  const row = reviewedRow(app, clause);
  await row.getByRole('button', { name: `+ ${kind} on ${clause}` }).click();
  const field = row.getByLabel('Remark', { exact: true }).last();
  await expect(field).toBeFocused();
  await field.fill(text);
}

/** Saves the review file as a reviewer. */
export async function saveReview(app: App): Promise<SavedFile> {
  return app.saveFile(app.main.getByRole('button', { name: 'Save the review file' }));
}

/** Chooses a review file as the maker; what is in it is shown, and nothing is taken in yet. */
export async function takeReviewIn(app: App, review: FileToOpen): Promise<void> {
  await app.page.getByLabel('Choose the review file').setInputFiles(review);
}

/** Replies to the remark on a requirement as the maker. */
export async function replyOn(app: App, clause: string, reply: string): Promise<void> {
  await reviewedRow(app, clause).getByLabel('Reply').fill(reply);
}

/** The reviews of the open assessment, as they are stored. */
export async function keptReviews(app: App): Promise<unknown[]> {
  return JSON.parse(await app.storedText(app.id())).assessment.reviews ?? [];
}
