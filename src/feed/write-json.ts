/**
 * Writes the authority's JSON: every key of its description (feed-formats, part B), in UTF-8. What is not known is
 * null. The same data give the same bytes. Persons (`valda`, `kvalificeradeForPersonvalLista`) are never written.
 */
import type {
  AreaCount,
  DistrictsFile,
  JsonDistrict,
  JsonRoot,
  MunicipalitiesFile,
  Progress,
  SeatsFile,
} from './json-data.ts';
import { countOf, percent, seatsOf, turnoutBefore, votesOf } from './write-json-votes.ts';

const COUNTS = {
  night: { word: 'preliminär', name: 'preliminar', folder: 'p' },
  final: { word: 'slutlig', name: 'slutlig', folder: 's' },
} as const;
const COUNTY = '23';

type Named = Pick<JsonRoot, 'prefix' | 'count' | 'election' | 'area'>;

/** `p/rd/Val_2026_preliminar_00_RD.zip`, below the base. */
export function archivePath({ prefix, count, election, area }: Named): string {
  const { folder, name } = COUNTS[count];
  return `${folder}/${election.toLowerCase()}/${prefix}_${name}_${area}_${election}.zip`;
}

/** `Val_2026_preliminar_rostfordelning_00_RD.json`; `summering` is delivered without the area's code. */
export function memberName(
  { prefix, count, election, area }: Named,
  part: 'rostfordelning' | 'mandatfordelning' | 'summering',
): string {
  const code = part === 'summering' ? '' : `${area}_`;
  return `${prefix}_${COUNTS[count].name}_${part}_${code}${election}.json`;
}

export function writeDistricts(file: DistrictsFile): Uint8Array {
  return bytesOf({
    ...rootOf(file),
    ...progressOf(file),
    valdistrikt: file.districts.map((district) => districtOf(district, file.area)),
  });
}

export function writeSeats(file: SeatsFile): Uint8Array {
  const { whole } = file;
  return bytesOf({
    ...rootOf(file),
    valomrade: {
      namn: whole.name,
      kod: file.area,
      rapporteringsTid: whole.reportedAt,
      totaltAntalMandat: whole.total.all,
      totaltAntalFastaMandat: whole.total.fixed,
      totaltAntalUtjamningsMandat: whole.total.adjustment,
      totaltAntalMandatForegaendeVal: whole.totalBefore.all,
      totaltAntalFastaMandatForegaendeVal: whole.totalBefore.fixed,
      totaltAntalUtjamningsMandatForegaendeVal: whole.totalBefore.adjustment,
      ...areaOf(whole),
      valomradessparrProcent: whole.thresholds[0],
      valkretssparrProcent: whole.thresholds[1],
      meddelandetext: null,
      valomradeskodForegaendeVal: [file.area],
      rostfordelning: votesOf(whole.ballots, whole.cast, { seatFile: true, election: file.election }),
      mandatfordelning: seatsOf(whole.seats),
      valkretsLista: whole.constituencies.map((each) => ({
        namnValkrets: each.name,
        kod: each.code,
        rapporteringsTid: each.reportedAt,
        totaltAntalFastaMandat: each.fixedSeats.now,
        totaltAntalFastaMandatForegaendeVal: each.fixedSeats.before,
        ...areaOf(each),
        valkretskodForegaendeVal: [each.code],
        rostfordelning: votesOf(each.ballots, each.cast, { seatFile: true, election: file.election }),
        mandatfordelning: seatsOf(each.seats),
      })),
      lankTillProtokoll: null,
      kvalificeradeForPersonvalLista: [],
      valda: [],
    },
  });
}

export function writeMunicipalities(file: MunicipalitiesFile): Uint8Array {
  return bytesOf({
    ...rootOf(file),
    ...progressOf(file),
    kommuner: file.municipalities.map((each) => ({
      namn: each.name,
      kommunkod: each.code,
      lankod: COUNTY,
      senasteUppdateringstid: each.exportedAt,
      senasteRapporteringstid: each.reportedAt,
      ...areaOf(each),
      rostfordelning: votesOf(each.ballots, each.cast, { seatFile: false, election: file.election }),
      kommunvalkretsar: [],
    })),
  });
}

function rootOf(root: JsonRoot) {
  return {
    valtillfalle: root.prefix,
    valklass: 'Allmänna val',
    rakningstillfalle: COUNTS[root.count].word,
    valtyp: root.election,
    valdatum: root.electionDate,
    tidigareValdatum: root.previousElectionDate,
    test: root.rehearsal,
    senasteUppdateringstid: root.exportedAt,
    antalUppdateringar: root.updates,
  };
}

const progressOf = ({ counted, of }: Progress) => ({
  antalValdistriktRaknade: counted,
  antalValdistriktSomSkaRaknas: of,
});

/** COUNT. */
function areaOf(area: AreaCount) {
  const { cast, eligible, eligibleCounted } = area;
  return {
    ...progressOf(area),
    ...countOf(area, percent(cast, eligibleCounted)),
    antalRostberattigade: eligible,
    antalRostberattigadeIRaknadeValdistrikt: eligibleCounted,
  };
}

function districtOf(district: JsonDistrict, area: string) {
  const { municipality, kind, ballots } = district;
  const turnout = ballots === null ? 0 : percent(district.cast, district.eligible ?? 0);
  return {
    namn: district.name,
    valdistriktstyp: kind === 'ordinary' ? 'valdistrikt' : 'uppsamlingsdistrikt',
    valdistriktskod: district.code,
    kommunkod: municipality.code,
    lankod: COUNTY,
    valomradeskod: area,
    kretskod: district.constituency,
    kommunvalkretsNamn: municipality.name,
    kommunvalkretsKod: `${municipality.code}00`,
    rapporteringsTid: district.reportedAt,
    totaltAntalRoster: district.cast,
    antalRostberattigade: district.eligible,
    valdeltagandeVallokal: kind === 'collection' ? null : turnout,
    valdistriktskodForegaendeVal: district.formerCodes,
    ...turnoutBefore(district, turnout),
    rostfordelning: votesOf(ballots, district.cast, { seatFile: false, election: null }),
  };
}

const bytesOf = (file: object): Uint8Array => Buffer.from(JSON.stringify(file), 'utf8');
