import { describe, expect, test } from 'vitest';
import { councilPath, plan2026 } from '../../tests/support/json-feed.ts';
import { chooseArchives, neverOurs, readIndexFile } from './index-file.ts';

const SUM = 'd41d8cd98f00b204e9800998ecf8427e';
const read = (text: string) => readIndexFile(Buffer.from(text));

describe('An index', () => {
  test('lists an archive and its MD5 a line', () => {
    expect(read(`${SUM}  ./p/kf/a.zip\n${'A'.repeat(32)}  ./s/rd/b.zip\n`)).toEqual({
      kind: 'listed',
      archives: [
        { path: 'p/kf/a.zip', md5: SUM },
        { path: 's/rd/b.zip', md5: 'a'.repeat(32) },
      ],
    });
  });

  test('says with one line of “-” that there is nothing yet', () => {
    expect(read(`${SUM}  -\n`)).toEqual({ kind: 'nothing' });
    expect(read(`${SUM}  -`)).toEqual({ kind: 'nothing' });
  });

  test.each([
    ['a web page', '<!doctype html>\n<title>Logga in</title>'],
    ['nothing at all', ''],
    ['a line cut off', `${SUM}  ./p/kf/a.zip\n${SUM.slice(0, 20)}`],
    ['a hash too short', `${SUM.slice(1)}  ./p/kf/a.zip\n`],
    ['a path from the root', `${SUM}  /p/kf/a.zip\n`],
    ['“-” beside archives', `${SUM}  ./p/kf/a.zip\n${SUM}  -\n`],
    ['an empty line in between', `${SUM}  ./p/kf/a.zip\n\n${SUM}  ./p/kf/b.zip\n`],
    ['a path with two MD5s', `${SUM}  ./p/kf/a.zip\n${'a'.repeat(32)}  ./p/kf/a.zip\n`],
  ])('that is %s is none', (_, text) => {
    expect(read(text)).toMatchObject({ kind: 'problem' });
  });
});

describe('The archives asked for', () => {
  const chosen = async (paths: readonly string[], prefix: string | null = null) => {
    const listed = paths.map((path) => ({ path, md5: SUM }));
    return chooseArchives(listed, await plan2026(), prefix).map(({ path }) => path);
  };

  test('are those of the programme’s areas by folder and ending, preliminary ones first', async () => {
    const own = [
      's/kf/Val_2026_slutlig_2303_KF.zip',
      'p/rd/Val_2026_preliminar_00_RD.zip',
      'p/rf/Val_2026_preliminar_23_RF.zip',
      'p/kf/whatever_it_is_called_2380_KF.zip',
    ];
    const foreign = [
      'p/kf/Val_2026_preliminar_0180_KF.zip',
      'p/rf/Val_2026_preliminar_01_RF.zip',
      'p/rd/Val_2026_preliminar_23_RD.zip',
      'p/rf/Val_2026_preliminar_OS_RF.zip',
      // The folder says another election, or no count.
      'p/rf/Val_2026_preliminar_2303_KF.zip',
      'x/kf/Val_2026_preliminar_2303_KF.zip',
      'p/kf/below/Val_2026_preliminar_2303_KF.zip',
      'p/kf/Val_2026_preliminar_2303_KF.zip.tmp',
    ];
    expect(await chosen([...own, ...foreign])).toEqual([...own.slice(1), own[0]]);
  });

  test('begin with the configured prefix', async () => {
    const both = [councilPath('2303'), councilPath('2303', 'Genrep_2026')];
    expect(await chosen(both)).toEqual(both);
    expect(await chosen(both, 'Val_2026')).toEqual([both[0]]);
  });
});

describe('An index without an archive of the programme’s', () => {
  const told = async (paths: readonly string[], prefix: string | null = null) =>
    neverOurs(
      paths.map((path) => ({ path, md5: SUM })),
      await plan2026(),
      prefix,
    );
  const nation = 'p/rd/Val_2026_preliminar_00_RD.zip';
  const others = [councilPath('0180'), 'p/rf/Val_2026_preliminar_OS_RF.zip'];

  test('may be early: only other councils so far, with the right prefix or none', async () => {
    expect(await told(others)).toBe(null);
    expect(await told(others, 'Val_2026')).toBe(null);
    expect(await told([...others, councilPath('2303', 'Genrep_2026')], 'Val_2026')).toBe(null);
    expect(await told([nation, ...others], 'Val_2026')).toBe(null);
  });

  test.each<[string, readonly string[], string | null, string]>([
    ['of another prefix', others, 'Val_2062', 'none of 2 archives begins with Val_2062'],
    ['of another folder', others.map((path) => `val2026/${path}`), null, 'none of 2 archives is named as'],
    [
      'whose nation the prefix leaves out',
      [nation, ...others],
      'Val_2026_preliminar_0',
      'is the programme’s',
    ],
  ])('is a problem where it is one %s', async (_, paths, prefix, words) => {
    expect(await told(paths, prefix)).toContain(words);
  });
});
