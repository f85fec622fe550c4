import { codeWithin } from './attributes.ts';
import { placeOf, type Element, type Listener } from './element.ts';
import type { Faults } from './faults.ts';
import { Parties, readHead, type Expected, type Head } from './head.ts';
import type { MemberName } from './member-name.ts';
import { readRows } from './rows.ts';
import { readTotal } from './totals.ts';
import type { NationalResult, StatedTotal } from '../model.ts';

/**
 * Gathers a national file (`valnatt_00R.xml`) while it is read: totals of the nation, the counties and the
 * municipalities. A municipality is taken where it stands whole, in KRETS_RIKSDAG; the county councils' file has it a
 * second time (or, when it is divided, in parts) in KRETS_LANDSTING, whose codes may equal a municipality's (2303).
 * Faults: `duplicateDistrict` for an area twice at one level, `missingElement` where PARTI or NATION is missing.
 */
export class NationalReader implements Listener {
  private head: Head | null = null;
  private readonly parties: Parties;
  private readonly stated: StatedTotal[] = [];
  private readonly seen = new Set<string>();

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
    if (area.name === 'NATION') this.parties.requireAny();
    if (!isTaken(area)) return;
    const code = codeWithin(area, area.name === 'KOMMUN' ? 4 : 2, outerCode(area), this.faults);
    const key = `${area.name} ${code}`;
    if (this.seen.has(key))
      this.faults.note('duplicateDistrict', placeOf(area), `${key} a second time`, 'each area once');
    this.seen.add(key);
  }

  area(area: Element): void {
    if (!isTaken(area)) return;
    this.stated.push(readTotal(area, readRows(area, this.parties, this.faults), this.faults));
  }

  /** The document, once the file has ended without a fault. */
  result(): NationalResult | null {
    if (!this.seen.has('NATION 00')) this.faults.note('missingElement', 'VAL', 'nothing', 'NATION 00');
    if (this.faults.first !== null || this.head === null) return null;
    const { electionDate, publishedAt } = this.head;
    const { type, count } = this.file;
    return {
      kind: 'national',
      type,
      count,
      electionDate,
      publishedAt,
      stated: this.stated.sort((a, b) => (a.area < b.area ? -1 : 1)),
    };
  }
}

const isTaken = (area: Element): boolean =>
  area.name === 'NATION' ||
  area.name === 'LÄN' ||
  (area.name === 'KOMMUN' && area.parent?.name === 'KRETS_RIKSDAG');

/** The code that the area's own begins with: a municipality's with that of its county, which is two levels up. */
function outerCode(area: Element): string {
  if (area.name === 'NATION') return '00';
  return area.name === 'KOMMUN' ? (area.parent?.parent?.attributes.KOD ?? '') : '';
}
