/** What each archive fault makes of the archive that should stand. */
import type { Archiver } from './archive.ts';
import { ARCHIVE_FAULTS, type AnyFaultName, type ArchiveFault } from './faults.ts';
import type { Publication, ResultFile } from './recording.ts';
import { newestMunicipality, XML_FAULTS } from './xml-faults.ts';

export interface ArchiveScene {
  readonly archiver: Archiver;
  /** All of the address, and which of them should stand. */
  readonly publications: readonly Publication[];
  readonly index: number;
}

const TRUNCATED_TO = 0.6;

/** `back`: for `olderFile`, how many publications. */
export function faultyArchive(
  name: ArchiveFault,
  { archiver, publications, index }: ArchiveScene,
  back: number,
): Buffer {
  const files = filesAt(publications, index);
  switch (name) {
    case 'truncated':
      return cut(archiver.build(files));
    case 'wrongMemberChecksum':
      return archiver.build(files, { wrongCrcOf: newestMunicipality(files)?.name ?? '' });
    case 'wrongArchiveChecksum':
      return archiver.build(files, { wrongCksum: true });
    case 'olderFile':
      return archiver.build(filesAt(publications, Math.max(0, index - back)));
    case 'emptyArchive':
      return archiver.build([]);
    default:
      return archiver.build(XML_FAULTS[name](files));
  }
}

export const isXmlArchiveFault = (name: AnyFaultName): name is ArchiveFault => name in ARCHIVE_FAULTS;

export const filesAt = (publications: readonly Publication[], index: number): readonly ResultFile[] =>
  publications[index]?.files() ?? [];

const cut = (archive: Buffer): Buffer => archive.subarray(0, Math.floor(archive.length * TRUNCATED_TO));
