import type { Said } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { planSchema } from '../http/schemas/policy.ts';
import { harmlessJson } from './output/harmless.ts';
import { planLines } from './output/plan-lines.ts';
import type { View } from './output/view.ts';
import type { Failure } from './result.ts';

/** Where a program speaks: the answer, and what is said beside it. */
export interface Mouth {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly isForMachine: boolean;
}

export function say({ lines, notes = [], json, exit = EXIT.ok }: Said, mouth: Mouth): number {
  if (mouth.isForMachine) mouth.out(json === undefined ? '' : `${harmlessJson(json.trimEnd())}\n`);
  else {
    mouth.out(textOf(lines));
    mouth.err(textOf(notes));
  }
  return exit;
}

/** What happened, where, how it stands, and what can be done. */
export function sayFailure(failure: Failure, view: View, mouth: Mouth): number {
  const { text, detail, exit } = failure;
  if (mouth.isForMachine) mouth.out(`${text === undefined ? asProblem(failure) : harmlessJson(text.trimEnd())}\n`);
  else mouth.err(textOf([`${markOf(exit, view)}${detail}`, ...beside(failure, view)]));
  return exit;
}

function markOf(exit: number, { paint }: View): string {
  return exit === EXIT.interrupted ? '' : `${paint('trouble', '✕')} `;
}

function asProblem({ code, detail, key }: Failure): string {
  return JSON.stringify({ code, detail, key });
}

function beside({ code, text, field, state, key, data }: Failure, view: View): string[] {
  const plan = planSchema.safeParse(data);
  return [
    ...(field === undefined ? [] : [`  It is about: ${field}`]),
    ...(state === undefined ? [] : [`  It is now: ${state.replaceAll('_', ' ')}`]),
    ...(plan.success ? planLines(plan.data, view) : []),
    ...(code === 'not_signed_in' && text !== undefined ? ['  To sign in: leasehold login'] : []),
    ...(key === undefined ? [] : [`  To send the same again, without doing it twice: --key ${key}`]),
  ];
}

/** What has several lines goes on indented: it cannot pass for another one. */
export function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line.replace(/\n(?=.)/g, '\n           ').trimEnd()}\n`).join('');
}
