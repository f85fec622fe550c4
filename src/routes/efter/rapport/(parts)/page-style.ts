/** A part of the report: its address on the page, and what contents and page foot call it. */
export interface ReportPart {
  readonly id: string;
  readonly name: string;
}

/** A text as a CSS string, whatever stands in it. */
const cssString = (text: string): string =>
  `"${text.replaceAll(/[^\p{L}\p{N} .,:–-]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`;

/** The part as people number it, and as its pages are named. */
export const partName = ({ name }: ReportPart, index: number): string => `${index + 1} ${name}`;
export const pageName = (index: number): string => `del-${index + 1}`;

/**
 * What every sheet of paper carries in its margins, as CSS: the night's label, the report's title, the part and the page
 * of so many. The only way to a page's margins is a style sheet, and these texts come from the data.
 */
export function pageStyle(label: string, title: string, parts: readonly ReportPart[]): string {
  const foot = (text: string) => `@bottom-left { content: ${cssString(text)}; }`;
  return [
    `@page {
      size: A4; margin: 20mm 16mm 18mm;
      font: 8.5pt 'Inter Variable', Inter, sans-serif;
      @top-left { content: ${cssString(label)}; font-weight: 700; }
      @top-right { content: ${cssString(title)}; }
      ${foot('Målvakt')}
      @bottom-right { content: "Sida " counter(page) " av " counter(pages); }
    }`,
    ...parts.map((part, index) => `@page ${pageName(index)} { ${foot(partName(part, index))} }`),
  ].join('\n');
}
