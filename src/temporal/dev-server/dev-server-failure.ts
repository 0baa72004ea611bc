import { type DevServerOptions, LOOPBACK, optionalFlags } from './dev-server-flags.ts';

/** One sentence about a Temporal that ended instead of starting, from what it printed. */
export function whyItDidNotStart(output: string, options: DevServerOptions): string {
  const last = output.trim().split('\n').at(-1) ?? '';
  if (/address already in use/.test(last))
    return /UI port/.test(last) ? portTaken('UI', options.uiPort ?? 0) : portTaken('server', options.port);
  const damage = /(file is not a database|database disk image is malformed)/.exec(output)?.[1];
  if (damage !== undefined && options.dbFile !== undefined) return damaged(options.dbFile, damage);
  return `The Temporal server did not start: ${last.replace(/^Error: /, '') || 'it ended without a word'}.${seeLog(options)}`;
}

export function noAnswer(seconds: number, options: DevServerOptions): string {
  return `The Temporal server did not answer on ${LOOPBACK}:${options.port} within ${seconds} s and was ended.${seeLog(options)}`;
}

export function refusedOptionalFlag(output: string): string | undefined {
  const flag = /unknown flag: (--[\w-]+)/.exec(output)?.[1];
  return optionalFlags.find((optional) => optional === flag);
}

export function portTaken(part: 'server' | 'UI', port: number): string {
  return `The Temporal ${part} cannot use port ${port}: another program listens there.`;
}

function damaged(file: string, damage: string): string {
  return (
    `The Temporal database ${file} cannot be read (${damage}); it was left as it is: ` +
    'put a backup in its place, or move it away to start with an empty one.'
  );
}

function seeLog({ logFile }: DevServerOptions): string {
  return logFile === undefined ? '' : ` More is in ${logFile}.`;
}
