/**
 * A programme of every municipality in the genuine national archive, made in the test: that it can be made shows that
 * nothing about one party district stands in the code. Baselines are the final districts of 2010 on record, without
 * the places that are not (Stockholm, Göteborg, some of Malmö and Uppsala).
 */
import { gunzipSync } from 'node:zlib';
import type { Plan } from '../../src/lib/election/plan.ts';
import { readProgramme, type BaselineFile, type ProgrammeFile } from '../../src/lib/programme/schema.ts';
import { membersOf, readNationPlainly } from './plain-reading.ts';
import { readReference } from './reference.ts';

export const ARCHIVES = [
  'night-2014/valnatt-20140914T230952.zip',
  'night-2014/valnatt-20140914T231352.zip',
] as const;

const LETTERS = { RD: 'R', RF: 'L', KF: 'K' } as const;
type ElectionType = keyof typeof LETTERS;
const TYPES = Object.keys(LETTERS) as ElectionType[];
type Contest = ProgrammeFile['contests'][number];

/** The programme and its baseline, read as any programme file is. */
export function nationalPlan(): Plan {
  const baseline = baselineOf2010();
  const contests = contestsOfArchive();
  const programme: ProgrammeFile = {
    id: 'riket-2014',
    title: 'Alla kommuner',
    area: 'Sverige',
    party: { label: 'S', name: 'Socialdemokraterna', colour: '#e8112d' },
    electionDate: '2014-09-14',
    baseline: { electionDate: '2010-09-19', file: 'riket-2010.baseline.json' },
    judgedOn: null,
    comparisonOnly: true,
    contests,
    goals: contests.filter((contest) => isOnRecord(contest, baseline)).map(goalOf),
  };
  const plan = readProgramme(programme, { baseline });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error.slice(0, 5)));
  return plan.value;
}

function contestsOfArchive(): Contest[] {
  const members = membersOf(ARCHIVES[0]);
  const { counties, municipalities } = readNationPlainly(members.get('valnatt_00R.xml') ?? Buffer.alloc(0));
  return TYPES.flatMap((type): Contest[] => {
    const codes = [...municipalities.keys()].filter((code) =>
      members.has(`valnatt_${code}${LETTERS[type]}.xml`),
    );
    if (type === 'KF') {
      return codes.map((area) => ({
        type,
        area,
        name: municipalities.get(area)?.name ?? area,
        municipalities: [area],
      }));
    }
    return [...counties].flatMap(([area, { name }]) => {
      const within = codes.filter((code) => code.startsWith(area));
      return within.length > 0 ? [{ type, area, name, municipalities: within }] : [];
    });
  });
}

const isOnRecord = (contest: Contest, baseline: BaselineFile): boolean =>
  contest.municipalities.every((municipality) =>
    baseline.places.some((place) => place.type === contest.type && place.municipality === municipality),
  );

const goalOf = ({ type, area, name }: Contest): ProgrammeFile['goals'][number] => ({
  id: `${type.toLowerCase()}-share-${area}`,
  kind: 'share',
  contest: `${type}-${area}`,
  label: `Bättre än 2010: ${name}`,
  source: 'prov',
  rule: { above: 'baseline' },
});

type Place = BaselineFile['places'][number];

/** The columns of the table come before any name with a comma in quotes, but for the district's own name. */
function baselineOf2010(): BaselineFile {
  const text = gunzipSync(readReference('districts/final-2010-sweden.csv.gz')).toString('utf8');
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const columns = header.split(',');
  const places = new Map<string, Place>();
  for (const line of lines) {
    const cells = line.replace(/"[^"]*"/g, 'name').split(',');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    const type = TYPES.find((each) => LETTERS[each] === cell('election_type'));
    if (!type) throw new Error(`No election type in: ${line}`);
    const key = `${type}/${cell('municipality')}`;
    const place: Place = places.get(key) ?? {
      type,
      municipality: cell('municipality'),
      ordinary: [0, 0],
      collection: [0, 0],
      districts: {},
    };
    const votes: [number, number] = [Number(cell('S')), Number(cell('valid'))];
    const kind = cell('kind') === 'ordinary' ? 'ordinary' : 'collection';
    place[kind][0] += votes[0];
    place[kind][1] += votes[1];
    if (kind === 'ordinary') place.districts[cell('district')] = votes;
    places.set(key, place);
  }
  return {
    electionDate: '2010-09-19',
    party: 'S',
    origin: 'final-2010-sweden.csv.gz',
    credit: 'Källa: Valmyndigheten',
    places: [...places.values()],
  };
}
