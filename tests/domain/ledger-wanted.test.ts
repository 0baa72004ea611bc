import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actual, Claim, Wanted } from '../../src/domain/ledger/claim.ts';
import { decide, givesMore } from '../../src/domain/ledger/step.ts';
import { agrees, decidingClaim, wantedOf } from '../../src/domain/ledger/wanted.ts';
import { aClaim } from '../support/ledger.ts';

const LEVELS = ['viewer', 'member', 'maintainer'];

interface Add {
  readonly add: { readonly level: string | undefined; readonly supersedes: readonly number[] };
}
type Move = Add | { readonly release: number };

const anyLevel = fc.option(fc.constantFrom(...LEVELS), { nil: undefined });
const anyAdd = fc.record({
  add: fc.record({ level: anyLevel, supersedes: fc.array(fc.nat(9), { maxLength: 3 }) }),
});
const anyMoves = fc.array(fc.oneof(anyAdd, fc.record({ release: fc.nat(9) })), { maxLength: 25 });

/** Plays the moves: a number names one of the claims that are there by then. */
function play(moves: readonly Move[], after: (claims: readonly Claim[], move: Move) => void = () => {}): Claim[] {
  let claims: Claim[] = [];
  for (const move of moves) {
    if ('add' in move) {
      const supersedes = move.add.supersedes.flatMap((at) => claims[at]?.id ?? []);
      claims = [...claims, aClaim({ level: move.add.level, supersedes })];
    } else {
      claims = claims.map((claim, at) => (at === move.release ? { ...claim, live: false } : claim));
    }
    after(claims, move);
  }
  return claims;
}

const height = (wanted: Wanted) => (wanted.held ? LEVELS.indexOf(wanted.level ?? 'viewer') : -1);

describe('what is wanted', () => {
  it('is held exactly while a claim lives, whatever was added, released and superseded, in any order', () => {
    fc.assert(
      fc.property(anyMoves, (moves) => {
        play(moves, (claims) => {
          expect(wantedOf(claims, LEVELS).held).toBe(claims.some(({ live }) => live));
        });
      }),
    );
  });

  it('always drops when the last claims are released, in any order', () => {
    fc.assert(
      fc.property(anyMoves, fc.infiniteStream(fc.nat()), (moves, picks) => {
        let claims = play(moves);
        for (let living = claims.filter(({ live }) => live); living.length > 0; ) {
          expect(wantedOf(claims, LEVELS).held).toBe(true);
          const gone = living[(picks.next().value as number) % living.length];
          claims = claims.map((claim) => (claim === gone ? { ...claim, live: false } : claim));
          living = claims.filter(({ live }) => live);
        }
        expect(wantedOf(claims, LEVELS)).toEqual({ held: false });
      }),
    );
  });

  it('when a claim comes that supersedes nothing, then the level never falls', () => {
    fc.assert(
      fc.property(anyMoves, anyLevel, (moves, level) => {
        const before = play(moves);
        const after = [...before, aClaim({ level })];
        expect(height(wantedOf(after, LEVELS))).toBeGreaterThanOrEqual(height(wantedOf(before, LEVELS)));
      }),
    );
  });

  it('when a claim that supersedes nothing is released, then the level never rises', () => {
    fc.assert(
      fc.property(anyMoves, fc.nat(9), (moves, at) => {
        const before = play(moves);
        fc.pre(before[at]?.supersedes.length === 0);
        const after = before.map((claim, i) => (i === at ? { ...claim, live: false } : claim));
        expect(height(wantedOf(after, LEVELS))).toBeLessThanOrEqual(height(wantedOf(before, LEVELS)));
      }),
    );
  });

  it('is always the level of a live claim', () => {
    fc.assert(
      fc.property(anyMoves, (moves) => {
        const claims = play(moves);
        const wanted = wantedOf(claims, LEVELS);
        const asked = claims.filter(({ live }) => live).map(({ level }) => level ?? 'viewer');
        if (wanted.held) expect(asked).toContain(wanted.level);
      }),
    );
  });

  it('when a modify lowers a level, then the lower one counts; when the modify ends first, the higher one is back', () => {
    const higher = aClaim({ level: 'maintainer' });
    const lower = aClaim({ level: 'viewer', supersedes: [higher.id] });
    expect(wantedOf([higher, lower], LEVELS)).toEqual({ held: true, level: 'viewer' });
    expect(wantedOf([higher, { ...lower, live: false }], LEVELS)).toEqual({ held: true, level: 'maintainer' });
    expect(wantedOf([{ ...higher, live: false }, lower], LEVELS)).toEqual({ held: true, level: 'viewer' });
  });

  it('when two claims name each other, then only what was there before is superseded', () => {
    const one = aClaim({ level: 'maintainer' });
    const two = aClaim({ level: 'viewer', supersedes: [one.id] });
    expect(wantedOf([{ ...one, supersedes: [two.id, one.id] }, two], LEVELS)).toEqual({ held: true, level: 'viewer' });
  });

  it('when a baseline was there, then the end of a request leaves it, and its own release does not', () => {
    const baseline = aClaim({ source: 'baseline', requestId: undefined, changeId: undefined });
    const request = aClaim({ live: false });
    expect(wantedOf([baseline, request], [])).toEqual({ held: true, level: undefined });
    expect(wantedOf([{ ...baseline, live: false }, request], [])).toEqual({ held: false });
  });

  it('when levels are gone from the entitlement, then known ones win, and a lone unknown one stays', () => {
    expect(wantedOf([aClaim({ level: 'admin' }), aClaim({ level: 'viewer' })], LEVELS)).toMatchObject({
      level: 'viewer',
    });
    expect(wantedOf([aClaim({ level: 'admin' })], LEVELS)).toMatchObject({ level: 'admin' });
    expect(wantedOf([aClaim({ level: 'admin' })], [])).toMatchObject({ level: undefined });
  });

  it('when two claims ask for the same level, then the newer one decides the fields', () => {
    const older = aClaim({ level: 'member', fields: { region: 'eu' } });
    const newer = aClaim({ level: 'member', fields: { region: 'us' } });
    expect(decidingClaim([older, newer, aClaim({ level: 'viewer' })], LEVELS)).toBe(newer);
  });
});

describe('what to do', () => {
  const anyActual: fc.Arbitrary<Actual> = fc.oneof(
    fc.record({ seen: fc.constantFrom('absent' as const, 'unknown' as const) }),
    fc.record({ seen: fc.constant('present' as const), level: anyLevel }),
  );
  const anyWanted: fc.Arbitrary<Wanted> = fc.oneof(
    fc.constant({ held: false as const }),
    fc.record({ held: fc.constant(true as const), level: anyLevel }),
  );

  it('is nothing exactly when the app agrees, and brings it there otherwise', () => {
    fc.assert(
      fc.property(anyWanted, anyActual, (wanted, actual) => {
        const step = decide(wanted, actual);
        expect(step.do === 'nothing').toBe(agrees(wanted, actual));
        const done: Actual = step.do === 'grant' ? { seen: 'present', level: step.level } : { seen: 'absent' };
        expect(agrees(wanted, step.do === 'nothing' ? actual : done)).toBe(true);
      }),
    );
  });

  it.each<[Wanted, Actual, string]>([
    [{ held: true, level: 'member' }, { seen: 'present', level: 'viewer' }, 'grant'],
    [{ held: true, level: 'member' }, { seen: 'unknown' }, 'grant'],
    [{ held: false }, { seen: 'unknown' }, 'revoke'],
    [{ held: false }, { seen: 'present', level: 'viewer' }, 'revoke'],
    [{ held: true, level: undefined }, { seen: 'present', level: 'anything' }, 'nothing'],
  ])('for %j, with %j in the app, is to %s', (wanted, actual, what) => {
    expect(decide(wanted, actual).do).toBe(what);
  });

  it.each<[string | undefined, Actual, boolean]>([
    ['member', { seen: 'absent' }, true],
    ['member', { seen: 'unknown' }, true],
    ['member', { seen: 'present', level: 'viewer' }, true],
    ['member', { seen: 'present', level: 'maintainer' }, false],
    ['member', { seen: 'present', level: 'member' }, false],
  ])('granting %s where %j gives more: %p', (level, actual, more) => {
    expect(givesMore({ do: 'grant', level }, actual, LEVELS)).toBe(more);
    expect(givesMore({ do: 'revoke' }, actual, LEVELS)).toBe(false);
  });
});
