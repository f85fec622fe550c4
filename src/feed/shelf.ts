/** What stands at the two addresses of an XML night: the newest publication, or what a fault makes of it. */
import { Archiver } from './archive.ts';
import { isAnswerFault, type Fault } from './faults.ts';
import { faultyArchive, filesAt, isXmlArchiveFault } from './faulty-archive.ts';
import type { ArchiveAddress, Publication, XmlNight } from './recording.ts';
import { Slot, type Standing } from './slot.ts';

export class Shelf {
  readonly #archiver = new Archiver();
  readonly #publications: Readonly<Record<ArchiveAddress, readonly Publication[]>>;
  readonly #slots: Readonly<Record<ArchiveAddress, Slot>> = { night: new Slot(), final: new Slot() };

  constructor(night: XmlNight) {
    const at = (address: ArchiveAddress): Publication[] =>
      night.publications.filter((each) => each.address === address);
    this.#publications = { night: at('night'), final: at('final') };
  }

  /** Is anything published there yet? */
  isFilled(address: ArchiveAddress, nightMs: number): boolean {
    return this.#index(address, nightMs) >= 0;
  }

  /** Null before the first publication. */
  stands(address: ArchiveAddress, nightMs: number, fault: Fault | null): Standing | null {
    const index = this.#index(address, nightMs);
    if (index < 0) return null;
    const struckBy = fault === null || isAnswerFault(fault.name) ? '' : String(fault.id);
    const at = Date.parse(this.#publications[address][index]?.at ?? '');
    return this.#slots[address].place({ index, at, struckBy }, nightMs, () =>
      this.#bytes(address, index, fault),
    );
  }

  #index(address: ArchiveAddress, nightMs: number): number {
    return this.#publications[address].findLastIndex(({ at }) => Date.parse(at) <= nightMs);
  }

  #bytes(address: ArchiveAddress, index: number, fault: Fault | null): Buffer {
    const publications = this.#publications[address];
    const archiver = this.#archiver;
    if (fault === null || !isXmlArchiveFault(fault.name)) {
      return archiver.build(filesAt(publications, index));
    }
    return faultyArchive(fault.name, { archiver, publications, index }, fault.back);
  }
}
