/** What a form of the desk holds, and what came of sending it: the same on the server, on the page and while signing in again. */
export interface FormState {
  /** Which of the page's forms. */
  readonly form: string;
  /** Everything that was typed, by field, in the form's order. */
  readonly typed: Typed;
  readonly faults: readonly FieldFault[];
  /** What is wrong with the whole, in a sentence. */
  readonly problem: string | null;
  /** The session was over when it was sent: nothing was saved, and what was typed waits for signing in. */
  readonly expired?: boolean;
  /** Signed in again: what was typed is back, and still not saved. */
  readonly resumed?: boolean;
  /** The sign-in form: another form's state, which waits. */
  readonly kept?: FormState | null;
}

export type Typed = Readonly<Record<string, readonly string[]>>;

export interface FieldFault {
  readonly field: string;
  /** What the field is called on the page. */
  readonly label: string;
  readonly words: string;
}

/** One form as its fields see it. */
export interface Fields {
  readonly id: string;
  /** This form was sent, and came back. */
  readonly returned: boolean;
  value(name: string): string;
  has(name: string, value: string): boolean;
  fault(name: string): string | null;
}

/** The element's id of a field, which the summary of faults links to. */
export const fieldId = (form: string, field: string): string => `${form}-${field}`;

/** A form's fields: as typed where this form came back, otherwise as they start. */
export function fieldsOf(state: FormState | null | undefined, id: string, start: Typed = {}): Fields {
  const own = state?.form === id ? state : null;
  const values = (name: string) => (own ? own.typed : start)[name] ?? [];
  return {
    id,
    returned: own !== null,
    value: (name) => values(name)[0] ?? '',
    has: (name, value) => values(name).includes(value),
    fault: (name) => own?.faults.find(({ field }) => field === name)?.words ?? null,
  };
}
