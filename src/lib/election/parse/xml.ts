import { SaxesParser } from 'saxes';
import type { Faults } from './faults.ts';

/** How much one file may hold. The genuine ones: 30 MB, 9 levels, some 300,000 elements. */
export const XML_LIMITS = { bytes: 64_000_000, depth: 16, elements: 4_000_000 };

/** Characters given to the parser at a time: some 3 ms of work. */
const CHUNK = 1 << 17;
/** So many chunks in a row without an element are one endless comment, attribute or text, which saxes would collect. */
const LONGEST_SILENCE = 8;

export type Attributes = Readonly<Record<string, string | undefined>>;

export interface XmlHandler {
  /** An element begins; `false` passes over it and everything in it, unread. */
  open(name: string, attributes: Attributes): boolean;
  /** An element that was opened with `true` ends. */
  close(): void;
}

/**
 * Reads ISO-8859-1 bytes as XML, strictly, and tells `handler` of each element; pauses after each chunk. Ends at the
 * first fault in `faults` (its own or the handler's): `encoding`, `malformedXml`, `unknownRoot` (a web page), `tooLarge`
 * or `tooDeep`, with `line:column` as place. A document type may be named but is never loaded, and may not declare
 * anything; text between elements is not read.
 */
export function* readXml(bytes: Uint8Array, handler: XmlHandler, faults: Faults): Generator<void, void> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  lookAtBytes(data, faults);
  const parser = new StrictParser(handler, faults);
  for (let at = 0; at < data.length && faults.first === null; at += CHUNK) {
    parser.write(data.toString('latin1', at, Math.min(at + CHUNK, data.length)));
    parser.watchSilence();
    yield;
  }
  if (faults.first === null) parser.finish();
}

/** What can be told before parsing, and would be a puzzling fault after it. */
function lookAtBytes(data: Buffer, faults: Faults): void {
  if (data.length > XML_LIMITS.bytes) {
    faults.note('tooLarge', 'file', `${data.length} bytes`, `at most ${XML_LIMITS.bytes}`);
  }
  if (BYTE_ORDER_MARKS.some((mark) => data.subarray(0, mark.length).equals(mark))) {
    faults.note('encoding', '1:1', 'a byte order mark', 'ISO-8859-1');
  }
  if (/^\s*<(!doctype\s+)?html[\s>]/i.test(data.toString('latin1', 0, 1000))) {
    faults.note('unknownRoot', '1:1', 'a web page', 'VAL');
  }
  const utf8 = findUtf8(data);
  if (utf8 !== null) faults.note('encoding', lineAndColumn(data, utf8), 'UTF-8 bytes', 'ISO-8859-1');
}

const BYTE_ORDER_MARKS = [
  Buffer.from([0xef, 0xbb, 0xbf]),
  Buffer.from([0xfe, 0xff]),
  Buffer.from([0xff, 0xfe]),
];

/**
 * Where an Å, Ä or Ö stands in UTF-8: 0xC3 and a byte of 0x80–0x9F, which in ISO-8859-1 is a control character that no
 * text holds. Every result file has such letters in its element names.
 */
function findUtf8(data: Buffer): number | null {
  for (let at = data.indexOf(0xc3); at !== -1; at = data.indexOf(0xc3, at + 1)) {
    const next = data[at + 1] ?? 0;
    if (next >= 0x80 && next <= 0x9f) return at;
  }
  return null;
}

function lineAndColumn(data: Buffer, at: number): string {
  const before = data.toString('latin1', 0, at);
  return `${before.split('\n').length}:${at - before.lastIndexOf('\n')}`;
}

/**
 * An object without a prototype, since an attribute may have any name. Unlike the `Object.create(null)` of saxes, which
 * is a table from the start, it is kept by its shape: quicker to fill and to read.
 */
const Bare = function () {} as unknown as new () => Record<string, string>;
Bare.prototype = Object.create(null);

/** saxes, reporting into `faults`, within limits, and silent about what the handler does not want to see. */
class StrictParser extends SaxesParser<{ xmlns: false; position: false }> {
  private elements = 0;
  private endings = 0;
  /** Elements begun and ended up to the last chunk, and chunks since then in which none did. */
  private heard = 0;
  private silent = 0;
  private depth = 0;
  /** Depth of the outermost element that is passed over; 0 when none is. */
  private passingFrom = 0;
  /** An element has ended, and the handler has not heard of it: saxes finds only afterwards that the tag was wrong. */
  private ended = false;

  constructor(
    private readonly handler: XmlHandler,
    private readonly faults: Faults,
  ) {
    super({ xmlns: false, position: false });
    this.on('xmldecl', ({ version, encoding }) => this.checkDeclaration(version, encoding));
    this.on('doctype', (text) => {
      if (text.includes('[')) this.note('malformedXml', 'declarations inside the document type', 'none');
    });
    this.on('opentagstart', (tag) => {
      tag.attributes = new Bare();
    });
    this.on('opentag', ({ name, attributes }) => this.begin(name, attributes));
    this.on('closetag', () => this.endElement());
  }

  /** After each chunk: did anything begin or end in it? */
  watchSilence(): void {
    this.silent = this.elements + this.endings > this.heard ? 0 : this.silent + 1;
    this.heard = this.elements + this.endings;
    if (this.silent < LONGEST_SILENCE) return;
    this.note('tooLarge', `${(this.silent * CHUNK) >> 10} kB without an element`, 'elements');
  }

  /** The end of the file: what is still open is a fault. */
  finish(): void {
    this.close();
    this.tellEnd();
  }

  private begin(name: string, attributes: Attributes): void {
    this.tellEnd();
    this.depth++;
    if (!this.withinLimits() || this.passingFrom > 0) return;
    if (!this.handler.open(name, attributes)) this.passingFrom = this.depth;
  }

  private endElement(): void {
    this.tellEnd();
    this.endings++;
    this.ended = this.passingFrom === 0;
    if (this.depth === this.passingFrom) this.passingFrom = 0;
    this.depth--;
  }

  private tellEnd(): void {
    if (this.ended && this.faults.first === null) this.handler.close();
    this.ended = false;
  }

  /**
   * saxes calls this for each violation and would make an `Error` of it, with a stack: a file of a million wrong bytes
   * would take minutes. What saxes adds after a colon may be a piece of the file, perhaps a person's name: left out.
   */
  override fail(message: string): this {
    this.note('malformedXml', message.replace(/(:.*|\.)$/s, ''), 'well-formed XML');
    return this;
  }

  private note(
    kind: 'encoding' | 'malformedXml' | 'tooDeep' | 'tooLarge',
    found: string,
    expected: string,
  ): void {
    this.faults.note(kind, `${this.line}:${this.column + 1}`, found, expected);
  }

  private checkDeclaration(version: string | undefined, encoding: string | undefined): void {
    if (version !== '1.0') this.note('malformedXml', `XML ${version}`, 'XML 1.0');
    if (!/^iso-8859-1$/i.test(encoding ?? ''))
      this.note('encoding', encoding ?? 'none declared', 'ISO-8859-1');
  }

  private withinLimits(): boolean {
    if (this.elements === 0 && this.xmlDecl.version === undefined) {
      this.note('encoding', 'no XML declaration', 'ISO-8859-1 declared');
    }
    this.elements++;
    if (this.depth > XML_LIMITS.depth) {
      this.note('tooDeep', `${this.depth} levels`, `at most ${XML_LIMITS.depth}`);
    }
    if (this.elements > XML_LIMITS.elements) {
      this.note('tooLarge', `${this.elements} elements`, `at most ${XML_LIMITS.elements}`);
    }
    return this.faults.first === null;
  }
}
