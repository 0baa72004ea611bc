import { describe, expect, it } from '@jest/globals';
import { sayLease } from '../../src/domain/lease/say-lease.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { sayRequest } from '../../src/domain/request/say-request.ts';
import { sayWaitingFor, stillHasAccess } from '../../src/domain/request/say-state.ts';
import { aChange, anOpenLevel, aRequest } from '../support/builders.ts';

const names = { per_M: 'Maya', per_T: 'Tom', app_A: 'AWS', ent_D: 'Deploy', ent_R: 'Read' };
const request = (given: Partial<Request> = {}) =>
  aRequest({
    ...{ requesterId: 'per_M', beneficiaryId: 'per_M', appId: 'app_A', names },
    changes: [aChange({ entitlementId: 'ent_D', level: 'admin' })],
    ...given,
  });
const said = (one: Request, most?: number) =>
  sayRequest(one, most)
    .map(({ text, strong }) => (strong ? `*${text}*` : text))
    .join('');

describe('a request as a sentence', () => {
  const changes = [aChange({ entitlementId: 'ent_D' }), aChange({ op: 'remove', entitlementId: 'ent_R' })];

  it.each<[Partial<Request>, string]>([
    [{}, 'Maya asks for *Deploy* (admin) on *AWS*'],
    [{ changes }, 'Maya asks for *Deploy*, to remove *Read* on *AWS*'],
    [{ kind: 'extend' }, 'Maya asks to keep *Deploy* (admin) on *AWS*'],
    [{ beneficiaryId: 'per_T' }, 'Maya asks for *Deploy* (admin) on *AWS*, for Tom,'],
    [{ kind: 'direct_grant', beneficiaryId: 'per_T' }, 'Maya grants *Deploy* (admin) on *AWS* to Tom'],
    [{ names: {} }, 'per_M asks for *ent_D* (admin) on *app_A*'],
  ])('when it is %j, then it is said so', (given, sentence) => {
    expect(said(request(given))).toBe(sentence);
  });

  it('when only some are named, then it says how many more there are', () => {
    expect(said(request({ changes }), 1)).toBe('Maya asks for *Deploy* and 1 more on *AWS*');
  });

  it('each surface says the end in its own way', () => {
    expect(sayLease({ kind: 'between', endAt: 5 }, (at) => `at ${at}`)).toBe('until at 5');
    expect(sayLease({ kind: 'for', length: 'PT8H' }, String)).toBe('for 8 hours');
    expect(sayLease({ kind: 'indefinite' }, String)).toBe('without an end');
  });
});

describe('the state of a request in words', () => {
  it('when four can decide, then two are named, by first name', () => {
    const people = ['per_A', 'per_B', 'per_C', 'per_D'] as const;
    const approvers = people.map((personId) => ({ personId, because: 'app owner' }));
    const who = { per_A: 'Ada Byron', per_B: 'Ben Low', per_C: 'C', per_D: 'D' };
    expect(sayWaitingFor(request({ names: who, levels: [anOpenLevel({ approvers })] }))).toBe('Ada, Ben and 2 more');
  });

  it('when taking away failed, then it is still there', () => {
    expect(stillHasAccess(request({ changes: [aChange({ state: 'taking', failure: 'no answer' })] }))).toBe(true);
    expect(stillHasAccess(request({ changes: [aChange({ state: 'taking' })] }))).toBe(false);
  });
});
