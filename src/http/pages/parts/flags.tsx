import type { FC } from 'hono/jsx';
import type { Request } from '../../../domain/request/request.ts';
import { sayFlags } from '../../../domain/request/say-flags.ts';

export const Flags: FC<{ request: Request }> = ({ request }) => (
  <>
    {sayFlags(request).map((words) => (
      <span class="flag">{words}</span>
    ))}
  </>
);
