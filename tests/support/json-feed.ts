/** A small feed of JSON by hand: archives of councils, an index, and a server that answers as a test tells it. */
import { createHash, createSign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { ZipWriter } from '../../src/feed/zip.ts';
import type { IndexFeed } from '../../src/ingest/feed-source.ts';
import type { JsonReading } from '../../src/ingest/json-file.ts';
import { createPoller, type PollClock } from '../../src/ingest/poll.ts';
import { createRegister } from '../../src/ingest/register.ts';
import { swedishTime } from '../../src/ingest/time.ts';
import type { Plan } from '../../src/lib/election/plan.ts';
import type { NightInfo } from '../../src/lib/election/snapshot-shape.ts';
import { loadProgramme } from '../../src/lib/programme/load.ts';
import type { Store } from '../../src/lib/server/store/store.ts';
import { openTestStore } from './store.ts';

export const ELECTION_DATE = '2026-09-13';
const modified = { year: 2026, month: 9, day: 13, hour: 22, minute: 0, second: 0 };
const PARTIES = { '0001': 'M', '0002': 'S' } as const;
type Partikod = keyof typeof PARTIES;

/** Votes of the two parties in one ordinary district; `null`: not counted. */
export type DistrictVotes = Readonly<Record<Partikod, number>> | null;

export interface CouncilFile {
  /** Four digits. */
  readonly area: string;
  /** By the district's last four digits. */
  readonly districts: Readonly<Record<string, DistrictVotes>>;
  readonly updates?: number;
  readonly time?: string;
  readonly test?: boolean;
  readonly prefix?: string;
}

const previous = { antalRosterForegaendeVal: null };

function votesOf(votes: DistrictVotes) {
  if (votes === null) return null;
  const rows = Object.entries(votes).map(([partikod, antalRoster], at) => ({
    partikod,
    partiforkortning: PARTIES[partikod as Partikod],
    partibeteckning: `Partiet ${partikod}`,
    fargkod: '#ED1B34',
    ordningsnummer: at + 1,
    antalRoster,
    ...previous,
  }));
  const valid = rows.reduce((sum, { antalRoster }) => sum + antalRoster, 0);
  return {
    rosterPaverkaMandat: {
      antalRoster: valid,
      ...previous,
      partiRoster: rows,
      rosterOvrigaPartier: { antalRoster: 0, ...previous },
    },
    rosterEjPaverkaMandat: {
      antalRoster: 0,
      rosterEjAnmaltDeltagande: { antalRoster: 0 },
      blankaRoster: { antalRoster: 0 },
      ovrigaOgiltiga: { antalRoster: 0 },
    },
  };
}

/** A council's preliminary rostfordelning, by its name in the archive. */
export function councilFile(file: CouncilFile): readonly [name: string, text: string] {
  const { area, prefix = 'Val_2026', time = `${ELECTION_DATE}T22:00:00`, updates = 1, test = false } = file;
  const valdistrikt = Object.entries(file.districts).map(([code, votes]) => {
    const cast = votes ? Object.values(votes).reduce((sum, each) => sum + each, 0) : 0;
    return {
      namn: `Distrikt ${code}`,
      valdistriktstyp: 'valdistrikt',
      valdistriktskod: `${area}${code}`,
      kommunkod: area,
      lankod: area.slice(0, 2),
      valomradeskod: area,
      kretskod: area,
      kommunvalkretsNamn: null,
      kommunvalkretsKod: null,
      rapporteringsTid: votes ? time : null,
      totaltAntalRoster: cast,
      antalRostberattigade: 1000,
      valdistriktskodForegaendeVal: null,
      statusJamforelse: 'Ej jämförbart',
      totaltAntalRosterForegaendeVal: null,
      rostfordelning: votesOf(votes),
    };
  });
  const root = {
    valtillfalle: prefix,
    valklass: 'Ordinarie val',
    rakningstillfalle: 'preliminär',
    valtyp: 'KF',
    valdatum: ELECTION_DATE,
    tidigareValdatum: '2022-09-11',
    test,
    senasteUppdateringstid: time,
    antalUppdateringar: updates,
    antalValdistriktRaknade: valdistrikt.filter(({ rostfordelning }) => rostfordelning).length,
    antalValdistriktSomSkaRaknas: valdistrikt.length,
    valdistrikt,
  };
  return [`${prefix}_preliminar_rostfordelning_${area}_KF.json`, JSON.stringify(root)];
}

export const signatureOf = (text: string, key: KeyObject): Buffer =>
  createSign('RSA-SHA256').update(text).sign(key);

const zips = new ZipWriter();
export const zipOf = (members: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zips.write(Object.entries(members).map(([name, bytes]) => ({ name, bytes: Buffer.from(bytes), modified })));

/** A council's archive, signed where there is a key. */
export function councilZip(file: CouncilFile, key?: KeyObject): Uint8Array {
  const [name, text] = councilFile(file);
  const signed = key && { [name.replace('.json', '_sign.sha256')]: signatureOf(text, key) };
  return zipOf({ [name]: text, ...signed });
}

export const councilPath = (area: string, prefix = 'Val_2026'): string =>
  `p/kf/${prefix}_preliminar_${area}_KF.zip`;

export const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
export const indexOf = (archives: Readonly<Record<string, Uint8Array>>): string =>
  Object.entries(archives)
    .map(([path, bytes]) => `${md5(bytes)}  ./${path}\n`)
    .join('');

type Answer = (response: ServerResponse, nth: number) => void;

/** A server on this machine: archives and their index (with ETag), and whatever a test puts at a path instead. */
export async function standFeed() {
  const archives: Record<string, Uint8Array> = {};
  const instead = new Map<string, Answer>();
  const asked: string[] = [];
  const times = new Map<string, number>();
  const busy = { now: 0, most: 0 };
  let index: string | null = null;
  const serve = (path: string, ifNoneMatch: string | undefined, response: ServerResponse) => {
    const bytes = path === 'index.md5' ? Buffer.from(index ?? indexOf(archives)) : archives[path];
    if (!bytes) return void response.writeHead(404).end();
    const etag = `"${md5(bytes)}"`;
    if (ifNoneMatch === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { etag }).end(bytes);
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace('/val2026/', '');
    const nth = (times.get(path) ?? 0) + 1;
    times.set(path, nth);
    asked.push(path);
    busy.now += 1;
    busy.most = Math.max(busy.most, busy.now);
    response.once('close', () => (busy.now -= 1));
    const answer = instead.get(path);
    // A moment each, so that requests at the same time would be seen.
    setTimeout(() => {
      if (answer) answer(response, nth);
      else serve(path, request.headers['if-none-match'], response);
    }, 2);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/val2026/`,
    archives,
    instead,
    busy,
    /** What is answered as the index; `null`: that of the archives. */
    setIndex: (text: string | null) => void (index = text),
    /** Paths asked for since the last call. */
    asked: () => asked.splice(0),
  };
}

export async function plan2026(): Promise<Plan> {
  const programme = await loadProgramme('jamtland-2026');
  if (!programme.ok) throw new Error(JSON.stringify(programme.error));
  return programme.value;
}

export const night2026 = (plan: Plan, mode: NightInfo['mode'] = 'live'): NightInfo => ({
  id: `${mode}-${ELECTION_DATE}`,
  electionDate: ELECTION_DATE,
  mode,
  label: mode === 'test' ? 'TEST – EJ VALRESULTAT' : '',
  remarks: [],
  baselineDate: plan.baselineDate,
});

export interface IndexPolling {
  readonly base: string;
  readonly store?: Store;
  readonly prefix?: string;
  readonly json?: Partial<JsonReading>;
  readonly mode?: NightInfo['mode'];
  /** Seconds after which the clock says that the night is over. */
  readonly seconds?: number;
}

/** A poller of an index on a clock that only its own waiting (or `later`) moves on. */
export async function pollIndex({ base, prefix, json, mode = 'live', seconds = 0, ...given }: IndexPolling) {
  const plan = await plan2026();
  const night = night2026(plan, mode);
  const store = given.store ?? (await openTestStore('embedded'));
  const start = Date.parse(`${ELECTION_DATE}T22:00:00+02:00`);
  let now = start;
  const waited: number[] = [];
  const clock: PollClock = {
    now: () => now,
    tick: (interval) => {
      waited.push(interval);
      now += interval * 1000;
      return Promise.resolve();
    },
    get finished() {
      return seconds > 0 && now - start >= seconds * 1000;
    },
  };
  const register = createRegister({
    store,
    plan,
    night,
    source: base,
    intervalSeconds: 60,
    now: () => swedishTime(now),
    json: { rehearsal: mode === 'test', finalDistricts: false, key: null, ...json },
  });
  const feed: IndexFeed = { kind: 'index', base, index: 'index.md5', prefix: prefix ?? null };
  const poller = createPoller({
    register,
    clock,
    feed,
    fetching: { userAgent: 'Malvakt/test', timeoutMs: 60_000, maxBytes: 64_000_000 },
    log: pino({ level: 'silent' }),
    random: () => 0.5,
  });
  return {
    store,
    register,
    poller,
    waited,
    /** Lets so many seconds pass, and polls. */
    poll: async (after = 60) => {
      now += after * 1000;
      await poller.pollOnce(new AbortController().signal);
    },
    watch: () => register.watch,
    notices: async () => {
      const events = await store.events.list({ limit: 100, kinds: ['notice'] });
      return events.flatMap(({ event }) => (event.kind === 'notice' ? event.notice : [])).reverse();
    },
  };
}
