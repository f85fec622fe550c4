import AdmZip from 'adm-zip';
import { expect, it } from 'vitest';
import { describeWithReference, readReference } from '../../../tests/support/reference.ts';
import type { ResultFile } from '../recording.ts';
import { writeMunicipalityFile } from '../write-xml.ts';
import { finalFile } from './final.ts';
import { readElements, readMunicipalityFile } from './genuine.ts';
import { openNight, TABLES } from './index.ts';

function genuine(archive: string): Map<string, Buffer> {
  const entries = new AdmZip(readReference(archive)).getEntries();
  return new Map(entries.map((entry) => [entry.entryName.replace(/.*\//, ''), entry.getData()]));
}

function nightArchive(at: string): readonly ResultFile[] {
  const publication = openNight('2014').publications.find((each) => each.at === at);
  return publication?.files() ?? [];
}

describeWithReference('the genuine files', () => {
  it.each(['23:09:52', '23:13:52'])('of the night 2014 at %s are equalled by ours, byte for byte', (time) => {
    const archive = genuine(`night-2014/valnatt-20140914T${time.replaceAll(':', '')}.zip`);
    const files = nightArchive(`2014-09-14T${time}+02:00`);
    expect(files).toHaveLength(24);
    for (const file of files) {
      const original = archive.get(file.name) ?? Buffer.alloc(0);
      expect(readElements(file.bytes), file.name).toEqual(readElements(original));
      expect(Buffer.from(file.bytes).equals(original), file.name).toBe(true);
    }
  });

  it.each(['2014', '2018'] as const)('of the final count %s are equalled by ours but for persons', (year) => {
    const archive = genuine(`final-xml/slutresultat-${year}-jamtland.zip`);
    expect(TABLES[year].final).toHaveLength(24);
    for (const table of TABLES[year].final) {
      const name = `slutresultat_${table.code}${table.letter}.xml`;
      const ours = writeMunicipalityFile(finalFile(TABLES[year], table, table.exportedAt));
      expect(readElements(ours), name).toEqual(readElements(archive.get(name) ?? Buffer.alloc(0)));
    }
  });

  it('of the whole country are written again as they were, but for two rounded turnouts', () => {
    const different: string[] = [];
    for (const [name, original] of genuine('night-2014/valnatt-20140914T231352.zip')) {
      if (!/_\d{4}[RLK]\.xml$/.test(name)) continue;
      const again = Buffer.from(writeMunicipalityFile(readMunicipalityFile(original)));
      if (!again.equals(original)) different.push(name);
    }
    expect(different).toEqual(['valnatt_0821R.xml', 'valnatt_1962R.xml']);
  });

  it('lend us nobody’s name: persons’ elements are read past', () => {
    const archive = genuine('final-xml/slutresultat-2018-jamtland.zip');
    const original = archive.get('slutresultat_2303K.xml') ?? Buffer.alloc(0);
    const personal = /PERSONVAL|PARTISEDEL|VALSEDEL|VALD |ERSÄTTARE|ÅLDER|KANDNR/;
    expect(original.toString('latin1')).toMatch(personal);
    expect(JSON.stringify(readElements(original))).not.toMatch(personal);
    expect(JSON.stringify(TABLES)).not.toMatch(personal);
  });
});
