import type { PartyCode, PartyName } from '../../model.ts';
import type { NumberedParty } from './part.ts';
import table from './party-codes.json' with { type: 'json' };

/** Labels that the XML files gave these numbers (docs: feed formats, part A, "Party identity"). */
const TABLE: ReadonlyMap<string, string> = new Map(Object.entries(table));

/** What a party is called in its own row: by the table, by its abbreviation, or by its number. */
export const ownLabel = (partikod: string, abbreviation: string | null | undefined): string =>
  TABLE.get(partikod) ?? (abbreviation?.trim() || partikod);

/**
 * One label for each partikod. A label of the table stays with its own party, whether or not it is among these; of two
 * others with one label the second (by number) gets its number behind it.
 */
export function labelParties(parties: readonly NumberedParty[]): ReadonlyMap<string, PartyCode> {
  const taken = new Set(TABLE.values());
  const labels = new Map<string, PartyCode>();
  for (const { partikod, abbreviation } of [...parties].sort(byNumber)) {
    const own = ownLabel(partikod, abbreviation);
    const label = taken.has(own) && !TABLE.has(partikod) ? `${own} ${partikod}` : own;
    taken.add(label);
    labels.set(partikod, label as PartyCode);
  }
  return labels;
}

/** The parties under their labels, by label. */
export const namedParties = (
  parties: readonly NumberedParty[],
  labels: ReadonlyMap<string, PartyCode>,
): readonly PartyName[] =>
  parties
    .map(({ partikod, name, colour }) => ({
      code: labels.get(partikod) ?? (partikod as PartyCode),
      name,
      colour,
      partikod,
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));

const byNumber = (a: NumberedParty, b: NumberedParty): number => (a.partikod < b.partikod ? -1 : 1);

/** The parties of several lists, each once; where two tell different things of one, the lesser text holds. */
export function mergedParties(lists: readonly (readonly NumberedParty[])[]): readonly NumberedParty[] {
  const merged = new Map<string, NumberedParty>();
  for (const party of lists.flat()) {
    const other = merged.get(party.partikod);
    merged.set(party.partikod, other === undefined ? party : agreed(party, other));
  }
  return [...merged.values()].sort(byNumber);
}

const agreed = (one: NumberedParty, other: NumberedParty): NumberedParty => ({
  partikod: one.partikod,
  abbreviation: lesser(one.abbreviation, other.abbreviation),
  name: lesser(one.name, other.name) ?? one.name,
  colour: lesser(one.colour, other.colour),
});

/** The lesser of two texts, so that the order of rows and files changes nothing; a text before none. */
const lesser = (one: string | null, other: string | null): string | null => {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
};
