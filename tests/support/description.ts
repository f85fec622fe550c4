/** The API's own description, and answers held to it. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';

export type Json = Record<string, unknown>;
export interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema: { readonly type?: string; readonly enum?: string[]; format?: string; pattern?: string };
}
export interface Operation {
  readonly security?: unknown;
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly content?: Json }>>;
  readonly requestBody?: { readonly content: Json };
}
export interface Description extends Json {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** What a test asks of a description. */
export function readDescription(described: Description) {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default(ajv);
  ajv.addSchema(closed(described) as Json, 'api');
  const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const at = (place: readonly string[]) => ajv.compile({ $ref: `api#/${place.map(pointer).join('/')}` });
  const media = ['content', 'application/json', 'schema'];
  return {
    operations,
    /** Whether a body is as a route's description says. */
    takes: (method: string, path: string, body: unknown): boolean =>
      at(['paths', path, method.toLowerCase(), 'requestBody', ...media])(body),
    /** Holds an answer in JSON to the schema of its path, method and status. */
    async expectDescribed(method: string, path: string, response: Response): Promise<void> {
      const { status } = response;
      const validate = at(['paths', path, method.toLowerCase(), 'responses', String(status), ...media]);
      validate(await response.json());
      const errors = validate.errors?.slice(0, 5) ?? null;
      expect({ path, status, errors }).toEqual({ path, status, errors: null });
    },
  };
}

/** Fields that are not described must not come, here: the description itself lets fields be added later. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closed(part)]));
  const isObject = inner.type === 'object' && typeof inner.properties === 'object';
  return isObject ? { additionalProperties: false, ...inner } : inner;
}

const pointer = (text: string) =>
  text.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll(/[{}]/g, encodeURIComponent);

/** `/api/findings/:id{.+}` → `/api/findings/{id}` */
export const plainPath = (path: string): string => path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}');
