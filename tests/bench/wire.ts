/** What the browser has to fetch for the overview. */
import { gzipSync } from 'node:zlib';
import type { Row } from './row.ts';
import { startServer } from './server.ts';

interface Sum {
  readonly files: number;
  readonly bytes: number;
}

/** What a page has the browser load, gzipped, and the page itself. */
export async function loadedBy(
  base: string,
  path: string,
): Promise<{ readonly script: Sum; readonly style: Sum; readonly html: string }> {
  const answer = await fetch(new URL(path, base));
  const html = await answer.text();
  // What the page loads stands in its links (also as a header) and in the script that starts it.
  const named = `${answer.headers.get('link') ?? ''} ${html}`;
  return {
    script: await sum(base, pathsIn(named, 'js')),
    style: await sum(base, pathsIn(named, 'css')),
    html,
  };
}

export async function wire(): Promise<Row[]> {
  const server = await startServer({ REPLAY: '2018', LOG_LEVEL: 'warn' });
  const { script, style, html } = await loadedBy(server.url, '/');
  await server.stop();
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const beside = `${kilobytes(style.bytes)} of CSS and ${kilobytes(gzipSync(html).length)} of HTML`;
  return [
    {
      what: 'JavaScript over the wire for /',
      figure: kilobytes(script.bytes),
      against: `${script.files} files`,
      how: `gzip, every module that the page preloads and starts; beside it ${beside}`,
    },
  ];
}

const pathsIn = (text: string, ending: 'js' | 'css'): string[] => [
  ...new Set(text.match(new RegExp(`_app/immutable/[\\w./-]+\\.${ending}\\b`, 'g'))),
];

async function sum(base: string, paths: readonly string[]): Promise<Sum> {
  if (paths.length === 0) throw new Error('the page names no such file');
  let bytes = 0;
  for (const path of paths) {
    const answer = await fetch(new URL(path, base));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    bytes += gzipSync(new Uint8Array(await answer.arrayBuffer())).length;
  }
  return { files: paths.length, bytes };
}
