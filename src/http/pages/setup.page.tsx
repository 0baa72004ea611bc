import { Layout } from './layout.tsx';

export function setupPage(problem?: string) {
  return (
    <Layout title="First admin">
      <h1>Who is the first admin?</h1>
      <p class="lead">This link works once. The first admin can do everything, and makes the others.</p>
      {problem === undefined ? null : (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <form method="post">
        <label>
          Name <input name="name" required maxlength={200} autocomplete="name" />
        </label>
        <label>
          E-mail <input name="email" type="email" required maxlength={254} autocomplete="email" />
        </label>
        <button type="submit">Become the first admin</button>
      </form>
    </Layout>
  );
}

export function setupDonePage(name: string, token: string) {
  return (
    <Layout title="First admin">
      <h1>{name} is the first admin</h1>
      <p class="lead">This API token acts for you for 90 days. It is shown once, and kept nowhere.</p>
      <pre>{token}</pre>
      <p>
        Try it: <code>curl -H 'Authorization: Bearer …' /api/v1/me</code>
      </p>
    </Layout>
  );
}

export function setupGonePage(detail: string) {
  return (
    <Layout title="First admin">
      <h1>This link does not work</h1>
      <p class="lead">{detail}</p>
    </Layout>
  );
}
