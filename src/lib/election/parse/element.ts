import type { Faults } from './faults.ts';
import { PASSED_OVER, ROOT, type Grammar } from './grammar.ts';
import type { Attributes, XmlHandler } from './xml.ts';

/** An element with its attributes; `children` are its rows, never areas (those are handed on when they end). */
export interface Element {
  readonly name: string;
  readonly attributes: Attributes;
  readonly parent: Element | null;
  readonly children: readonly Element[];
}

/** Who is told of the file's parts, in the file's order; faults go where the reader's own go. */
export interface Listener {
  /** The root element begins. */
  root(root: Element): void;
  /** A PARTI of the file's head. */
  party(party: Element): void;
  /** An area begins: its attributes are there, its rows are not. */
  enter(area: Element): void;
  /** An area with all its rows has ended; its inner areas were told of before. */
  area(area: Element): void;
}

interface Growing extends Element {
  readonly children: Element[];
}

const NO_CHILDREN: Element[] = [];

/** Builds elements from XML events by `grammar`; faults are `unknownRoot` and `unknownElement`. */
export class ElementBuilder implements XmlHandler {
  private current: Growing | null = null;

  constructor(
    private readonly grammar: Grammar,
    private readonly listener: Listener,
    private readonly faults: Faults,
  ) {}

  open(name: string, attributes: Attributes): boolean {
    const parent = this.current;
    if (parent !== null && parent.name !== ROOT && PASSED_OVER.has(name)) return false;
    if (!this.fits(parent, name)) return false;
    const mayHold = this.grammar.children.has(name);
    const element: Growing = { name, attributes, parent, children: mayHold ? [] : NO_CHILDREN };
    this.current = element;
    if (parent === null) this.listener.root(element);
    else if (this.grammar.areas.has(name)) this.listener.enter(element);
    return true;
  }

  close(): void {
    const element = this.current;
    if (element === null) return;
    const { parent } = element;
    this.current = parent as Growing | null;
    if (parent === null) return;
    if (this.grammar.areas.has(element.name)) this.listener.area(element);
    else if (element.name === 'PARTI') this.listener.party(element);
    else (parent as Growing).children.push(element);
  }

  private fits(parent: Element | null, name: string): boolean {
    if (parent === null) {
      if (name !== ROOT) this.faults.note('unknownRoot', 'root', name, ROOT);
      return name === ROOT;
    }
    const allowed = this.grammar.children.get(parent.name);
    if (allowed?.has(name) === true) return true;
    this.faults.note('unknownElement', placeOf(parent), name, [...(allowed ?? [])].join(', ') || 'nothing');
    return false;
  }
}

/** `KOMMUN 2303 > KRETS_KOMMUN 230300 > VALDISTRIKT 23030101 > GILTIGA S`; the root itself is `VAL`. */
export function placeOf(element: Element): string {
  const parts: string[] = [];
  for (let at: Element | null = element; at !== null; at = at.parent) {
    if (at.parent === null && parts.length > 0) break;
    const { KOD, PARTI, TEXT, FÖRKORTNING } = at.attributes;
    const label = KOD ?? PARTI ?? TEXT ?? FÖRKORTNING;
    parts.unshift(label === undefined ? at.name : `${at.name} ${label.slice(0, 20)}`);
  }
  return parts.join(' > ');
}
