import type { OfficialSeats, WholeCount } from '../../model.ts';
import type { Result } from '../error.ts';
import type { Faults } from '../faults.ts';
import { sumOf } from '../rows.ts';
import { checked, shown } from './check.ts';
import { councilConstituency } from './district.ts';
import { contestsOf, type JsonContest, type JsonExpected } from './expected.ts';
import { AreaDraft, type Gatherer } from './gather.ts';
import type { JsonName } from './name.ts';
import type { JsonArea } from './part.ts';
import { areaSchema, constituencySchema, type AreaObject, type ConstituencyObject } from './schema.ts';
import { partiesWithSeats, readAllotted, seatsIn } from './seats.ts';
import { partiesOf } from './votes.ts';
import { readWhole } from './whole.ts';

/** An area or one of its constituencies, read. */
interface Read {
  readonly code: string;
  readonly whole: WholeCount;
  readonly seats: OfficialSeats;
}

/**
 * Gathers a mandatfordelning: region and council as a whole, with their constituencies; of the nation only the
 * constituencies of the programme. Faults: `missingElement` (no valomrade, a constituency that is not there),
 * `wrongType` (another area than the file's name says), `duplicateDistrict`, `sumMismatch` (constituencies against their
 * area, seats against their number), and those of counts and seats.
 */
export class SeatsGatherer implements Gatherer {
  constructor(
    private readonly name: JsonName,
    private readonly expected: JsonExpected,
    private readonly faults: Faults,
  ) {}

  /** There is no list in the root. */
  item(): void {}

  areas(root: unknown): ReadonlyMap<string, Result<JsonArea>> {
    const area = (root as { valomrade?: unknown }).valomrade;
    const { kod, valkretsLista: constituencies } = (area ?? {}) as Record<string, unknown>;
    const place = `valomrade ${String(this.name.area)}`;
    if (area === undefined || area === null)
      this.faults.note('missingElement', 'file > valomrade', shown(area), 'an object');
    else if (kod !== this.name.area)
      this.faults.note('wrongType', `${place} > kod`, shown(kod), String(this.name.area));
    else if (!Array.isArray(constituencies))
      this.faults.note('missingElement', `${place} > valkretsLista`, shown(constituencies), 'a list');
    if (this.faults.first !== null) return new Map();
    const items = constituencies as readonly unknown[];
    const read = contestsOf(this.name, this.expected).map(
      (contest) =>
        [
          contest.area,
          this.name.type === 'RD' ? this.constituency(contest, items) : this.whole(area, items),
        ] as const,
    );
    return new Map(read);
  }

  /** One constituency of the nation, as the contest's area. */
  private constituency(contest: JsonContest, items: readonly unknown[]): Result<JsonArea> {
    const draft = new AreaDraft(this.faults.file, contest.area);
    const own = items.filter((item) => (item as { kod?: unknown } | null)?.kod === contest.constituency);
    const place = `valomrade 00 > valkrets ${String(contest.constituency)}`;
    if (own.length === 0) draft.faults.note('missingElement', place, 'nothing', 'a constituency');
    if (own.length > 1)
      draft.faults.note('duplicateDistrict', place, 'a second time', 'each constituency once');
    const read = own.length === 1 ? this.readConstituency(own[0], place, draft) : null;
    if (read === null) return draft.result({});
    return draft.result({ whole: read.whole, seats: [{ ...read.seats, area: contest.area }] });
  }

  /** The whole of a region or council. Seats of constituencies matter where there are several. */
  private whole(item: unknown, items: readonly unknown[]): Result<JsonArea> {
    const draft = new AreaDraft(this.faults.file, String(this.name.area));
    const { faults } = draft;
    const place = `valomrade ${draft.code}`;
    const area = checked(areaSchema, item, place, faults);
    if (area === null) return draft.result({});
    const read = this.readArea(area, place, draft);
    const parts = items.flatMap(
      (one) => this.readConstituency(one, `${place} > valkrets ${kodOf(one)}`, draft) ?? [],
    );
    if (faults.first === null && parts.length > 0) checkParts(read, parts, place, faults);
    const council = this.name.type === 'KF' && parts.length > 1;
    const divided = council ? parts.map((part) => this.underMunicipality(part, place, faults)) : [];
    return draft.result({
      name: area.namn,
      whole: read.whole,
      seats: [read.seats, ...divided.sort((a, b) => (a.area < b.area ? -1 : 1))],
    });
  }

  private readArea(area: AreaObject, place: string, draft: AreaDraft): Read {
    const { faults } = draft;
    const whole = readWhole(
      area,
      { place, count: this.name.count, reportedAt: area.rapporteringsTid },
      faults,
    );
    const parties = readAllotted(area.mandatfordelning, { place, whole }, faults);
    const [of, allotted] = [area.totaltAntalMandat, seatsIn(parties)];
    if (allotted !== 0 && allotted !== of)
      faults.note(
        'sumMismatch',
        `${place} > mandatfordelning`,
        `seats of ${allotted}`,
        `totaltAntalMandat ${of}`,
      );
    addParties(area, draft);
    return { code: area.kod, whole, seats: { area: area.kod, of, decidedAt: null, parties } };
  }

  /** A constituency's seats, adjustment seats included once they are allotted; until then its fixed ones. */
  private readConstituency(item: unknown, place: string, draft: AreaDraft): Read | null {
    const { faults } = draft;
    const read = checked(constituencySchema, item, place, faults);
    if (read === null) return null;
    const whole = readWhole(
      read,
      { place, count: this.name.count, reportedAt: read.rapporteringsTid },
      faults,
    );
    const parties = readAllotted(read.mandatfordelning, { place, whole }, faults);
    const fixed = read.totaltAntalFastaMandat;
    if (parties === null && typeof fixed !== 'number')
      faults.note('missingAttribute', `${place} > totaltAntalFastaMandat`, shown(fixed), 'a whole number');
    addParties(read, draft);
    const of = parties === null ? (fixed ?? Number.NaN) : seatsIn(parties);
    return { code: read.kod, whole, seats: { area: read.kod, of, decidedAt: null, parties } };
  }

  private underMunicipality(part: Read, place: string, faults: Faults): OfficialSeats {
    const code = councilConstituency(part.code, String(this.name.area));
    if (code === null)
      faults.note(
        'invalidValue',
        `${place} > valkrets ${part.code} > kod`,
        shown(part.code),
        'a council constituency',
      );
    return { ...part.seats, area: code ?? part.code };
  }
}

/** Constituencies sum to their area, in valid votes and in counted districts; none is there twice. */
function checkParts(area: Read, parts: readonly Read[], place: string, faults: Faults): void {
  const within = `${place} > valkretsLista`;
  const twice = parts.find(({ code }, index) => parts.findIndex((part) => part.code === code) !== index);
  if (twice !== undefined)
    faults.note('duplicateDistrict', within, `${twice.code} a second time`, 'each constituency once');
  const valid = sumOf(parts, ({ whole }) => whole.votes?.valid ?? 0);
  const stated = area.whole.votes?.valid ?? 0;
  if (valid !== stated)
    faults.note('sumMismatch', within, `valid votes of ${valid}`, `antalRoster ${stated}`);
  const counted = sumOf(parts, ({ whole }) => whole.counted);
  if (counted !== area.whole.counted)
    faults.note(
      'sumMismatch',
      within,
      `counted districts of ${counted}`,
      `antalValdistriktRaknade ${area.whole.counted}`,
    );
}

function addParties(
  { rostfordelning, mandatfordelning }: AreaObject | ConstituencyObject,
  draft: AreaDraft,
): void {
  if (rostfordelning !== null) draft.addParties(partiesOf(rostfordelning));
  draft.addParties(partiesWithSeats(mandatfordelning));
}

const kodOf = (item: unknown): string => String((item as { kod?: unknown } | null)?.kod);
