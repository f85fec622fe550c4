/** The archive of one area of a JSON night: its JSON files, each followed by its signature. */
import type { ResultFile } from './recording.ts';
import type { Signer } from './signer.ts';
import { wallClock } from './swedish-time.ts';
import { ZipWriter, type Member } from './zip.ts';

/** Faults in the archive around sound files. */
export interface JsonArchiveDamage {
  readonly unsigned?: boolean;
  /** Each signature is that of other bytes. */
  readonly wrongSignature?: boolean;
  /** The member of this name gets a wrong CRC in the zip. */
  readonly wrongCrcOf?: string | undefined;
}

export class JsonArchiver {
  readonly #zip = new ZipWriter();
  readonly #signer: Signer;

  constructor(signer: Signer) {
    this.#signer = signer;
  }

  /** Equal files give equal bytes, by the same signer. */
  build(files: readonly ResultFile[], damage: JsonArchiveDamage = {}): Buffer {
    return this.#zip.write(files.flatMap((file) => this.#members(file, damage)));
  }

  #members(file: ResultFile, { unsigned, wrongSignature, wrongCrcOf }: JsonArchiveDamage): Member[] {
    const modified = wallClock(file.exportedAt);
    const json: Member = { name: file.name, bytes: file.bytes, modified };
    const member = wrongCrcOf === file.name ? { ...json, claimedCrc: 0x0bad_0bad } : json;
    if (unsigned) return [member];
    const signed = wrongSignature ? Buffer.concat([file.bytes, Buffer.from(' ')]) : file.bytes;
    const signature = { name: signatureName(file.name), bytes: this.#signer.sign(signed), modified };
    return [member, { ...signature, stored: true }];
  }
}

/** `Val_2026_slutlig_summering_RD.json` is signed in `Val_2026_slutlig_summering_RD_sign.sha256`. */
export const signatureName = (member: string): string => member.replace(/\.json$/, '_sign.sha256');
