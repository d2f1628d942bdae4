// Every view, as everybody gets it: in light and dark, on a desk and on a phone, to eye and to screen reader.

import { type App, assessmentText, expect, expectOpenToAll, file, test } from '../pages';

const SITE = 'IEC 62304 readiness';

interface View {
  name: string;
  /** The title of the tab. */
  tab: string;
  /** The only first heading. */
  heading: string | RegExp;
  reach: (app: App) => Promise<void>;
}

const EXAMPLE = 'Image viewer, class B';
const notices = assessmentText({
  colour: 'unknown to the page',
  answers: [{ clause: '5.1.1', status: 'nearly' }, { clause: '99.1', status: 'met' }, { clause: '5.1.2', status: 'met' }],
});

const VIEWS: View[] = [
  { name: 'the start', tab: SITE, heading: /^How ready is your software/, reach: (app) => app.open() },
  {
    name: 'the start with an assessment, and the question before deleting it',
    tab: SITE,
    heading: /^How ready is your software/,
    reach: async (app) => {
      await app.openExample(EXAMPLE);
      await app.open('/');
      await app.page.getByRole('button', { name: /^Delete / }).click();
      await expect(app.page.getByRole('dialog')).toBeVisible();
    },
  },
  { name: 'a new assessment', tab: `New assessment · ${SITE}`, heading: 'New assessment', reach: (app) => app.open('/new') },
  {
    name: 'the set-up of one with answers, before its class changes',
    tab: `Set-up · ${SITE}`,
    heading: 'Set-up',
    reach: async (app) => {
      await app.openExample(EXAMPLE);
      await app.goTo('setup');
      await app.classChoice('A').check();
      await expect(app.page.getByRole('button', { name: 'Change the scope' })).toBeVisible();
    },
  },
  {
    name: 'the tasks',
    tab: `Tasks · ${SITE}`,
    heading: /^Radiology image viewer/,
    reach: async (app) => {
      await app.openExample(EXAMPLE);
    },
  },
  {
    name: 'an activity with everything open',
    tab: `Questionnaire · ${SITE}`,
    heading: '5.2 Software requirements analysis',
    reach: async (app) => {
      await app.openExample(EXAMPLE);
      await app.goTo('activity/5.2');
      for (const part of [/^Lettered items/, /^Evidence/, /^What an assessor looks for/]) await app.fold('5.2.2', part).click();
      await app.card('5.2.2').getByRole('button', { name: '+ Other evidence' }).click();
      await app.card('5.2.2').getByLabel('Link').last().fill('ftp://not.opened');
      await app.answer('5.2.1', 'Not applicable');
      await expect(app.reason('5.2.1')).toBeVisible();
    },
  },
  {
    name: 'the list of all requirements',
    tab: `Questionnaire · ${SITE}`,
    heading: 'All requirements',
    reach: async (app) => {
      await app.openExample(EXAMPLE);
      await app.goTo('list/all');
      await expect(app.cards).toHaveCount(88);
    },
  },
  {
    name: 'a search that finds nothing',
    tab: `Questionnaire · ${SITE}`,
    heading: 'Search in: Gaps',
    reach: async (app) => {
      await app.openExample(EXAMPLE);
      await app.goTo('list/gaps');
      await app.search.fill('zeppelin');
      await expect(app.cards).toHaveCount(0);
    },
  },
  {
    name: 'the results',
    tab: `Results · ${SITE}`,
    heading: 'Results',
    reach: async (app) => {
      await app.openExample(EXAMPLE);
      await app.goTo('results');
    },
  },
  { name: 'about', tab: `About · ${SITE}`, heading: 'About', reach: (app) => app.open('/about') },
  {
    name: 'a file with things left out, before it is added',
    tab: `Open a file · ${SITE}`,
    heading: 'Open a file',
    reach: async (app) => {
      await app.openFile(file(notices.replace('unknown to the page', 'changed by hand')));
      await expect(app.preview).toContainText('Left out');
    },
  },
  {
    name: 'a file that cannot be opened',
    tab: `Open a file · ${SITE}`,
    heading: 'Open a file',
    reach: async (app) => {
      await app.openFile(file('{"format": '));
      await app.page.getByText('Paste the text of a file').click();
      await expect(app.alerts).toContainText('This file cannot be opened');
    },
  },
  {
    name: 'the list of shortcuts',
    tab: `Questionnaire · ${SITE}`,
    heading: '4 Quality, risk and safety class',
    reach: async (app) => {
      await app.openExample(EXAMPLE);
      await app.goTo('activity/4');
      await app.page.keyboard.press('?');
      await expect(app.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    },
  },
  { name: 'an address without a view', tab: `Not found · ${SITE}`, heading: 'Not found', reach: (app) => app.open('/nowhere') },
  {
    name: 'an assessment that is not there',
    tab: `Tasks · ${SITE}`,
    heading: 'Not found',
    reach: (app) => app.open('/a/00000000-0000-4000-8000-000000000000'),
  },
  {
    name: 'work that is not stored',
    tab: `Tasks · ${SITE}`,
    heading: 'Untitled assessment',
    reach: async (app) => {
      await app.page.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException('no room', 'QuotaExceededError');
        };
      });
      await app.newAssessment();
      await expect(app.alerts).toContainText('Not saved in this browser.');
    },
  },
];

test.use({ reducedMotion: 'reduce' });

for (const { name, tab, heading, reach } of VIEWS) {
  for (const [device, width, height] of [['a desk', 1280, 800], ['a phone', 390, 844]] as const) {
    test(`${name}: nothing keeps anybody out, on ${device}`, async ({ app }) => {
      test.setTimeout(60_000);
      await app.page.setViewportSize({ width, height });
      await reach(app);
      await expect(app.page).toHaveTitle(tab);
      await expect(app.page.locator('h1')).toHaveCount(1);
      await expect(app.page.locator('h1')).toHaveText(heading);
      await expectOpenToAll(app.page);
    });
  }
}

const EXAMPLES = {
  'Infusion pump, class C': 94,
  'Image viewer, class B': 88,
  'Activity diary, class A': 53,
  'Bedside monitor, class C, legacy': 99,
};

for (const [name, requirements] of Object.entries(EXAMPLES)) {
  test(`the worked example "${name}" opens as a copy and is marked fictitious`, async ({ app }) => {
    await app.openExample(name);
    const marked = app.page.getByText('Worked example, fictitious', { exact: true });
    await expect(marked).toBeVisible();
    await expect(app.main).toContainText(`${requirements} requirements`);
    for (const place of ['activity/5.1', 'results', 'setup']) {
      await app.goTo(place);
      await expect(marked).toBeVisible();
    }
    await app.open('/');
    await expect(app.page.getByRole('region', { name: 'Your assessments' })).toContainText('worked example, fictitious');
    await app.page.getByRole('region', { name: 'Your assessments' }).getByRole('link').click();
    expect(JSON.parse((await app.saveFile()).text).assessment.example).toBe(true);
  });
}
