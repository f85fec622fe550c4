/**
 * What somebody at twelve metres would miss in a scene of the big screen, measured in the browser's own layout: text
 * outside the frame (5 % of overscan on each side), text that is cut, text over text, text too small, text too pale.
 */
import { clampRgb, converter, parse, wcagContrast, type Rgb } from 'culori';
import type { Page } from 'playwright-core';

/** Hundredths of the screen: the free margin, the least text, and the least of what `data-read` marks. */
const LIMITS = { margin: 5, least: 2.6, read: { figure: 17, state: 6, listed: 4 } } as const;
const LEAST_CONTRAST = 7;

/** A text's colour and what lies under it, topmost first, each as a CSS colour and how much of it covers. */
export interface Painted {
  readonly text: string;
  readonly colour: Layer;
  readonly under: readonly Layer[];
}
type Layer = readonly [colour: string, opacity: number];

/** Every fault of the page's present layout, in words; empty: all is well. */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(measureLayout, LIMITS);
}

/** Every text with too little contrast on the page as it is now, in words. */
export async function contrastFaults(page: Page): Promise<readonly string[]> {
  const painted = await page.evaluate(readPaint);
  return painted.flatMap(({ text, colour, under }) => {
    if (under.some(([each]) => each === 'pattern')) return [`on a pattern: ${text}`];
    const ratio = contrastOf(colour, under);
    return ratio < LEAST_CONTRAST ? [`contrast ${ratio.toFixed(2)}: ${text}`] : [];
  });
}

const rgb = converter('rgb');

/** WCAG contrast of a colour on layers, composited as the browser does, in sRGB. */
export function contrastOf(colour: Layer, under: readonly Layer[]): number {
  const white: Rgb = { mode: 'rgb', r: 1, g: 1, b: 1 };
  const ground = under.toReversed().reduce((below, layer) => over(layer, below), white);
  return wcagContrast(over(colour, ground), ground);
}

function over([colour, opacity]: Layer, below: Rgb): Rgb {
  const parsed = rgb(parse(colour));
  if (!parsed) throw new Error(`no colour: ${colour}`);
  const top = clampRgb(parsed);
  const alpha = (top.alpha ?? 1) * opacity;
  const mixed = (one: number, other: number) => one * alpha + other * (1 - alpha);
  return { mode: 'rgb', r: mixed(top.r, below.r), g: mixed(top.g, below.g), b: mixed(top.b, below.b) };
}

/** Runs in the page, hence whole in itself. */
function measureLayout(limits: typeof LIMITS): readonly string[] {
  const [width, height] = [innerWidth, innerHeight];
  const root = document.querySelector('.storbild');
  if (!root) return ['no big screen'];
  const frame = new DOMRect(
    (limits.margin / 100) * width,
    (limits.margin / 100) * height,
    (1 - limits.margin / 50) * width,
    (1 - limits.margin / 50) * height,
  );
  const pen = new OffscreenCanvas(1, 1).getContext('2d');
  if (!pen) return ['no canvas'];

  /** A ring over an Å is taken for the whole line's height: so much of a text's size is no fault. */
  const HIGHER = 0.2;

  interface Ink {
    readonly node: Node;
    readonly element: Element;
    readonly words: string;
    readonly box: DOMRect;
    readonly size: number;
  }

  /** The lines of a text as their ink covers them: a line's box is higher than its letters. */
  const inkOf = (node: Node, element: Element): Ink[] => {
    const style = getComputedStyle(element);
    const words = node.textContent?.trim().replaceAll(/\s+/g, ' ') ?? '';
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const metrics = pen.measureText(words);
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()]
      .filter((rect) => rect.width > 0.5 && rect.height > 0.5)
      .map((rect) => {
        const scale = rect.height / (metrics.fontBoundingBoxAscent + metrics.fontBoundingBoxDescent);
        const top = rect.top + scale * (metrics.fontBoundingBoxAscent - metrics.actualBoundingBoxAscent);
        const ink = scale * (metrics.actualBoundingBoxAscent + metrics.actualBoundingBoxDescent);
        const size = scale * parseFloat(style.fontSize);
        return {
          node,
          element,
          words: words.slice(0, 60),
          box: new DOMRect(rect.left, top, rect.width, ink),
          size,
        };
      });
  };

  const inks: Ink[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element || !node.textContent?.trim() || element.closest('.visually-hidden, title, desc')) continue;
    if (element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      inks.push(...inkOf(node, element));
  }

  const sticksOut = (box: DOMRect, of: DOMRect, by = 1.5): boolean =>
    box.left < of.left - by ||
    box.right > of.right + by ||
    box.top < of.top - by ||
    box.bottom > of.bottom + by;
  const clips = (element: Element): boolean => getComputedStyle(element).overflow !== 'visible';
  /** The nearest box around an element that cuts what sticks out of it. */
  const cutterOf = (element: Element): Element | null => {
    for (let each: Element | null = element; each && each !== root; each = each.parentElement)
      if (clips(each)) return each;
    return null;
  };
  const partOf = (element: Element): Element | undefined =>
    [...root.children].find((part) => part.contains(element));

  const faults: string[] = [];
  inks.forEach(({ element, words, box, size }) => {
    const [cutter, part] = [cutterOf(element), partOf(element)];
    const give = 1.5 + HIGHER * size;
    if (sticksOut(box, frame)) faults.push(`outside the frame: ${words}`);
    else if (part && part.matches('main') && sticksOut(box, part.getBoundingClientRect(), give))
      faults.push(`outside its part: ${words}`);
    if (cutter && sticksOut(box, cutter.getBoundingClientRect(), give)) faults.push(`cut: ${words}`);
    if ((100 * size) / height < limits.least - 0.01)
      faults.push(`${((100 * size) / height).toFixed(2)} % of the height: ${words}`);
  });

  Object.entries(limits.read).forEach(([read, least]) => {
    for (const element of root.querySelectorAll(`[data-read="${read}"]`)) {
      const size = (100 * parseFloat(getComputedStyle(element).fontSize)) / height;
      if (size < least - 0.01) faults.push(`${read} of ${size.toFixed(2)} %: ${element.textContent?.trim()}`);
    }
  });

  const isPainted = (element: Element): boolean => {
    const { backgroundColor, backgroundImage, borderTopWidth, borderLeftWidth } = getComputedStyle(element);
    const plain = backgroundColor === 'rgba(0, 0, 0, 0)' && backgroundImage === 'none';
    return element.matches('svg, img') || !plain || `${borderTopWidth}${borderLeftWidth}` !== '0px0px';
  };
  // Boxes and pictures, as far as nothing cuts them off; what lies inside a picture is the picture's own. A mark may
  // stand on the frame's edge with its middle.
  root.querySelectorAll('*').forEach((element) => {
    if (element.closest('.over, .visually-hidden') || element.parentElement?.closest('svg')) return;
    const box = element.getBoundingClientRect();
    const cutter = element.parentElement && cutterOf(element.parentElement);
    if (
      box.width > 0 &&
      box.height > 0 &&
      !cutter &&
      isPainted(element) &&
      sticksOut(box, frame, height / 80)
    )
      faults.push(`box outside the frame: ${element.tagName.toLowerCase()}.${element.getAttribute('class')}`);
  });

  inks.forEach((one, index) => {
    for (const other of inks.slice(index + 1)) {
      if (one.node === other.node) continue;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (across > 1.5 && down > 1.5 + HIGHER * Math.min(one.size, other.size))
        faults.push(`over each other: ${one.words} | ${other.words}`);
    }
  });
  return [...new Set(faults)];
}

/** Runs in the page, hence whole in itself: each kind of paint once, with the first text that has it. */
function readPaint(): readonly Painted[] {
  const open = document.createElement('style');
  // Asked for what lies at a point, the browser leaves out what the pointer passes through.
  open.textContent = '* { pointer-events: auto !important; user-select: auto !important; }';
  document.head.append(open);

  const opacityOf = (element: Element): number => {
    let opacity = 1;
    for (let each: Element | null = element; each; each = each.parentElement)
      opacity *= Number(getComputedStyle(each).opacity);
    return opacity;
  };
  const layersOf = (element: Element): Layer[] => {
    const style = getComputedStyle(element);
    const inSvg = element instanceof SVGElement && !(element instanceof SVGSVGElement);
    if (inSvg && style.fill.startsWith('url(')) return [['pattern', 1]];
    if (inSvg)
      return style.fill === 'none' ? [] : [[style.fill, opacityOf(element) * Number(style.fillOpacity)]];
    const ground: Layer[] = [[style.backgroundColor, opacityOf(element)]];
    return style.backgroundImage === 'none' ? ground : [['pattern', 1], ...ground];
  };
  const opaque = ([colour, opacity]: Layer): boolean => opacity === 1 && !/\/|rgba|transparent/.test(colour);
  /** What lies under a text at a point; a pattern under something opaque does not count. */
  const underAt = (element: Element, x: number, y: number): Layer[] => {
    const all = document.elementsFromPoint(x, y);
    const from = all.findIndex((each) => each === element || each.contains(element));
    const layers = all.slice(Math.max(0, from)).flatMap(layersOf);
    const last = layers.findIndex(opaque);
    return last < 0 ? layers : layers.slice(0, last + 1);
  };

  const found = new Map<string, Painted>();
  const walker = document.createTreeWalker(
    document.querySelector('.storbild') ?? document.body,
    NodeFilter.SHOW_TEXT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (!element || !text || element.closest('.visually-hidden, title, desc') || !element.checkVisibility())
      continue;
    const style = getComputedStyle(element);
    const colour: Layer = [element instanceof SVGElement ? style.fill : style.color, opacityOf(element)];
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      for (const part of [0.05, 0.5, 0.95]) {
        const under = underAt(element, left + part * (right - left), (top + bottom) / 2);
        const key = JSON.stringify([colour, under]);
        if (!found.has(key)) found.set(key, { text: text.slice(0, 60), colour, under });
      }
    }
  }
  open.remove();
  return [...found.values()];
}
