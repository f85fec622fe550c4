/** What stands on a line of its own, so that the tables can be read and compared: one district, party or report. */
const ON_ONE_LINE = ['districts', 'parties', 'reports', 'collection', 'votes'];

/** A table as JSON: indented down to the lists above, whose members take a line each. */
export function tableText(table: object): string {
  return valueText(table, '') + '\n';
}

function valueText(value: unknown, margin: string, key = ''): string {
  const inner = margin + ' ';
  if (Array.isArray(value) && (ON_ONE_LINE.includes(key) || value.some((member) => isRecord(member)))) {
    const members = value.map((member) =>
      ON_ONE_LINE.includes(key) ? JSON.stringify(member) : valueText(member, inner),
    );
    return `[\n${inner}${members.join(`,\n${inner}`)}\n${margin}]`;
  }
  if (isRecord(value) && Object.values(value).some((member) => typeof member === 'object')) {
    const members = Object.entries(value).map(
      ([name, member]) => `${JSON.stringify(name)}: ${valueText(member, inner, name)}`,
    );
    return `{\n${inner}${members.join(`,\n${inner}`)}\n${margin}}`;
  }
  return JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
