import { fail, ok, type Result } from './error.ts';
import { Faults } from './faults.ts';
import { FIGURES, PASSED_OVER, ROOT } from './grammar.ts';
import { readXml, type Attributes, type XmlHandler } from './xml.ts';

/** Attributes that go along: those that the reader reads, and figures beside them that a later reader may want. */
const KEPT: ReadonlySet<string> = new Set([
  ...['TILLFÄLLE', 'FILNAMN', 'RAPPORTERING', 'VALTYP', 'VALDAG', 'VALDAG_FGVAL', 'TID_RAPPORT'],
  ...['FÖRKORTNING', 'BETECKNING', 'FÄRG', 'KOD', 'NAMN', 'TYP', 'INDELNING', 'MODNR', 'TID_MANDAT'],
  ...['PARTI', 'TEXT', 'RÖSTER', 'RÖSTER_FGVAL', 'PROCENT', 'PROCENT_FGVAL', 'PROCENT_ÄNDRING'],
  ...['KLARA_VALDISTRIKT', 'ALLA_VALDISTRIKT', 'MANDAT_VALOMRÅDE', 'MANDAT_VALKRETS'],
  ...['MANDAT', 'MANDAT_FGVAL', 'MANDAT_ÄNDRING', 'VARAV_UTJÄMNING'],
  ...['RÖSTBERÄTTIGADE', 'RÖSTBERÄTTIGADE_KLARA_VALDISTRIKT', 'RÖSTBERÄTTIGADE_KLARA_VALDISTRIKT_FGVAL'],
  ...['SUMMA_RÖSTER', 'SUMMA_RÖSTER_FGVAL'],
]);

/**
 * A result file written anew with what the reader reads of it: no ballot papers and persons, no text, no comments. The
 * reader finds the same in it as in the original. Fails as the reader does where the file is not XML, or has an element
 * that nobody knows; pauses like the reader.
 */
export function* reduceInSteps(fileName: string, bytes: Uint8Array): Generator<void, Result<Uint8Array>> {
  const faults = new Faults(fileName);
  const writer = new FiguresWriter(faults);
  yield* readXml(bytes, writer, faults);
  return faults.first === null ? ok(writer.bytes()) : fail(faults.first);
}

class FiguresWriter implements XmlHandler {
  private readonly path: string[] = [];
  private readonly parts: string[] = ['<?xml version="1.0" encoding="ISO-8859-1"?>\n'];
  /** The last start tag has no end yet. */
  private begun = false;

  constructor(private readonly faults: Faults) {}

  open(name: string, attributes: Attributes): boolean {
    if (this.path.length > 1 && PASSED_OVER.has(name)) return false;
    if (this.path.length === 0 ? name !== ROOT : !FIGURES.has(name)) {
      this.faults.note('unknownElement', this.path.join(' > ') || 'root', name, 'an element with figures');
      return false;
    }
    this.endTag();
    this.parts.push('<', name);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (KEPT.has(attribute)) this.parts.push(' ', attribute, '="', escaped(value ?? ''), '"');
    }
    this.begun = true;
    this.path.push(name);
    return true;
  }

  close(): void {
    const name = this.path.pop() ?? '';
    this.parts.push(this.begun ? '/>\n' : `</${name}>\n`);
    this.begun = false;
  }

  bytes(): Uint8Array {
    return Buffer.from(this.parts.join(''), 'latin1');
  }

  private endTag(): void {
    if (this.begun) this.parts.push('>\n');
    this.begun = false;
  }
}

/** Everything that could be markup, could be normalised away, or is no letter of ISO-8859-1, by its number. */
const escaped = (value: string): string =>
  value.replace(/[&<>"\u0000-\u001f\u007f-\u009f]|[^\u0000-\u00ff]/gu, (one) => `&#${one.codePointAt(0)};`);

const TAG = /<\/?([^\s/>!?]+)/g;
const TEXT = />\s*[^<\s]/;

/**
 * Whether a result file has figures in it and nothing else: only elements that the reader reads, no text, no comments.
 * Quick, and never wrong in saying so; what it doubts can still be reduced.
 */
export function holdsFiguresOnly(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (text.includes('<!--') || text.includes('<![') || TEXT.test(text)) return false;
  for (const [, name = ''] of text.matchAll(TAG)) if (!FIGURES.has(name)) return false;
  return true;
}
