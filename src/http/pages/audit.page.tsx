import type { FC } from 'hono/jsx';
import type { AuditRow } from '../../domain/audit/chain.ts';
import type { AuditFact } from '../../domain/audit/fact.ts';
import { FACT_WORDS } from '../../domain/audit/say-fact.ts';
import type { Problem } from '../../domain/errors.ts';
import type { Typed } from '../auth/typed.ts';
import { type Looking, Page } from './layout.tsx';
import { type Names, Subject, What, Who } from './parts/facts.tsx';
import { Moment, type When } from './parts/moment.tsx';
import { Trouble } from './parts/trouble.tsx';

interface Record {
  readonly rows: readonly AuditRow[];
  readonly names: Names;
  /** What was looked for, as it was typed. */
  readonly typed: Typed;
  /** Address of the page after this one. */
  readonly next: string | undefined;
  readonly lookedThrough: number | undefined;
  readonly problem?: Problem | undefined;
}

export function auditPage(looking: Looking, { rows, names, typed, next, lookedThrough, problem }: Record) {
  return (
    <Page title="Audit" looking={looking} wide>
      <h1>Audit</h1>
      <p class="lead">Everything that happened here, newest first. Rows are tied to each other; none can be changed.</p>
      <div class="actions">
        <a class="button quiet" href="/audit/verification">
          Verify the record
        </a>
        <a class="button quiet" href="/audit/export" download="audit.jsonl">
          Export as JSON lines
        </a>
      </div>
      <Search typed={typed} zone={looking.when.zone} />
      {problem === undefined ? null : <Trouble problem={problem} here="/audit" />}
      {rows.length === 0 && problem === undefined ? <p class="empty">Nothing like that was found.</p> : null}
      {rows.length === 0 ? null : <Rows rows={rows} names={names} when={looking.when} />}
      {lookedThrough === undefined ? null : (
        <p class="hint">{lookedThrough.toLocaleString('en')} facts were looked through. There are older ones.</p>
      )}
      {next === undefined ? null : (
        <p>
          <a class="button quiet" href={next}>
            Older
          </a>
        </p>
      )}
    </Page>
  );
}

const Search: FC<{ typed: Typed; zone: string }> = ({ typed, zone }) => (
  <form class="searching many" method="get" action="/audit" role="search">
    <label>
      What happened
      <select name="fact">
        <option value="">Anything</option>
        {Object.entries(FACT_WORDS).map(([fact, words]) => (
          <option value={fact} selected={typed['fact'] === fact}>
            {words} ({fact})
          </option>
        ))}
      </select>
    </label>
    <Field name="who" label="Who" typed={typed} hint="e-mail, id or system" />
    <Field name="about" label="About" typed={typed} hint="REQ-…, e-mail or app" />
    <Field name="text" label="Text" typed={typed} hint="anywhere in it" />
    <Field name="from" label={`From (${zone})`} typed={typed} type="datetime-local" />
    <Field name="to" label="Before" typed={typed} type="datetime-local" />
    <button type="submit">Search</button>
    <a class="button quiet" href="/audit">
      Clear
    </a>
  </form>
);

const Field: FC<{ name: string; label: string; typed: Typed; hint?: string; type?: string }> = ({
  name,
  label,
  typed,
  hint,
  type,
}) => (
  <label>
    {label}
    <input name={name} type={type ?? 'text'} value={typed[name] ?? ''} placeholder={hint} maxlength={200} />
  </label>
);

const Rows: FC<{ rows: readonly AuditRow[]; names: Names; when: When }> = ({ rows, names, when }) => (
  <div class="scroll">
    <table class="record">
      <thead>
        <tr>
          {['When', 'What', 'About', 'Who', 'In full'].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row row={row} names={names} when={when} />
        ))}
      </tbody>
    </table>
  </div>
);

const Row: FC<{ row: AuditRow; names: Names; when: When }> = ({ row: { index, body, hash }, names, when }) => {
  const fact = JSON.parse(body) as AuditFact;
  return (
    <tr>
      <td>
        <Moment at={fact.at} when={when} />
      </td>
      <td>
        <What fact={fact} />
      </td>
      <td>
        <Subject of={fact.subject} names={names} />
      </td>
      <td>
        <Who fact={fact} names={names} />
      </td>
      <td>
        <details>
          <summary class="id">{index}</summary>
          <pre dir="ltr">{`${JSON.stringify(JSON.parse(body), null, 2)}\n${hash}`}</pre>
        </details>
      </td>
    </tr>
  );
};
