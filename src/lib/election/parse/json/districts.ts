import type { Report } from '../../model.ts';
import type { Result } from '../error.ts';
import type { Faults } from '../faults.ts';
import { checked, shown } from './check.ts';
import { readDistrict } from './district.ts';
import { contestsOf, type JsonExpected } from './expected.ts';
import { AreaDraft, type Gatherer } from './gather.ts';
import type { JsonName } from './name.ts';
import type { JsonArea } from './part.ts';
import { districtSchema } from './schema.ts';
import { partiesOf } from './votes.ts';

/** A municipality's districts while they come in. */
interface Municipality {
  readonly draft: AreaDraft;
  readonly reports: Map<string, Report>;
}

/**
 * Gathers a rostfordelning: the districts of the programme's municipalities. A fault in one refuses its municipality.
 * Faults besides a district's: `missingElement` (no district of a municipality), `duplicateDistrict`, `wrongType`
 * (another area than the file's name says).
 */
export class DistrictsGatherer implements Gatherer {
  private readonly municipalities: ReadonlyMap<string, Municipality>;

  constructor(
    private readonly name: JsonName,
    expected: JsonExpected,
    private readonly faults: Faults,
  ) {
    const codes = new Set(contestsOf(name, expected).flatMap((contest) => contest.municipalities));
    this.municipalities = new Map(
      [...codes]
        .sort()
        .map((code) => [code, { draft: new AreaDraft(faults.file, code), reports: new Map() }]),
    );
  }

  item(item: unknown): void {
    const own = this.ownerOf(item);
    if (own === null || own.draft.faults.first !== null) return;
    const { draft, reports } = own;
    const { faults, code } = draft;
    const district = checked(districtSchema, item, `valdistrikt ${codeOf(item)}`, faults);
    if (district === null) return;
    const place = `valdistrikt ${district.valdistriktskod}`;
    if (district.kommunkod !== code)
      faults.note('invalidValue', `${place} > kommunkod`, shown(district.kommunkod), code);
    if (district.valomradeskod !== this.name.area)
      faults.note(
        'wrongType',
        `${place} > valomradeskod`,
        shown(district.valomradeskod),
        String(this.name.area),
      );
    const report = readDistrict(district, { ...this.name, municipality: code }, faults);
    if (reports.has(report.district))
      faults.note('duplicateDistrict', place, `${report.district} a second time`, 'each district once');
    reports.set(report.district, report);
    if (district.rostfordelning !== null) draft.addParties(partiesOf(district.rostfordelning));
  }

  /**
   * The municipality that a district is told in, by kommunkod or else by its own code; `null` for one that is not
   * followed, or where the file is at fault.
   */
  private ownerOf(item: unknown): Municipality | null {
    const { kommunkod } = (item ?? {}) as Record<string, unknown>;
    const code = codeOf(item);
    const own = this.municipalities.get(String(kommunkod)) ?? this.municipalities.get(code.slice(0, 4));
    if (own !== undefined) return own;
    const area = this.name.area === '00' ? '' : (this.name.area ?? '');
    if (typeof kommunkod !== 'string')
      this.faults.note(
        'missingAttribute',
        `valdistrikt ${code} > kommunkod`,
        shown(kommunkod),
        'a municipality',
      );
    else if (!kommunkod.startsWith(area))
      this.faults.note('wrongType', `valdistrikt ${code} > kommunkod`, shown(kommunkod), `in ${area}`);
    return null;
  }

  areas(): ReadonlyMap<string, Result<JsonArea>> {
    return new Map([...this.municipalities].map(([code, municipality]) => [code, finished(municipality)]));
  }
}

function finished({ draft, reports }: Municipality): Result<JsonArea> {
  if (reports.size === 0)
    draft.faults.note('missingElement', `kommun ${draft.code}`, 'nothing', 'valdistrikt');
  return draft.result({
    reports: [...reports.values()].sort((a, b) => (a.district < b.district ? -1 : 1)),
  });
}

function codeOf(item: unknown): string {
  const { valdistriktskod } = (item ?? {}) as Record<string, unknown>;
  return typeof valdistriktskod === 'string' ? valdistriktskod : 'without a code';
}
