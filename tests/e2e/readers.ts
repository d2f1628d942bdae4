// Lets programs that others made read what the page saves: LibreOffice, the Nu HTML checker, Python's `icalendar`,
// and poppler for Chromium's own PDF.
//
// What belongs here: how each is called, and what it read or complained of. Never here: what a file of ours should say.
// `cargo xtask test` installs them and names them in variables; without those they are looked for in their usual places.

import { execFile } from 'node:child_process';
import { access, copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test, type Page } from '@playwright/test';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const VENV = join(HERE, '..', '..', 'target', 'readers', 'python');

const SOFFICE = process.env.SOFFICE || 'soffice';
const JAVA = process.env.JAVA || 'java';
const PDFTOTEXT = process.env.PDFTOTEXT || 'pdftotext';
const PDFTOPPM = process.env.PDFTOPPM || 'pdftoppm';
const PYTHON =
  process.env.READERS_PYTHON || join(VENV, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));

/** What one of these programs may take on a slow machine that does other things too, in milliseconds. */
const PATIENCE = 120_000;

interface Output {
  code: number;
  out: string;
  complaints: string;
}

/** Runs a program to its end. What it may take is added to the time of the test: it is not the page that is slow. */
async function run(program: string, args: string[]): Promise<Output> {
  const info = test.info();
  if (info.timeout > 0) info.setTimeout(info.timeout + PATIENCE);
  return new Promise((resolve, reject) => {
    const options = { encoding: 'utf8', timeout: PATIENCE, maxBuffer: 64 * 1024 * 1024, windowsHide: true } as const;
    execFile(program, args, options, (error, out, complaints) => {
      if (!error) return resolve({ code: 0, out, complaints });
      if (typeof error.code === 'number') return resolve({ code: error.code, out, complaints });
      const why = error.killed ? `was still running after ${PATIENCE / 1000} s` : `cannot be run (${error.message})`;
      const remedy = 'Run the tests by `cargo xtask test --only e2e`, which installs what they need.';
      return reject(new Error(`${program} ${why}. ${remedy}\n${complaints}`));
    });
  });
}

/** The same for a program that must succeed, and what it printed. */
async function told(program: string, args: string[]): Promise<string> {
  const { code, out, complaints } = await run(program, args);
  if (code !== 0) throw new Error(`${basename(program)} ended with ${code}:\n${complaints || out}`);
  return out;
}

let folders = 0;

/** A folder of this test alone. */
async function ownFolder(): Promise<string> {
  folders += 1;
  const folder = test.info().outputPath(`readers-${folders}`);
  await mkdir(folder, { recursive: true });
  return folder;
}

// Tables.

/**
 * How a person opens a CSV file.
 *
 * - `as text`: by the import dialogue, UTF-8, every column set to text. What comes back is what the file says.
 * - `by double click`: as Excel does it, and most people. A byte order mark means UTF-8, and without one it is
 *   Windows-1252. Quotes protect nothing: `"007"` becomes a number, `"=1+1"` a formula, `"2026-11-22"` a date.
 */
export type Opening = 'as text' | 'by double click';

/** A cell as LibreOffice has it. */
export interface Cell {
  /** What a person sees in it, or for a formula its result. */
  text: string;
  type: 'empty' | 'string' | 'float' | 'date' | 'time' | 'boolean' | 'percentage' | 'currency';
  /** As in `of:=1+1`. LibreOffice takes only a leading `=` for one; Excel also `+`, `-` and `@`. */
  formula: string | null;
}

/** More than any table of ours has; each is named in the import's options. */
const COLUMNS = 100;

/** The options of LibreOffice's import, token by token, as its help lists them ("Filter Options for CSV"). */
function importOptions(opening: Opening, isUtf8: boolean): string {
  const [comma, quote, windows1252, utf8, text, american] = ['44', '34', '1', '76', '2', '1033'];
  const tokens =
    opening === 'as text'
      ? [comma, quote, utf8, '1', Array.from({ length: COLUMNS }, (_, i) => `${i + 1}/${text}`).join('/'), american, 'true', 'false']
      : [comma, quote, isUtf8 ? utf8 : windows1252, '1', '', american, 'false', 'true'];
  // The rest is for export, or keeps spaces; the last one, which only newer ones know, lets formulas be formulas.
  return [...tokens, 'false', 'false', 'false', '-1', String(opening === 'by double click')].join(',');
}

/**
 * Reads CSV files in one run of LibreOffice, in their order. Rows are as long as the longest, without the columns that
 * are empty throughout at the right, and without empty rows at the end. A line break in a cell is `\n`, however it was
 * written.
 */
export async function readTables(paths: string[], opening: Opening = 'as text'): Promise<Cell[][][]> {
  const folder = await ownFolder();
  const [utf8, other]: [string[], string[]] = [[], []];
  for (const [index, path] of paths.entries()) {
    const copy = join(folder, `${index}.csv`);
    await copyFile(path, copy);
    const hasMark = (await readFile(copy)).subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
    (opening === 'as text' || hasMark ? utf8 : other).push(copy);
  }
  const sheets = join(folder, 'sheets');
  for (const [isUtf8, files] of [[true, utf8], [false, other]] as const) {
    if (files.length === 0) continue;
    const { complaints } = await run(SOFFICE, [
      // A profile of its own: two with the same one wait for each other, or fail.
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
      ...['--headless', '--norestore', '--nolockcheck', '--nodefault'],
      `--infilter=Text - txt - csv (StarCalc):${importOptions(opening, isUtf8)}`,
      ...['--convert-to', 'fods', '--outdir', sheets, ...files],
    ]);
    // It says that it succeeded, whatever happened.
    const lost = files.filter((file) => !existsSync(join(sheets, basename(file).replace(/csv$/, 'fods'))));
    if (lost.length > 0) throw new Error(`LibreOffice did not read ${lost.join(', ')}:\n${complaints}`);
  }
  const results = paths.map((_, index) => join(sheets, `${index}.fods`));
  return JSON.parse(await told(PYTHON, [join(HERE, 'readers', 'read_sheets.py'), ...results])) as Cell[][][];
}

/** One CSV file as rows of texts, as `readTables` gives them. */
export async function readCsvWithLibreOffice(path: string, opening: Opening = 'as text'): Promise<string[][]> {
  const [table = []] = await readTables([path], opening);
  return table.map((row) => row.map((cell) => cell.text));
}

// Calendars.

/** An entry of a calendar. A day is `2026-12-31`, a time `2026-12-31T09:00:00+00:00`. */
export interface CalendarEntry {
  kind: 'VEVENT' | 'VTODO';
  uid: string;
  summary: string | null;
  description: string | null;
  /** As the file says it: `NEEDS-ACTION`, `IN-PROCESS`, `COMPLETED`, `CANCELLED` for a VTODO. */
  status: string | null;
  /** 1 is the highest, 9 the lowest, 0 none. */
  priority: string | null;
  percent: string | null;
  url: string | null;
  stamp: string;
  start: string | null;
  end: string | null;
  due: string | null;
  completed: string | null;
  categories: string[];
  /** The properties that begin with `X-`. */
  own: Record<string, string>;
  /** How many. */
  alarms: number;
}

/** Reads a calendar file, or rejects with every fault found: lines too long, no CR, no UID, a date that does not exist. */
export async function readCalendar(path: string): Promise<CalendarEntry[]> {
  return JSON.parse(await told(PYTHON, [join(HERE, 'readers', 'read_calendar.py'), path])) as CalendarEntry[];
}

// Pages.

/** What the Nu HTML checker says about a file. */
export interface Message {
  /** `fault` is about the checker's own work. */
  kind: 'error' | 'warning' | 'information' | 'fault';
  file: string;
  /** From 1; 0 where it is about the file as a whole. */
  line: number;
  message: string;
  extract: string;
}

interface Told {
  type: 'error' | 'info' | 'non-document-error';
  subType?: string;
  url?: string;
  lastLine?: number;
  message: string;
  extract?: string;
}

/**
 * All that the Nu HTML checker says about these HTML files, errors and warnings alike, in one run; good files get none.
 * Its CSS is some years old: `paint-order`, `vector-effect`, `field-sizing` and `@container` are errors to it.
 */
export async function checkHtml(...paths: string[]): Promise<Message[]> {
  // It passes over what is not there, and would find nothing wrong with it.
  for (const path of paths) await access(path);
  const jar = join(HERE, 'node_modules', 'vnu-jar', 'build', 'dist', 'vnu.jar');
  // Its guess at the language a text is written in goes by statistics; notes of ours are of many languages.
  const options = ['--stdout', '--format', 'json', '--exit-zero-always', '--asciiquotes', '--no-langdetect'];
  const text = await told(JAVA, ['-Dfile.encoding=UTF-8', '-jar', jar, ...options, ...paths]);
  const { messages } = JSON.parse(text) as { messages: Told[] };
  return messages.map(({ type, subType, url, lastLine, message, extract }) => ({
    kind: type === 'error' ? 'error' : type === 'info' ? (subType === 'warning' ? 'warning' : 'information') : 'fault',
    file: basename(url ?? ''),
    line: lastLine ?? 0,
    message,
    extract: extract ?? '',
  }));
}

// Paper.

/** Chromium's own PDF of a page, left at this path: by its dialogue's usual settings, without backgrounds. */
export async function pdfOf(page: Page, path: string, format: 'A4' | 'Letter' = 'A4'): Promise<void> {
  // The dialogue's usual margin holds where `@page` gives none.
  const [top, right, bottom, left] = Array.from({ length: 4 }, () => '0.4in');
  await page.pdf({ path, format, margin: { top, right, bottom, left }, tagged: true, outline: true });
}

/**
 * The text of a PDF page by page, laid out as on paper. A character that no font of the machine has may be missing:
 * a machine for tests often has none for Chinese, Japanese and Korean.
 */
export async function pdfText(path: string): Promise<string[]> {
  const { code, out, complaints } = await run(PDFTOTEXT, ['-layout', '-enc', 'UTF-8', path, '-']);
  // It mends what it can and then ends well; what it had to mend it says.
  if (code !== 0 || complaints) throw new Error(`pdftotext ended with ${code}:\n${complaints}`);
  // Around what runs from right to left it puts marks that are not in the PDF.
  return out.replace(/[\u202a-\u202c]/g, '').split('\f').slice(0, -1);
}

/** Pictures of the pages of a PDF, PNG files in this folder in the order of the pages; 80 dots an inch make A4 661 wide. */
export async function pdfPages(path: string, folder: string, dotsPerInch = 80): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const { code, complaints } = await run(PDFTOPPM, ['-png', '-r', String(dotsPerInch), path, join(folder, 'page')]);
  if (code !== 0 || complaints) throw new Error(`pdftoppm ended with ${code}:\n${complaints}`);
  const names = (await readdir(folder)).filter((name) => /^page-\d+\.png$/.test(name));
  // The numbers are as wide as the last one, so their names are in their order.
  return names.sort().map((name) => join(folder, name));
}

// Locked files.

const UNLOCK = join(HERE, 'readers', 'unlock.py');

/** Opens a locked file with Python's `cryptography`, and gives the text in it. */
export async function unlockFile(path: string, passphrase: string): Promise<string> {
  return told(PYTHON, [UNLOCK, 'open', path, passphrase]);
}

/** Locks a file with Python's `cryptography`, into another one. */
export async function lockFile(path: string, passphrase: string, out: string): Promise<void> {
  await told(PYTHON, [UNLOCK, 'lock', path, passphrase, out]);
}
