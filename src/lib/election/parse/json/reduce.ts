import { fail, ok, type Result } from '../error.ts';
import { Faults } from '../faults.ts';
import { FIGURE_KEYS } from './figure-keys.ts';
import { readJsonName, type JsonPartKind } from './name.ts';
import { SHAPES, type Shape } from './shape.ts';
import { KeptTokens, seatKey, type JsonHandler, type Scalar } from './tokens.ts';

const PIECE = 64 * 1024;

/**
 * A member written anew with what the reader reads of it: no ballot papers and persons. The reader finds the same in
 * it as in the original. Faults: `unknownFile` where the name is not a member's, `malformedJson`, `tooDeep`. Pauses
 * after each 64 kB.
 */
export function* reduceJsonInSteps(fileName: string, bytes: Uint8Array): Generator<void, Result<Uint8Array>> {
  const faults = new Faults(fileName);
  const name = readJsonName(fileName);
  if (name === null) {
    faults.note(
      'unknownFile',
      'file name',
      fileName,
      'Val_2026_preliminar_rostfordelning_2303_KF.json or the like',
    );
  } else {
    const writer = new FiguresWriter();
    const tokens = new KeptTokens(SHAPES[name.part], writer, faults);
    for (let at = 0; at < bytes.length && faults.first === null; at += PIECE) {
      tokens.write(bytes.subarray(at, at + PIECE));
      yield;
    }
    tokens.end();
    if (faults.first === null) return ok(writer.bytes());
  }
  if (faults.first === null) throw new Error(`${fileName}: refused without a fault`);
  return fail(faults.first);
}

/** The same in one go. */
export function reduceJson(name: string, bytes: Uint8Array): Result<Uint8Array> {
  const steps = reduceJsonInSteps(name, bytes);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Writes what it is told, without spaces. */
class FiguresWriter implements JsonHandler {
  private readonly parts: string[] = [];
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

  bytes(): Uint8Array {
    return Buffer.from(this.parts.join(''), 'utf8');
  }

  private begin(text: string): void {
    this.parts.push(this.follows ? `,${text}` : text);
  }
}

/** Every key that is read somewhere, and those known to hold figures only. */
const KEYS: ReadonlySet<string> = new Set([
  ...(['districts', 'seats', 'municipalities'] satisfies JsonPartKind[]).flatMap((part) =>
    keysOf(SHAPES[part]),
  ),
  ...FIGURE_KEYS.map(seatKey),
]);

function keysOf({ keys, items }: Shape): readonly string[] {
  const inner = [...keys.values(), ...(items === null ? [] : [items])];
  return [...keys.keys(), ...inner.flatMap(keysOf)];
}

/** A text (with a colon behind it, a key), or what may stand between texts. */
const PIECES = /"((?:[^"\\]|\\.)*)"(\s*:)?|[\s{}[\],:]+|-?[\d.]+(?:[eE][+-]?\d+)?|true|false|null|./gsu;

const BETWEEN = /^([\s{}[\],:\d.-]|(true|false|null)$)/;

/** A value that tells nothing: what a night file has under the keys of persons. */
const EMPTY = /^(null$|\s*\[\s*\])/;

/**
 * Whether a member has figures in it and nothing else: only keys known to hold them, or nothing under another key, and
 * nothing between them that is not JSON. Quick, and never wrong in saying so; what it doubts can still be reduced.
 */
export function holdsJsonFiguresOnly(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  let unknown = false;
  for (const [piece, key, colon] of text.matchAll(PIECES)) {
    if (unknown && piece.trim() === '') continue;
    if (unknown && !EMPTY.test(piece)) return false;
    unknown = key !== undefined && colon !== undefined && !KEYS.has(seatKey(key));
    if (key === undefined && !BETWEEN.test(piece)) return false;
  }
  return true;
}
