/** Figures as open data over the replayed night of 2018: what each says, what it rests on, what became of it; its card. */
import { createHash } from 'node:crypto';
import AdmZip from 'adm-zip';
import { XMLValidator } from 'fast-xml-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StoredEvent } from '../src/lib/election/event.ts';
import type { DistrictRow, Snapshot } from '../src/lib/election/snapshot-shape.ts';
import type { FigureAnswer, FiguresAnswer } from '../src/lib/server/api/figures.ts';
import { memberOf, votesIn, withDistrict, withVotes } from './support/edited-files.ts';
import { archiver, bearer, filesAt, liveNight, TOKEN } from './support/live-night.ts';
import { playedApi } from './support/played-api.ts';

let played: Awaited<ReturnType<typeof playedApi>>;
const list = (asked = '') => played.json<FiguresAnswer>(`/api/figures${asked}`);
const one = (id: string, asked = '') =>
  played.json<FigureAnswer>(`/api/figures/${encodeURIComponent(id)}${asked}`);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

beforeAll(async () => {
  played = await playedApi();
});

describe('GET /api/figures', () => {
  test('has the official final results, in words and as integers, with their ground and source', async () => {
    const { figures, label, source } = await list();
    const told = Object.fromEntries(figures.map((figure) => [figure.id, figure]));
    expect([label, source]).toEqual(['REPRIS 2018', 'Källa: Valmyndigheten']);
    expect(plain(told['RD-23.andel']?.value ?? '')).toBe('33,60 %');
    expect(told['RD-23.andel']?.integers).toMatchObject({
      votes: 28_632,
      valid: 85_223,
      votesBefore: 33_303,
      validBefore: 83_714,
    });
    expect(told['RF-23.andel']?.integers).toMatchObject({ votes: 26_278, valid: 83_699 });
    expect(plain(told['KF-2326.andel']?.value ?? '')).toBe('40,60 %');
    expect(['rd-share', 'rf-votes', 'kf-share-2326'].map((id) => told[`${id}.lage`]?.value)).toEqual([
      'Inte nått',
      'Inte nått',
      'Nått',
    ]);
    expect(told['RD-23.andel']?.basis).toMatchObject({ stage: 'final', counted: { districts: 82, of: 82 } });
    expect(plain(told['RD-23.andel']?.ground ?? '')).toMatch(
      /^Slutligt resultat, .*82.*Källa: Valmyndigheten\.$/,
    );
    expect(told['kf-governing-2326.lage']).toMatchObject({ basis: null, integers: {} });
    expect(told['kf-governing-2326.lage']?.source).not.toContain('Valmyndigheten');
  });

  test('tells nothing of what is not counted', async () => {
    const { figures } = await list('?revision=0');
    expect(figures.filter(({ kind }) => kind !== 'goal')).toEqual([]);
    expect(figures.every(({ basis }) => basis === null)).toBe(true);
    const first = await list('?revision=2');
    const counted = (await played.json<Snapshot>('/api/snapshot?revision=2')).contests.filter(
      ({ valid }) => valid > 0,
    );
    expect(new Set(first.figures.flatMap(({ basis, contest }) => (basis ? [contest] : [])))).toEqual(
      new Set(counted.map(({ id }) => id)),
    );
  });

  test('is of a revision or a time, with the revision as its tag, another one for CSV', async () => {
    const at = await list('?at=2018-09-09T22:41:00%2B02:00');
    const { revision } = await played.json<Snapshot>('/api/snapshot?at=2018-09-09T22:41:00%2B02:00');
    expect(at.revision).toBe(revision);
    const etag = (await played.get(`/api/figures?revision=${revision}`)).headers.get('etag') ?? '';
    expect(etag).toBe(`"${revision}"`);
    const again = (asked: string) => played.get(`/api/figures?${asked}`, { 'if-none-match': etag });
    expect((await again(`revision=${revision}`)).status).toBe(304);
    expect((await again(`revision=${revision}&format=csv`)).status).toBe(200);
    expect((await again('')).status).toBe(200);
  });

  test('with a contest has its figures alone, and one for each of its counted districts', async () => {
    const { figures } = await list('?contest=KF-2326');
    const { districts } = await played.json<{ districts: DistrictRow[] }>('/api/contests/KF-2326/districts');
    const ordinary = districts.filter(({ kind }) => kind === 'ordinary');
    const told = figures.filter(({ kind }) => kind === 'district');
    expect(told.map(({ integers }) => [integers.votes, integers.valid])).toEqual(
      ordinary.map(({ own, valid }) => [own, valid]),
    );
    expect(new Set(figures.map(({ contest }) => contest))).toEqual(new Set(['KF-2326']));
    const late = districts.filter(({ kind }) => kind !== 'ordinary');
    const all = [...ordinary, ...late].reduce((sum, { own }) => sum + (own ?? 0), 0);
    expect(all).toBe(figures.find(({ id }) => id === 'KF-2326.andel')?.integers.votes);
  });
});

describe('a figure’s own address', () => {
  test('tells the same as the list, at every revision that is asked for', async () => {
    for (const revision of [20, 72, 120]) {
      const { figures } = await list(`?revision=${revision}`);
      expect(figures.length).toBeGreaterThan(5);
      for (const figure of figures.filter((_, index) => index % 9 === 0)) {
        const answer = await one(figure.id, `?revision=${revision}`);
        expect(answer.figure).toEqual(figure);
        expect(new URL(figure.json).searchParams.get('revision')).toBe(String(revision));
        expect(figure.permalink).toContain(`/p/180909-${revision}-`);
      }
    }
  });

  test('names the very file that the votes stand in', async () => {
    const { behind, figure } = await one('KF-2326.andel');
    expect(behind.files.map(({ municipality }) => municipality)).toEqual(['2326']);
    const sha256 = behind.files[0]?.file.sha256 ?? '';
    const response = await played.get(`/api/files/${sha256}`, bearer(TOKEN));
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    const member = new AdmZip(bytes).getEntries().find(({ entryName }) => /_2326K\.xml$/.test(entryName));
    expect(member?.getData().toString('latin1')).toContain(`PARTI="S" RÖSTER="${figure.integers.votes}"`);
  });

  test('names for each municipality the file with its newest district, and none that came later', async () => {
    const events = await allEvents();
    for (const revision of [30, 72]) {
      const { behind } = await one('RD-23.andel', `?revision=${revision}`);
      const newest = new Map<string, number>();
      for (const { event, revision: its } of events) {
        if (event.kind !== 'report' || event.contest !== 'RD-23' || its === null || its > revision) continue;
        newest.set(event.municipality, Math.max(its, newest.get(event.municipality) ?? 0));
      }
      expect(new Map(behind.files.map((each) => [each.municipality, each.revision]))).toEqual(newest);
      const files = await played.json<{ sha256: string; revision: number }[]>('/api/files?limit=1000');
      for (const { file, revision: its } of behind.files) {
        expect(files.find(({ sha256 }) => sha256 === file.sha256)?.revision).toBe(its);
      }
    }
  });

  test('says what it is now: the final count has come since the night', async () => {
    const { now } = await one('RD-23.andel', '?revision=72');
    expect(now.recall).toMatchObject({ outcome: 'stage' });
    expect(plain(now.figure?.value ?? '')).toBe('33,60 %');
    expect((await one('RD-23.andel')).now.recall).toEqual({ outcome: 'holds' });
  });

  test('is another answer once there is a newer revision, and knows no figure that is not told', async () => {
    const response = await played.get('/api/figures/RD-23.andel?revision=72');
    expect(response.headers.get('etag')).toBe(`"72-${played.live.newest}"`);
    expect((await played.get('/api/figures/RD-23.andel?revision=0')).status).toBe(404);
    expect((await played.get('/api/figures/RD-99.andel')).status).toBe(404);
    expect((await played.get('/api/figures/KF-2326.99999999.andel')).status).toBe(404);
    expect((await played.get('/api/figures/RD-23.andel?at=igår')).status).toBe(400);
  });

  async function allEvents(): Promise<StoredEvent[]> {
    const found: StoredEvent[] = [];
    for (let before = ''; ;) {
      const page = await played.json<StoredEvent[]>(`/api/events?limit=1000${before}`);
      found.push(...page);
      if (page.length < 1000) return found;
      before = `&before=${page.at(-1)?.id}`;
    }
  }
});

/** A cell in quotes, or without; before the next semicolon or the row's end. */
const CELL = /(?<=^|;)(?:"((?:[^"]|"")*)"|([^;]*))(?=;|$)/g;

describe('CSV', () => {
  const rowsOf = async (path: string) => {
    const response = await played.get(path);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head = [], ...rows] = bytes
      .toString('utf8')
      .slice(1)
      .trim()
      .split('\n')
      .map((row) =>
        [...row.matchAll(CELL)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ''),
      );
    return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
  };

  test('has every figure as plain numbers with decimal comma, its unit apart, and the label in each row', async () => {
    const rows = await rowsOf('/api/figures?format=csv');
    expect(rows).toHaveLength((await list()).figures.length);
    expect(rows.every((row) => row.märkning === 'REPRIS 2018' && row.källa)).toBe(true);
    expect(rows.find(({ figur }) => figur === 'RD-23.andel')).toMatchObject({
      värde: '33,60',
      enhet: 'procent',
      röster: '28632',
      giltiga: '85223',
      'röster förra valet': '33303',
    });
    // 28 632 of 85 223 against 33 303 of 83 714: −6,18531… percentage points.
    expect(rows.find(({ figur }) => figur === 'RD-23.forandring')).toMatchObject({
      värde: '-6,19',
      enhet: 'procentenheter',
    });
    expect(rows.filter(({ enhet }) => enhet).every(({ värde }) => /^-?\d+(,\d+)?$/.test(värde ?? ''))).toBe(
      true,
    );
  });

  test('is given to who asks for it by header, too, and of one figure or one contest’s districts', async () => {
    const response = await played.get('/api/figures/KF-2326.andel', { accept: 'text/csv' });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await rowsOf('/api/figures/KF-2326.andel?format=csv')).toMatchObject([
      { värde: '40,60', märkning: 'REPRIS 2018' },
    ]);
    const districts = await rowsOf('/api/figures?contest=KF-2326&format=csv');
    expect(districts.filter(({ figur }) => /\.\d{8}\.andel$/.test(figur ?? ''))).toHaveLength(5);
  });
});

describe('what became of a figure', () => {
  test('a corrected district is told; a count that only grew, and one that stands, are not', async () => {
    const night = await liveNight(TOKEN, '2018-09-10T12:00:00+02:00');
    const now = async (id: string) => (await night.get<FigureAnswer>(`/api/figures/${id}?revision=1`)).now;
    await night.upload('valnatt.zip', archiver.build(filesAt(0.3)));
    await night.upload('valnatt.zip', archiver.build(filesAt(0.5)));
    expect(await now('RD-23.andel')).toMatchObject({ revision: 2, recall: { outcome: 'grown' } });
    const { districts } = await night.get<{ districts: DistrictRow[] }>(
      '/api/contests/RD-23/districts?revision=1',
    );
    const district = districts.find(({ valid, kind }) => valid !== null && kind === 'ordinary');
    const name = `valnatt_${district?.municipality}R.xml`;
    const fewer = withDistrict(memberOf(filesAt(0.5), name), district?.district ?? '', (element) =>
      withVotes(element, 'S', votesIn(element, 'S') - 40),
    );
    await night.upload(name, fewer);
    const corrected = await now('RD-23.andel');
    expect(corrected).toMatchObject({
      revision: 3,
      recall: { outcome: 'corrected', places: [district?.name] },
    });
    expect(corrected.text).toContain(district?.name);
    const own = await now(`RD-23.${district?.district}.andel`);
    expect(own.recall).toMatchObject({ outcome: 'corrected' });
    expect(own.figure?.integers.votes).toBe((district?.own ?? 0) - 40);
    const other = districts.find(
      ({ valid, kind, municipality }) =>
        valid !== null && kind === 'ordinary' && municipality !== district?.municipality,
    );
    expect(await now(`RD-23.${other?.district}.andel`)).toMatchObject({ recall: { outcome: 'holds' } });
  });
});

describe('GET /api/figures/:id/card.svg', () => {
  test('is well-formed for every figure, light and dark, and has label, ground and source in it', async () => {
    for (const asked of ['?revision=30', '?revision=72', '']) {
      const { figures } = await list(asked);
      const { figures: districts } = await list(`${asked || '?'}&contest=KF-2326`);
      for (const figure of [...figures, ...districts].filter((_, index) => index % 3 === 0)) {
        const { pathname, search } = new URL(figure.card);
        for (const theme of ['light', 'dark']) {
          const response = await played.get(`${pathname}${search}&theme=${theme}`);
          const svg = await response.text();
          expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
          expect(XMLValidator.validate(svg), figure.id).toBe(true);
          const words = textOf(svg);
          expect(words).toContain('REPRIS 2018');
          expect(words).toContain(plain(figure.ground));
          expect(words).toContain('Målvakt');
          if (figure.kind === 'goal') expect(words).toContain(figure.value);
        }
      }
    }
  });

  test('carries its typeface and asks for nothing from elsewhere', async () => {
    const response = await played.get('/api/figures/rd-share.lage/card.svg');
    const svg = await response.text();
    expect(svg).toMatch(/src:url\(data:font\/woff2;base64,[A-Za-z0-9+/=]{60000,}\)/);
    const elsewhere = svg.replace(/data:font[^)]*/, '').replace('http://www.w3.org/2000/svg', '');
    expect(elsewhere).not.toMatch(/:\/\/|@import|href/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  const textOf = (svg: string) =>
    plain([...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]*)/g)].map(([, text]) => text).join(' '))
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
});
