import { day, detached, spokenName, text, time } from './attributes.ts';
import { placeOf, type Element } from './element.ts';
import type { Faults } from './faults.ts';
import type { MemberName } from './member-name.ts';
import type { ElectionType, PartyCode, PartyName } from '../model.ts';

/** What the caller already knows of the election; `null`: any day will do. */
export interface Expected {
  /** `2014-09-14` */
  readonly electionDate: string | null;
}

export interface Head {
  readonly electionDate: string;
  readonly previousDate: string;
  readonly publishedAt: string;
}

const COUNT_WORDS = { night: 'VALNATTSRAPPORTERING', final: 'SLUTLIG RÖSTRÄKNING RESULTAT' } as const;
const TYPE_WORDS: Readonly<Record<ElectionType, string>> = {
  RD: 'Riksdagsval',
  RF: 'Landstingsval',
  KF: 'Kommunfullmäktigval',
};

/**
 * Words by which we tell a rehearsal from an election. Our own convention: the authority's is not known, and no genuine
 * TILLFÄLLE (`Allmänna val 14 september 2014`) holds any of them.
 */
export const REHEARSAL = /test|genrep|övning/i;

/**
 * The root element against the file's name and the expected election: `testData`, `wrongType` (count, election or
 * FILNAMN), `wrongElectionDate`, `invalidValue` for a day or time that is none.
 */
export function readHead(root: Element, name: MemberName, expected: Expected, faults: Faults): Head {
  const occasion = text(root, 'TILLFÄLLE', faults);
  if (REHEARSAL.test(occasion)) faults.note('testData', 'VAL', `TILLFÄLLE="${occasion}"`, 'a real election');
  expectWord(root, 'FILNAMN', faults.file, faults);
  expectWord(root, 'RAPPORTERING', COUNT_WORDS[name.count], faults);
  expectWord(root, 'VALTYP', TYPE_WORDS[name.type], faults);
  const electionDate = day(root, 'VALDAG', faults);
  if (expected.electionDate !== null && electionDate !== expected.electionDate) {
    faults.note('wrongElectionDate', 'VAL', electionDate, expected.electionDate);
  }
  const publishedAt = time(root, 'TID_RAPPORT', faults, 'fault');
  if (publishedAt === null) faults.note('invalidValue', 'VAL', 'TID_RAPPORT=""', 'a time as yyyymmddhhmmss');
  return { electionDate, previousDate: day(root, 'VALDAG_FGVAL', faults), publishedAt: publishedAt ?? '' };
}

function expectWord(root: Element, name: string, expected: string, faults: Faults): void {
  const found = text(root, name, faults);
  if (found !== expected) faults.note('wrongType', 'VAL', `${name}="${found}"`, expected);
}

/** Labels in the head that are no parties: other valid votes, blank, other invalid, parties that were not notified. */
const NO_PARTY: ReadonlySet<string> = new Set(['ÖVR', 'BLANK', 'OG', 'OGEJ']);

/**
 * The parties that the head names, and the only codes that rows may use. Faults: `invalidValue` for a party twice, `missingElement`
 * for none.
 * A colour that is none is left out: nothing is counted by it.
 */
export class Parties {
  private readonly names = new Map<string, PartyName>();

  constructor(private readonly faults: Faults) {}

  add(element: Element): void {
    const label = detached(text(element, 'FÖRKORTNING', this.faults));
    const name = spokenName(element, 'BETECKNING', this.faults);
    if (NO_PARTY.has(label)) return;
    if (label === '') this.faults.note('invalidValue', 'PARTI', 'FÖRKORTNING=""', "a party's abbreviation");
    if (this.names.has(label))
      this.faults.note('invalidValue', placeOf(element), 'a second time', 'each party once');
    const colour = /^#[0-9a-f]{6}$/i.exec(element.attributes.FÄRG ?? '')?.[0].toLowerCase() ?? null;
    this.names.set(label, {
      code: label as PartyCode,
      name,
      colour: colour === null ? null : detached(colour),
    });
  }

  /** Rows are about to come: without a party in the head (`missingElement`) none of them could be read. */
  requireAny(): void {
    if (this.names.size === 0) this.faults.note('missingElement', 'VAL', 'nothing', 'PARTI');
  }

  /** The code of a row's party: always the head's own string, so that a night holds each label once. */
  codeOf(row: Element): PartyCode {
    const label = text(row, 'PARTI', this.faults);
    const known = this.names.get(label);
    if (known !== undefined) return known.code;
    this.faults.note('invalidValue', placeOf(row), `PARTI="${label}"`, "a party of the file's head");
    return label as PartyCode;
  }

  /** By code. */
  list(): readonly PartyName[] {
    return [...this.names.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  }
}
