/**
 * On which page (from 1) each place that the document links to stands, as Chromium's PDF writer tells it in plain text:
 * `/malen [33 0 R /XYZ 0 842 0]`, page objects numbered in the order of their pages. Empty where another writer made it.
 */
export function pagesOfAnchors(pdf: Uint8Array): ReadonlyMap<string, number> {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const pages = [...text.matchAll(/\n(\d+) 0 obj\n<<\/Type \/Page\n/g)]
    .map(([, object]) => Number(object))
    .sort((a, b) => a - b);
  const anchors = [...text.matchAll(/\n\/([\w-]+) \[(\d+) 0 R \/XYZ /g)].map(
    ([, name = '', object]): [string, number] => [name, pages.indexOf(Number(object)) + 1],
  );
  return new Map(anchors.filter(([, page]) => page > 0));
}
