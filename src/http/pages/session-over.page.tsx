import type { Typed } from '../auth/typed.ts';
import { Layout } from './layout.tsx';

/** What was being sent is kept in the page, and nowhere else. */
export function sessionOverPage(path: string, typed: Typed) {
  return (
    <Layout title="You are not signed in any more">
      <h1>You are not signed in any more</h1>
      <p class="lead">Nothing was done, and what you typed is kept here.</p>
      <form method="post" action={path}>
        {Object.entries(typed).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="actions">
          <a class="button" href="/sign-in" target="_blank" rel="noopener">
            Sign in, in another tab
          </a>
          <button class="quiet" type="submit">
            Then go on here
          </button>
        </div>
      </form>
    </Layout>
  );
}
