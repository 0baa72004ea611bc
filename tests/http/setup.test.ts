import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { offerSetup } from '../../src/use-cases/set-up-first-admin.ts';
import { anApi } from '../support/api.ts';
import { anOrganisation } from '../support/builders.ts';

describe('an empty installation', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  beforeAll(async () => {
    api = await anApi(anOrganisation());
  });
  afterAll(() => api.close());

  const send = (token: string, form: Record<string, string>) =>
    api.ask(`/setup/${token}`, { method: 'POST', body: new URLSearchParams(form) });
  const ada = { name: 'Ada <b>Byron</b>', email: 'Ada@Example.com' };

  it('when it starts again before anyone came, then only the newest link works', async () => {
    const [first = '', second = ''] = [await offerSetup(api.deps), await offerSetup(api.deps)];
    expect((await api.ask(`/setup/${first}`)).status).toBe(404);
    expect((await api.ask(`/setup/${second}`)).status).toBe(200);
  });

  it('when the form is not filled in, then nothing is made and the link still works', async () => {
    const link = (await offerSetup(api.deps)) ?? '';
    expect((await send(link, { name: '', email: 'x' })).status).toBe(400);
    expect((await send(link, { ...ada, roles: 'auditor' })).status).toBe(400);
    expect((await api.ask(`/setup/${link}`)).status).toBe(200);
  });

  it('when two people use the link at once, then one becomes the first admin, with a token that works, and never another', async () => {
    const link = (await offerSetup(api.deps)) ?? '';
    const answers = await Promise.all([send(link, ada), send(link, { ...ada, email: 'eve@example.com' })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
    const page = (await answers.find(({ status }) => status === 200)?.text()) ?? '';
    expect(page).not.toContain('<b>');
    const token = /lsh_[\w-]+/.exec(page)?.[0] ?? '';
    const me = await api.ask('/api/v1/me', { headers: { authorization: `Bearer ${token}` } });
    expect(await me.json()).toMatchObject({ kind: 'person', roles: ['super_admin'] });
    expect(await offerSetup(api.deps)).toBeUndefined();
    expect((await api.ask(`/setup/${link}`)).status).toBe(404);
    expect(await api.deps.store.people.all()).toHaveLength(1);
  });
});
