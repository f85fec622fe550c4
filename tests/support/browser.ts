/** A real Chromium for tests: an explicit path, the system's own, or the one that an npm package brings. */
import { access } from 'node:fs/promises';
import { chromium, type Browser } from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];

/** A machine whose cores others have needs long for it. */
const LAUNCH_MS = 120_000;

/** Starts a browser; `null` with the reason where there is none. */
export async function startBrowser(): Promise<{ readonly browser: Browser } | { readonly missing: string }> {
  const tried: string[] = [];
  for (const find of [given, system, packaged]) {
    const path = await find();
    if (!path) continue;
    try {
      return { browser: await chromium.launch({ executablePath: path, args: ARGS, timeout: LAUNCH_MS }) };
    } catch (error) {
      tried.push(`${path}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }
  return { missing: `no Chromium could be started (${tried.join('; ') || 'none found'})` };
}

const given = async (): Promise<string | undefined> => process.env.CHROMIUM_PATH;

async function system(): Promise<string | undefined> {
  for (const path of SYSTEM) {
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}

async function packaged(): Promise<string | undefined> {
  const { default: bundle } = await import('@sparticuz/chromium');
  return bundle.executablePath().catch(() => undefined);
}
