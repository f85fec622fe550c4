/** A night of a few files and publications, in the authority's format as far as the server's tests need it. */
import type { ArchiveAddress, Publication, ResultFile, XmlNight } from './recording.ts';

interface FakeFile {
  readonly area: string;
  readonly exportedAt: string;
  /** Votes of the first party in the first district; null: not reported. */
  readonly votes: number | null;
}

const EMPTY = '2018-09-09T20:00:00+02:00';
const FIRST = '2018-09-09T20:41:00+02:00';
const SECOND = '2018-09-09T20:42:00+02:00';
const THIRD = '2018-09-09T21:30:00+02:00';
const FINAL = '2018-09-12T14:00:00+02:00';
export const FAKE_TIMES = { empty: EMPTY, first: FIRST, second: SECOND, third: THIRD, final: FINAL } as const;

/** Ragunda reports first, Berg then, Ragunda again (a correction), and the final count of Ragunda days later. */
export function fakeNight(): XmlNight {
  const nation = (exportedAt: string): FakeFile => ({ area: '00R', exportedAt, votes: null });
  const ragunda = (exportedAt: string, votes: number | null): FakeFile => ({
    area: '2303K',
    exportedAt,
    votes,
  });
  const berg = (exportedAt: string, votes: number | null): FakeFile => ({ area: '2326K', exportedAt, votes });
  return {
    format: 'xml',
    id: '2018',
    electionDate: '2018-09-09',
    remarks: ['Påhittad natt för prov'],
    paths: { night: '/val/val2018/valnatt/valnatt.zip', final: '/val/val2018/slutresultat/slutresultat.zip' },
    firstReportAt: '2018-09-09T20:40:50+02:00',
    publications: [
      publication('night', EMPTY, [nation(EMPTY), ragunda(EMPTY, null), berg(EMPTY, null)]),
      publication('night', FIRST, [nation(FIRST), ragunda(FIRST, 102), berg(EMPTY, null)]),
      publication('night', SECOND, [nation(SECOND), ragunda(FIRST, 102), berg(SECOND, 88)]),
      publication('night', THIRD, [nation(THIRD), ragunda(THIRD, 98), berg(SECOND, 88)]),
      publication('final', FINAL, [ragunda(FINAL, 97)]),
    ],
  };
}

function publication(address: ArchiveAddress, at: string, files: readonly FakeFile[]): Publication {
  const prefix = address === 'night' ? 'valnatt' : 'slutresultat';
  return { at, address, files: () => files.map((file) => resultFile(prefix, file)) };
}

function resultFile(prefix: string, { area, exportedAt, votes }: FakeFile): ResultFile {
  const name = `${prefix}_${area}.xml`;
  const stamp = exportedAt.replace(/\D/g, '').slice(0, 14);
  const text = `<?xml version="1.0" encoding="ISO-8859-1"?>
<VAL TILLFÄLLE="Allmänna val 9 september 2018" FILNAMN="${name}" VALDAG="20180909" VALDAG_FGVAL="20140914" TID_RAPPORT="${stamp}">
  <KOMMUN KOD="${area.slice(0, 4)}" NAMN="Prov">
${area.startsWith('00') ? '' : districts(area, stamp, votes)}  </KOMMUN>
</VAL>
`;
  return { name, bytes: Buffer.from(text, 'latin1'), exportedAt };
}

const districts = (area: string, stamp: string, votes: number | null): string =>
  district(`${area.slice(0, 4)}0101`, votes === null ? '' : stamp, votes ?? 0) +
  district(`${area.slice(0, 4)}0102`, '', 0);

const district = (code: string, stamp: string, votes: number): string => `
    <VALDISTRIKT KOD="${code}" NAMN="Räkning" RÖSTER="${votes + 20}" RÖSTER_FGVAL="0" TID_RAPPORT="${stamp}">
      <GILTIGA PARTI="S" RÖSTER="${votes}" PROCENT=""/>
      <GILTIGA PARTI="C" RÖSTER="20" PROCENT=""/>
      <VALDELTAGANDE RÖSTBERÄTTIGADE="400" SUMMA_RÖSTER="${votes + 20}" PROCENT=""/>
    </VALDISTRIKT>
`;
