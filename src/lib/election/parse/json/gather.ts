import { fail, ok, type Result } from '../error.ts';
import { Faults } from '../faults.ts';
import { mergedParties } from './labels.ts';
import type { JsonArea, NumberedParty } from './part.ts';

/** Takes what is read of one member and keeps it by area. */
export interface Gatherer {
  /** An item of the list in the root. */
  item(item: unknown): void;
  /** The root (its list empty by now), once the file has ended without a fault. */
  areas(root: unknown): ReadonlyMap<string, Result<JsonArea>>;
}

/** One area while it is gathered. It has faults of its own, so that another area's do not stop it. */
export class AreaDraft {
  readonly faults: Faults;
  private readonly parties: (readonly NumberedParty[])[] = [];

  constructor(
    file: string,
    readonly code: string,
  ) {
    this.faults = new Faults(file);
  }

  addParties(parties: readonly NumberedParty[]): void {
    this.parties.push(parties);
  }

  /** Parties of hundreds of districts are the same few. */
  result(content: Partial<JsonArea>): Result<JsonArea> {
    if (this.faults.first !== null) return fail(this.faults.first);
    return ok({
      code: this.code,
      name: null,
      reports: [],
      whole: null,
      seats: [],
      ...content,
      parties: mergedParties(this.parties),
    });
  }
}
