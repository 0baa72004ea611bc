import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { App } from '../../src/domain/catalog/app.ts';
import type { Entitlement } from '../../src/domain/catalog/entitlement.ts';
import type { Person } from '../../src/domain/people/person.ts';
import { stateOf } from '../../src/domain/request/state.ts';
import { HOUR } from '../../src/domain/time.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import {
  anAppEntry,
  anEntitlementEntry,
  anOrganisation,
  aPersonEntry,
  aRequest,
  aChange,
  anOpenLevel,
} from '../support/builders.ts';
import { initialiseOrganisation } from '../../src/use-cases/initialise-organisation.ts';
import { aRunningInstallation, type RunningInstallation } from '../support/running-installation.ts';
import { describeUnless } from '../support/skip.ts';
import { whyNoTemporal } from '../support/temporal.ts';

describeUnless(await whyNoTemporal(), 'the life of a request', () => {
  let house: RunningInstallation;
  let app: App;
  let deploy: Entitlement;
  let maya: Person;
  let ada: Person;

  beforeAll(async () => {
    house = await aRunningInstallation();
    const organisation = anOrganisation({
      people: [aPersonEntry({ email: 'maya@example.com', name: 'Maya' }), aPersonEntry({ email: 'ada@example.com' })],
      apps: [anAppEntry({ owners: ['ada@example.com'], entitlements: [anEntitlementEntry({ slug: 'deploy' })] })],
    });
    await initialiseOrganisation(house, { organisation, source: 'test' });
    [ada, maya] = (await house.store.people.all()) as [Person, Person];
    [app] = (await house.store.catalog.apps()) as [App];
    [deploy] = (await house.store.catalog.entitlementsOf(app.id)) as [Entitlement];
  });
  afterAll(() => house.close());

  it('when it is asked, approved, given and over, then each is recorded and the access is proven gone', async () => {
    const request = aRequest({
      requesterId: maya.id,
      beneficiaryId: maya.id,
      appId: app.id,
      changes: [aChange({ entitlementId: deploy.id })],
      levels: [anOpenLevel({ approvers: [{ personId: ada.id, because: 'app owner' }] })],
      createdAt: Date.now(),
      clocks: {
        decideBy: Date.now() + 24 * HOUR,
        giveBy: undefined,
        extensionLimit: undefined,
        pausedAt: undefined,
        pausedMs: 0,
      },
    });
    const submitted = await house.gateway.submit({
      request,
      facts: [],
      submitted: { principal: maya.id, bodyHash: 'hash' },
      clicks: [],
    });
    expect(submitted).toMatchObject({
      ok: true,
      value: { delivered: 'applied', answer: { state: 'pending_approval', version: 1 } },
    });

    const decided = await house.gateway.send(request, 'decide', {
      clickId: 'click-1',
      origin: { actor: { kind: 'person', id: ada.id }, surface: 'web', assurance: 'session' },
      verdict: { by: ada.id, onBehalfOf: undefined, verdict: 'approve', comment: undefined, lease: undefined },
      evidence: { level: 0, mayDecide: true, because: 'app owner' },
    });
    expect(decided).toMatchObject({
      ok: true,
      value: { delivered: 'applied', answer: { state: 'approved', version: 2 } },
    });

    const workflowId = requestWorkflowId(request.id);
    expect(await house.advance(workflowId, 7 * HOUR)).toBe('reached');
    const active = await house.store.requests.byId(request.id);
    expect(active && stateOf(active)).toBe('active');
    expect(await house.advance(workflowId, 2 * HOUR)).toBe('ended');
    const ended = await house.store.requests.byId(request.id);
    expect(ended && stateOf(ended)).toBe('ended');
    const rows = await house.store.audit.rowsAfter(0, 100);
    expect(rows.filter(({ subject }) => subject === `request:${request.id}`).map(({ fact }) => fact)).toEqual([
      'request.approved_at_level',
      'request.approved',
      'request.given',
      'request.ends_soon',
      'request.ending',
      'holding.removed',
      'request.ended',
    ]);
    const calls = await house.store.sandbox.calls(app.id);
    expect(calls.map(({ method }) => method)).toEqual([
      'ensureAccount',
      'read',
      'grant',
      'read',
      'read',
      'revoke',
      'read',
    ]);
  });
});
