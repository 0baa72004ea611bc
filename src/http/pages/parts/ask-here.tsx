import type { FC } from 'hono/jsx';

/** Where the rail is a bar at the bottom, which has no room for it. */
export const AskHere: FC = () => (
  <p class="ask-here">
    <a class="button" href="/requests/new">
      New request
    </a>
  </p>
);
