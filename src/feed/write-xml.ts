import { changeText, shareText } from './share-text.ts';
import type {
  Area,
  Constituency,
  District,
  ElectionLetter,
  InvalidRow,
  MunicipalityFile,
  OtherRow,
  ParentArea,
  PartyRow,
  Phase,
  Row,
} from './result-data.ts';

const REPORTING: Record<Phase, string> = {
  night: 'VALNATTSRAPPORTERING',
  final: 'SLUTLIG RÖSTRÄKNING RESULTAT',
};
const ELECTION: Record<ElectionLetter, string> = {
  R: 'Riksdagsval',
  L: 'Landstingsval',
  K: 'Kommunfullmäktigval',
};
const DECIMALS: Record<Phase, number> = { night: 1, final: 2 };

type Attribute = readonly [name: string, value: string | number | undefined];

/** The bases of an area's shares: valid votes for parties, votes cast for invalid ones; and the number of decimals. */
interface Base {
  readonly whole: number;
  readonly previousWhole: number;
  readonly decimals: number;
}

/** `valnatt_2303K.xml`, `slutresultat_2303K.xml`. */
export function fileName(file: MunicipalityFile): string {
  return `${file.phase === 'night' ? 'valnatt' : 'slutresultat'}_${file.municipality.code}${file.letter}.xml`;
}

/** One municipality's result file in the authority's XML format, as ISO-8859-1 bytes. */
export function writeMunicipalityFile(file: MunicipalityFile): Uint8Array {
  return Buffer.from(municipalityText(file), 'latin1');
}

/** The same before encoding, for tests that want to break it by text. */
export function municipalityText(file: MunicipalityFile): string {
  const { municipality } = file;
  const decimals = DECIMALS[file.phase];
  const lines = [...opening(file), ...file.heads.map((head) => '  ' + headLine(head))];
  lines.push('  ' + tag('KOMMUN', parentAttributes(municipality, 'MANDAT_VALOMRÅDE')) + '>');
  lines.push(...indent(areaLines(municipality, decimals), 4));
  for (const constituency of municipality.constituencies) {
    lines.push(...indent(constituencyLines(constituency, decimals), 4));
  }
  return [...lines, '  </KOMMUN>', '</VAL>', ''].join('\n');
}

function opening(file: MunicipalityFile): string[] {
  const kind = file.phase === 'night' ? 'parti kommun' : 'parti person kommun';
  const address = `http://www.val.se/dtd/resultat/${`${kind} ${file.dtd}`.replace(/[ .]/g, '_')}.dtd`;
  const root: Attribute[] = [
    ['TILLFÄLLE', file.occasion],
    ['FILNAMN', fileName(file)],
    ['RAPPORTERING', REPORTING[file.phase]],
    ['VALTYP', ELECTION[file.letter]],
    ['VALDAG', file.electionDay],
    ['VALDAG_FGVAL', file.previousElectionDay],
    ['TID_RAPPORT', file.exportedAt],
  ];
  return [
    '<?xml version="1.0" encoding="ISO-8859-1"?>',
    '<?xml-stylesheet type="text/html"?>',
    `<!DOCTYPE VAL PUBLIC "-//Valmyndigheten//DTD Valresultat ${kind} ${file.dtd}//SV" "${address}">`,
    tag('VAL', root) + '>',
  ];
}

function headLine([abbreviation, name, colour]: MunicipalityFile['heads'][number]): string {
  return `${tag('PARTI', [
    ['FÖRKORTNING', abbreviation],
    ['BETECKNING', name],
    ['FÄRG', colour],
  ])} />`;
}

function constituencyLines(constituency: Constituency, decimals: number): string[] {
  const attributes = parentAttributes(constituency, 'MANDAT_VALKRETS', constituency.regionConstituency);
  return [
    tag('KRETS_KOMMUN', attributes) + '>',
    ...indent(areaLines(constituency, decimals), 2),
    ...constituency.districts.flatMap((district) => indent(districtLines(district, decimals), 2)),
    '</KRETS_KOMMUN>',
  ];
}

function districtLines(district: District, decimals: number): string[] {
  const name = district.kind === 'ordinary' ? 'VALDISTRIKT' : 'ONSDAGSDISTRIKT';
  const attributes: Attribute[] = [
    ['KOD', district.code],
    ['NAMN', district.name],
    ['INDELNING', district.division],
    ['RÖSTER', district.valid],
    ['RÖSTER_FGVAL', district.previousValid],
    ['TID_RAPPORT', district.reportedAt],
    ['MODNR', district.serial],
  ];
  return [tag(name, attributes) + '>', ...indent(areaLines(district, decimals), 2), `</${name}>`];
}

function parentAttributes(area: ParentArea, seats: string, regionConstituency?: string): Attribute[] {
  return [
    ['KOD', area.code],
    ['NAMN', area.name],
    ['TYP', area.role],
    [seats, area.seatsTotal],
    ['KLARA_VALDISTRIKT', area.counted],
    ['ALLA_VALDISTRIKT', area.of],
    ['KRETS_LANDSTING', regionConstituency],
    ['INDELNING', area.division],
    ['RÖSTER', area.valid],
    ['RÖSTER_FGVAL', area.previousValid],
    ['TID_RAPPORT', area.reportedAt],
    ['TID_MANDAT', area.seatsAt],
    ['MODNR', area.serial],
  ];
}

/** The rows of one area: parties, others, invalid votes, turnout. */
function areaLines(area: Area, decimals: number): string[] {
  const valid: Base = { whole: area.valid, previousWhole: area.previousValid ?? 0, decimals };
  const cast: Base = {
    whole: area.valid + total(area.invalid.map((row) => row.votes)),
    previousWhole: (area.previousValid ?? 0) + total(area.invalid.map((row) => row.previous ?? 0)),
    decimals,
  };
  return [
    ...area.parties.map((row) => partyLine(row, valid)),
    ...otherLines(area.other, valid),
    ...area.invalid.map((row) => invalidLine(row, cast)),
    ...turnoutLine(area, decimals),
  ];
}

function partyLine(row: PartyRow, base: Base): string {
  return tag('GILTIGA', [['PARTI', row.party], ...rowAttributes(row, base)]) + '/>';
}

function invalidLine(row: InvalidRow, base: Base): string {
  return tag('OGILTIGA', [['TEXT', row.text], ...rowAttributes(row, base)]) + '/>';
}

function otherLines(other: OtherRow, base: Base): string[] {
  const inner = (other.parties ?? []).map((row) => partyLine(row, base));
  if (other.handwritten) inner.push(tag('HANDSKRIVNA', rowAttributes(other.handwritten, base)) + '/>');
  if (other.formerOthers) inner.push(tag('ÖVRIGA_FGVAL', rowAttributes(other.formerOthers, base)) + '/>');
  const open = tag('ÖVRIGA_GILTIGA', rowAttributes(other, base));
  return inner.length === 0 ? [open + '/>'] : [open + '>', ...indent(inner, 2), '</ÖVRIGA_GILTIGA>'];
}

/** Votes, shares, change and seats, in the order of the genuine files. */
function rowAttributes(row: Row, base: Base): Attribute[] {
  const { votes, previous, seats, previousSeats } = row;
  const compared = previous !== undefined;
  const now = { part: votes, whole: base.whole };
  const change =
    compared && !row.changeless
      ? changeText(now, { part: previous, whole: base.previousWhole }, base.decimals)
      : '';
  return [
    ['RÖSTER', votes],
    ['RÖSTER_FGVAL', previous],
    ['PROCENT', shareText(votes, base.whole, base.decimals)],
    ['PROCENT_FGVAL', compared ? shareText(previous, base.previousWhole, base.decimals) : undefined],
    ['PROCENT_ÄNDRING', change || undefined],
    ['MANDAT', seats],
    ['MANDAT_FGVAL', previousSeats],
    ['MANDAT_ÄNDRING', previousSeats === undefined ? undefined : signed((seats ?? 0) - previousSeats)],
  ];
}

function turnoutLine(area: Area, decimals: number): string[] {
  const { turnout } = area;
  if (!turnout) return [];
  const now = {
    part: turnout.cast,
    whole: area.reportedAt === '' ? 0 : (turnout.eligibleCounted ?? turnout.eligible),
  };
  const before = { part: turnout.previousCast ?? 0, whole: turnout.previousEligible ?? 0 };
  return [
    tag('VALDELTAGANDE', [
      ['RÖSTBERÄTTIGADE', turnout.eligible],
      ['RÖSTBERÄTTIGADE_KLARA_VALDISTRIKT', turnout.eligibleCounted],
      ['RÖSTBERÄTTIGADE_KLARA_VALDISTRIKT_FGVAL', turnout.previousEligible],
      ['SUMMA_RÖSTER', turnout.cast],
      ['SUMMA_RÖSTER_FGVAL', turnout.previousCast],
      ['PROCENT', shareText(now.part, now.whole, decimals)],
      ['PROCENT_FGVAL', shareText(before.part, before.whole, decimals) || undefined],
      ['PROCENT_ÄNDRING', changeText(now, before, decimals) || undefined],
    ]) + '/>',
  ];
}

/** An element's opening without its end; attributes that have no value are left out. */
function tag(name: string, attributes: readonly Attribute[]): string {
  let text = `<${name}`;
  for (const [key, value] of attributes) {
    if (value !== undefined) text += ` ${key}="${typeof value === 'number' ? value : escaped(value)}"`;
  }
  return text;
}

function escaped(value: string): string {
  return value
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[^\n\x20-\xff]/gu, (character) => `&#${character.codePointAt(0)};`);
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value);
}

function indent(lines: readonly string[], spaces: number): string[] {
  const margin = ' '.repeat(spaces);
  return lines.map((line) => margin + line);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
