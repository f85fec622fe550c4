/** The Riksdag election in the county: from the authority's final files, SCB's table and a transcript of the newest. */
import AdmZip from 'adm-zip';
import { XMLParser } from 'fast-xml-parser';
import type { PartyCode } from '../lib/election/model.ts';
import { openArchive } from '../lib/election/parse/archive.ts';
import { describeFault } from '../lib/election/parse/error.ts';
import { readMemberName } from '../lib/election/parse/member-name.ts';
import { readResultFile } from '../lib/election/parse/result-file.ts';
import { isCounted, sum, type CountedReport } from '../lib/election/tally.ts';
import type { HistoryFile } from '../lib/programme/history.ts';
import { linesOf } from './history-councils.ts';

type Election = HistoryFile['elections'][number];

export interface RiksdagRow extends Pick<
  Election,
  'stage' | 'valid' | 'votes' | 'turnout' | 'credit' | 'origin'
> {
  readonly date: string;
  /** `null`: no file has them. */
  readonly seats: Election['seats'];
}

const CREDIT = 'Källa: Valmyndigheten';
const COUNTY = '23';
const XML = 'slutresultatets XML';

/** The county's row in the nation's file of 2010, and beside it what the same file says of the election before. */
export function riksdagFirst(archive: Buffer): readonly RiksdagRow[] {
  const xml = new AdmZip(archive).readFile('slutresultat_00R.xml')?.toString('latin1') ?? '';
  // The county's part alone: the file also holds candidates, who are nobody's business here.
  const part = new RegExp(`<LÄN KOD="${COUNTY}"[^]*?(?=<KRETS_RIKSDAG)`).exec(xml)?.[0] ?? '';
  const county = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(`${part}</LÄN>`)
    .LÄN as CountyElement;
  const row = (date: string, suffix: '' | '_FGVAL', origin: string): RiksdagRow => {
    const number = (element: Attributes, name: string) => Number(element[name + suffix] ?? 0);
    const parties = (name: string) =>
      Object.fromEntries(county.GILTIGA.map((party) => [party.PARTI ?? '', number(party, name)]));
    const seats = Object.fromEntries(Object.entries(parties('MANDAT')).filter(([, held]) => held > 0));
    return {
      date,
      stage: 'final',
      valid: number(county, 'RÖSTER'),
      votes: parties('RÖSTER'),
      turnout: {
        cast: number(county.VALDELTAGANDE, 'SUMMA_RÖSTER'),
        eligible: number(county.VALDELTAGANDE, 'RÖSTBERÄTTIGADE_KLARA_VALDISTRIKT'),
        stage: 'final',
      },
      seats: {
        of: Object.values(seats).reduce((all, held) => all + held, 0),
        by: 'official',
        parties: seats,
      },
      credit: CREDIT,
      origin,
    };
  };
  return [
    row('2006-09-17', '_FGVAL', `${XML} 2010, länets rad: uppgifterna om förra valet`),
    row('2010-09-19', '', `${XML} 2010, länets rad`),
  ];
}

type Attributes = Readonly<Record<string, string | undefined>>;
type CountyElement = Attributes & {
  readonly GILTIGA: readonly Attributes[];
  readonly VALDELTAGANDE: Attributes;
};

/** The county as the sum of its municipalities' files. */
export function riksdagOfXml(date: string, bytes: Buffer): RiksdagRow {
  const archive = openArchive(bytes, 'final');
  if (!archive.ok) throw new Error(describeFault(archive.error));
  const reports = archive.value.members.flatMap((member) => {
    const name = readMemberName(member.name);
    if (name?.count !== 'final' || name.type !== 'RD' || name.area === '00') return [];
    const read = member.read();
    const result = read.ok ? readResultFile(member.name, read.value, { electionDate: date }) : read;
    if (!result.ok) throw new Error(describeFault(result.error));
    return result.value.kind === 'municipality' ? result.value.reports.filter(isCounted) : [];
  });
  return {
    date,
    stage: 'final',
    valid: sum(reports, ({ votes }) => votes.valid),
    votes: votesByParty(reports),
    turnout: {
      cast: sum(reports, ({ votes }) => votes.cast),
      eligible: sum(reports, ({ eligible }) => eligible ?? 0),
      stage: 'final',
    },
    seats: null,
    credit: CREDIT,
    origin: `${XML} ${date.slice(0, 4)}, kommunernas filer, hoplagda; mandaten är de fasta, beräknade ur rösterna`,
  };
}

function votesByParty(reports: readonly CountedReport[]): Readonly<Record<string, number>> {
  const votes = new Map<PartyCode, number>();
  for (const report of reports)
    for (const [code, count] of report.votes.parties) votes.set(code, (votes.get(code) ?? 0) + count);
  return Object.fromEntries(votes);
}

/** SCB's final table of districts. */
export function riksdag2022(text: string): RiksdagRow {
  const lines = linesOf(text);
  const [first = {}] = lines;
  const columns = Object.keys(first);
  const parties = columns.slice(columns.indexOf('UNNAMED: 10') + 1);
  const total = (name: string) => lines.reduce((all, line) => all + Number(line[name] ?? 0), 0);
  return {
    date: '2022-09-11',
    stage: 'final',
    valid: total('ANTAL GILTIGA VALSEDLAR'),
    votes: Object.fromEntries(parties.map((name) => [name, total(name)])),
    turnout: { cast: total('ANTAL RÖSTANDE'), eligible: total('ANTAL RÖSTBERÄTTIGADE'), stage: 'final' },
    seats: null,
    credit: 'Källa: SCB, Valmyndigheten',
    origin:
      'SCB:s slutliga tabell per valdistrikt, hoplagd (genom sidebo/valresultat); mandaten är de fasta, beräknade ur rösterna',
  };
}

/** The transcript of the final count. */
export function riksdag2026(text: string): RiksdagRow {
  const { partyOrder, valkrets27 } = JSON.parse(text) as {
    readonly partyOrder: readonly string[];
    readonly valkrets27: {
      readonly votes: readonly number[];
      readonly valid: number;
      readonly total: number;
      readonly electorate: number;
    };
  };
  const { votes, valid, total, electorate } = valkrets27;
  return {
    date: '2026-09-13',
    stage: 'final',
    valid,
    votes: Object.fromEntries(partyOrder.map((party, index) => [party, votes[index] ?? 0])),
    turnout: { cast: total, eligible: electorate, stage: 'final' },
    seats: null,
    credit: CREDIT,
    origin:
      'slutlig räkning, läget 19 september 2026 (genom kisabaka/val-resultat); mandaten är de fasta, beräknade ur rösterna',
  };
}
