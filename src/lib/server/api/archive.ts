import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { AuthEnv } from '../auth.ts';
import { describeArchiveFault } from '../archive/archive-format.ts';
import { prepareArchive } from '../archive/write.ts';
import type { ApiDeps } from './deps.ts';

/**
 * `GET /api/archive` (token): the whole night in one file, as of now, streamed; what `npm run archive` writes. One at a
 * time, since every revision's snapshot is built for it.
 */
export const archiveRoutes = ({ store, plan, archived, auth }: ApiDeps) => {
  let writing = false;
  return new Hono<AuthEnv>().get('/', auth.requireToken, async (c) => {
    if (writing) {
      c.header('retry-after', '30');
      throw new HTTPException(429, { message: 'an archive is being written: wait until it is' });
    }
    const archive = await prepareArchive({ store, plan, ...archived });
    if (!archive.ok) throw new HTTPException(404, { message: describeArchiveFault(archive.error) });
    const { fileName, bytes } = archive.value;
    const whole = async function* () {
      writing = true;
      try {
        yield* bytes();
      } finally {
        writing = false;
      }
    };
    return c.body(Readable.toWeb(Readable.from(whole())) as ReadableStream, 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    });
  });
};
