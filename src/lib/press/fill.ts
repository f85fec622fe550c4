/** Templates with braces, filled. */

/** What stands in a template's braces; a missing one means that the figure has no ground for that template. */
export type Slots = Readonly<Record<string, string | undefined>>;

/** A template with its slots; `null` where one is missing. An empty sentence leaves no gap. */
export function fill(template: string, slots: Slots): string | null {
  let whole = true;
  const text = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = slots[name];
    whole &&= value !== undefined;
    return value ?? '';
  });
  return whole ? text.replaceAll(/ {2,}/g, ' ').replace(/ +$/, '') : null;
}

/** For the parts of sentences, which always have what they need. */
export function phrase(template: string, slots: Slots): string {
  const text = fill(template, slots);
  if (text === null) throw new Error(`a phrase without its slots: ${template}`);
  return text;
}
