import type { Result } from '../error.ts';
import type { Faults } from '../faults.ts';
import { checked, shown } from './check.ts';
import { contestsOf, type JsonExpected } from './expected.ts';
import { AreaDraft, type Gatherer } from './gather.ts';
import type { JsonName } from './name.ts';
import type { JsonArea } from './part.ts';
import { municipalitySchema } from './schema.ts';
import { partiesOf } from './votes.ts';
import { readWhole } from './whole.ts';

/**
 * Gathers a summering: totals of the programme's municipalities. A fault in one refuses that one. Faults besides a
 * total's: `missingElement` (a municipality is not there), `duplicateDistrict` (it is there twice), `wrongType` (one
 * outside the area that the file's name says).
 */
export class MunicipalitiesGatherer implements Gatherer {
  private readonly drafts: ReadonlyMap<string, AreaDraft>;
  private readonly read = new Map<string, Partial<JsonArea>>();

  constructor(
    private readonly name: JsonName,
    expected: JsonExpected,
    private readonly faults: Faults,
  ) {
    const codes = new Set(contestsOf(name, expected).flatMap((contest) => contest.municipalities));
    this.drafts = new Map([...codes].sort().map((code) => [code, new AreaDraft(faults.file, code)]));
  }

  item(item: unknown): void {
    const { kommunkod } = (item ?? {}) as Record<string, unknown>;
    const draft = this.drafts.get(String(kommunkod));
    if (draft === undefined) return this.passOver(kommunkod);
    const place = `kommun ${draft.code}`;
    if (this.read.has(draft.code))
      draft.faults.note('duplicateDistrict', place, `${draft.code} a second time`, 'each municipality once');
    this.read.set(draft.code, {});
    const municipality = checked(municipalitySchema, item, place, draft.faults);
    if (municipality === null) return;
    const reportedAt = municipality.senasteRapporteringstid;
    const whole = readWhole(municipality, { place, count: this.name.count, reportedAt }, draft.faults);
    this.read.set(draft.code, { name: municipality.namn, whole });
    if (municipality.rostfordelning !== null) draft.addParties(partiesOf(municipality.rostfordelning));
  }

  private passOver(code: unknown): void {
    const area = this.name.area === '00' ? '' : (this.name.area ?? '');
    if (typeof code !== 'string')
      this.faults.note('missingAttribute', 'kommun > kommunkod', shown(code), 'a municipality');
    else if (!code.startsWith(area))
      this.faults.note('wrongType', 'kommun > kommunkod', shown(code), `in ${area}`);
  }

  areas(): ReadonlyMap<string, Result<JsonArea>> {
    return new Map([...this.drafts].map(([code, draft]) => [code, this.finished(draft)]));
  }

  private finished(draft: AreaDraft): Result<JsonArea> {
    const read = this.read.get(draft.code);
    if (read === undefined)
      draft.faults.note('missingElement', `kommun ${draft.code}`, 'nothing', 'a municipality');
    return draft.result(read ?? {});
  }
}
