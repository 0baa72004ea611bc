import type { Result } from './result.ts';
import type { Shell } from './shell.ts';

/** What a command has to say: lines for people, and the API's answer for machines. */
export interface Said {
  readonly lines: readonly string[];
  /** Nothing where all was said already. */
  readonly json: string | undefined;
  /** For people, beside the answer. */
  readonly notes?: readonly string[] | undefined;
  readonly exit?: 0 | 1 | 3 | 4 | 5 | undefined;
}

interface Argument {
  readonly takes: 'one' | 'maybe' | 'many';
  readonly about: string;
}

interface Option {
  readonly takes: 'flag' | 'text' | 'list';
  readonly value: string;
  readonly about: string;
}

export type Arguments = { readonly [name: string]: Argument };
export type Options = { readonly [name: string]: Option };

type Taken = {
  one: string;
  maybe: string | undefined;
  many: readonly string[];
  flag: boolean;
  text: string | undefined;
  list: readonly string[];
};

export type Given<A extends Arguments, O extends Options> = {
  readonly [Name in keyof A]: Taken[A[Name]['takes']];
} & { readonly [Name in keyof O]: Taken[O[Name]['takes']] };

export interface Spec<A extends Arguments, O extends Options> {
  /** Two words: a command under another one. */
  readonly name: string;
  readonly summary: string;
  readonly args: A;
  readonly options: O;
  readonly examples: readonly string[];
  readonly run: (shell: Shell, given: Given<A, O>) => Promise<Result<Said>>;
}

export type Command = Spec<Arguments, Options>;

export function command<const A extends Arguments, const O extends Options>(spec: Spec<A, O>): Command {
  return spec as unknown as Command;
}

export const one = (about: string) => ({ takes: 'one', about }) as const;
export const maybe = (about: string) => ({ takes: 'maybe', about }) as const;
export const many = (about: string) => ({ takes: 'many', about }) as const;
export const flag = (about: string) => ({ takes: 'flag', value: '', about }) as const;
export const text = (value: string, about: string) => ({ takes: 'text', value, about }) as const;
export const list = (value: string, about: string) => ({ takes: 'list', value, about }) as const;

/** `reasonCode` is written `--reason-code`. */
export function flagName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
