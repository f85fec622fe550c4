import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Snapshot } from '../../election/snapshot-shape.ts';
import { cardContent } from '../../press/card-content.ts';
import { cardSvg, type CardTheme } from '../../press/card.ts';
import type { Figure } from '../../press/figure.ts';

/** Latin signs in every weight, 48 kB; Swedish needs no other. */
const FONT = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

let font: Promise<string> | null = null;

/** Read once, found as the process finds its packages (the built server, too). */
function fontAddress(): Promise<string> {
  font ??= readFile(createRequire(import.meta.url).resolve(FONT)).then(
    (bytes) => `data:font/woff2;base64,${bytes.toString('base64')}`,
  );
  font.catch(() => (font = null));
  return font;
}

/** A figure's card, typeface and all: about 70 kB. */
export async function figureCard(figure: Figure, snapshot: Snapshot, theme: CardTheme): Promise<string> {
  return cardSvg(cardContent(figure, snapshot), { theme, font: await fontAddress() });
}
