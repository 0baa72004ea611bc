import { openLevel } from '../../src/domain/request/decide.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { stateOf } from '../../src/domain/request/state.ts';
import { decideDeadline } from '../../src/domain/request/thread.ts';
import type { Instant } from '../../src/domain/time.ts';

/** Markdown for Temporal UI: what the workflow waits for, who must act, its clocks, what is held. */
export function detailsOf(request: Request, extension?: Request): string {
  const lines = [
    `**${stateOf(request).replace('_', ' ')}**, waiting for ${waitingFor(request)}`,
    ...(extension === undefined ? [] : [`\nExtension ${extension.id} waits for ${waitingFor(extension)}`]),
    '',
    ...clocks(request),
    '',
  ];
  const changes = request.changes.map(
    ({ id, op, entitlementId, level, state, failure }) =>
      `- ${id}: ${op} ${named(request, entitlementId)}${level === undefined ? '' : ` (${level})`}: **${state}**${failure === undefined ? '' : `: ${failure}`}`,
  );
  return [...lines, ...changes].join('\n');
}

function waitingFor(request: Request): string {
  switch (stateOf(request)) {
    case 'pending_approval':
      return request.clocks.pausedAt === undefined
        ? deciders(request)
        : `an answer of ${named(request, request.requesterId)}`;
    case 'approved':
    case 'provisioning':
      return 'the access to be given and proven';
    case 'scheduled':
      return 'its start';
    case 'active':
      return request.endsAt === undefined ? 'somebody to end it' : `its end, ${time(request.endsAt)}`;
    case 'ending':
      return 'the access to be gone and proven gone';
    case 'ended':
    case 'rejected':
    case 'cancelled':
    case 'lapsed':
    case 'failed':
      return 'nothing';
  }
}

function deciders(request: Request): string {
  const level = openLevel(request);
  if (level === undefined) return 'a decision';
  const people = level.approvers.map(({ personId, because }) => `${named(request, personId)} (${because})`).join(', ');
  const mode = level.mode.kind === 'n_of_m' ? `${level.mode.needed} of` : `${level.mode.kind} of`;
  return `${mode} ${people}`;
}

function clocks({ clocks, endsAt }: Request): string[] {
  const rows: [string, Instant | undefined][] = [
    ['decide by', decideDeadline(clocks)],
    ['give by', clocks.giveBy],
    ['lease ends', endsAt],
    ['extension limit', clocks.extensionLimit],
  ];
  return rows.flatMap(([name, at]) => (at === undefined ? [] : [`- ${name}: ${time(at)}`]));
}

function time(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function named({ names }: Request, id: string): string {
  return names[id] ?? id;
}
