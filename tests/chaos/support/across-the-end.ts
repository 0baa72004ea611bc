import { setTimeout as delay } from 'node:timers/promises';
import type { RequestId } from '../../../src/domain/ids.ts';
import { SECOND } from '../../../src/domain/time.ts';
import { valueOf } from '../../support/people.ts';
import { eventually } from './eventually.ts';
import type { Ticket } from './evidence.ts';
import type { Mortal } from './own-temporal.ts';
import { CROWD, type Scene } from './scene.ts';
import { stateNow } from './stored.ts';

export interface Leases {
  readonly tickets: readonly Ticket[];
  readonly ids: readonly RequestId[];
  readonly endAt: number;
}

/** So many leases that run and end at one moment, which is as far ahead as giving them all takes, and a bit. */
export async function leasesEndingTogether(scene: Scene, first: number, count: number): Promise<Leases> {
  const earliest = await submitted(scene, first); // the worker is there
  const started = performance.now();
  const numbers = Array.from({ length: count - 1 }, (_, at) => first + 1 + at);
  const tickets = [earliest, ...(await Promise.all(numbers.map((number) => submitted(scene, number))))];
  const ids = tickets.map(({ id }) => id);
  const endAt = Math.round(Date.now() + 2 * SECOND + 2 * (performance.now() - started));
  const lease = { kind: 'between', endAt } as const;
  const approve = (id: RequestId) => scene.people.decide('ada', id, { lease, clickId: `approve ${id}` });
  await Promise.all(ids.map(async (id) => valueOf(await approve(id))));
  await eventually('all of them run', async () => (await statesOf(scene, ids)).every((state) => state === 'active'));
  return { tickets, ids, endAt };
}

async function submitted({ stage, people }: Scene, number: number): Promise<Ticket> {
  const path = `app/e${number}`;
  const by = CROWD[number % CROWD.length] ?? CROWD[0];
  let id: RequestId | undefined;
  await eventually('it is submitted', async () => {
    id = valueOf(await people.ask(by, path, { lease: { kind: 'indefinite' } }, { key: `lease ${number}` })).id;
    return (await stateNow(stage, id)) === 'pending_approval';
  });
  if (id === undefined) throw new Error('it has no id');
  return { id, path, verdict: 'approve' };
}

export function statesOf({ stage }: Pick<Scene, 'stage'>, ids: readonly RequestId[]): Promise<string[]> {
  return Promise.all(ids.map((id) => stateNow(stage, id)));
}

/** Killed while they run, started when they should have ended. */
export async function deadAcrossTheEnd(scene: Scene, { ids, endAt }: Leases, victim: Mortal, whileDead = nothing) {
  await victim.kill();
  // No condition: that it is past their end by the wall's clock is the very thing that is wanted.
  await delay(Math.max(0, endAt + SECOND / 2 - Date.now()));
  await whileDead();
  await victim.start();
  const hasEnded = async () => (await statesOf(scene, ids)).map((state) => state === 'ended');
  const firstMs = await eventually('the first has ended', async () => (await hasEnded()).includes(true));
  const lastMs = await eventually('all have ended', async () => !(await hasEnded()).includes(false));
  return { firstMs, lastMs: firstMs + lastMs };
}

const nothing = () => Promise.resolve();
