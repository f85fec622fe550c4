/** Our archives and faults against the authority's own archive of 2014. */
import AdmZip from 'adm-zip';
import { expect, it } from 'vitest';
import { describeWithReference, readReference } from '../../tests/support/reference.ts';
import { Archiver } from './archive.ts';
import type { ResultFile } from './recording.ts';
import { newestMunicipality, XML_FAULTS } from './xml-faults.ts';

/** The members that `Filer` lists, with their export times. */
function genuineFiles(archive: AdmZip): ResultFile[] {
  const names = archive.readAsText('Filer').trimEnd().split('\n');
  return names.map((name) => {
    const bytes = archive.readFile(name) ?? Buffer.alloc(0);
    const stamp = /TID_RAPPORT="(....)(..)(..)(..)(..)(..)"/.exec(bytes.toString('latin1', 0, 1000)) ?? [];
    const [, year, month, day, hour, minute, second] = stamp;
    return { name, bytes, exportedAt: `${year}-${month}-${day}T${hour}:${minute}:${second}+02:00` };
  });
}

const text = (files: readonly ResultFile[], name: string): string =>
  Buffer.from(files.find((file) => file.name === name)?.bytes ?? []).toString('latin1');

describeWithReference('against a genuine night archive', () => {
  const open = () => {
    const archive = new AdmZip(readReference('night-2014/valnatt-20140914T231352.zip'));
    return { archive, files: genuineFiles(archive) };
  };

  it('the same files give the same Filer and Cksum, in the same order but for the signature', () => {
    const { archive, files } = open();
    const ours = new AdmZip(new Archiver().build(files));
    expect(files).toHaveLength(872);
    for (const list of ['Filer', 'Cksum']) expect(ours.readAsText(list)).toBe(archive.readAsText(list));
    const order = (zip: AdmZip): string[] => zip.getEntries().map(({ entryName }) => entryName);
    expect(order(ours)).toEqual(order(archive).filter((name) => name !== 'Signatur'));
  });

  it('the faults inside a file strike the newest municipality once, and the others everywhere', () => {
    const { files } = open();
    const struck = newestMunicipality(files)?.name ?? '';
    const changed = (fault: keyof typeof XML_FAULTS): string[] => {
      const after = XML_FAULTS[fault](files);
      return files.filter(({ bytes }, index) => after[index]?.bytes !== bytes).map(({ name }) => name);
    };
    for (const fault of ['badMember', 'negativeVotes', 'doubleDistrict'] as const) {
      expect(changed(fault)).toEqual([struck]);
      expect(text(XML_FAULTS[fault](files), struck)).not.toBe(text(files, struck));
    }
    const rehearsal = XML_FAULTS.testData(files);
    const lastTime = XML_FAULTS.wrongElectionDate(files);
    for (const { name } of files) {
      expect(text(rehearsal, name)).toContain(' TILLF\u00c4LLE="Genrep Allm\u00e4nna val 14 september 2014"');
      expect(text(lastTime, name)).toContain(' VALDAG="20100919" VALDAG_FGVAL="20100919"');
    }
  });

  it('negative votes stand in one row, and a doubled district is counted with one vote more', () => {
    const { files } = open();
    const struck = newestMunicipality(files)?.name ?? '';
    const before = text(files, struck);
    expect(text(XML_FAULTS.negativeVotes(files), struck).match(/R\u00d6STER="-\d+"/g)).toHaveLength(1);
    const doubled = text(XML_FAULTS.doubleDistrict(files), struck);
    const codes = (xml: string): string[] =>
      [...xml.matchAll(/<VALDISTRIKT KOD="(\d+)"/g)].map(([, code]) => code ?? '');
    expect(codes(doubled)).toHaveLength(codes(before).length + 1);
    expect(new Set(codes(doubled)).size).toBe(codes(before).length);
  });
});
