import { Hono } from 'hono';
import type { RouterRoute } from 'hono/types';
import { z } from 'zod';
import { checkOf } from './checked.ts';
import { RECORD_SCHEMAS } from './openapi-record.ts';
import { RESULT_SCHEMAS } from './openapi-results.ts';
import { INGEST_ROUTES, ROUTES, type Answer, type DescribedRoute } from './openapi-routes.ts';
import { SNAPSHOT_SCHEMAS } from './openapi-snapshot.ts';

/** `GET /api/openapi.json`: the description of the API that these routes make up (OpenAPI 3.1). */
export const openapiRoutes = (routes: () => readonly RouterRoute[], ingest: boolean) => {
  let document: string | null = null;
  return new Hono().get('/', (c) => {
    document ??= JSON.stringify(openapi(routes(), ingest));
    return c.body(document, 200, { 'content-type': 'application/json; charset=utf-8' });
  });
};

type Json = Readonly<Record<string, unknown>>;

const NAMED = { ...SNAPSHOT_SCHEMAS, ...RECORD_SCHEMAS, ...RESULT_SCHEMAS };
const ERROR = z.object({ error: z.string() });

/** Every route with what it takes, from its own validators, and what it answers. */
export function openapi(routes: readonly RouterRoute[], ingest: boolean): Json {
  const schemas = jsonSchemas();
  const paths: Record<string, Record<string, Json>> = {};
  for (const [key, described] of Object.entries({ ...ROUTES, ...(ingest ? INGEST_ROUTES : {}) })) {
    const [method = '', path = ''] = key.split(' ');
    const handlers = routes.filter((route) => route.method === method && route.path === path);
    const operation = operationOf(described, path, handlers);
    (paths[plainPath(path)] ??= {})[method.toLowerCase()] = { operationId: idOf(method, path), ...operation };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Målvakt',
      version: '1',
      description:
        'Election results against goals. Counts are integers or null, shares exact quotients between 0 and 1, times ISO 8601 with offset. In a replay or test `label` says so. Fields may be added. `source` names whom to credit (Källa: Valmyndigheten, and others where last time’s tables are theirs).',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'ADMIN_TOKEN; `x-who` names who writes.' },
        session: { type: 'apiKey', in: 'cookie', name: 'malvakt-redaktion' },
      },
    },
  };
}

const names = new Map<z.ZodType, string>(
  [...Object.entries(NAMED), ['Error', ERROR] as const].map(([name, schema]) => [schema, name]),
);

/** The schemas that have a name, each pointing to the others by it; `this` is one more. */
function jsonSchemas(more?: z.ZodType): Readonly<Record<string, Json>> {
  const registry = z.registry<{ id?: string }>();
  for (const [schema, id] of names) registry.add(schema, { id });
  if (more) registry.add(more, { id: 'this' });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => plain(jsonSchema),
  });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
}

/** A schema by its name, or in full with the named ones in it told by their names. */
function schemaOf(schema: z.ZodType): Json {
  const name = names.get(schema);
  return name ? { $ref: `#/components/schemas/${name}` } : (jsonSchemas(schema).this ?? {});
}

/** What a format says already is not said again as a pattern, and that a number is one that can be counted with. */
function plain(schema: { format?: unknown; pattern?: unknown; maximum?: unknown }): void {
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

const bare = ({ $schema: _schema, $id: _id, ...schema }: Json): Json => schema;

/** `/api/findings/:id{.+}` → `/api/findings/{id}` */
const plainPath = (path: string): string => path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}');
const idOf = (method: string, path: string): string =>
  [method.toLowerCase(), ...(plainPath(path).match(/\w+/g) ?? []).slice(1)].join('-');

function operationOf(described: DescribedRoute, path: string, handlers: readonly RouterRoute[]): Json {
  const checks = handlers.flatMap(({ handler }) => checkOf(handler) ?? []);
  const asked = checks.find(({ part }) => part === 'query')?.schema;
  const body = checks.find(({ part }) => part === 'json')?.schema;
  const parameters = [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      in: 'path',
      name,
      required: true,
      schema: { type: 'string' },
    })),
    ...(asked ? queryParameters(asked) : []),
    ...(described.also ?? []).map(({ says, ...also }) => ({
      ...also,
      description: says,
      schema: { type: 'string' },
    })),
  ];
  return {
    summary: described.says,
    ...(described.token ? { security: [{ token: [] }, { session: [] }] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(described, body),
    responses: responsesOf(described, { asked: asked !== undefined, body: body !== undefined }),
  };
}

function queryParameters(schema: z.ZodType): readonly Json[] {
  const { properties = {}, required = [] } = schemaOf(schema) as {
    readonly properties?: Readonly<Record<string, Json>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    in: 'query',
    name,
    required: required.includes(name),
    schema: property,
  }));
}

function bodyOf({ takes }: DescribedRoute, checked: z.ZodType | undefined): Json {
  if (checked)
    return {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(checked) } } },
    };
  if (!takes) return {};
  const content = { [takes.media]: takes.schema ? { schema: schemaOf(takes.schema) } : {} };
  return { requestBody: { required: true, description: takes.says, content } };
}

interface Checks {
  readonly asked: boolean;
  readonly body: boolean;
}
/** The answers that are told, and those that follow from what the route checks. */
function responsesOf({ answers, missing, token }: DescribedRoute, { asked, body }: Checks): Json {
  const faults = {
    ...(asked ? { 400: failure('A field of the query is faulty: its name, and what it must be.') } : {}),
    ...(body ? { 400: failure('The body is no JSON.'), 422: refused } : {}),
    ...(token
      ? {
          401: failure('A token or a session is needed, or the token is wrong.'),
          403: failure('Writing is closed, or another page’s script wrote with the desk’s session.'),
          429: failure('Too many wrong tokens: wait `retry-after` seconds.'),
        }
      : {}),
    ...(missing ? { 404: failure(missing) } : {}),
  };
  const told = Object.entries(answers).map(([status, answer]) => [
    status,
    responseOf(Number(status), answer),
  ]);
  return { ...faults, ...Object.fromEntries(told) };
}

const failure = (description: string): Json => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
});
const refused: Json = {
  description: 'Refused: every fault by its field.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
};

function responseOf(status: number, answer: Answer | readonly Answer[]): Json {
  const forms = Array.isArray(answer) ? (answer as readonly Answer[]) : [answer as Answer];
  const content = Object.fromEntries(forms.flatMap(contentOf));
  const words = forms.flatMap((form) => ('says' in form ? [form.says] : []));
  if (status >= 400 && Object.keys(content).length === 0) return failure(words.join(' '));
  return {
    description: words.join(' ') || 'As asked.',
    ...(Object.keys(content).length > 0 ? { content } : {}),
  };
}

function contentOf(form: Answer): readonly (readonly [media: string, content: Json])[] {
  if (form instanceof z.ZodType) return [['application/json', { schema: schemaOf(form) }]];
  return 'media' in form ? [[form.media, { schema: { type: 'string' } }]] : [];
}
