import type { OpenAPIHono } from '@hono/zod-openapi';
import { problems } from '../problems.ts';
import { Layout } from './layout.tsx';

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly summary: string | undefined;
  readonly answers: string;
}

export function docsPage(document: Document) {
  return (
    <Layout title="API · Leasehold">
      <h1>API</h1>
      <p class="lead">
        Send <code>Authorization: Bearer TOKEN</code>; make one with <code>npm run token</code>. The whole description
        is at <a href="/api/v1/openapi.json">openapi.json</a>.
      </p>
      <table>
        <thead>
          <tr>
            <th>Call</th>
            <th>What it does</th>
            <th>Answers</th>
          </tr>
        </thead>
        <tbody>
          {operations(document).map((operation) => (
            <tr>
              <td>
                <code>
                  {operation.method} {operation.path}
                </code>
              </td>
              <td>{operation.summary}</td>
              <td>{operation.answers}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>Problems</h2>
      <p>
        Whatever is refused comes as <code>application/problem+json</code> with one of these codes.
      </p>
      <table>
        <tbody>
          {Object.entries(problems).map(([code, [status, title, meaning]]) => (
            <tr id={`problem-${code}`}>
              <td>
                <code>{code}</code>
              </td>
              <td>{status}</td>
              <td>
                {title}. {meaning}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Layout>
  );
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

function operations(document: Document): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item?.[method];
      if (operation === undefined) return [];
      const answers = Object.keys(operation.responses ?? {}).join(', ');
      return [{ method: method.toUpperCase(), path, summary: operation.summary, answers }];
    }),
  );
}
