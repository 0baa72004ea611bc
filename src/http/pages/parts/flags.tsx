import type { FC } from 'hono/jsx';
import type { Request } from '../../../domain/request/request.ts';

/** What those who decide should know before anything else. */
export const Flags: FC<{ request: Request }> = ({ request }) => (
  <>
    {request.flags
      .filter((flag) => flag !== 'demo')
      .map((flag) => (
        <span class="flag">{flag.replaceAll('_', ' ')}</span>
      ))}
  </>
);
