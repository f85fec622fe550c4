import { fail, ok, type FeedError, type Result } from '../error.ts';
import { Faults } from '../faults.ts';
import { SeatsGatherer } from './area-seats.ts';
import { shown } from './check.ts';
import { DistrictsGatherer } from './districts.ts';
import type { JsonExpected } from './expected.ts';
import type { Gatherer } from './gather.ts';
import { readJsonHead } from './head.ts';
import { MunicipalitiesGatherer } from './municipalities.ts';
import type { JsonName, JsonPartKind } from './name.ts';
import type { JsonPart } from './part.ts';
import { SHAPES } from './shape.ts';
import { KeptTokens } from './tokens.ts';
import { TreeBuilder } from './tree.ts';

const GATHERERS = {
  districts: DistrictsGatherer,
  seats: SeatsGatherer,
  municipalities: MunicipalitiesGatherer,
} as const;

/** The list in the root that a member is made of. */
const LISTS: Readonly<Record<JsonPartKind, string | null>> = {
  districts: 'valdistrikt',
  seats: null,
  municipalities: 'kommuner',
};

/**
 * Reads one member of a JSON archive while its bytes come in (docs: feed formats, part B): only the programme's own
 * areas are kept, and the file is never held whole. Whatever the bytes, it ends in a part or a fault; a fault inside one
 * area refuses that area only, one in the syntax or the head refuses the member.
 */
export class JsonMemberReader {
  private readonly faults: Faults;
  private readonly gatherer: Gatherer;
  private readonly tree: TreeBuilder;
  private readonly tokens: KeptTokens;

  constructor(
    readonly file: string,
    readonly name: JsonName,
    readonly expected: JsonExpected,
  ) {
    this.faults = new Faults(file);
    this.gatherer = new GATHERERS[name.part](name, expected, this.faults);
    this.tree = new TreeBuilder((item) => this.gatherer.item(item), this.faults);
    this.tokens = new KeptTokens(SHAPES[name.part], this.tree, this.faults);
  }

  /** The next piece, of any size (64 kB take a few milliseconds). After the first fault the rest is ignored. */
  write(chunk: Uint8Array): void {
    this.tokens.write(chunk);
  }

  /** Nothing more comes. */
  end(): Result<JsonPart> {
    this.tokens.end();
    return this.part() ?? fail(this.faults.first as FeedError);
  }

  private part(): Result<JsonPart> | null {
    if (this.faults.first !== null) return null;
    const head = readJsonHead(this.tree.root, this.name, this.expected, this.faults);
    const list = LISTS[this.name.part];
    if (head === null) return null;
    const found = list === null ? [] : (this.tree.root as Record<string, unknown>)[list];
    if (!Array.isArray(found)) this.faults.note('missingElement', `file > ${list}`, shown(found), 'a list');
    const areas = this.gatherer.areas(this.tree.root);
    return this.faults.first === null ? ok({ name: this.name, head, areas }) : null;
  }
}
