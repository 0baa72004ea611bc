import type { Child, FC } from 'hono/jsx';

/** A part of a page under a name of its own. */
export const Part: FC<{ name: string; children: Child }> = ({ name, children }) => (
  <section>
    <h2>{name}</h2>
    {children}
  </section>
);
