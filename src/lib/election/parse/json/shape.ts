import { z } from 'zod';
import { fileSchemas } from './schema.ts';
import type { JsonPartKind } from './name.ts';

/** Which keys of a JSON value are read: those of an object, those of a list's items; neither for a single value. */
export interface Shape {
  readonly keys: ReadonlyMap<string, Shape>;
  readonly items: Shape | null;
}

const NOTHING: Shape = { keys: new Map(), items: null };

/** The keys that a schema reads. */
function shapeOf(schema: unknown): Shape {
  if (schema instanceof z.ZodObject) {
    const entries = Object.entries(schema.shape as Record<string, unknown>);
    return { keys: new Map(entries.map(([key, inner]) => [key, shapeOf(inner)])), items: null };
  }
  if (schema instanceof z.ZodArray) return { keys: NOTHING.keys, items: shapeOf(schema.element) };
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return shapeOf(schema.unwrap());
  if (schema instanceof z.ZodUnion) {
    const shapes = schema.options.map(shapeOf);
    return shapes.find(({ items }) => items !== null) ?? NOTHING;
  }
  return NOTHING;
}

/** What is read of each kind of member. */
export const SHAPES: Readonly<Record<JsonPartKind, Shape>> = {
  districts: shapeOf(fileSchemas.districts),
  seats: shapeOf(fileSchemas.seats),
  municipalities: shapeOf(fileSchemas.municipalities),
};
