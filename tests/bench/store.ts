/** Embedded stores of the bench's own, and the register that ingest needs beside one. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { ingestFile } from '../../src/ingest/file.ts';
import { createRegister, type Register } from '../../src/ingest/register.ts';
import type { Plan } from '../../src/lib/election/plan.ts';
import { loadProgramme } from '../../src/lib/programme/load.ts';
import { openStore } from '../../src/lib/server/store/open.ts';
import type { Store } from '../../src/lib/server/store/store.ts';
import { temporaryFolder } from './ending.ts';

const NIGHT = 'test-bench';
/** After all that is read here. */
const NOW = '2019-02-01T12:00:00+01:00';
let template: Promise<string> | null = null;

/** A fresh, empty store in a folder of its own (made once and copied: that takes a tenth of the time). */
export async function freshStore(): Promise<Store> {
  const dataDir = join(temporaryFolder(), 'store');
  await cp(await (template ??= makeTemplate()), dataDir, { recursive: true });
  return openStore({ databaseUrl: null, dataDir, night: NIGHT });
}

async function makeTemplate(): Promise<string> {
  const dataDir = temporaryFolder();
  await (await openStore({ databaseUrl: null, dataDir, night: NIGHT })).close();
  return dataDir;
}

export async function programme(name: string): Promise<Plan> {
  const plan = await loadProgramme(name);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
}

/** The register of a night that is nobody's, on a clock that stands. */
export const registerOf = (store: Store, plan: Plan): Register =>
  createRegister({
    store,
    plan,
    night: {
      id: NIGHT,
      electionDate: plan.electionDate,
      mode: 'test',
      label: 'TEST',
      remarks: [],
      baselineDate: plan.baselineDate,
    },
    source: 'bench',
    intervalSeconds: 60,
    now: () => NOW,
  });

/** Takes in a file as a poll hands it over; throws if anything in it is refused. */
export async function takeIn(register: Register, bytes: Uint8Array): Promise<void> {
  const { outcome, reasons } = await ingestFile(register, {
    name: 'valnatt.zip',
    source: 'bench',
    via: 'poll',
    by: null,
    fetchedAt: NOW,
    etag: null,
    lastModified: null,
    bytes,
  });
  if (outcome === 'refused' || outcome === 'partial') throw new Error(JSON.stringify(reasons));
}
