/** How the program ends: for scripts, and for docs/cli.md. */
export const EXIT = {
  ok: 0,
  refused: 1,
  usage: 2,
  notAllowed: 3,
  unavailable: 4,
  recorded: 5,
  notUnderstood: 6,
  broken: 7,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_MEANS: { readonly [name in keyof typeof EXIT]: string } = {
  ok: 'done',
  refused: 'refused, or what was waited for did not come: a sentence says why',
  usage: 'not understood by this program: nothing was sent',
  notAllowed: 'not signed in, or not allowed to do this',
  unavailable: 'not reachable, busy, or not confirmed: sending it again is safe, with the same `--key`',
  recorded: 'recorded durably and not applied yet: it takes effect when a worker is back',
  notUnderstood: 'the answer is not one of a Leasehold of this version',
  broken: 'a mistake in this program',
  interrupted: 'interrupted: a request that was made goes on',
};
