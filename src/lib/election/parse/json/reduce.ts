import { fail, ok, type Result } from '../error.ts';
import { Faults } from '../faults.ts';
import { readJsonName } from './name.ts';
import { SHAPES } from './shape.ts';
import { KeptTokens, type JsonHandler, type Scalar } from './tokens.ts';

/**
 * Writes a member anew, while its bytes come in, with what the reader reads of it: no ballot papers and persons. The
 * reader finds the same in it as in the original. Faults: `unknownFile` where the name is not a member's,
 * `malformedJson`, `tooDeep`.
 */
export class JsonReduction {
  private readonly faults: Faults;
  private readonly writer = new FiguresWriter();
  /** `null`: the name is not a member's. */
  private readonly tokens: KeptTokens | null;

  constructor(fileName: string) {
    this.faults = new Faults(fileName);
    const name = readJsonName(fileName);
    const expected = 'Val_2026_preliminar_rostfordelning_2303_KF.json or the like';
    if (name === null) this.faults.note('unknownFile', 'file name', fileName, expected);
    this.tokens = name && new KeptTokens(SHAPES[name.part], this.writer, this.faults);
  }

  /** The next piece, of any size (64 kB take a few milliseconds). After the first fault the rest is ignored. */
  write(chunk: Uint8Array): void {
    this.tokens?.write(chunk);
    this.writer.endPiece();
  }

  /** Nothing more comes. */
  end(): Result<Uint8Array> {
    this.tokens?.end();
    return this.faults.first === null ? ok(this.writer.bytes()) : fail(this.faults.first);
  }
}

const PIECE = 64 * 1024;

/** The same in one go. */
export function reduceJson(name: string, bytes: Uint8Array): Result<Uint8Array> {
  const reduction = new JsonReduction(name);
  for (let at = 0; at < bytes.length; at += PIECE) reduction.write(bytes.subarray(at, at + PIECE));
  return reduction.end();
}

/** Writes what it is told, without spaces. */
class FiguresWriter implements JsonHandler {
  private readonly pieces: Uint8Array[] = [];
  private parts: string[] = [];
  private readonly ends: string[] = [];
  /** Something stands before the next value, so that it needs a comma. */
  private follows = false;

  open(kind: 'object' | 'list'): void {
    this.begin(kind === 'object' ? '{' : '[');
    this.ends.push(kind === 'object' ? '}' : ']');
    this.follows = false;
  }

  key(name: string): void {
    this.begin(`"${name}":`);
    this.follows = false;
  }

  value(value: Scalar): void {
    this.begin(JSON.stringify(value));
    this.follows = true;
  }

  close(): void {
    this.parts.push(this.ends.pop() ?? '');
    this.follows = true;
  }

  /** What was written becomes bytes now, so that there is never much to join. */
  endPiece(): void {
    this.pieces.push(Buffer.from(this.parts.join(''), 'utf8'));
    this.parts = [];
  }

  bytes(): Uint8Array {
    this.endPiece();
    return Buffer.concat(this.pieces);
  }

  private begin(text: string): void {
    this.parts.push(this.follows ? `,${text}` : text);
  }
}
