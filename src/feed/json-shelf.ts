/** What stands below the base of a JSON night: the index and the archives, or what faults make of them. */
import type { Fault } from './faults.ts';
import { JsonArchiver } from './json-archive.ts';
import { faultyJsonArchive, type PublishedFault } from './json-faults.ts';
import type { ArchiveAddress, JsonArchive, JsonNight } from './recording.ts';
import type { Signer } from './signer.ts';
import { md5, Slot, type Standing } from './slot.ts';

/** What the index says before the first result: the md5 of nothing. */
const NOTHING_YET = 'd41d8cd98f00b204e9800998ecf8427e  -\n';
const INDEX = 'index.md5';
/** Faulty archives that are kept as bytes: one for each address, now and before. */
const KEPT_FAULTY = 4;

/** A fault that is in the archives as published. */
export type Published = Fault & { readonly name: PublishedFault };

interface Built {
  readonly bytes: Buffer;
  readonly md5: string;
}

/** Faults that the index shows: it is ahead, or archives are published with faults (one for each address at most). */
export interface IndexFaults {
  readonly ahead: Fault | null;
  readonly published: readonly Published[];
}

export class JsonShelf {
  readonly #night: JsonNight;
  readonly #archiver: JsonArchiver;
  /** All states of each path. */
  readonly #states = new Map<string, JsonArchive[]>();
  readonly #slots = new Map<string, Slot>();
  readonly #built = new WeakMap<JsonArchive, Built>();
  readonly #faulty = new Map<string, Built>();

  constructor(night: JsonNight, signer: Signer) {
    this.#night = night;
    this.#archiver = new JsonArchiver(signer);
    for (const archive of new Set(night.publications.flatMap(({ archives }) => archives))) {
      this.#states.set(archive.path, [...(this.#states.get(archive.path) ?? []), archive]);
    }
  }

  /** How many publications are out. */
  publishedAt(nightMs: number): number {
    return this.#night.publications.findLastIndex(({ at }) => Date.parse(at) <= nightMs) + 1;
  }

  /** The index; null before the first publication. */
  index(nightMs: number, { ahead, published }: IndexFaults): Standing | null {
    const count = this.publishedAt(nightMs);
    const publication = this.#night.publications[count - 1];
    if (!publication) return null;
    const struckBy = [ahead, ...published].flatMap((fault) => fault?.id ?? []).join();
    const placement = { index: count, at: Date.parse(publication.at), struckBy };
    const target = ahead === null ? null : this.#news(publication.archives, 'night');
    return this.#slot(INDEX).place(placement, nightMs, () => {
      const lines = publication.archives.map((archive) => {
        const fault = this.#faultOf(archive, publication.archives, published);
        const sum = archive === target ? this.#nextMd5(archive) : this.#build(archive, fault).md5;
        return `${sum}  ./${archive.path}\n`;
      });
      return Buffer.from(lines.join('') || NOTHING_YET, 'utf8');
    });
  }

  /** The archive at a path below the base; null where none is out. */
  archive(path: string, nightMs: number, published: readonly Published[]): Standing | null {
    const { archives } = this.#night.publications[this.publishedAt(nightMs) - 1] ?? { archives: [] };
    const archive = archives.find((each) => each.path === path);
    if (!archive) return null;
    const fault = this.#faultOf(archive, archives, published);
    const placement = {
      index: this.#stateOf(archive),
      at: Date.parse(archive.at),
      struckBy: fault === null ? '' : String(fault.id),
    };
    return this.#slot(path).place(placement, nightMs, () => this.#build(archive, fault).bytes);
  }

  /** The fault in the archive at a path: the one of its address, if the archive is the news there. */
  faultAt(path: string, nightMs: number, published: readonly Published[]): Published | null {
    const { archives } = this.#night.publications[this.publishedAt(nightMs) - 1] ?? { archives: [] };
    const archive = archives.find((each) => each.path === path);
    return archive ? this.#faultOf(archive, archives, published) : null;
  }

  /** Is any archive of that count out? */
  isFilled(address: ArchiveAddress, nightMs: number): boolean {
    const { archives } = this.#night.publications[this.publishedAt(nightMs) - 1] ?? { archives: [] };
    return this.#news(archives, address) !== null;
  }

  #faultOf(
    archive: JsonArchive,
    archives: readonly JsonArchive[],
    published: readonly Published[],
  ): Published | null {
    return published.find(({ address }) => this.#news(archives, address) === archive) ?? null;
  }

  /** The archive of that count that changed last (the first of them when several did). */
  #news(archives: readonly JsonArchive[], address: Fault['address']): JsonArchive | null {
    const own = archives.filter(({ path }) => addressOf(path) === address);
    const newestFirst = own.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    return newestFirst[0] ?? null;
  }

  /** Of the state that comes next; after the last one, of one that never comes. */
  #nextMd5(archive: JsonArchive): string {
    const next = this.#states.get(archive.path)?.[this.#stateOf(archive) + 1];
    return next ? this.#build(next, null).md5 : md5(Buffer.from(archive.path));
  }

  #build(archive: JsonArchive, fault: Published | null): Built {
    return fault === null ? this.#sound(archive) : this.#struck(archive, fault);
  }

  #sound(archive: JsonArchive): Built {
    const known = this.#built.get(archive);
    if (known) return known;
    const built = builtOf(this.#archiver.build(archive.files()));
    this.#built.set(archive, built);
    return built;
  }

  #struck(archive: JsonArchive, fault: Published): Built {
    const index = this.#stateOf(archive);
    const key = `${fault.id} ${archive.path} ${index}`;
    const known = this.#faulty.get(key);
    if (known) return known;
    const states = this.#states.get(archive.path) ?? [];
    const scene = { archiver: this.#archiver, states, index };
    const built = builtOf(faultyJsonArchive(fault.name, scene, fault.back));
    this.#faulty.set(key, built);
    for (const oldest of [...this.#faulty.keys()].slice(0, -KEPT_FAULTY)) this.#faulty.delete(oldest);
    return built;
  }

  #stateOf(archive: JsonArchive): number {
    return this.#states.get(archive.path)?.indexOf(archive) ?? -1;
  }

  #slot(path: string): Slot {
    const slot = this.#slots.get(path) ?? new Slot();
    this.#slots.set(path, slot);
    return slot;
  }
}

/** Folder `p`: the night's count; `s`: the final one. */
export const addressOf = (path: string): ArchiveAddress => (path.startsWith('p/') ? 'night' : 'final');

const builtOf = (bytes: Buffer): Built => ({ bytes, md5: md5(bytes) });
