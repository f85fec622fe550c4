/**
 * A card as a PNG, made in the reader's browser from the SVG of `GET /api/figures/:id/card.svg`:
 *
 *     const svg = await (await fetch('/api/figures/rd-share.lage/card.svg?theme=light')).text();
 *     const png = await cardPng(svg);                     // 2400×1350
 *     await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
 *
 * In Safari give `ClipboardItem` the promise itself (`{ 'image/png': cardPng(svg) }`), so that the click still counts.
 */
import { CARD_HEIGHT, CARD_WIDTH } from './card.ts';

/** Dots for each unit of the card: sharp on a projector and in print. */
const DENSITY = 2;

/** Draws the SVG; rejects when the browser cannot read it or has no canvas left. */
export async function cardPng(svg: string, density: number = DENSITY): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(CARD_WIDTH, CARD_HEIGHT);
    image.src = address;
    await image.decode();
    return await pngOf(image, density);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function pngOf(image: HTMLImageElement, density: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = CARD_WIDTH * density;
  canvas.height = CARD_HEIGHT * density;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser gives no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the browser made no PNG'))),
      'image/png',
    ),
  );
}
