import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anApi } from '../support/api.ts';
import { parsed } from '../organisation/support.ts';
import { BASE, edited } from '../use-cases/policy/town-hall.ts';

describe('the organisation as a file, through the API', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    api = await anApi(parsed(BASE));
    for (const name of ['sue', 'ada', 'lin'])
      tokens[name] = await api.token({ owner: { email: `${name}@x.example` }, name });
    tokens['auditor'] = await api.token();
    tokens['pipeline'] = await api.token({ owner: { role: 'super_admin' }, name: 'pipeline' });
  });
  afterAll(() => api.close());

  const call = async (by: string, method: string, path: string, body?: string | object) => {
    const response = await api.ask(`/api/v1/policy${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens[by]}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: (await response.json()) as never,
    };
  };

  it('when a file is planned and applied, then it is so, and the version before it is out of date', async () => {
    const yaml = edited(['Rest, flow: manager', 'Rest, flow: owner']);
    const lines = ['~ rule "Rest" now goes to flow "owner" (was "manager")'];
    const planned = await call('auditor', 'POST', '/plan', { yaml });
    expect(planned).toMatchObject({ status: 200, body: { version: 1, lines, more: 0, warnings: [] } });
    const { version, hash } = planned.body as { version: number; hash: string };
    const applied = await call('sue', 'POST', '/apply', { yaml, version, hash });
    expect(applied).toMatchObject({ status: 200, body: { version: 2, lines, notOffboarded: [] } });
    expect(await call('sue', 'POST', '/apply', { yaml: BASE, version: 1 })).toMatchObject({
      status: 409,
      type: 'application/problem+json',
      body: {
        code: 'version_conflict',
        data: { version: 2, lines: ['~ rule "Rest" now goes to flow "manager" (was "owner")'] },
      },
    });
  });

  it('when it is asked for, then it is a file that changes nothing; and what was applied is listed', async () => {
    const current = await call('lin', 'GET', '');
    expect(current).toMatchObject({ status: 200, body: { version: 2, appliedBy: 'sue@x.example' } });
    const { yaml } = current.body as { yaml: string };
    expect(await call('lin', 'POST', '/plan', { yaml })).toMatchObject({ status: 200, body: { lines: [] } });
    const first = await call('lin', 'GET', '/versions?limit=1');
    expect(first).toMatchObject({ body: { items: [{ version: 2, appliedBy: 'sue@x.example' }], next: '2' } });
    expect(await call('lin', 'GET', '/versions?limit=5&after=2')).toMatchObject({
      body: { items: [{ version: 1, appliedBy: 'test' }], next: null },
    });
    expect(await call('lin', 'GET', '/versions/2')).toMatchObject({
      body: { version: 2, text: edited(['Rest, flow: manager', 'Rest, flow: owner']) },
    });
    expect(await call('lin', 'GET', '/versions/7')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await call('lin', 'GET', '/versions/two')).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(await call('lin', 'GET', '/versions?after=0')).toMatchObject({ status: 400, body: { field: 'after' } });
  });

  it('when a service applies, then the record and the version say that it was its token', async () => {
    const csv = { people: 'email,name,title\nsue@x.example,Sue,Director\nada@x.example,Ada,\nlin@x.example,Lin,\n' };
    expect(await call('pipeline', 'POST', '/plan', { csv })).toMatchObject({
      body: { lines: ['~ person sue@x.example: title now "Director" (was none)'] },
    });
    expect(await call('pipeline', 'POST', '/apply', { csv, version: 2 })).toMatchObject({ body: { version: 3 } });
    const { body } = await call('sue', 'GET', '/versions?limit=1');
    expect(body).toMatchObject({ items: [{ version: 3, appliedBy: expect.stringMatching(/^token:tok_/) }] });
    const rows = await api.deps.store.audit.rowsAfter(0, 100);
    const facts = rows.map((row) => JSON.parse(row.body) as { fact: string; actor: { kind: string } });
    expect(facts.filter(({ fact }) => fact === 'policy.applied').map(({ actor }) => actor.kind)).toEqual([
      'person',
      'token',
    ]);
  });

  it('when a file is simulated, then it is said how many of the last requests would be decided otherwise', async () => {
    expect(await call('auditor', 'POST', '/simulate', { yaml: BASE, last: 10 })).toMatchObject({
      status: 200,
      body: { looked: 0, sentence: '0 of 0 would change.', changed: [] },
    });
    expect(await call('ada', 'POST', '/simulate', { yaml: BASE })).toMatchObject({ status: 403 });
    expect(await call('lin', 'POST', '/simulate', { yaml: BASE, last: 5000 })).toMatchObject({ status: 400 });
  });

  it('when somebody may not, then 403, and nothing changed', async () => {
    for (const path of ['', '/versions', '/versions/1'])
      expect(await call('ada', 'GET', path)).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    expect(await call('ada', 'POST', '/plan', { yaml: BASE })).toMatchObject({ status: 403 });
    for (const name of ['ada', 'lin', 'auditor']) {
      const tried = await call(name, 'POST', '/apply', { yaml: edited(['name: Ours', 'name: Mine']), version: 3 });
      expect(tried).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    }
    expect(await call('nobody', 'POST', '/plan', { yaml: BASE })).toMatchObject({ status: 401 });
    expect(await call('lin', 'GET', '')).toMatchObject({ body: { version: 3 } });
  });

  it('when the file is wrong, then 400 with line and reason; when it is too large, then 413', async () => {
    expect(await call('lin', 'POST', '/plan', { yaml: 'colour: red' })).toMatchObject({
      status: 400,
      type: 'application/problem+json',
      body: {
        code: 'invalid_file',
        detail: 'leasehold.yaml line 1: "colour" is not a key of the file. Nothing was changed.',
        data: { line: 1, more: 0 },
      },
    });
    const megabytes = (count: number) => JSON.stringify({ yaml: `#${'x'.repeat(count * 1024 * 1024)}` });
    for (const size of [6, 50])
      expect(await call('lin', 'POST', '/plan', megabytes(size))).toMatchObject({
        status: 413,
        body: { code: 'too_large' },
      });
    const large = `# ${'"'.repeat(4 * 1024 * 1024)}\norganisation: { name: Ours }`;
    expect(await call('lin', 'POST', '/plan', { yaml: large })).toMatchObject({ status: 200, body: { lines: [] } });
  });

  it('when the body is not understood, then 400 names the field', async () => {
    expect(await call('sue', 'POST', '/apply', { yaml: BASE })).toMatchObject({
      status: 400,
      body: { field: 'version' },
    });
    expect(await call('sue', 'POST', '/plan', {})).toMatchObject({
      status: 400,
      body: { code: 'malformed', detail: 'There is either "yaml" or "csv".' },
    });
    expect(await call('sue', 'POST', '/plan', { yaml: BASE, colour: 1 })).toMatchObject({
      status: 400,
      body: { code: 'unknown_field' },
    });
    expect(await call('sue', 'POST', '/plan', { yaml: '# \0' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_file' },
    });
  });

  it('when somebody leaves by the file and Temporal is away, then the rest is done, and who it is about is said', async () => {
    const yaml = edited([
      '  - { email: lin@x.example, name: Lin, roles: access_admin, slack_user_id: U0LIN }\n',
      '',
    ]).replace('owners: [ada@x.example, lin@x.example]', 'owners: ada@x.example');
    const applied = await call('sue', 'POST', '/apply', { yaml, version: 3 });
    expect(applied).toMatchObject({
      status: 200,
      body: { version: 4, notOffboarded: [{ email: 'lin@x.example', why: 'Temporal is away.' }] },
    });
    expect(await call('lin', 'GET', '')).toMatchObject({ status: 401 });
  });
});
