// The safety class by reasoning: every way through the questions, what the answers rest on, and what a later answer does.

import type { Locator } from '@playwright/test';
import { type App, assessmentText, expect, file, findings, test } from '../pages';

// Typed from the standard, not read from the data of the page.
const CAN = 'Yes, it can';
const REMAINS = 'Yes, it is unacceptable';
const WAYS: Record<'1.1' | '1.0', [string[], 'A' | 'B' | 'C'][]> = {
  '1.1': [
    [['No, it cannot'], 'A'],
    [[CAN, 'No, the remaining risk is acceptable'], 'A'],
    [[CAN, REMAINS, 'Non-serious injury'], 'B'],
    [[CAN, REMAINS, 'Death or serious injury'], 'C'],
  ],
  '1.0': [
    [['No injury or damage to health'], 'A'],
    [['Non-serious injury', 'Yes, the hardware makes it acceptable'], 'A'],
    [['Non-serious injury', 'No, or there is no such hardware'], 'B'],
    [['Death or serious injury', 'Yes, the hardware makes it acceptable'], 'B'],
    [['Death or serious injury', 'No, or there is no such hardware'], 'C'],
  ],
};
const [TO_B, TO_C] = [
  [CAN, REMAINS, 'Non-serious injury'],
  [CAN, REMAINS, 'Death or serious injury'],
];

const rationale = (app: App): Locator => app.main.getByRole('textbox', { name: 'Why this class' });
const control = (app: App, number: number): Locator => app.main.getByRole('group', { name: `Risk control ${number}`, exact: true });

/** Opens the questions of the assessment that is open. */
async function questions(app: App): Promise<void> {
  await app.goTo('class');
  await expect(app.title).toHaveText('Safety class');
}

/** An assessment of class C by reasoning, with answers to three requirements. */
async function reasonedAndAnswered(app: App): Promise<string> {
  const id = await app.newAssessment({ product: 'Pump' });
  await questions(app);
  await app.answerClass(...TO_C);
  await app.goTo('list/all');
  await app.answer('5.1.1', 'Met');
  await app.answer('5.4.2', 'Not met');
  await app.answer('5.3.1', 'Partly met');
  await questions(app);
  return id;
}

for (const [edition, ways] of Object.entries(WAYS)) {
  test.describe(`edition ${edition}`, () => {
    for (const [answers, result] of ways) {
      test(`${answers.join('; ')}: class ${result}`, async ({ app }) => {
        const id = await app.newAssessment({ edition: edition as '1.1' | '1.0' });
        await questions(app);
        await expect(app.diagram.getByText('your answer', { exact: true })).toHaveCount(0);
        await app.answerClass(...answers);

        await expect(app.main.getByText(`Class ${result}, reasoned.`)).toBeVisible();
        await expect(app.main.locator('fieldset:has(> legend h2)')).toHaveCount(answers.length);
        // Every outcome is drawn, and the way that was taken says so in words.
        await expect(app.diagram.getByText(/^Class [ABC]$/)).toHaveCount(ways.length);
        await expect(app.diagram.getByText('your answer', { exact: true })).toHaveCount(answers.length);
        const last = app.diagram.getByRole('listitem').filter({ hasText: 'your answer' }).last();
        await expect(last).toHaveText(`${answers.at(-1)}your answerClass ${result}`);
        await expect(rationale(app)).toHaveValue(new RegExp(`So the software safety class is ${result}\\.$`));

        const { classification } = JSON.parse(await app.storedText(id)).assessment;
        expect(classification.class).toBe(result);
        expect(classification.reasoning.answers).toHaveLength(answers.length);
        await app.reload();
        await expect(app.main.getByText(`Class ${result}, reasoned.`)).toBeVisible();
        await app.goTo();
        await expect(app.main).toContainText(`Class ${result}`);
      });
    }
  });
}

test('each question comes when the answer before leads to it, with examples, explanation and usual mistakes', async ({ app }) => {
  await app.newAssessment({});
  await questions(app);
  await expect(app.main).toContainText('ISO 14971');
  await expect(app.main).toContainText('with probability 1');
  const first = app.classQuestion(/^Can a failure of this software system contribute/);
  await expect(first).toContainText('For instance:');
  await expect(first).toContainText('Infusion pump firmware');
  await expect(first).toContainText('Playing a part is enough');
  const mistake = app.main.getByText('A no is given because the software has been tested well');
  await expect(mistake).toBeHidden();
  await app.main.getByText('Usual mistakes').first().click();
  await expect(mistake).toBeVisible();

  const second = app.classQuestion(/^Counting only risk controls outside/);
  await expect(second).toHaveCount(0);
  await app.answerClass(CAN);
  await expect(second).toBeVisible();
  await expect(app.main).toContainText('Class not assigned, so C counts');
  await expect(app.main).toContainText('No class follows yet');
  await expect(app.diagram.getByText('open', { exact: true })).toHaveCount(1);
  await app.answerClass('No, it cannot');
  await expect(second).toHaveCount(0);
});

test('an answer that is no longer on the way is kept, and counts again when it is', async ({ app }) => {
  await app.newAssessment({});
  await questions(app);
  await app.answerClass(...TO_B);
  await app.answerClass('No, it cannot');
  await expect(app.main.getByText('Class A, reasoned.')).toBeVisible();
  await app.answerClass(CAN);
  await expect(app.main.getByText('Class B, reasoned.')).toBeVisible();
});

test('a class that followed from the answers goes with them, and one that is stated stays', async ({ app }) => {
  await app.newAssessment({});
  await questions(app);
  await app.answerClass('No, it cannot');
  await expect(app.main).toContainText('Class A, reasoned. 53 requirements in scope.');
  await app.answerClass(CAN);
  await expect(app.main).toContainText('Class not assigned, so C counts. 94 requirements in scope.');
  await app.newAssessment({ class: 'B' });
  await questions(app);
  await app.answerClass(CAN);
  await expect(app.main).toContainText('Class B, stated, not reasoned. 88 requirements in scope.');
});

test('risk controls are listed one by one, and those that do not count are said so and kept', async ({ app }) => {
  const id = await app.newAssessment({ product: 'Pump' });
  await questions(app);
  await app.answerClass(CAN, 'No, the remaining risk is acceptable');
  const unnamed = app.main.getByText('none that counts is named');
  await expect(unnamed).toBeVisible();

  const add = app.page.getByRole('button', { name: 'Add a risk control' });
  await add.click();
  const what = (number: number): Locator => control(app, number).getByRole('textbox', { name: 'What it is' });
  await expect(what(1)).toBeFocused();
  await expect(control(app, 1)).toContainText('Not counted until you say where it is.');
  await what(1).fill('Thermal cut-out');
  await control(app, 1).getByRole('radio', { name: 'Hardware' }).check();
  await expect(control(app, 1)).toContainText('Counted.');
  await expect(unnamed).toHaveCount(0);
  await expect(rationale(app)).toHaveValue(/These were counted: Thermal cut-out \(hardware\)\./);

  await add.click();
  await what(2).fill('Plausibility check');
  await control(app, 2).getByRole('radio', { name: 'Inside this software' }).check();
  await expect(control(app, 2)).toContainText('Kept, and not counted: a risk control inside the software system never lowers its class');
  await expect(rationale(app)).not.toHaveValue(/Plausibility check/);
  // A class A system with a control in its software: both cannot be.
  await expect(app.main.getByText(/a risk control is implemented in its software/)).toBeVisible();

  await control(app, 1).getByRole('button', { name: 'Remove risk control 1' }).click();
  await app.expectFocusKept();
  await expect(what(1)).toHaveValue('Plausibility check');
  await expect(unnamed).toBeVisible();
  await app.reload();
  await expect(what(1)).toHaveValue('Plausibility check');
  const { reasoning } = JSON.parse(await app.storedText(id)).assessment.classification;
  expect(reasoning.controls).toEqual([{ what: 'Plausibility check', kind: 'software' }]);
});

test('edition 1.0 counts hardware only, and says so of the others', async ({ app }) => {
  await app.newAssessment({ edition: '1.0' });
  await questions(app);
  await app.answerClass('Death or serious injury', 'Yes, the hardware makes it acceptable');
  await app.page.getByRole('button', { name: 'Add a risk control' }).click();
  await control(app, 1).getByRole('textbox', { name: 'What it is' }).fill('Second nurse checks');
  for (const kind of ['Procedure', 'Independent system']) {
    await control(app, 1).getByRole('radio', { name: kind }).check();
    await expect(control(app, 1)).toContainText('Kept, and not counted: this edition counts only hardware here.');
    await expect(app.main.getByText('none that counts is named')).toBeVisible();
  }
  await control(app, 1).getByRole('radio', { name: 'Hardware' }).check();
  await expect(control(app, 1)).toContainText('Counted.');
  await expect(app.main.getByText('none that counts is named')).toHaveCount(0);
});

test('the rationale follows the answers until a person edits it, and then stays theirs', async ({ app }) => {
  const id = await app.newAssessment({ product: 'Pump', version: '2' });
  await questions(app);
  await app.answerClass(...TO_C);
  await expect(rationale(app)).toHaveValue(/^Software safety class of Pump 2, by clause 4\.3/);
  await app.answerClass(...TO_B);
  await expect(rationale(app)).toHaveValue(/class is B\.$/);
  const composed = app.main.getByRole('group', { name: 'Composed from your answers' });
  await expect(composed).toHaveCount(0);

  await rationale(app).fill('See RMF-12, hazard H-4.');
  await expect(composed).toContainText('class is B.');
  await app.answerClass(...TO_C);
  await expect(rationale(app)).toHaveValue('See RMF-12, hazard H-4.');
  await expect(composed).toContainText('class is C.');
  await composed.getByRole('button', { name: 'Add it to my text' }).click();
  await expect(rationale(app)).toBeFocused();
  await expect(rationale(app)).toHaveValue(/^See RMF-12, hazard H-4\.\n\nSoftware safety class of Pump 2[^]*class is C\.$/);
  await expect(composed).toHaveCount(0);

  await app.reload();
  const text = await rationale(app).inputValue();
  expect(text).toMatch(/^See RMF-12/);
  const saved = JSON.parse((await app.saveFile()).text).assessment;
  expect(saved.id).toBe(id);
  expect(saved.classification).toMatchObject({
    class: 'C',
    rationale: text,
    reasoning: {
      answers: [
        { question: 'contribute', answer: 'yes' },
        { question: 'remaining', answer: 'yes' },
        { question: 'severity', answer: 'serious' },
      ],
    },
  });
  await app.tab('Set-up').click();
  await expect(app.page.getByLabel('Why this class')).toHaveValue(text);
});

test.describe('another class by a later answer', () => {
  test('says what would come and go, and changes nothing until it is applied', async ({ app }) => {
    const id = await reasonedAndAnswered(app);
    await app.answerClass(...TO_B);
    await expect(app.main).toContainText('Your answers lead to class B. Class C is assigned.');
    await expect(app.main).toContainText('Before it changes: 94 in scope become 88');
    await expect(app.main).toContainText('1 answer would be hidden and not counted.');
    await expect(app.main.getByRole('listitem').filter({ hasText: '5.4.2 Detailed design of each unit' })).toBeVisible();
    const stored = async () => JSON.parse(await app.storedText(id)).assessment.classification;
    // The answer is the person's word and is kept; the class is not changed by it.
    expect((await stored()).class).toBe('C');
    expect((await stored()).reasoning.answers.at(-1)).toEqual({ question: 'severity', answer: 'non-serious' });

    await app.page.getByRole('button', { name: 'Leave it as it is' }).click();
    await app.expectFocusKept();
    await expect(app.main).toContainText('Class C, stated, higher than reasoned: the answers lead to class B.');
    expect((await stored()).class).toBe('C');
    await app.goTo();
    await expect(app.main).toContainText('3 of 94');

    await questions(app);
    await app.page.getByRole('button', { name: 'Take over class B' }).click();
    await app.expectFocusKept();
    await app.page.getByRole('button', { name: 'Change the scope' }).click();
    await app.expectFocusKept();
    await expect(app.main).toContainText('Class B, reasoned. 88 requirements in scope.');
    await app.goTo();
    await expect(app.main).toContainText('2 of 88');
    await expect(app.main).toContainText('1 answer is kept from another class or edition');
  });

  test('going back to the class that is assigned takes the question away', async ({ app }) => {
    await reasonedAndAnswered(app);
    await app.answerClass('No, it cannot');
    await expect(app.main).toContainText('94 in scope become 53');
    await app.answerClass(CAN);
    await expect(app.main).toContainText('Class C, reasoned.');
    await expect(app.page.getByRole('button', { name: 'Change the scope' })).toHaveCount(0);
  });

  test('a lower class that is stated is named as a contradiction', async ({ app }) => {
    await reasonedAndAnswered(app);
    await app.answerClass(...TO_B);
    await app.page.getByRole('button', { name: 'Change the scope' }).click();
    await app.answerClass(...TO_C);
    await app.page.getByRole('button', { name: 'Leave it as it is' }).click();
    await expect(app.main).toContainText('Class B, stated, lower than reasoned: the answers lead to class C.');
    await expect(app.main).toContainText('The answers to the classification questions lead to class C, and class B is stated.');
  });

  test('while nothing is answered the class follows at once', async ({ app }) => {
    await app.newAssessment({ class: 'A' });
    await questions(app);
    await app.answerClass(...TO_C);
    await expect(app.main).toContainText('Class C, reasoned. 94 requirements in scope.');
    await app.answerClass(...TO_B);
    await expect(app.main).toContainText('Class B, reasoned. 88 requirements in scope.');
    await expect(app.page.getByRole('button', { name: 'Change the scope' })).toHaveCount(0);
  });
});

test.describe('in the set-up', () => {
  const basis = (app: App): Locator => app.page.getByRole('group', { name: 'Software safety class' });

  test('it says whether the class is stated or reasoned', async ({ app }) => {
    await app.newAssessment({ class: 'B' });
    await app.tab('Set-up').click();
    await expect(basis(app)).toContainText('stated, not reasoned');
    await app.page.getByRole('link', { name: 'Work it out by questions' }).click();
    await expect(app.title).toHaveText('Safety class');
    await app.answerClass(...TO_C);
    await app.tab('Set-up').click();
    await expect(app.classChoice('C')).toBeChecked();
    await expect(basis(app).getByText('reasoned', { exact: true })).toBeVisible();
    await app.classChoice('A').check();
    await expect(basis(app)).toContainText('stated, lower than reasoned');
    await app.page.getByRole('radio', { name: /^Not assigned yet/ }).check();
    await expect(basis(app)).toContainText('not assigned');
  });

  test('of a new assessment the way to the questions loses nothing', async ({ app }) => {
    await app.setUp({ product: 'Pump' });
    await expect(basis(app)).toContainText('not assigned');
    await app.page.getByRole('link', { name: 'Work it out by questions' }).click();
    await expect(app.title).toHaveText('Safety class');
    await app.answerClass('No, it cannot');
    await expect(rationale(app)).toHaveValue(/^Software safety class of Pump, by/);
    await app.page.goBack();
    await expect(app.title).toHaveText('Set-up');
    await expect(app.page.getByLabel('Product or software')).toHaveValue('Pump');
    await expect(app.classChoice('A')).toBeChecked();
  });

  test('also of one in which nothing is typed yet', async ({ app }) => {
    await app.open('/new');
    await app.page.getByRole('link', { name: 'Work it out by questions' }).click();
    await expect(app.title).toHaveText('Safety class');
    await app.reload();
    await app.answerClass(...TO_B);
    await expect(app.main).toContainText('Class B, reasoned.');
  });

  test('a rationale that was composed follows the name and the edition, and one that was written does not', async ({ app }) => {
    await app.newAssessment({ product: 'Pump' });
    await questions(app);
    await app.answerClass(...TO_C);
    await app.tab('Set-up').click();
    const why = app.page.getByLabel('Why this class');
    await app.page.getByLabel('Product or software').fill('Syringe pump');
    await expect(why).toHaveValue(/^Software safety class of Syringe pump, by/);
    await app.editionChoice('1.0').check();
    await expect(why).toHaveValue('');
    await app.editionChoice('1.1').check();
    await expect(why).toHaveValue(/class is C\.$/);
    await why.fill('Ours.');
    await app.page.getByLabel('Product or software').fill('Pump');
    await expect(why).toHaveValue('Ours.');
  });
});

test('contradictions are named: an item above the class that is stated', async ({ app }) => {
  const text = assessmentText({
    classification: { class: 'B', rationale: 'By hand.' },
    items: [{ id: 'dose', name: 'Dose controller', class: 'C', changed: '2026-01-03T03:04:05.000Z' }],
  });
  await app.openFile(file(text));
  await app.page.getByRole('button', { name: /^Add / }).click();
  await questions(app);
  await expect(app.main).toContainText('The system is class B, and its item Dose controller is class C.');
  await expect(app.main).toContainText('Raise the class of the system, or look at the item again.');
  await expect(app.main).toContainText('Class B, but C counts, stated, not reasoned. 94 requirements in scope.');
  // The answers lead to class B too: nothing would come or go, since the item keeps the system at class C.
  await app.answerClass(...TO_B);
  await expect(app.main).toContainText('Class B, but C counts, reasoned. 94 requirements in scope.');
  await expect(rationale(app)).toHaveValue('By hand.');
});

test('it can be done by keyboard alone', async ({ app }) => {
  await app.newAssessment({});
  await questions(app);
  const radio = (name: string): Locator => app.main.getByRole('radio', { name, exact: true });
  await app.press('Tab', radio('No, it cannot'));
  await app.page.keyboard.press('ArrowDown');
  await expect(radio(CAN)).toBeChecked();
  await app.press('Tab', radio('No, the remaining risk is acceptable'));
  await app.page.keyboard.press('Space');
  await expect(app.main).toContainText('Class A, reasoned.');
  await app.press('Tab', app.page.getByRole('button', { name: 'Add a risk control' }));
  await app.page.keyboard.press('Enter');
  await expect(control(app, 1).getByRole('textbox', { name: 'What it is' })).toBeFocused();
  await app.page.keyboard.type('Fuse');
  await app.page.keyboard.press('Tab');
  await app.page.keyboard.press('Space');
  await expect(control(app, 1)).toContainText('Counted.');
  await app.press('Tab', rationale(app));
  await app.press('Tab', app.page.getByRole('link', { name: 'To the tasks' }));
  await app.page.keyboard.press('Enter');
  await expect(app.main).toContainText('Class A');
});

test('it leads to the tasks and the software items', async ({ app }) => {
  await app.newAssessment({});
  await questions(app);
  await app.page.getByRole('link', { name: 'To the software items' }).click();
  await expect(app.page).toHaveURL(/\/items$/);
  await app.page.goBack();
  await app.page.getByRole('link', { name: 'How the two relate' }).click();
  await expect(app.page).toHaveURL(/#\/orientation$/);
});

test.describe('to eye and ear', () => {
  test.use({ reducedMotion: 'reduce' });

  const REACH: Record<string, (app: App) => Promise<void>> = {
    'with nothing answered': async (app) => {
      await app.newAssessment({});
      await questions(app);
    },
    'with everything open, before the class changes': async (app) => {
      await reasonedAndAnswered(app);
      await rationale(app).fill('Ours.');
      await app.answerClass(CAN, 'No, the remaining risk is acceptable');
      for (const kind of ['Hardware', 'Inside this software']) {
        await app.page.getByRole('button', { name: 'Add a risk control' }).click();
        await app.main.getByRole('textbox', { name: 'What it is' }).last().fill(`In ${kind}`);
        await app.main.getByRole('radio', { name: kind }).last().check();
      }
      await app.main.getByText('Usual mistakes').first().click();
      await expect(app.page.getByRole('button', { name: 'Change the scope' })).toBeVisible();
    },
    'in edition 1.0, with a class': async (app) => {
      await app.newAssessment({ edition: '1.0' });
      await questions(app);
      await app.answerClass('Death or serious injury', 'No, or there is no such hardware');
    },
  };
  for (const [name, reach] of Object.entries(REACH)) {
    for (const [device, width, height] of [['a desk', 1280, 800], ['a phone', 390, 844]] as const) {
      test(`${name}, on ${device}: nothing keeps anybody out`, async ({ app }) => {
        test.setTimeout(60_000);
        await app.page.setViewportSize({ width, height });
        await reach(app);
        await expect(app.page).toHaveTitle('Safety class · IEC 62304 readiness');
        await expect(app.page.locator('h1')).toHaveCount(1);
        const room = await app.page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          const figure = document.querySelector('figure');
          return [scrollWidth - clientWidth, (figure?.scrollWidth ?? 0) - (figure?.clientWidth ?? 0)];
        });
        expect.soft(room, 'nothing sticks out to the side').toEqual([0, 0]);
        for (const colorScheme of ['light', 'dark'] as const) {
          await app.page.emulateMedia({ colorScheme });
          expect.soft(await findings(app.page), `axe, ${colorScheme}`).toEqual([]);
        }
      });
    }
  }
});
