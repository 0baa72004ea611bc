import type { FC } from 'hono/jsx';

/** What each form of ours carries: that it is ours, and which one. */
export const Hidden: FC<{ csrf: string; click?: string }> = ({ csrf, click }) => (
  <>
    <input type="hidden" name="csrf" value={csrf} />
    {click === undefined ? null : <input type="hidden" name="click" value={click} />}
  </>
);
