/** Prints a page of our own to PDF with a Chromium that is found at run time: none is brought along. */
import { execFile } from 'node:child_process';
import { access, constants, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '../election/parse/error.ts';

export type PrintFault =
  /** No Chromium is installed, or none where CHROMIUM_PATH says. */
  | { readonly kind: 'noBrowser'; readonly looked: readonly string[] }
  /** It was started and gave no PDF. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Prints the page at an address (http, on this machine): tagged, with an outline, sizes by the page's own CSS. */
export type PrintPdf = (address: string) => Promise<Result<Uint8Array, PrintFault>>;

/** Where systems keep it. */
const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A loaded machine starts a browser slowly; a page that takes longer does not come. */
const TIMEOUT_MS = 180_000;

/** `path`: the configuration's; `null`: the system's own. One page at a time: a browser is large. */
export function createPrintPdf(path: string | null): PrintPdf {
  let last: Promise<unknown> = Promise.resolve();
  return (address) => {
    const printing = last.then(() => print(path === null ? USUAL : [path], address));
    last = printing.catch(() => undefined);
    return printing;
  };
}

async function print(looked: readonly string[], address: string): Promise<Result<Uint8Array, PrintFault>> {
  const browser = await firstOf(looked);
  if (browser === null) return fail({ kind: 'noBrowser', looked });
  const folder = await mkdtemp(join(tmpdir(), 'malvakt-print-'));
  const file = join(folder, 'report.pdf');
  try {
    await promisify(execFile)(browser, argumentsFor(folder, file, address), { timeout: TIMEOUT_MS });
    return ok(await readFile(file));
  } catch (error) {
    return fail({
      kind: 'failed',
      reason: error instanceof Error ? firstLine(error.message) : String(error),
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const argumentsFor = (folder: string, file: string, address: string): string[] => [
  '--headless',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
  `--user-data-dir=${join(folder, 'profile')}`,
  // Chromium's sandbox does not start as root, as in a container; the page is our own.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--no-pdf-header-footer',
  '--export-tagged-pdf',
  '--generate-pdf-document-outline',
  `--print-to-pdf=${file}`,
  address,
];

const firstLine = (text: string): string => text.split('\n')[0]?.slice(0, 200) ?? '';

async function firstOf(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const there = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  return null;
}
