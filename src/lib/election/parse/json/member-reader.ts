import type { Result } from '../error.ts';
import type { JsonExpected } from './expected.ts';
import type { JsonName } from './name.ts';
import type { JsonPart } from './part.ts';

/**
 * Reads one member of a JSON archive while its bytes come in (docs: feed formats, part B): only the programme's own
 * areas are kept, and the file is never held whole. Whatever the bytes, it ends in a part or a fault.
 */
export class JsonMemberReader {
  constructor(
    readonly file: string,
    readonly name: JsonName,
    readonly expected: JsonExpected,
  ) {}

  /** The next piece, of any size (64 kB take a few milliseconds). After the first fault the rest is ignored. */
  write(_chunk: Uint8Array): void {
    throw new Error('not built yet');
  }

  /** Nothing more comes. */
  end(): Result<JsonPart> {
    throw new Error('not built yet');
  }
}
