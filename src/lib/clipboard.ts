/** Putting a text into the clipboard as plain text and as HTML at once; and the old way, where no page may write there. */

/** One text in the two forms that programs take: mail and word processors the HTML, all others the plain one. */
export interface TwoForms {
  readonly plain: string;
  readonly html: string;
}

/** The browser lets pages write to the clipboard here at all: not over http from another machine. */
export const canWrite = (): boolean =>
  typeof ClipboardItem !== 'undefined' && typeof navigator.clipboard?.write === 'function';

/** Both forms in one item; `false`: it was not permitted. */
export const writeBoth = ({ plain, html }: TwoForms): Promise<boolean> =>
  write({
    'text/plain': new Blob([plain], { type: 'text/plain' }),
    'text/html': new Blob([html], { type: 'text/html' }),
  });

/** A picture that may still be being made: the click counts for it all the same. */
export const writePicture = (png: Promise<Blob>): Promise<boolean> => write({ 'image/png': png });

const write = (forms: Record<string, Blob | Promise<Blob>>): Promise<boolean> =>
  navigator.clipboard.write([new ClipboardItem(forms)]).then(
    () => true,
    () => false,
  );

/** Marks the whole of a field that shows the plain form: then the reader's own copy command takes it. */
export function selectAll(field: HTMLTextAreaElement): void {
  field.focus();
  field.setSelectionRange(0, field.value.length);
}

/**
 * The old way: marks the field and gives the copy command. The browser asks what to take, which is where both forms go
 * in. Needs a click or a key just before; `false`: nothing was taken.
 */
export function copySelected(field: HTMLTextAreaElement, copy: TwoForms): boolean {
  let taken = false;
  const take = (event: ClipboardEvent) => {
    taken = takeBoth(event, copy);
  };
  selectAll(field);
  field.addEventListener('copy', take);
  const obeyed = document.execCommand('copy');
  field.removeEventListener('copy', take);
  return obeyed && taken;
}

/** Answers a copy command with both forms, whoever gave it. */
export function takeBoth(event: ClipboardEvent, { plain, html }: TwoForms): boolean {
  if (!event.clipboardData) return false;
  event.clipboardData.setData('text/plain', plain);
  event.clipboardData.setData('text/html', html);
  event.preventDefault();
  return true;
}
