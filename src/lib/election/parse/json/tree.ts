import type { Faults } from '../faults.ts';
import type { JsonHandler, Scalar } from './tokens.ts';

type Container = Record<string, unknown> | unknown[];

/**
 * Builds what is read of a file, but hands each item of a list in the root (its districts, its municipalities) over
 * as soon as it is whole, and forgets it: the list itself stays empty. Faults: `malformedJson` for a key twice.
 */
export class TreeBuilder implements JsonHandler {
  /** The root, once it has begun. */
  root: unknown = undefined;
  private readonly open_: Container[] = [];
  private readonly keys: string[] = [];

  constructor(
    private readonly item: (item: unknown) => void,
    private readonly faults: Faults,
  ) {}

  open(kind: 'object' | 'list'): void {
    const container: Container = kind === 'object' ? {} : [];
    if (!this.isItem()) this.place(container);
    this.open_.push(container);
    this.keys.push('');
  }

  key(name: string): void {
    const object = this.open_.at(-1) as Record<string, unknown>;
    if (Object.hasOwn(object, name)) {
      this.faults.note('malformedJson', this.keys.join(' > ') || 'file', `${name} twice`, 'each key once');
    }
    this.keys[this.keys.length - 1] = name;
  }

  value(value: Scalar): void {
    if (this.isItem()) this.item(value);
    else this.place(value);
  }

  close(): void {
    this.keys.pop();
    const closed = this.open_.pop();
    if (this.isItem()) this.item(closed);
  }

  /** A value that begins (or has just ended) here is an item of a list in the root. */
  private isItem(): boolean {
    return this.open_.length === 2 && Array.isArray(this.open_[1]) && !Array.isArray(this.open_[0]);
  }

  private place(value: unknown): void {
    const outer = this.open_.at(-1);
    if (outer === undefined) this.root = value;
    else if (Array.isArray(outer)) outer.push(value);
    else outer[this.keys.at(-1) ?? ''] = value;
  }
}
