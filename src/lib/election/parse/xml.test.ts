import { describe, expect, test } from 'vitest';
import { Faults } from './faults.ts';
import { readXml, XML_LIMITS, type Attributes, type XmlHandler } from './xml.ts';

const START = '<?xml version="1.0" encoding="ISO-8859-1"?>\n';

/** What a handler is told, in one line: `+A(x=1) +B -B -A`; it passes over elements named SKIP. */
class Told implements XmlHandler {
  readonly events: string[] = [];
  private readonly names: string[] = [];

  open(name: string, attributes: Attributes): boolean {
    if (name === 'SKIP') return false;
    const values = Object.entries(attributes).map(([key, value]) => `${key}=${value}`);
    this.events.push(`+${name}${values.length === 0 ? '' : `(${values.join(' ')})`}`);
    this.names.push(name);
    return true;
  }

  close(): void {
    this.events.push(`-${this.names.pop()}`);
  }
}

const drain = (steps: Generator<void, void>): void => {
  while (steps.next().done !== true);
};

function read(text: string): { told: string; fault: string | null } {
  const [handler, faults] = [new Told(), new Faults('a.xml')];
  drain(readXml(Buffer.from(text, 'latin1'), handler, faults));
  const { first } = faults;
  return {
    told: handler.events.join(' '),
    fault: first === null ? null : `${first.kind} ${first.place} ${first.found}`,
  };
}

test('Elements and attributes are told in order, in Swedish letters', () => {
  expect(read(`${START}<LÄN NAMN="Jämtlands län"><ÖVR/><B a="1" b="2"></B></LÄN>\n`)).toEqual({
    told: '+LÄN(NAMN=Jämtlands län) +ÖVR -ÖVR +B(a=1 b=2) -B -LÄN',
    fault: null,
  });
});

test('The five named entities and characters by number are read, others are refused', () => {
  expect(read(`${START}<A a="&lt;&amp;&gt;&quot;&apos;&#229;&#xF6;"/>`).told).toBe(`+A(a=<&>"'åö) -A`);
  expect(read(`${START}<A a="&xxe;"/>`).fault).toBe('malformedXml 2:12 undefined entity');
});

test('Comments, text, style sheets and the name of a document type are no elements', () => {
  const text = `${START}<?xml-stylesheet a?><!DOCTYPE A PUBLIC "-//A//SV" "http://a.invalid/a.dtd"><A>x<!-- <B/> --></A>`;
  expect(read(text)).toEqual({ told: '+A -A', fault: null });
});

test('What a handler does not want is passed over with all that is in it', () => {
  expect(read(`${START}<A><SKIP><B/><SKIP/></SKIP><C/><SKIP/></A>`).told).toBe('+A +C -C -A');
});

describe('Faults', () => {
  test.each([
    ['', 'malformedXml 1:1 document must contain a root element'],
    ['Service Unavailable', 'malformedXml 1:20 text data outside of root node'],
    [`${START}<A><B></A></B>`, 'malformedXml 2:11 unexpected close tag'],
    [`${START}<A><B>`, 'malformedXml 2:7 unclosed tag'],
    [`${START}<A/><B/>`, 'malformedXml 2:8 documents may contain only one root'],
    [`${START}<A a="1" a="2"/>`, 'malformedXml 2:17 duplicate attribute'],
    [
      `${START}<!DOCTYPE A [<!ENTITY b SYSTEM "file:///etc/passwd">]><A>&b;</A>`,
      'malformedXml 2:55 declarations inside the document type',
    ],
    [`\n${START}<A/>`, 'malformedXml 2:7 an XML declaration must be at the start of the document'],
    ['<A/>', 'encoding 1:5 no XML declaration'],
    ['<?xml version="1.0"?><A/>', 'encoding 1:22 none declared'],
    ['<?xml version="1.0" encoding="windows-1252"?><A/>', 'encoding 1:46 windows-1252'],
    ['<?xml version="1.1" encoding="ISO-8859-1"?><A/>', 'malformedXml 1:44 XML 1.1'],
    ['\xff\xfe<\0', 'encoding 1:1 a byte order mark'],
    [`${START}<A NAMN="R\xc3\x85N"/>`, 'encoding 2:11 UTF-8 bytes'],
    ['<html><body>404</body></html>', 'unknownRoot 1:1 a web page'],
    [' \n<!doctype HTML>\n<p>', 'unknownRoot 1:1 a web page'],
  ])('%j', (text, fault) => expect(read(text).fault).toBe(fault));

  test('An element whose end is wrong is never told as ended', () => {
    expect(read(`${START}<A><B></A>`).told).toBe('+A +B');
  });

  test('After a fault of its own the handler is told nothing more', () => {
    const faults = new Faults('a.xml');
    let opened = 0;
    const open = (): boolean => {
      opened++;
      faults.note('unknownElement', 'A', 'B', 'C');
      return true;
    };
    const text = Buffer.from(`${START}<A><B/><B/></A>`);
    drain(readXml(text, { open, close: () => expect.unreachable() }, faults));
    expect([opened, faults.first?.kind]).toEqual([1, 'unknownElement']);
  });

  test('Sixteen levels are read, seventeen are too deep, also where they are passed over', () => {
    const nested = (depth: number): string => START + '<A>'.repeat(depth) + '</A>'.repeat(depth);
    expect(read(nested(XML_LIMITS.depth)).fault).toBeNull();
    expect(read(nested(XML_LIMITS.depth + 1)).fault).toBe('tooDeep 2:52 17 levels');
    expect(read(nested(XML_LIMITS.depth + 1).replace('<A><A>', '<A><SKIP>')).fault).toBe(
      'tooDeep 2:55 17 levels',
    );
  });
});
