/** What became of a recorded file, in words. */
import type { FeedError } from '$lib/election/parse/error.ts';
import { formatInteger, NBSP } from '$lib/format.ts';
import { REFUSAL_WORDS } from '$lib/words.ts';

/** A recorded file, as `GET /api/files` gives it. */
export interface ListedFile {
  readonly id: number;
  readonly sha256: string;
  readonly name: string;
  readonly source: string;
  readonly via: 'poll' | 'upload' | 'import';
  readonly fetchedAt: string;
  readonly size: number;
  readonly outcome: 'accepted' | 'partial' | 'unchanged' | 'refused' | 'pending';
  readonly reason: FeedError | null;
  readonly checksum: 'verified' | 'notChecked' | 'mismatch' | 'signed' | 'signatureNotChecked' | null;
  readonly publishedAt: string | null;
  readonly revision: number | null;
  readonly refused: readonly { readonly name: string; readonly reason: FeedError | null }[];
}

export const OUTCOME_WORDS: Readonly<Record<ListedFile['outcome'], string>> = {
  accepted: 'Inläst',
  partial: 'Delvis inläst',
  unchanged: 'Inget nytt',
  refused: 'Avvisad',
  pending: 'Inte läst än',
};

export const VIA_WORDS: Readonly<Record<ListedFile['via'], string>> = {
  poll: 'hämtad',
  upload: 'uppladdad',
  import: 'inläst från fil',
};

/** What vouches for a file that was opened. */
export const CHECKSUM_WORDS: Readonly<Record<NonNullable<ListedFile['checksum']>, string>> = {
  verified: 'kontrollsumma verifierad',
  notChecked: 'kontrollsumma ej kontrollerad',
  mismatch: 'kontrollsumman stämmer inte',
  signed: 'signatur verifierad',
  signatureNotChecked: 'signatur ej kontrollerad',
};

/** `Avvisad: arkivet är skadat eller avbrutet` */
export const refusalWords = (reason: FeedError | null): string =>
  reason ? REFUSAL_WORDS[reason.kind] : 'utan angiven orsak';

/** Where in the file, what stood there and what was expected: the log's own words, for whoever has to look. */
export const placeWords = ({ place, found, expected }: FeedError): string =>
  [place, found && `där står ${found}`, expected && `väntat: ${expected}`].filter(Boolean).join(', ');

/** `1 204 kB` */
export const sizeWords = (bytes: number): string => `${formatInteger(Math.ceil(bytes / 1024))}${NBSP}kB`;
