import { expect } from '@jest/globals';
import { aCrowd, decide, type Said, wordOf } from './crowd.ts';
import { eventually } from './eventually.ts';
import type { Mortal } from './own-temporal.ts';
import type { Scene } from './scene.ts';
import { stateNow } from './stored.ts';

const ROUNDS = 3;
const KILLS_AFTER = [5, 15, 24];

export interface Storm {
  readonly said: readonly Said[];
  readonly words: readonly string[];
  /** From each start until somebody was answered again. */
  readonly recoveredMs: readonly number[];
}

/** Ten people ask and decide; it dies again and again meanwhile, each time until somebody has noticed. */
export async function crowdWhile(scene: Scene, victim: Mortal, killsAfter = KILLS_AFTER): Promise<Storm> {
  const crowd = aCrowd(scene, ROUNDS);
  const recoveredMs: number[] = [];
  for (const after of killsAfter) {
    await eventually('they are busy', () => crowd.acknowledged() >= after);
    await victim.kill();
    const before = crowd.words().length;
    const isNoticed = () =>
      crowd.isOver() ||
      crowd
        .words()
        .slice(before)
        .some((word) => word !== 'applied');
    await eventually('somebody notices', isNoticed);
    await victim.start();
    const since = crowd.words().length;
    const isAnswered = () => crowd.isOver() || crowd.words().slice(since).includes('applied');
    recoveredMs.push(await eventually('somebody is answered', isAnswered));
  }
  return { said: await crowd.all, words: crowd.words(), recoveredMs };
}

export function sayStorm({ words, recoveredMs }: Storm, quietMs: number): string {
  const counts = [...Map.groupBy(words, (word) => word)].map(([word, all]) => `${word} ${all.length}`);
  const recovered = recoveredMs.map(Math.round).join(', ');
  return `answers: ${counts.join(', ')}; answered again after ${recovered} ms; all over ${Math.round(quietMs)} ms later`;
}

/** Who says the same once more is told what came of it, and nothing new begins. */
export async function expectSameAnswers({ stage, people }: Scene, said: readonly Said[]): Promise<void> {
  for (const { id, by, path, key } of said) {
    const again = await people.ask(by, path, { lease: { kind: 'for', length: 'PT2S' } }, { key });
    expect(again).toMatchObject({ ok: true, value: { id, delivery: { delivered: 'applied' } } });
  }
  const decided = said.filter(({ verdict }) => verdict !== undefined);
  expect((await Promise.all(decided.map((one) => decide(people, one)))).map(wordOf)).toEqual(
    decided.map(() => 'applied'),
  );
  for (const { id, verdict } of said) {
    const now = await stateNow(stage, id);
    expect({ id, now }).toEqual({ id, now: verdict === undefined ? 'pending_approval' : OUTCOMES[verdict] });
  }
}

const OUTCOMES = { approve: 'ended', reject: 'rejected' } as const;

/** What is approved has been given and taken back; what is rejected is over. */
export async function untilQuiet({ stage }: Scene, said: readonly Said[]): Promise<number> {
  return eventually('everything is over', async () => {
    const states = await Promise.all(
      said.map(async ({ id, verdict }) => verdict === undefined || (await stateNow(stage, id)) === OUTCOMES[verdict]),
    );
    return states.every(Boolean);
  });
}
