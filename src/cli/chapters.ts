import type { Command } from './command.ts';
import { grant, preview, request } from './commands/asking.ts';
import { exportRecord, search, verify } from './commands/auditing.ts';
import { answer, approve, ask, cancel, reject, remind } from './commands/deciding.ts';
import { doctor } from './commands/doctor.ts';
import { freeze, unfreeze } from './commands/freezing.ts';
import { end, extend, retry } from './commands/leases.ts';
import { access, apps, requests, show, why } from './commands/looking.ts';
import { apply, plan, policy, simulate } from './commands/policy.ts';
import { login, logout } from './commands/signing-in.ts';
import { makeToken, revokeToken, tokens } from './commands/tokens.ts';
import { complete, reassign, refuse, tasks } from './commands/working.ts';

interface Chapter {
  readonly title: string;
  readonly commands: readonly Command[];
}

/** Every command, in the order in which help and docs tell of them. */
export const CHAPTERS: readonly Chapter[] = [
  { title: 'Asking', commands: [request, preview, requests, show, remind, cancel, answer] },
  { title: 'Deciding', commands: [approve, reject, ask] },
  { title: 'Holding', commands: [access, why, extend, end, retry, grant, apps] },
  { title: 'Work', commands: [tasks, complete, refuse, reassign] },
  { title: 'The organisation', commands: [policy, plan, apply, simulate, freeze, unfreeze] },
  { title: 'The record', commands: [search, verify, exportRecord] },
  { title: 'This program', commands: [login, logout, doctor, tokens, makeToken, revokeToken] },
];
