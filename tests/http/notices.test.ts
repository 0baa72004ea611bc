import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { slackIdentity } from '../../src/domain/people/slack-identity.ts';
import { ALWAYS_TOLD, NOTICES, WAY_NAMES, waysFor } from '../../src/domain/telling/choices.ts';
import { NOTICE_GROUPS } from '../../src/domain/telling/say-choices.ts';
import { createApp } from '../../src/http/app.ts';
import { type ApiWorld, anApiWorld } from '../support/api-world.ts';

const PATH = '/me/notifications';

describe('what one is told of', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await anApiWorld();
  });
  afterAll(() => world.api.close());

  it('when nobody chose, then all of it is told, and it says that nothing reaches them yet', async () => {
    const { body } = await world.call('maya', 'GET', PATH);
    expect(body).toMatchObject({ choices: { decided: 'slack', still_has_access: 'slack' }, slack: null, mail: null });
    expect(Object.keys(body['choices'] as object)).toEqual(NOTICES);
  });

  it('when they choose, then it is so for them alone, all anew each time, and in the record', async () => {
    await world.call('maya', 'PUT', PATH, { choices: { received: 'none', ended: 'mail' } });
    const put = await world.call('maya', 'PUT', PATH, { choices: { ended: 'none' } });
    expect(put.body).toMatchObject({ choices: { received: 'slack', ended: 'none' } });
    expect((await world.call('maya', 'GET', PATH)).body).toEqual(put.body);
    expect((await world.call('sam', 'GET', PATH)).body).toMatchObject({ choices: { ended: 'slack' } });
    const subject = `person:${world.ids.maya}`;
    const wanted = { subject, fact: 'person.notices_chosen', limit: 9 };
    expect(await world.api.deps.store.audit.search(wanted)).toHaveLength(2);
  });

  it('when it is what nobody chooses not to know, or there is no such thing, then nothing is saved', async () => {
    const before = (await world.call('lin', 'GET', PATH)).body;
    const muted = await world.call('lin', 'PUT', PATH, { choices: { still_has_access: 'none', ended: 'none' } });
    expect([muted.status, muted.body['field']]).toEqual([400, 'choices.still_has_access']);
    for (const choices of [{ weather: 'mail' }, { ended: 'pigeon' }, null])
      expect((await world.call('lin', 'PUT', PATH, { choices })).status).toBe(400);
    expect((await world.call('lin', 'GET', PATH)).body).toEqual(before);
  });

  it('when they are known in Slack, and there is mail, then it says where they are reached', async () => {
    const { deps } = world.api;
    const { lin } = world.ids;
    const installed = { installedBy: undefined, installedAt: 1, endedAt: undefined, sealedToken: undefined };
    const channels = { alertChannel: undefined, reviewChannel: undefined };
    const workspace = { id: 'T1', name: 'Acme', botUserId: 'B1', scopes: '', ...channels, ...installed };
    await deps.store.workspaces.install(workspace as never, []);
    await deps.store.sessions.bind(slackIdentity('T1', 'U7'), lin, 1, []);
    const app = createApp({ ...deps, mailFrom: 'access@example.com' });
    const headers = { authorization: `Bearer ${world.tokens.lin}` };
    const answer = await (await app.request(`/api/v1${PATH}`, { headers })).json();
    expect(answer).toMatchObject({ slack: { workspace: 'Acme', user: 'U7' }, mail: 'lin@example.com' });
  });

  it('when it is a service that asks, then it is nobody', async () => {
    const token = await world.api.token();
    const answer = await world.api.ask(`/api/v1${PATH}`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(403);
  });
});

describe('how somebody is told', () => {
  it('when it was muted, then in no way; what must be known, in any', () => {
    for (const notice of NOTICES)
      expect(waysFor(notice, { [notice]: 'none' })).toEqual(ALWAYS_TOLD.includes(notice) ? WAY_NAMES : []);
  });

  it('when one way was chosen, then the other one is for when it does not reach them', () => {
    expect(waysFor('ended', {})).toEqual(['slack', 'mail']);
    expect(waysFor('ended', { ended: 'mail' })).toEqual(['mail', 'slack']);
  });

  it('when there is something to be told of, then it can be chosen on the page', () => {
    expect(NOTICE_GROUPS.flatMap(({ notices }) => notices).toSorted()).toEqual([...NOTICES].toSorted());
  });
});
