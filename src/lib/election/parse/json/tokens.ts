import { Tokenizer, TokenizerError, TokenType } from '@streamparser/json';
import type { Faults } from '../faults.ts';
import type { Shape } from './shape.ts';

export type Scalar = string | number | boolean | null;

/** Receives what is read of a JSON text, in the text's order. */
export interface JsonHandler {
  open(kind: 'object' | 'list'): void;
  /** The next value's key, in the spelling of the shape. */
  key(name: string): void;
  value(value: Scalar): void;
  close(): void;
}

/** Deeper nesting than any file has (persons included); read files are eight deep. */
export const MOST_LEVELS = 32;

/** An object or list that is open. */
interface Level {
  readonly kind: 'object' | 'list';
  /** `null`: nothing in it is read. */
  readonly shape: Shape | null;
  next: 'key' | 'colon' | 'value' | 'comma';
  /** Nothing has stood in it yet, so that it may end where a key or value is expected. */
  empty: boolean;
  key: string;
  items: number;
}

/**
 * Tolerance: capitals vary in the keys of seats (`antalUtjamningsmandat`, `…Mandat`); the one with a capital is read.
 */
export const seatKey = (key: string): string =>
  key.endsWith('mandat') && /^(antal|totaltAntal)/.test(key) ? key.replace(/mandat$/, 'Mandat') : key;

/**
 * Reads JSON as it comes in and passes on only what the shape names; the rest is looked at for its syntax and dropped.
 * Tolerance: a byte order mark at the start is dropped. Faults: `malformedJson`, `tooDeep`; after the first fault nothing
 * is passed on.
 */
export class KeptTokens {
  private readonly tokenizer = new Tokenizer();
  private readonly levels: Level[] = [];
  private state: 'before' | 'inside' | 'after' = 'before';

  constructor(
    private readonly shape: Shape,
    private readonly handler: JsonHandler,
    private readonly faults: Faults,
  ) {
    this.tokenizer.onToken = ({ token, value }) => this.take(token, value as Scalar);
    this.tokenizer.onError = (error) => this.refuse(error);
  }

  write(chunk: Uint8Array): void {
    if (this.faults.first === null) this.tokenizer.write(chunk);
  }

  end(): void {
    if (this.faults.first === null) this.tokenizer.end();
    if (this.state !== 'after') this.malformed('the end of the file');
  }

  /** Where the reading stands: `valdistrikt no. 12 > rostfordelning`. */
  private place(): string {
    const steps = this.levels.map(({ kind, key, items }) => (kind === 'list' ? `no. ${items}` : key));
    return (
      steps
        .filter((step) => step !== '')
        .join(' > ')
        .replaceAll(' > no.', ' no.') || 'file'
    );
  }

  private malformed(found: string): void {
    this.faults.note('malformedJson', this.place(), found, 'well-formed JSON');
  }

  /** The tokenizer's own faults; anything else that was thrown is a bug. */
  private refuse(error: Error): void {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') this.malformed('bytes that are not UTF-8');
    else if (!(error instanceof TokenizerError)) throw error;
    else this.malformed(/^Unexpected "([^]*?)" at chunk/.exec(error.message)?.[1] ?? 'the end of the file');
  }

  private take(token: TokenType, value: Scalar): void {
    if (this.faults.first !== null) return;
    const level = this.levels.at(-1);
    if (token === TokenType.LEFT_BRACE) this.open('object', level);
    else if (token === TokenType.LEFT_BRACKET) this.open('list', level);
    else if (token === TokenType.RIGHT_BRACE) this.close('object', level);
    else if (token === TokenType.RIGHT_BRACKET) this.close('list', level);
    else if (token === TokenType.COMMA) this.comma(level);
    else if (token === TokenType.COLON) this.colon(level);
    else if (level?.next === 'key') this.key(token, value, level);
    else this.scalar(value, level);
  }

  private open(kind: Level['kind'], outer: Level | undefined): void {
    if (!this.begin(outer, kind === 'object' ? '{' : '[')) return;
    if (this.levels.length >= MOST_LEVELS) {
      this.faults.note('tooDeep', this.place(), `${MOST_LEVELS + 1} levels`, `at most ${MOST_LEVELS}`);
      return;
    }
    const shape = this.shapeIn(outer);
    const next = kind === 'object' ? 'key' : 'value';
    this.levels.push({ kind, shape, next, empty: true, key: '', items: 0 });
    if (shape !== null) this.handler.open(kind);
  }

  private scalar(value: Scalar, level: Level | undefined): void {
    if (!this.begin(level, typeof value === 'string' ? 'a text' : String(value))) return;
    if (this.shapeIn(level) !== null) this.keep(value);
    this.finish(level);
  }

  private keep(value: Scalar): void {
    if (typeof value === 'number' && !Number.isFinite(value))
      this.faults.note(
        'invalidValue',
        this.place(),
        'a number without bounds',
        'a number of at most 15 digits',
      );
    else this.handler.value(plain(value));
  }

  /** A value begins; `false`, with a fault, where none may. */
  private begin(level: Level | undefined, found: string): boolean {
    if (level === undefined ? this.state !== 'before' : level.next !== 'value') {
      this.malformed(found);
      return false;
    }
    this.state = 'inside';
    if (level !== undefined) {
      level.empty = false;
      level.items += 1;
    }
    return true;
  }

  /** A value has ended. */
  private finish(level: Level | undefined): void {
    if (level === undefined) this.state = 'after';
    else level.next = 'comma';
  }

  /** The shape of a value that begins here; `null`: it is not read. */
  private shapeIn(outer: Level | undefined): Shape | null {
    if (outer === undefined) return this.shape;
    if (outer.shape === null) return null;
    return outer.kind === 'list' ? outer.shape.items : (outer.shape.keys.get(outer.key) ?? null);
  }

  private key(token: TokenType, value: Scalar, level: Level): void {
    if (token !== TokenType.STRING) return this.malformed(String(value));
    level.empty = false;
    level.next = 'colon';
    level.key = seatKey(value as string);
    if (level.shape?.keys.has(level.key) === true) this.handler.key(level.key);
  }

  private colon(level: Level | undefined): void {
    if (level?.next !== 'colon') return this.malformed(':');
    level.next = 'value';
  }

  private comma(level: Level | undefined): void {
    if (level?.next !== 'comma') return this.malformed(',');
    level.next = level.kind === 'object' ? 'key' : 'value';
  }

  private close(kind: Level['kind'], level: Level | undefined): void {
    const mayEnd = level?.kind === kind && (level.next === 'comma' || level.empty);
    if (level === undefined || !mayEnd) return this.malformed(kind === 'object' ? '}' : ']');
    this.levels.pop();
    if (level.shape !== null) this.handler.close();
    this.finish(this.levels.at(-1));
  }
}

/**
 * The value without what depends on where a chunk ended (the tokenizer drops a byte order mark inside a text in some
 * places and not in others), and without minus zero.
 */
function plain(value: Scalar): Scalar {
  if (typeof value === 'string') return value.includes('\ufeff') ? value.replaceAll('\ufeff', '') : value;
  return value === 0 ? 0 : value;
}
