import { FIGURE_KEYS } from './figure-keys.ts';
import type { JsonPartKind } from './name.ts';
import { SHAPES, type Shape } from './shape.ts';
import { seatKey } from './tokens.ts';

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

/** What comes next may make another piece of the last so many characters (`tru`, `12e`). */
const MAY_GO_ON = 8;
/** A text, or white space, that is longer is no figure. */
const LONGEST_PIECE = 1024 * 1024;

/**
 * Whether a member has figures in it and nothing else, told while its bytes come in: only keys known to hold them, or
 * nothing under another key, and nothing between them that is not JSON. Quick, and never wrong in saying so; what it
 * doubts can still be reduced.
 */
export class JsonFiguresCheck {
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** What was not looked at yet, since it may go on. */
  private rest = '';
  /** The last key is not known to hold figures. */
  private unknown = false;
  private figures = true;

  /** The next piece, of any size; `false`: there is something else in it, and the rest need not come. */
  write(chunk: Uint8Array): boolean {
    if (this.figures) this.look(this.rest + this.decoder.decode(chunk, { stream: true }), false);
    return this.figures;
  }

  /** Nothing more comes. */
  end(): boolean {
    if (this.figures) this.look(this.rest + this.decoder.decode(), true);
    return this.figures;
  }

  private look(text: string, whole: boolean): void {
    const sure = whole ? text.length : text.trimEnd().length - MAY_GO_ON;
    this.rest = '';
    for (const { 0: piece, 1: key, 2: colon, index } of text.matchAll(PIECES)) {
      if (!whole && (index + piece.length >= sure || piece === '"')) {
        this.rest = text.slice(index);
        break;
      }
      this.take(piece, key, colon !== undefined);
      if (!this.figures) return;
    }
    if (this.rest.length > LONGEST_PIECE) this.figures = false;
  }

  private take(piece: string, key: string | undefined, isKey: boolean): void {
    if (this.unknown && piece.trim() === '') return;
    if (this.unknown && !EMPTY.test(piece)) this.figures = false;
    this.unknown = key !== undefined && isKey && !KEYS.has(seatKey(key));
    if (key === undefined && !BETWEEN.test(piece)) this.figures = false;
  }
}

/** The same in one go. */
export function holdsJsonFiguresOnly(bytes: Uint8Array): boolean {
  const check = new JsonFiguresCheck();
  check.write(bytes);
  return check.end();
}
