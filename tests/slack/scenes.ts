import type { Request } from '../../src/domain/request/request.ts';
import type { Claim } from '../../src/domain/ledger/claim.ts';
import type { Task } from '../../src/domain/work/task.ts';
import type { Held } from '../../src/ports/access-store.ts';
import type { SeenHolding } from '../../src/use-cases/access/see-holdings.ts';
import { HOUR } from '../../src/domain/time.ts';
import type { Message, Surface } from '../../src/slack/blocks/surfaces.ts';
import type { Seen } from '../../src/slack/cards/seen.ts';
import type { Action } from '../../src/use-cases/see-actions.ts';
import { aChange, NOW, anOpenLevel, aRequest } from '../support/builders.ts';

export const SEEN: Seen = { now: NOW, zone: 'UTC', publicUrl: 'https://access.example' };

export const EVERYTHING: ReadonlySet<Action> = new Set([
  ...(['decide', 'ask', 'answer', 'remind'] as const),
  ...(['cancel', 'extend', 'end', 'retry'] as const),
]);

export const MAYA = 'per_MAYA';
export const LIN = 'per_LIN';
export const ADA = 'per_ADA';

const names = {
  ...{ [MAYA]: 'Maya Ortiz', [LIN]: 'Lin Chen', [ADA]: 'Ada Byron' },
  ...{ app_AWS: 'Production AWS', ent_DEPLOY: 'Deploy' },
};

/** Maya asks for Deploy; Lin or Ada can decide. */
export function maysRequest(given: Partial<Request> = {}): Request {
  return aRequest({
    ...{ id: 'REQ-7K3F9QAB2M', requesterId: MAYA, beneficiaryId: MAYA, appId: 'app_AWS', names },
    changes: [aChange({ entitlementId: 'ent_DEPLOY' })],
    levels: [
      anOpenLevel({
        approvers: [
          { personId: LIN, because: "Maya's manager" },
          { personId: ADA, because: 'app owner' },
        ],
      }),
    ],
    ...given,
  });
}

/** Lin approved it for six hours, and it was given at noon. */
export function given(more: Partial<Request> = {}): Request {
  const decided = {
    ...({ by: LIN, onBehalfOf: undefined, verdict: 'approve', at: NOW } as const),
    ...({ comment: 'until the incident closes', assurance: 'slack_bound' } as const),
  } as const;
  const endsAt = NOW + 6 * HOUR;
  return maysRequest({
    decision: 'approved',
    decidedAt: NOW,
    lease: { asked: { kind: 'for', length: 'PT8H' }, granted: { kind: 'for', length: 'PT6H' }, zone: 'UTC' },
    changes: [aChange({ entitlementId: 'ent_DEPLOY', state: 'given', effectiveAt: NOW, endsAt })],
    endsAt,
    levels: [anOpenLevel({ state: 'done', decisions: [decided] })],
    ...more,
  });
}

export function aTask(more: Partial<Task> = {}): Task {
  return {
    ...{ id: 'tsk_ABCDEFGHJK', kind: 'provision', state: 'open', appId: 'app_AWS', entitlementId: 'ent_DEPLOY' },
    ...{ requestId: 'REQ-7K3F9QAB2M', changeId: 'c1', assigneeId: ADA, instructions: 'Add her to the group' },
    ...{ createdAt: NOW, dueAt: NOW + HOUR, doneAt: undefined, doneById: undefined, answer: undefined },
    beneficiaryId: MAYA,
    ...more,
  };
}

export const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(names));

/** As one reads it: a line a block, dates as the fallback says them, buttons in brackets. */
export function read({ blocks }: Message | Surface): string {
  return blocks
    .map((block) => {
      if (block.type === 'section' || block.type === 'header') return said(block.text.text);
      if (block.type === 'context') return `(${said(block.elements[0]?.text ?? '')})`;
      if (block.type === 'actions') return block.elements.map(buttonOf).join(' ');
      return block.type;
    })
    .join('\n');
}

function buttonOf(element: { readonly type: string }): string {
  if ('text' in element) return `[${(element.text as { text: string }).text}]`;
  const { options } = element as unknown as { options: { text: { text: string } }[] };
  return `[More: ${options.map(({ text }) => text.text).join(', ')}]`;
}

function said(text: string): string {
  return text.replace(/<!date\^[^|]*\|([^>]*)>/g, '$1').replace(/<http[^|>]*\|([^>]*)>/g, '$1');
}

/** Something that Maya holds for another hour. */
export function aHolding(name: string): SeenHolding {
  const wanted = { held: true, level: undefined } as const;
  const claim: Claim = {
    ...{ id: 'clm_A', holdingId: 'hol_A', source: 'request', requestId: undefined, changeId: 'c1' },
    ...{ level: undefined, fields: {}, live: true, endsAt: NOW + HOUR, supersedes: [] },
  };
  const held: Held = {
    ...{ id: 'hol_A', accountId: 'acc_A', entitlementId: 'ent_DEPLOY', appId: 'app_AWS', personId: MAYA },
    ...{ wanted, actual: { seen: 'present', level: undefined }, proof: { kind: 'read_back', at: NOW }, generation: 1 },
    ...{ names: { app: name, entitlement: name, person: name }, claims: [claim] },
  };
  const actions = { extend: 'REQ-7K3F9QAB2M', modify: true, end: true } as const;
  return { why: { held, reasons: [], before: undefined, names: {} }, actions };
}
