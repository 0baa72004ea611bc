import type { OpenAPIHono } from '@hono/zod-openapi';
import type { FC } from 'hono/jsx';
import { type Call, callsIn } from '../document.ts';
import { problems } from '../problems.ts';
import { Layout } from './layout.tsx';

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

export function docsPage(document: Document) {
  return (
    <Layout title="API">
      <h1>API</h1>
      <p class="lead">
        Send <code>Authorization: Bearer TOKEN</code>; make one with <code>npm run token</code>. The whole description
        is at <a href="/api/v1/openapi.json">openapi.json</a>.
      </p>
      <Calls calls={callsIn(document)} />
      <h2>Problems</h2>
      <p>
        Whatever is refused comes as <code>application/problem+json</code> with one of these codes.
      </p>
      <Problems />
    </Layout>
  );
}

const Calls: FC<{ calls: readonly Call[] }> = ({ calls }) => (
  <table>
    <thead>
      <tr>
        <th>Call</th>
        <th>What it does</th>
        <th>Answers</th>
        <th>Refuses with</th>
      </tr>
    </thead>
    <tbody>
      {calls.map(({ method, path, summary, description, parameters, successes, codes }) => (
        <tr>
          <td>
            <code>
              {method} {path}
            </code>
          </td>
          <td>
            {summary}. {description} {parameters.length === 0 ? null : <Codes codes={parameters} />}
          </td>
          <td>{successes.join(', ')}</td>
          <td>
            <Codes codes={codes} link />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Codes: FC<{ codes: readonly string[]; link?: boolean }> = ({ codes, link }) => (
  <>
    {codes.map((code, index) => (
      <>
        {index === 0 ? null : ', '}
        {link === true ? (
          <a href={`#problem-${code}`}>
            <code>{code}</code>
          </a>
        ) : (
          <code>{code}</code>
        )}
      </>
    ))}
  </>
);

const Problems: FC = () => (
  <table>
    <tbody>
      {Object.entries(problems).map(([code, [status, title, meaning]]) => (
        <tr id={`problem-${code}`}>
          <td>
            <code>{code}</code>
          </td>
          <td>{status}</td>
          <td>
            {title}. <Marked text={meaning} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** What stands in backticks is code. */
const Marked: FC<{ text: string }> = ({ text }) => (
  <>{text.split('`').map((part, index) => (index % 2 === 0 ? part : <code>{part}</code>))}</>
);
