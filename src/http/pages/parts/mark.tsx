import type { FC, PropsWithChildren } from 'hono/jsx';
import { type Meaning, SHAPES } from './chip.tsx';

/** A state in words, with the shape and the colour that go with it. */
export const Mark: FC<PropsWithChildren<{ meaning: Meaning; words: string }>> = ({ meaning, words, children }) => (
  <span class={`chip ${meaning}`}>
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <circle cx="8" cy="8" r="7" />
      <path d={SHAPES[meaning]} />
    </svg>
    <span>{words}</span>
    {children}
  </span>
);
