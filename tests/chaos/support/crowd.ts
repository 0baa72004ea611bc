import { setTimeout as delay } from 'node:timers/promises';
import type { Result } from '../../../src/domain/errors.ts';
import type { RequestId } from '../../../src/domain/ids.ts';
import type { Delivery } from '../../../src/ports/request-gateway.ts';
import { CROWD, type Scene } from './scene.ts';
import type { Ticket } from './evidence.ts';

export interface Said extends Ticket {
  readonly by: string;
  readonly key: string;
  readonly clickId: string;
}

export interface Crowd {
  /** How many requests were submitted and acknowledged so far. */
  acknowledged(): number;
  /** In one word each: `applied`, `recorded`, the code of a refusal, or `broke` where there was no answer at all. */
  words(): readonly string[];
  isOver(): boolean;
  /** When everybody has everything answered. */
  readonly all: Promise<readonly Said[]>;
}

/** How long somebody waits before saying the same again. */
const AGAIN_MS = 100;
const PATIENCE_MS = 60_000;
const VERDICTS = ['approve', 'approve', 'reject', 'approve', undefined] as const;

/** Ten people, each asking for one thing after the other, and somebody deciding each: until they are answered, with the same key. */
export function aCrowd({ people }: Scene, rounds: number): Crowd {
  const words: string[] = [];
  let acknowledged = 0;

  async function untilAnswered(ask: () => Promise<Result<{ delivery: Delivery }>>): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const word = await ask().then(wordOf, () => 'broke');
      words.push(word);
      if (word === 'applied' || word === 'recorded') return;
      if (performance.now() > end) throw new Error(`still ${word}`);
      await delay(AGAIN_MS);
    }
  }

  async function once(by: string, number: number): Promise<Said> {
    const [path, key, clickId] = [`app/e${number}`, `key ${number}`, `click ${number}`];
    let id: RequestId | undefined;
    const asked = async () => {
      const result = await people.ask(by, path, { lease: { kind: 'for', length: 'PT2S' } }, { key });
      if (result.ok) ({ id } = result.value);
      return result;
    };
    await untilAnswered(asked);
    acknowledged++;
    if (id === undefined) throw new Error('answered without an id');
    const said = { id, by, path, key, clickId, verdict: VERDICTS[number % VERDICTS.length] };
    if (said.verdict !== undefined) await untilAnswered(() => decide(people, said));
    return said;
  }

  const everybody = CROWD.map(async (by, at) => {
    const said: Said[] = [];
    for (let round = 0; round < rounds; round++) said.push(await once(by, round * CROWD.length + at + 1));
    return said;
  });
  const all = Promise.all(everybody).then((said) => said.flat());
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  void all.then(over, over);
  return { acknowledged: () => acknowledged, words: () => words, isOver: () => isOver, all };
}

/** The same click each time: Ada decides what has an even number, Lin the rest. */
export async function decide(people: Scene['people'], { id, clickId, verdict: decision = 'approve' }: Said) {
  const by = clickId.at(-1)?.match(/[02468]/) ? 'ada' : 'lin';
  const decided = await people.decide(by, id, { decision, clickId, comment: 'so be it' });
  return decided.ok ? { ok: true as const, value: { delivery: decided.value } } : decided;
}

export function wordOf(result: Result<{ delivery: Delivery }>): string {
  return result.ok ? result.value.delivery.delivered : result.problem.code;
}
