import type { Problem } from '../../domain/errors.ts';
import { problems } from '../problems.ts';
import { Layout, type Looking, Page } from './layout.tsx';

export function gone(looking: Looking, { code, detail }: Problem) {
  const title = problems[code][1];
  return (
    <Page title={title} looking={looking}>
      <h1>{title}</h1>
      <p class="lead">{detail}</p>
      <p>
        <a class="button quiet" href="/">
          Home
        </a>
      </p>
    </Page>
  );
}

/** An address that leads nowhere, whoever asks. */
export function nowherePage({ code, detail }: Problem) {
  const title = problems[code][1];
  return (
    <Layout title={title}>
      <h1>{title}</h1>
      <p class="lead">{detail}</p>
      <a class="button quiet" href="/">
        Home
      </a>
    </Layout>
  );
}
