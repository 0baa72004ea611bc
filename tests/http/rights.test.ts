import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Action, RIGHTS, STANDINGS, type Standing } from '../../src/domain/people/rights.ts';
import { BODIES } from '../support/api-calls.ts';
import { type Answered, type ApiWorld, anApiWorld, PLAYERS } from '../support/api-world.ts';

interface Trial {
  readonly method: string;
  readonly path: string;
  readonly body?: object | undefined;
  /** Where it is not simply refused. */
  readonly isAllowed?: (answer: Answered) => boolean;
}

type Trials = { readonly [One in Action]: Trial };

const get = (path: string, isAllowed?: Trial['isAllowed']): Trial => ({
  ...{ method: 'GET', path },
  ...(isAllowed === undefined ? {} : { isAllowed }),
});
const post = (path: string, body = BODIES[path]): Trial => ({ method: 'POST', path, body });
const on = (path: string, id: string): Trial => ({ ...post(path), path: path.replace('{id}', id) });
const shows = (id: string) => (answer: Answered) => JSON.stringify(answer.body).includes(id);
const wish = (op: string, entitlement: string) => ({
  for: 'maya@example.com',
  app: 'aws',
  changes: [{ op, entitlement }],
});

function aboutRequests({ request }: ApiWorld) {
  return {
    see_request: get(`/requests/${request}`),
    ask_for: post('/requests', wish('add', 'root')),
    ask_removal: post('/requests', wish('remove', 'read')),
    decide: on('/requests/{id}/decisions', request),
    ask_question: on('/requests/{id}/questions', request),
    answer: on('/requests/{id}/answers', request),
    remind: on('/requests/{id}/reminder', request),
    cancel: on('/requests/{id}/cancellation', request),
    end: on('/requests/{id}/end', request),
    retry: on('/requests/{id}/retry', request),
    grant: post('/grants', wish('add', 'root')),
  };
}

function aboutAccess({ holding, stray, task }: ApiWorld) {
  return {
    see_access_of_person: get('/access?person=maya@example.com&app=git'),
    see_access_in_app: get('/access?app=aws', shows(stray)),
    see_holding: get(`/holdings/${holding}/why`),
    end_holding: on('/holdings/{id}/end', holding),
    see_task: get(`/tasks/${task}`),
    close_task: on('/tasks/{id}/completion', task),
  };
}

function aboutTheRest({ ids, delegation }: ApiWorld, spare: string) {
  const { maya, zoe } = ids;
  return {
    see_people_and_apps: get('/people'),
    see_settings: get('/settings'),
    see_absences: get(`/people/${maya}/delegations`),
    arrange_absence: on('/people/{id}/out-of-office', maya),
    see_delegation: { ...on('/delegations/{id}/end', delegation), isAllowed: ({ status }: Answered) => status !== 404 },
    offboard: on('/people/{id}/offboarding', zoe),
    freeze: post('/freeze'),
    pause_takings: post('/takings/pause'),
    manage_slack: get('/slack/workspaces'),
    read_policy: get('/policy'),
    apply_policy: post('/policy/apply'),
    read_audit: get('/audit'),
    make_own_token: post('/tokens'),
    make_service_token: post('/tokens', { name: 'a service', role: 'auditor' }),
    see_token: get('/tokens?limit=200', shows(spare)),
    revoke_token: on('/tokens/{id}/revocation', spare),
  };
}

const ACTIONS = Object.keys(RIGHTS) as Action[];
const enoughFor = (action: Action): readonly Standing[] => RIGHTS[action];

describe('the table of rights', () => {
  let world: ApiWorld;
  let trials: Trials;
  beforeAll(async () => {
    world = await anApiWorld();
    const spare = String((await world.call('maya', 'POST', '/tokens', BODIES['/tokens'])).body['id']);
    trials = { ...aboutTheRest(world, spare), ...aboutRequests(world), ...aboutAccess(world) };
  });
  afterAll(() => world.api.close());

  it.each(ACTIONS)('%s: each who may can do it, and nobody else', async (action) => {
    const { method, path, body, isAllowed = isNotRefused } = trials[action];
    // Who may not tries first: what somebody who may has done is done.
    const byRight = STANDINGS.toSorted((one, other) => Number(isEnough(action, one)) - Number(isEnough(action, other)));
    const found: string[] = [];
    for (const standing of byRight) {
      const answer = await world.call(PLAYERS[standing], method, path, body);
      expect([answer.status < 500 || answer.status === 503, answer.body]).toEqual([true, answer.body]);
      if (isAllowed(answer)) found.push(standing);
    }
    expect(found.sort()).toEqual(STANDINGS.filter((standing) => isEnough(action, standing)).sort());
  });

  it('stands in the documentation as it is', async () => {
    const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const cells = (action: Action) => STANDINGS.map((standing) => (isEnough(action, standing) ? '✓' : ''));
    const lines = (await readFile('docs/api.md', 'utf8')).split('\n').filter((line) => line.startsWith('| '));
    const said = new Set(
      lines.map((line) =>
        line
          .split('|')
          .map((cell) => cell.trim())
          .join('|'),
      ),
    );
    const wanted = [
      row(['action', ...STANDINGS]),
      ...ACTIONS.map((action) => row([`\`${action}\``, ...cells(action)])),
    ];
    expect(
      wanted.filter(
        (line) =>
          !said.has(
            line
              .split('|')
              .map((cell) => cell.trim())
              .join('|'),
          ),
      ),
    ).toEqual([]);
  });
});

function isEnough(action: Action, standing: Standing): boolean {
  return enoughFor(action).some((one) => one === 'member' || one === standing);
}

function isNotRefused({ status }: Answered): boolean {
  return status !== 403 && status !== 404;
}
