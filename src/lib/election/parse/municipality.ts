import { codeWithin, detached, spokenName, text } from './attributes.ts';
import { readDistrict } from './district.ts';
import { placeOf, type Element, type Listener } from './element.ts';
import type { Faults } from './faults.ts';
import { Parties, readHead, type Expected, type Head } from './head.ts';
import type { MemberName } from './member-name.ts';
import { readRows } from './rows.ts';
import { readSeats, readTotal } from './totals.ts';
import type { MunicipalityCode, MunicipalityResult, OfficialSeats, Report, StatedTotal } from '../model.ts';

/**
 * Gathers a municipality's file (`valnatt_2303K.xml`) while it is read: KOMMUN, its KRETS_KOMMUN, their districts. Adds
 * to the faults of its parts `wrongType` (another municipality than the name says), `duplicateDistrict` (constituencies
 * too), and `missingElement` where a level is empty.
 */
export class MunicipalityReader implements Listener {
  private head: Head | null = null;
  private readonly parties: Parties;
  private readonly reports = new Map<string, Report>();
  private readonly seats: OfficialSeats[] = [];
  private readonly stated: StatedTotal[] = [];
  private readonly constituencies = new Set<string>();
  private name: string | null = null;

  constructor(
    private readonly file: MemberName,
    private readonly expected: Expected,
    private readonly faults: Faults,
  ) {
    this.parties = new Parties(faults);
  }

  root(root: Element): void {
    this.head = readHead(root, this.file, this.expected, this.faults);
  }

  party(party: Element): void {
    this.parties.add(party);
  }

  enter(area: Element): void {
    if (area.name === 'KOMMUN') this.enterMunicipality(area);
    if (area.name !== 'KRETS_KOMMUN') return;
    const code = codeWithin(area, 6, this.file.area, this.faults);
    if (this.constituencies.has(code)) this.duplicate(area, code);
    this.constituencies.add(code);
  }

  private enterMunicipality(area: Element): void {
    this.parties.requireAny();
    const found = text(area, 'KOD', this.faults);
    if (found !== this.file.area)
      this.faults.note('wrongType', placeOf(area), `KOD="${found}"`, this.file.area);
    if (this.name !== null) this.faults.note('unknownElement', 'VAL', 'a second KOMMUN', 'one');
    this.name = spokenName(area, 'NAMN', this.faults);
  }

  area(area: Element): void {
    if (area.name === 'VALDISTRIKT' || area.name === 'ONSDAGSDISTRIKT') this.district(area);
    else this.total(area);
  }

  private district(element: Element): void {
    const report = readDistrict(element, this.file, this.parties, this.faults);
    if (this.reports.has(report.district)) this.duplicate(element, report.district);
    this.reports.set(report.district, report);
  }

  private duplicate(area: Element, code: string): void {
    this.faults.note('duplicateDistrict', placeOf(area), `${code} a second time`, 'each area once');
  }

  private total(area: Element): void {
    const rows = readRows(area, this.parties, this.faults);
    const total = readTotal(area, rows, this.faults);
    const seats = readSeats(area, rows, this.faults);
    this.requireInner(area, total);
    this.stated.push(total);
    if (seats !== null) this.seats.push(seats);
  }

  /** Inner areas end before their outer one, so those of this one are known by now. */
  private requireInner(area: Element, { area: code }: StatedTotal): void {
    if (area.name === 'KOMMUN') {
      if (this.stated.length === 0)
        this.faults.note('missingElement', placeOf(area), 'nothing', 'KRETS_KOMMUN');
      return;
    }
    for (const report of this.reports.values()) if (report.constituency === code) return;
    this.faults.note('missingElement', placeOf(area), 'nothing', 'VALDISTRIKT');
  }

  /** The document, once the file has ended without a fault; without a KOMMUN it is `missingElement`. */
  result(): MunicipalityResult | null {
    if (this.name === null) this.faults.note('missingElement', 'VAL', 'nothing', 'KOMMUN');
    if (this.faults.first !== null || this.head === null || this.name === null) return null;
    return {
      kind: 'municipality',
      type: this.file.type,
      count: this.file.count,
      ...this.head,
      municipality: detached(this.file.area) as MunicipalityCode,
      name: this.name,
      parties: this.parties.list(),
      reports: [...this.reports.values()].sort((a, b) => (a.district < b.district ? -1 : 1)),
      seats: this.seats.sort((a, b) => (a.area < b.area ? -1 : 1)),
      stated: this.stated.sort((a, b) => (a.area < b.area ? -1 : 1)),
    };
  }
}
