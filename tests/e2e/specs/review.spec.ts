// A review from one browser to another and back: the answers are the maker's, the remarks the reviewer's.

import type { Browser, BrowserContext, Page } from '@playwright/test';
import { App, Watch, expect, expectNoBarriers, file, test, type SavedFile } from '../pages';
import { keptReviews, remarkOn, replyOn, reviewedRow, saveReview, takeReviewIn } from '../pages';

/** Another person with a browser of their own. */
async function somebodyElse(browser: Browser, baseURL: string): Promise<{ app: App; context: BrowserContext; watch: Watch }> {
  const context = await browser.newContext({ baseURL });
  const watch = new Watch(context, baseURL);
  const app = new App(await context.newPage(), watch);
  return { app, context, watch };
}

/** The answers in a file, as they stand. */
function answersIn(saved: SavedFile): unknown {
  return JSON.parse(saved.text).assessment.answers;
}

/** Opens a file for review. */
async function openForReview(app: App, saved: SavedFile): Promise<void> {
  await app.openFile(file(saved.text, saved.name));
  await app.page.getByRole('button', { name: 'Open for review' }).click();
  await expect(app.title).toHaveText('Review');
}

async function sign(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Your role').fill('Consultant');
  await page.getByLabel('On the whole').fill('Sound, but for the SOUP.');
  await page.getByRole('button', { name: 'Sign the review' }).click();
  await expect(page.getByRole('region', { name: 'Sign and hand back' })).toContainText('It is as it was signed.');
}

test('a review goes to a reader and comes back, and the maker answers it', async ({ app, browser, baseURL }) => {
  test.slow();
  await app.openExample('Infusion pump, class C');
  // The example has a review of its own; this is about a first one.
  await app.goTo('review');
  await app.page.getByRole('button', { name: /^Remove this review/ }).click();
  await app.page.getByRole('button', { name: 'Remove it' }).click();
  await expect(app.main.getByText('Nobody has reviewed this assessment yet.')).toBeVisible();
  await app.expectFocusKept();
  const made = await app.saveFile();

  const reader = await somebodyElse(browser, String(baseURL));
  const { page } = reader.app;
  await openForReview(reader.app, made);
  await expect(page.getByRole('banner')).toContainText('Review copy: answers are the maker\u2019s');
  const tabs = page.getByRole('navigation', { name: 'This assessment' }).getByRole('link');
  await expect(tabs).toHaveText(['Review', 'Results', 'Share']);

  // The answers cannot be changed: not by address ...
  const id = reader.app.id();
  for (const place of ['', 'setup', 'class', 'items', 'legacy', 'quick', 'requirement/5.1.1', 'list/all', 'results', 'gaps', 'checks', 'actions', 'evidence', 'merge', 'snapshots', 'edition']) {
    await reader.app.open(`/a/${id}${place && `/${place}`}`);
    await expect(reader.app.title, place).toHaveText('A copy for review');
    await expect(reader.app.main.getByRole('link', { name: 'To the review' })).toBeVisible();
  }
  for (const [place, title] of [['report', 'Report'], ['statement', 'Statement of applicability'], ['share', 'Hand over']]) {
    await reader.app.open(`/a/${id}/${place}`);
    await expect(reader.app.title).toHaveText(String(title));
  }
  // ... and not by keyboard, which adds remarks here.
  await reader.app.open(`/a/${id}/review`);
  await page.keyboard.press('j');
  const first = reviewedRow(reader.app, '4.1');
  await expect(first.getByRole('heading')).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(first.getByRole('heading')).toBeFocused();
  await page.keyboard.press('1');
  await expect(first.getByLabel('Kind')).toHaveValue('agree');
  await expect(first.getByLabel('Remark', { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(first.getByRole('heading')).toBeFocused();
  await page.keyboard.press('n');
  await expect(reviewedRow(reader.app, '4.2').getByRole('heading')).toBeFocused();

  // A remark of each kind.
  await remarkOn(reader.app, '5.1.1', 'Observation', 'The plan could name its owner.');
  await remarkOn(reader.app, '5.3.3', 'Minor nonconformity', 'The stack has only a name.');
  await remarkOn(reader.app, '5.8.1', 'Major nonconformity', '<b>Not</b> verified.');
  await remarkOn(reader.app, '9.3', 'Question', 'Who is told?');
  await remarkOn(reader.app, '9.4', 'Question', 'To be taken away');
  await reviewedRow(reader.app, '9.4').getByRole('button', { name: 'Remove' }).click();
  await expect(reviewedRow(reader.app, '9.4').getByRole('heading')).toBeFocused();
  await page.getByRole('button', { name: 'With a remark' }).click();
  await expect(reader.app.main.getByRole('status')).toHaveText(/^With a remark: 5 of 94\.$/);
  await page.getByRole('button', { name: 'Without evidence' }).click();
  await expect(reviewedRow(reader.app, '4.1')).toBeHidden();
  await page.getByRole('button', { name: 'All', exact: true }).click();

  // A name is needed; then what is signed stays, until the signature is taken back.
  await page.getByRole('button', { name: 'Sign the review' }).click();
  await expect(page.getByText('Write your name first.')).toBeVisible();
  await expect(page.getByLabel('Your name')).toBeFocused();
  await sign(page, 'Kim Mockup');
  await reader.app.expectFocusKept();
  await expect(reviewedRow(reader.app, '9.3').getByRole('textbox')).toHaveCount(0);
  await page.getByRole('button', { name: 'Take the signature back' }).click();
  await expect(reviewedRow(reader.app, '9.3').getByRole('textbox')).toHaveCount(1);
  await page.getByRole('button', { name: 'Sign the review' }).click();
  await expect(page.getByRole('region', { name: 'Sign and hand back' })).toContainText('It is as it was signed.');
  await reader.app.reload();
  await expect(page.getByRole('region', { name: 'Sign and hand back' })).toContainText('It is as it was signed.');
  const reviewed = await saveReview(reader.app);
  expect(reviewed.name).toMatch(/-review\.iec62304\.json$/);
  expect(answersIn(reviewed)).toEqual(answersIn(made));
  expect(JSON.parse(reviewed.text).assessment.actions).toEqual(JSON.parse(made.text).assessment.actions);

  // Back at the maker, whose answer has changed meanwhile.
  await app.goTo('requirement/5.3.3');
  await app.note('5.3.3').fill('The network lead has said what the stack must do.');
  await app.goTo('review');
  await takeReviewIn(app, file(reviewed.text, reviewed.name));
  const preview = app.main.getByRole('region', { name: /^What is in / });
  await expect(preview).toContainText('Kim Mockup, Consultant');
  await expect(preview).toContainText('1 major nonconformity, 1 minor nonconformity, 1 observation, 1 question, 1 agreement.');
  await expect(preview).toContainText('New here: it is added.');
  await expect(preview).toContainText('1 remark is about an answer that changed since.');
  expect(await keptReviews(app)).toEqual([]);
  await preview.getByRole('button', { name: 'Take it in' }).click();
  await expect(app.main.getByRole('heading', { name: '1 review', exact: true })).toBeFocused();
  await expect(reviewedRow(app, '5.3.3')).toContainText('The answer changed since it was reviewed.');
  await expect(reviewedRow(app, '9.3')).not.toContainText('The answer changed since it was reviewed.');
  await expect(reviewedRow(app, '5.8.1')).toContainText('<b>Not</b> verified.');

  await replyOn(app, '5.3.3', 'Done: see the note.');
  await replyOn(app, '9.3', 'The vigilance officer.');
  await reviewedRow(app, '9.3').getByRole('checkbox', { name: /^Closed/ }).check();
  await app.main.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(reviewedRow(app, '9.3')).toBeHidden();
  await expect(reviewedRow(app, '5.8.1')).toBeVisible();
  // What is answered stays under one's hands until the list is chosen again.
  await replyOn(app, '5.1.1', 'It does now.');
  await expect(reviewedRow(app, '5.1.1')).toBeVisible();
  await app.main.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(reviewedRow(app, '5.1.1')).toBeHidden();
  await app.main.getByRole('button', { name: 'All', exact: true }).click();
  await app.main.getByRole('button', { name: 'Major nonconformity', exact: true }).click();
  await expect(app.main.getByRole('article')).toHaveCount(1);

  // The same again changes nothing.
  await takeReviewIn(app, file(reviewed.text, reviewed.name));
  await expect(preview).toContainText('The same is here already. Nothing changes.');
  await expect(preview.getByRole('button', { name: 'Take it in' })).toHaveCount(0);

  // Beside the answer, in the overview and in the report.
  await app.goTo('requirement/9.3');
  const beside = app.card('9.3').getByRole('group', { name: 'Remarks on 9.3' });
  await expect(beside).toContainText('The vigilance officer.');
  await expect(beside).toContainText('Closed');
  await app.goTo('results');
  await expect(app.main.getByText('1 review, 5 remarks: 1 open, 2 answered, 1 closed.')).toBeVisible();
  await app.goTo('report');
  const chapter = app.main.locator('.sheet section.review');
  await expect(chapter).toContainText('Kim Mockup');
  await expect(chapter).toContainText('Who is told?');
  await expect(chapter).toContainText('The vigilance officer.');
  await app.main.getByRole('checkbox', { name: 'Names of people and the organisation' }).uncheck();
  await expect(chapter).not.toContainText('Kim Mockup');

  // The reader opens the maker's file again and sees the replies.
  await app.goTo('review');
  const answered = await app.saveFile();
  await openForReview(reader.app, answered);
  await page.getByText('1 earlier review, with the replies').click();
  await expect(page.getByText('The vigilance officer.')).toBeVisible();
  reader.watch.expectQuiet();
  await reader.context.close();
});

test('a review file that was changed by hand shows the broken seal', async ({ app, browser, baseURL }) => {
  await app.newAssessment({ product: 'Pump', class: 'C' });
  const made = await app.saveFile();
  const reader = await somebodyElse(browser, String(baseURL));
  await openForReview(reader.app, made);
  await remarkOn(reader.app, '5.1.1', 'Major nonconformity', 'There is no plan.');
  await sign(reader.app.page, 'Kim Mockup');
  const reviewed = await saveReview(reader.app);
  await reader.context.close();

  const forged = reviewed.text.replace('major-nonconformity', 'observation');
  expect(forged).not.toBe(reviewed.text);
  await app.goTo('review');
  await takeReviewIn(app, file(forged));
  const preview = app.main.getByRole('region', { name: /^What is in / });
  await expect(preview).toContainText('Changed after it was signed.');
  await expect(preview).toContainText('The digest does not fit.');
  await preview.getByRole('button', { name: 'Take it in' }).click();
  await expect(app.main.getByRole('listitem')).toContainText('Changed after it was signed.');
  // The one that is as it was signed takes its place; the forged one never takes that of the sound one.
  await takeReviewIn(app, file(reviewed.text));
  await preview.getByRole('button', { name: 'Take it in' }).click();
  await expect(app.main.getByRole('listitem')).toContainText('It is as it was signed.');
  await takeReviewIn(app, file(forged));
  await expect(preview).toContainText('Yours stays.');
});

test('what is no review of this is refused, with what to do instead', async ({ app, browser, baseURL }) => {
  await app.newAssessment({ product: 'Pump', class: 'A' });
  const mine = await app.saveFile();
  await app.goTo('review');
  const refused = app.main.getByRole('alert');
  await takeReviewIn(app, file(mine.text));
  await expect(refused).toContainText('This file holds no review.');
  await takeReviewIn(app, file('{"format": "iec62304-readiness-locked"}'));
  await expect(refused).toContainText('This file is locked.');
  await takeReviewIn(app, file('no file at all'));
  await expect(refused).toContainText('Nothing was stored or changed.');

  const reader = await somebodyElse(browser, String(baseURL));
  await openForReview(reader.app, mine);
  const review = await saveReview(reader.app);
  await reader.context.close();
  await app.newAssessment({ product: 'Another', class: 'A' });
  await app.goTo('review');
  await takeReviewIn(app, file(review.text));
  await expect(refused).toContainText('This is a review of another assessment, \u201cPump\u201d.');
  expect(await keptReviews(app)).toEqual([]);
});

test('both views of a review are open to all', async ({ app }) => {
  test.slow();
  await app.openExample('Infusion pump, class C');
  await app.goTo('review');
  await expect(app.main.getByRole('heading', { name: 'Remarks and replies' })).toBeVisible();
  await expectNoBarriers(app.page);
  const made = await app.saveFile();
  await app.page.setViewportSize({ width: 1280, height: 800 });
  await openForReview(app, made);
  await remarkOn(app, '5.1.1', 'Question', 'Where?');
  await app.page.getByText('1 earlier review, with the replies').click();
  await expectNoBarriers(app.page);
  await app.page.setViewportSize({ width: 1280, height: 800 });
  await sign(app.page, 'Kim Mockup');
  await expectNoBarriers(app.page);
  await app.goTo('setup');
  await expectNoBarriers(app.page);
});
