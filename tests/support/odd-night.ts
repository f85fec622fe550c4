/**
 * A night as no district has had it yet, made of the simulator's files and served by the simulator over HTTP: parties
 * with long names and without a colour, fourteen of them in a council, a contest of which nothing is counted; and a
 * programme whose party has a long name. A live address on this machine, hence a rehearsal.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NightClock } from '../../src/feed/clock.ts';
import { startFeed } from '../../src/feed/listen.ts';
import { openNight } from '../../src/feed/nights/index.ts';
import type { Night, ResultFile } from '../../src/feed/recording.ts';
import { timelineOf } from '../../src/feed/start.ts';

const PROGRAMMES = 'src/lib/programme';
const LONG_PARTY =
  'Arbetarepartiet Socialdemokraterna tillsammans med Landsbygdens och Fjällvärldens oberoende';
/** None of them has a colour; the first two have names that no row was made for. */
const NEW_PARTIES: readonly (readonly [code: string, name: string])[] = [
  [
    'FRAMTIDSBY',
    'Framtidspartiet för byarna, bygden och barnen i Östersunds och Storsjöbygdens alla socknar',
  ],
  ['VÅRDFÖRST', 'Vården först – rädda sjukhuset, ambulansen och de lokala hälsocentralerna i glesbygden'],
  ['JvP', 'Järnvägspartiet'],
  ['SkP', 'Skoterpartiet'],
  ['FjP', 'Fjällpartiet'],
];
/** In which councils they stand, whose votes they get, and the share of them. */
const COUNCILS = ['2380', '2326'];
const DONOR = 'C';
const EACH_TAKES = 0.12;

/** The night whose every publication has the odd parties and nothing counted for the region. */
export function oddNight(): Night {
  const night = openNight('2018');
  const [none] = night.publications.filter(({ address }) => address === 'night');
  return {
    ...night,
    publications: night.publications.map((publication) => ({
      ...publication,
      files: () => publication.files().map((file) => oddFile(file, none?.files() ?? [])),
    })),
  };
}

function oddFile(file: ResultFile, uncounted: readonly ResultFile[]): ResultFile {
  const region = /_\d+L\.xml$/.test(file.name);
  if (region) return uncounted.find(({ name }) => name === file.name) ?? file;
  const council = COUNCILS.some((code) => file.name.includes(`_${code}K`));
  if (!council) return file;
  return {
    ...file,
    bytes: Buffer.from(withNewParties(Buffer.from(file.bytes).toString('latin1')), 'latin1'),
  };
}

const OPENS = /^\s*<(KOMMUN|KRETS_KOMMUN|VALDISTRIKT|UPPSAMLINGSDISTRIKT)\b/;
const DONOR_ROW = new RegExp(`<GILTIGA PARTI="${DONOR}" RÖSTER="(\\d+)"`);

/** Line by line: in every district the donor's votes are shared out, and the areas above get the sums of that. */
function withNewParties(text: string): string {
  const lines = text.split('\n');
  const moved = movedVotes(lines);
  return lines
    .flatMap((line, at) => {
      if (line.includes('<PARTI FÖRKORTNING="BLANK"')) return [...heads(), line];
      const each = moved.get(at);
      if (each === undefined) return [line];
      const rest = less(less(line, 'RÖSTER', each * NEW_PARTIES.length), 'MANDAT', NEW_PARTIES.length);
      const seat = rest.includes(' MANDAT=') ? ' MANDAT="1"' : '';
      return [rest, ...NEW_PARTIES.map(([code]) => `<GILTIGA PARTI="${code}" RÖSTER="${each}"${seat}/>`)];
    })
    .join('\n');
}

/** An attribute of a row by so much less; a row without it stays as it is. */
const less = (row: string, attribute: string, by: number): string =>
  row.replace(
    new RegExp(`( ${attribute}=")(\\d+)"`),
    (_all, start: string, value: string) => `${start}${Number(value) - by}"`,
  );

const heads = () =>
  NEW_PARTIES.map(([code, name]) => `<PARTI FÖRKORTNING="${code}" BETECKNING="${name.replace('–', '-')}" />`);

/** Votes that each new party gets, by the line of the donor's row. */
function movedVotes(lines: readonly string[]): ReadonlyMap<number, number> {
  const moved = new Map<number, number>();
  const open: { name: string; row: number | null }[] = [];
  lines.forEach((line, at) => {
    const opened = OPENS.exec(line)?.[1];
    if (opened) open.push({ name: opened, row: null });
    const [, votes] = DONOR_ROW.exec(line) ?? [];
    const inner = open.at(-1);
    if (votes !== undefined && inner) {
      inner.row = at;
      const isDistrict = inner.name.endsWith('DISTRIKT');
      moved.set(at, isDistrict ? Math.floor(Number(votes) * EACH_TAKES) : 0);
      if (isDistrict)
        for (const { row } of open.slice(0, -1))
          if (row !== null) moved.set(row, (moved.get(row) ?? 0) + (moved.get(at) ?? 0));
    }
    if (inner && line.includes(`</${inner.name}>`)) open.pop();
  });
  return moved;
}

/** The feed of an odd night, standing at `at`, and a programme file for it. */
export async function serveOddNight(at: string) {
  const night = oddNight();
  const clock = new NightClock({ timeline: timelineOf(night), startAt: Date.parse(at), speed: 1 });
  const feed = await startFeed({ night, clock });
  const folder = await mkdtemp(join(tmpdir(), 'malvakt-odd-'));
  await cp(PROGRAMMES, folder, { recursive: true });
  const programme = join(folder, 'odd.json');
  await writeFile(programme, await oddProgramme());
  return {
    env: { FEED_URL: feed.nightUrl, PROGRAMME: programme },
    close: async () => {
      await feed.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface ProgrammeFile {
  id: string;
  party: { name: string };
}

async function oddProgramme(): Promise<string> {
  const programme = JSON.parse(
    await readFile(join(PROGRAMMES, 'jamtland-2018.json'), 'utf8'),
  ) as ProgrammeFile;
  return JSON.stringify({
    ...programme,
    id: 'odd-2018',
    party: { ...programme.party, name: LONG_PARTY },
  });
}
