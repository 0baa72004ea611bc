import type { Child, FC, PropsWithChildren } from 'hono/jsx';

export type Meaning = 'waiting' | 'live' | 'over' | 'refused' | 'trouble' | 'ahead';

/** Shapes differ as well as colours: nothing is said by colour alone. */
const SHAPES: { readonly [Which in Meaning]: string } = {
  waiting: 'M8 3v5l3 2',
  live: 'M4 8.5l3 3 5-6',
  over: 'M4 8h8',
  refused: 'M5 5l6 6M11 5l-6 6',
  trouble: 'M8 4v5M8 11.5v.5',
  ahead: 'M5 4l5 4-5 4z',
};

/** A state in words, with the shape and the colour that go with it; `tail`: what is never cut. */
export const Mark: FC<PropsWithChildren<{ meaning: Meaning; tail?: Child }>> = ({ meaning, tail, children }) => (
  <span class={`chip ${meaning}`}>
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <circle cx="8" cy="8" r="7" />
      <path d={SHAPES[meaning]} />
    </svg>
    <span>{children}</span>
    {tail}
  </span>
);
