/**
 * A process of its own that reads when it is told to, and tells how long that took: so that no reader pays for
 * another's garbage or for what the other taught the compiler.
 */
import { inflateRawSync } from 'node:zlib';
import { XMLParser } from 'fast-xml-parser';
import { jsonExpected } from '../../src/ingest/json-file.ts';
import { openFile, type Member } from '../../src/ingest/open-file.ts';
import type { ResultDocument } from '../../src/lib/election/model.ts';
import { openArchive, type Archive } from '../../src/lib/election/parse/archive.ts';
import { readMemberName } from '../../src/lib/election/parse/member-name.ts';
import { readResultFile } from '../../src/lib/election/parse/result-file.ts';
import { findDirectory, packedBytes, readDirectory, STORED } from '../../src/lib/election/parse/zip.ts';
import { genuine, LATER } from './archives.ts';
import { programme } from './store.ts';

const bytes = genuine(LATER);
const plan = await programme('jamtland-2014');

const NO_JSON = {
  expected: jsonExpected(plan, { rehearsal: false, finalDistricts: false }),
  key: null,
};

const WORKS = {
  limit: () => inflateAndDecode(),
  peer: () => parseWithPeer(),
  whole: () => readWhole(),
  own: () => readOwn(() => true),
  districts: () => readOwn(({ name }) => readMemberName(name)?.area !== '00'),
};
export type Work = keyof typeof WORKS;

process.on('message', (name: Work) => void run(name));
process.once('disconnect', () => process.exit());

async function run(name: Work): Promise<void> {
  const began = performance.now();
  const done = await WORKS[name]();
  const ms = performance.now() - began;
  if (done === 0) throw new Error(`${name}: nothing was read`);
  process.send?.(ms);
}

/** What no reader can do without: every XML member unpacked and made a string. */
function inflateAndDecode(): number {
  let characters = 0;
  eachText((text) => (characters += text.length));
  return characters;
}

function parseWithPeer(): number {
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseAttributeValue: false,
    parseTagValue: false,
    attributeNamePrefix: '',
  });
  let roots = 0;
  eachText((text) => (roots += 'VAL' in (parser.parse(text) as object) ? 1 : 0));
  return roots;
}

/** By the archive's directory, without checksums. */
function eachText(use: (text: string) => void): void {
  const directory = findDirectory(bytes);
  const entries = directory.ok ? readDirectory(bytes, directory.value) : directory;
  if (!entries.ok) throw new Error(entries.error);
  for (const entry of entries.value.filter(({ name }) => name.endsWith('.xml'))) {
    const packed = packedBytes(bytes, entry);
    if (!packed.ok) throw new Error(packed.error);
    const data = entry.method === STORED ? Buffer.from(packed.value) : inflateRawSync(packed.value);
    use(data.toString('latin1'));
  }
}

/** Every XML member read by our reader. */
function readWhole(): number {
  const members = opened().members.filter(({ name }) => name.endsWith('.xml'));
  for (const member of members) readMember(member);
  return members.length;
}

/** Throws if it is refused. */
function readMember(member: Pick<Member, 'name' | 'read'>): ResultDocument {
  const data = member.read();
  const document = data.ok
    ? readResultFile(member.name, data.value, { electionDate: plan.electionDate })
    : data;
  if (!document.ok) throw new Error(`${member.name} was refused`);
  return document.value;
}

function opened(): Archive {
  const archive = openArchive(bytes, 'valnatt.zip');
  if (!archive.ok) throw new Error(archive.error.found);
  return archive.value;
}

/** As a poll opens it: only what the programme asks for, by the directory. */
async function readOwn(which: (member: Member) => boolean): Promise<number> {
  const wanted = { plan, held: new Map(), refused: new Map(), verifyAll: false, json: NO_JSON };
  const file = await openFile('valnatt.zip', bytes, wanted);
  if (!file.ok) throw new Error(file.error.found);
  const members = file.value.members.filter(which);
  for (const member of members) readMember(member);
  return members.length;
}
