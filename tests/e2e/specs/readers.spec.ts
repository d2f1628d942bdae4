// The programs that read what the page saves, on good and on broken samples: a reader that finds no fault in a broken
// file would find none in ours.

import { writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { checkHtml, pdfOf, pdfPages, pdfText, readCalendar, readCsvWithLibreOffice, readTables } from '../readers';

const MARK = '\ufeff';

/** Leaves a sample in the folder of the test and gives its path. */
async function sample(name: string, content: string | Buffer): Promise<string> {
  const path = test.info().outputPath(name);
  await writeFile(path, content);
  return path;
}

function csv(rows: string[][]): string {
  return rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',') + '\r\n').join('');
}

test.describe('LibreOffice', () => {
  const rows = [
    ['clause', 'note', 'date', 'last'],
    ['5.1.1', '=HYPERLINK("http://example.com";"x")', '2026-11-22', ''],
    ['007', "+1+1, -2, @SUM(A1), '=1", '22/11/26', '1-2'],
    ['1E5', 'first line\nsecond line\n\nfourth line', '1/2', 'TRUE'],
    ['4.10', 'say "yes", or no; tab\there', '12 %', '1,234.50'],
    ['漢字 かな 한국어', '👩‍🔬 naïve Ä ß €', 'שלום עולם \u2067مرحبا\u2069', '\u202eevil\u202c'],
    ['  two  spaces  ', ' ', '', '0'],
    ['<b>&amp;</b>', 'x'.repeat(10_000), 'http://example.com/?a=1&b=2', 'SUM(1)'],
    ['same', 'same', 'same', 'same'],
    ['same', 'same', 'same', 'same'],
    ['', '', '', ''],
    ['end', '', '', ''],
  ];

  test('gives every cell back as it was typed', async () => {
    expect(await readCsvWithLibreOffice(await sample('with-mark.csv', MARK + csv(rows)))).toEqual(rows);
  });

  test('shows what a double click makes of numbers, dates and formulas', async () => {
    const [first, , third] = await readTables(
      [
        await sample('bare.csv', `${MARK}a,b,c,d\r\n"=1+1","007","2026-11-22","Ä 漢"\r\n`),
        await sample('other.csv', `${MARK}"only"\r\n`),
        await sample('without-mark.csv', `"'=1+1","Ä"\r\n`),
      ],
      'by double click',
    );
    expect(first).toEqual([
      ['a', 'b', 'c', 'd'].map((text) => ({ text, type: 'string', formula: null })),
      [
        { text: '2', type: 'float', formula: 'of:=1+1' },
        { text: '7', type: 'float', formula: null },
        { text: '2026-11-22', type: 'date', formula: null },
        { text: 'Ä 漢', type: 'string', formula: null },
      ],
    ]);
    // What was defused is text; what has no mark is not what was typed.
    expect(third?.[0]?.map(({ text, formula }) => [text, formula])).toEqual([
      ["'=1+1", null],
      ['Ã„', null],
    ]);
  });

  test('reads a broken table as another one, any line break as one, and a file that is not there not at all', async () => {
    const broken = await sample('broken.csv', `${MARK}"a","b"\r\n"an open quote,"c"\r\n"d","e"\r\n`);
    expect(await readCsvWithLibreOffice(broken)).not.toEqual([
      ['a', 'b'],
      ['an open quote', 'c'],
      ['d', 'e'],
    ]);
    const unquoted = await sample('unquoted.csv', `${MARK}one, two\r\nthree\nfour\r\n`);
    expect(await readCsvWithLibreOffice(unquoted)).toEqual([
      ['one', ' two'],
      ['three', ''],
      ['four', ''],
    ]);
    const breaks = await sample('breaks.csv', `${MARK}"a\r\nb","a\nb","end\n"\r\n`);
    expect(await readCsvWithLibreOffice(breaks)).toEqual([['a\nb', 'a\nb', 'end\n']]);
    await expect(readTables([test.info().outputPath('nowhere.csv')])).rejects.toThrow('nowhere.csv');
  });

  test('works for several tests at the same time', async () => {
    const paths = await Promise.all(['one', 'two', 'three'].map((name) => sample(`${name}.csv`, `${name}\r\n`)));
    const read = await Promise.all(paths.map((path) => readCsvWithLibreOffice(path)));
    expect(read).toEqual([[['one']], [['two']], [['three']]]);
  });
});

test.describe('icalendar', () => {
  const good = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//example//test//EN',
    'BEGIN:VTODO',
    'UID:1@example.invalid',
    'DTSTAMP:20261122T101112Z',
    'SUMMARY:Write the plan\\, then review it\\; 漢字 👩‍🔬 שלום is',
    '  folded here\\nand has a second line',
    'DESCRIPTION:C:\\\\path with a backslash\\, BEGIN:VEVENT is text',
    'DUE;VALUE=DATE:20261231',
    'STATUS:NEEDS-ACTION',
    'PRIORITY:1',
    'CATEGORIES:Gap,Class B',
    'X-EXAMPLE-CLAUSE:5.1.1',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:Soon',
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VTODO',
    'BEGIN:VEVENT',
    'UID:2@example.invalid',
    'DTSTAMP:20261122T101112Z',
    'DTSTART:20261231T090000Z',
    'DTEND:20261231T100000Z',
    'SUMMARY:Review',
    'URL:https://example.com/a?b=1',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ];
  const nothing = {
    description: null,
    status: null,
    priority: null,
    percent: null,
    url: null,
    start: null,
    end: null,
    due: null,
    completed: null,
    categories: [],
    own: {},
    alarms: 0,
    stamp: '2026-11-22T10:11:12+00:00',
  };

  test('reads folded and escaped texts, days and times', async () => {
    expect(await readCalendar(await sample('good.ics', good.join('\r\n')))).toEqual([
      {
        ...nothing,
        kind: 'VTODO',
        uid: '1@example.invalid',
        summary: 'Write the plan, then review it; 漢字 👩‍🔬 שלום is folded here\nand has a second line',
        description: 'C:\\path with a backslash, BEGIN:VEVENT is text',
        due: '2026-12-31',
        status: 'NEEDS-ACTION',
        priority: '1',
        categories: ['Gap', 'Class B'],
        own: { 'X-EXAMPLE-CLAUSE': '5.1.1' },
        alarms: 1,
      },
      {
        ...nothing,
        kind: 'VEVENT',
        uid: '2@example.invalid',
        summary: 'Review',
        url: 'https://example.com/a?b=1',
        start: '2026-12-31T09:00:00+00:00',
        end: '2026-12-31T10:00:00+00:00',
      },
    ]);
  });

  const text = good.join('\r\n');
  const cut = Buffer.from(text.replace('漢字', '漢\r\n 字'));
  // The fold moves into the character: its last byte comes after it.
  const fold = cut.indexOf('\r\n 字');
  const inside = Buffer.concat([cut.subarray(0, fold - 1), Buffer.from('\r\n '), cut.subarray(fold - 1, fold), cut.subarray(fold + 3)]);
  const broken: [name: string, content: string | Buffer, fault: RegExp][] = [
    ['a date that does not exist', text.replace('20261231\r', '20261331\r'), /Wrong date format 20261331/],
    ['a line that is no property', text.replace('PRIORITY:1', 'PRIORITY 1'), /PRIORITY 1/],
    ['an entry without an end', text.replace('END:VEVENT\r\n', ''), /Found no components/],
    ['an entry without a UID', text.replace('UID:2@example.invalid\r\n', ''), /a VEVENT has no UID/],
    ['an entry without a stamp', text.replace('DTSTAMP:20261122T101112Z\r\n', ''), /a VTODO has no DTSTAMP/],
    ['two entries with one UID', text.replace('UID:2@', 'UID:1@'), /two entries have the UID 1@example\.invalid/],
    ['two summaries', text.replace('SUMMARY:Review', 'SUMMARY:Review\r\nSUMMARY:Again'), /more than one SUMMARY/],
    ['an end before its start', text.replace('20261231T100000Z', '20261230T100000Z'), /ends at 2026-12-30/],
    ['no version', text.replace('VERSION:2.0\r\n', ''), /VERSION is None/],
    ['lines that end with LF', good.join('\n'), /CR or LF alone/],
    ['a line break in a text', text.replace('SUMMARY:Review', 'SUMMARY:Re\nview'), /CR or LF alone/],
    ['a line that is too long', text.replace('Review', 'ä'.repeat(40)), /is 88 bytes long/],
    ['a fold inside a character', inside, /is not UTF-8 by itself/],
    ['a control character', text.replace('Review', 'Re\u0007view'), /control character/],
    ['a byte order mark', MARK + text, /byte order mark/],
    ['nothing at all', '', /Found no components/],
  ];

  for (const [name, content, fault] of broken) {
    test(`refuses ${name}`, async () => {
      expect(content.toString(), 'the sample is another than the good one').not.toBe(text);
      await expect(readCalendar(await sample('broken.ics', content))).rejects.toThrow(fault);
    });
  }
});

test.describe('The Nu HTML checker', () => {
  const page = (body: string) => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Sample</title>
<style>@page { size: A4; margin: 2cm } tr { break-inside: avoid }</style>
</head>
<body>
${body}
</body>
</html>
`;

  test('says nothing about a good page, in any language', async () => {
    const body = `<h1>Sample</h1><p lang="ja">漢字かな交じり文</p><p><bdi>שלום 👩‍🔬 &lt;script&gt;</bdi></p>
<svg role="img" aria-label="Bar" viewBox="0 0 10 10"><rect width="5" height="10" fill="currentColor"/></svg>
<table><caption>T</caption><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>`;
    expect(await checkHtml(await sample('good.html', page(body)))).toEqual([]);
  });

  test('finds what is wrong, in the file where it is', async () => {
    const messages = await checkHtml(
      await sample('good.html', page('<h1>Sample</h1>')),
      await sample('tags.html', page('<h1>Sample</h1>\n<p>one<div></p></div>')),
      await sample('ids.html', page('<h1 id="a">Sample</h1>\n<p id="a">two</p>')),
      await sample('css.html', page('<h1>Sample</h1>').replace('break-inside', 'brake-inside')),
      await sample('warning.html', page('<h1>Sample</h1><section><p>no heading</p></section>')),
    );
    const of = (file: string) => messages.filter((message) => message.file === file);
    expect(of('good.html')).toEqual([]);
    expect(of('tags.html')).toContainEqual(
      expect.objectContaining({ kind: 'error', line: 11, message: expect.stringContaining("'p' end tag") }),
    );
    expect(of('ids.html')).toContainEqual(
      expect.objectContaining({ kind: 'error', line: 11, message: expect.stringContaining('Duplicate ID') }),
    );
    expect(of('css.html')).toContainEqual(
      expect.objectContaining({ kind: 'error', message: expect.stringContaining('brake-inside') }),
    );
    expect(of('warning.html').map((message) => message.kind)).toEqual(['warning']);
  });

  test('passes over no file that is not there', async () => {
    await expect(checkHtml(test.info().outputPath('nowhere.html'))).rejects.toThrow('nowhere.html');
  });
});

test.describe('Poppler', () => {
  const WIDTHS = { A4: 661, Letter: 680 };

  for (const format of ['A4', 'Letter'] as const) {
    test(`reads Chromium's own PDF on ${format} page by page`, async ({ page }) => {
      await page.setContent(
        `<html lang="en"><style>@page { @bottom-right { content: counter(page) ' of ' counter(pages) } } h2 { break-before: page }</style><title>Sample</title>
         <h1>First page</h1><p>ä ß € – “quoted” שלום</p><h2>Second page</h2><h2>Third page</h2></html>`,
      );
      const path = test.info().outputPath('sample.pdf');
      await pdfOf(page, path, format);
      const text = await pdfText(path);
      expect(text.map((words) => words.trim().split('\n')[0])).toEqual(['First page', 'Second page', 'Third page']);
      expect(text[0]).toContain('ä ß € – “quoted” שלום');
      expect(text.map((words) => words.trim().split('\n').at(-1)?.trim())).toEqual(['1 of 3', '2 of 3', '3 of 3']);

      const pictures = await pdfPages(path, test.info().outputPath('pages'));
      expect(pictures).toHaveLength(3);
      // A PNG tells its width in bytes 16 to 19.
      const widths = pictures.map((picture) => readFileSync(picture).readUInt32BE(16));
      for (const width of widths) expect(Math.abs(width - WIDTHS[format])).toBeLessThanOrEqual(2);
    });
  }

  test('refuses what is no PDF, and what is half of one', async ({ page }) => {
    await page.setContent('<h1>Whole</h1>');
    const path = test.info().outputPath('whole.pdf');
    await pdfOf(page, path);
    const bytes = readFileSync(path);
    const half = await sample('half.pdf', bytes.subarray(0, bytes.length / 2));
    for (const broken of [half, await sample('text.pdf', 'no PDF'), test.info().outputPath('nowhere.pdf')]) {
      await expect(pdfText(broken)).rejects.toThrow('pdftotext');
      await expect(pdfPages(broken, test.info().outputPath('pages'))).rejects.toThrow('pdftoppm');
    }
  });
});
