import { Layout } from './layout.tsx';

interface Home {
  readonly organisation: string | undefined;
  readonly temporalUiUrl: string | undefined;
}

export function homePage({ organisation, temporalUiUrl }: Home) {
  return (
    <Layout title="Leasehold">
      <h1>{organisation ?? 'Leasehold'}</h1>
      <p class="lead">Every access is a lease: asked for, decided, given, and taken away on time.</p>
      <ul class="links">
        <li>
          <a href="/api/v1/docs">API</a> — what a program can do
        </li>
        {temporalUiUrl === undefined ? null : (
          <li>
            <a href={temporalUiUrl}>Temporal</a> — every workflow, for operators
          </li>
        )}
        <li>
          <a href="/readyz">Readiness</a> — what this server needs, and whether it answers
        </li>
      </ul>
    </Layout>
  );
}
