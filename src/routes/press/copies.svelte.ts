import type { DistrictRow, Snapshot } from '$lib/election/snapshot-shape.ts';
import { eveningOf } from '$lib/format.ts';
import type { LiveSnapshot } from '$lib/live.svelte.ts';
import { districtsPath, type ContestDistricts, type MapDistricts } from '$lib/map-districts.svelte.ts';
import { bareCopy, sentenceCopy, type Copy, type CopyContext } from '$lib/press/copy.ts';
import { districtFigures } from '$lib/press/districts.ts';
import type { Figure } from '$lib/press/figure.ts';
import { figuresOf } from '$lib/press/figures.ts';
import { recallWords } from '$lib/press/recall-words.ts';
import type { Remembered } from '$lib/press/recall.ts';
import type { Decimals } from '$lib/press/sentence.ts';
import type { Length } from '$lib/press/templates.ts';
import { Copying } from './copying.svelte.ts';
import { lengthWord, nightTime, wantedLength, whatIsCopied } from './lines.ts';
import { CopyMemory, type Standing } from './memory.svelte.ts';
import { rowsOf } from './subject.ts';

/** A figure, and how it is told in a copy. */
type CopiedFigure = Pick<Remembered, 'figure' | 'length'>;

/** Copying on the press page: the text with its ground, into the clipboard, and into the memory that calls it back. */
export class PressCopies {
  readonly copying = new Copying();
  readonly memory = new CopyMemory(findFigure);
  decimals = $state<Decimals>(2);

  constructor(
    private readonly live: LiveSnapshot,
    private readonly districts: MapDistricts,
    private readonly publicUrl: string,
  ) {}

  /** What a copy says of its time. */
  get context(): CopyContext {
    const { night, revision, programme } = this.live.snapshot;
    return {
      snapshot: { night, revision, programme },
      publicUrl: this.publicUrl,
      lostSince: this.live.connection === 'lost' ? this.live.feed.now : null,
      decimals: this.decimals,
    };
  }

  /** The same for one figure; a district's rows may be a moment behind the snapshot. */
  contextOf(figure: Figure): CopyContext {
    const { context } = this;
    const rows = figure.kind === 'district' ? this.districts.of([figure.contest])[0] : undefined;
    return rows ? { ...context, snapshot: { ...context.snapshot, revision: rows.revision } } : context;
  }

  /** The districts of a figure's contest, where they are held. */
  rowsIn(figure: Figure): readonly DistrictRow[] {
    const held = figure.contest === null ? undefined : this.districts.of([figure.contest])[0];
    return held ? rowsOf(held) : [];
  }

  /** A figure's sentence; the most wanted length unless another is given. */
  copySentence(figure: Figure, length: Length = wantedLength(figure)): Promise<void> {
    const copy = sentenceCopy(figure, length, this.contextOf(figure));
    if (!copy) return Promise.resolve();
    return this.copy(copy, whatIsCopied(figure, lengthWord(length)), [{ figure, length }]);
  }

  /** Any text or table that these figures stand in. */
  copy(copy: Copy, what: string, of: readonly CopiedFigure[]): Promise<void> {
    // What the page shows at this moment, whatever comes while the browser writes.
    const told = of.map((each) => ({ ...this.#moment(each.figure), ...each, what }));
    return this.copying.copy(copy, what, () => this.memory.remember(told));
  }

  /** They left the page some other way: in a picture, as a file. */
  remember(of: readonly CopiedFigure[], what: string): void {
    this.memory.remember(of.map((each) => ({ ...this.#moment(each.figure), ...each, what })));
  }

  /** The same again as it is now; `false`: it is not in the clipboard (yet). */
  async copyAnew({ copied }: Standing): Promise<boolean> {
    const figure = await findFigure(copied, this.live.snapshot);
    if (!figure) return false;
    if (copied.length === 'bare') {
      const what = whatIsCopied(figure, 'bara siffran');
      await this.copy(bareCopy(figure, this.contextOf(figure)), what, [{ figure, length: 'bare' }]);
    } else await this.copySentence(figure, copied.length);
    return this.copying.last?.way !== 'byHand';
  }

  /** What became of a copy, for whoever sent it. */
  readonly words = ({ copied, recall, now }: Standing): string => {
    const { night, contests } = this.live.snapshot;
    const context = { now, contests, evening: eveningOf(night.electionDate) };
    return recall ? recallWords(copied, recall, context) : 'Jämförs med det som gäller nu.';
  };

  #moment(figure: Figure) {
    const { night } = this.live.snapshot;
    const { revision } = this.contextOf(figure).snapshot;
    const known = this.live.events.find((stored) => stored.revision !== null && stored.revision <= revision);
    return {
      decimals: this.decimals,
      night: night.id,
      revision,
      lastEvent: known?.id ?? 0,
      copiedAt: nightTime(this.live.nightNow),
    };
  }
}

const byId = new WeakMap<Snapshot, ReadonlyMap<string, Figure>>();

/** The figure with the copy's id in a snapshot; a district's is asked for. */
async function findFigure(copied: Remembered, snapshot: Snapshot): Promise<Figure | null | undefined> {
  if (copied.figure.kind === 'district')
    return findDistrict(copied.figure.contest, copied.figure.id, snapshot);
  const figures = byId.get(snapshot) ?? new Map(figuresOf(snapshot).map((figure) => [figure.id, figure]));
  byId.set(snapshot, figures);
  return figures.get(copied.figure.id) ?? null;
}

async function findDistrict(
  id: string,
  figure: string,
  snapshot: Snapshot,
): Promise<Figure | null | undefined> {
  const contest = snapshot.contests.find((each) => each.id === id);
  if (!contest) return null;
  const answer = await fetch(districtsPath(id, snapshot.revision)).catch(() => null);
  const rows = answer?.ok ? ((await answer.json().catch(() => null)) as ContestDistricts | null) : null;
  if (!rows) return undefined;
  return districtFigures(rowsOf(rows), contest, snapshot).find((each) => each.id === figure) ?? null;
}
