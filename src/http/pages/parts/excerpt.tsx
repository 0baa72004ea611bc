import type { FC } from 'hono/jsx';
import type { Problem } from '../../../domain/errors.ts';

const AROUND = 3;

/** The place in the text that a problem is about, with its line numbers. */
export const Excerpt: FC<{ problem: Problem; text: string }> = ({ problem: { data }, text }) => {
  const line = data?.['line'];
  const lines = text.split('\n');
  if (typeof line !== 'number' || line < 1 || line > lines.length) return null;
  const first = Math.max(1, line - AROUND);
  const shown = lines.slice(first - 1, line + AROUND);
  return (
    <pre class="excerpt" dir="ltr">
      {shown.map((one, at) => {
        const said = `${String(first + at).padStart(String(line + AROUND).length)}  ${one.slice(0, 200)}\n`;
        return first + at === line ? <mark>{said}</mark> : said;
      })}
    </pre>
  );
};
