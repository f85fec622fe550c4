import { flushSync } from 'svelte';
import {
  canWrite,
  copySelected,
  selectAll,
  takeBoth,
  writeBoth,
  writePicture,
  type TwoForms,
} from '$lib/clipboard.ts';

/** `marked`: by the copy command on a marked text · `byHand`: the text is marked, the reader has to copy it. */
export type CopyWay = 'written' | 'marked' | 'byHand';

export interface Copied {
  readonly way: CopyWay;
  /** What was copied, in words: `Berg, andel, med jämförelse`. */
  readonly what: string;
  readonly copy: TwoForms;
}

/** The page's way to the clipboard: what was copied last and how, and the field in which it is marked if need be. */
export class Copying {
  #last = $state.raw<Copied | null>(null);
  #taken: () => void = () => undefined;
  /** Where the text is shown when the browser lets no page write: given by the page. */
  field: HTMLTextAreaElement | null = null;

  get last(): Copied | null {
    return this.#last;
  }

  /** Copies, or shows the text to copy; `taken` is called as soon as it is in the clipboard. */
  async copy(copy: TwoForms, what: string, taken: () => void = () => undefined): Promise<void> {
    this.#taken = taken;
    if (canWrite() && (await writeBoth(copy))) {
      this.#last = { way: 'written', what, copy };
      taken();
      return;
    }
    // Without a pause: a browser that obeys the old command does so only in the click or key itself.
    flushSync(() => (this.#last = { way: 'byHand', what, copy }));
    if (!this.field) return;
    const from = document.activeElement;
    if (!copySelected(this.field, copy)) return selectAll(this.field);
    this.#last = { way: 'marked', what, copy };
    taken();
    if (from instanceof HTMLElement) from.focus({ preventScroll: true });
  }

  /** A picture, which only the new way can carry; `false`: it was not copied. */
  async copyPicture(png: () => Promise<Blob>, what: string, taken: () => void): Promise<boolean> {
    if (!canWrite() || !(await writePicture(png()))) return false;
    this.#last = { way: 'written', what, copy: { plain: '', html: '' } };
    taken();
    return true;
  }

  /** The reader's own copy command on the marked text. */
  taken(event: ClipboardEvent): void {
    const last = this.#last;
    if (last?.way !== 'byHand' || !this.field) return;
    const { selectionStart, selectionEnd, value } = this.field;
    if (selectionStart !== 0 || selectionEnd !== value.length || !takeBoth(event, last.copy)) return;
    this.#last = { ...last, way: 'marked' };
    this.#taken();
  }

  dismiss(): void {
    this.#last = null;
  }
}
