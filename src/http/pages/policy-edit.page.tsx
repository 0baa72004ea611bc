import type { FC } from 'hono/jsx';
import type { Problem } from '../../domain/errors.ts';
import type { PlanView } from '../../use-cases/policy/plan-view.ts';
import type { Simulated } from '../../use-cases/policy/simulate-policy.ts';
import { CSV_TABLES } from '../web/uploaded-csv.ts';
import { type Looking, Page } from './layout.tsx';
import { Excerpt } from './parts/excerpt.tsx';
import { Hidden } from './parts/hidden.tsx';
import { Plan } from './parts/plan.tsx';
import { Trouble } from './parts/trouble.tsx';

interface Editing {
  readonly text: string;
  readonly plan: PlanView | undefined;
  readonly simulated: Simulated | undefined;
  readonly mayApply: boolean;
  readonly problem?: Problem | undefined;
}

/** The file of the organisation, and beside it what it would do or what is wrong with it. */
export function policyEditPage(looking: Looking, { text, plan, simulated, mayApply, problem }: Editing) {
  return (
    <Page title="Change the policy" looking={looking} wide>
      <p>
        <a href="/policy">Policy</a>
      </p>
      <h1>leasehold.yaml</h1>
      <p class="lead">The whole organisation: people, apps, flows and rules. Nothing happens before you apply it.</p>
      <form method="post" action="/policy/plan" enctype="multipart/form-data" class="editing">
        <div>
          <Hidden csrf={looking.csrf} />
          <label class="hidden-label" for="text">
            Text of the file
          </label>
          <textarea id="text" name="text" class="code" rows={32} spellcheck={false} wrap="off" dir="ltr">
            {`\n${text}`}
          </textarea>
          <div class="actions">
            <button class={plan === undefined ? undefined : 'quiet'} type="submit">
              {plan === undefined ? 'Plan: see what it would change' : 'Plan again'}
            </button>
            <a class="button quiet" href="/policy">
              Back
            </a>
          </div>
        </div>
        <aside aria-live="polite">
          {problem === undefined ? null : <Trouble problem={problem} here="/policy/edit" />}
          {problem === undefined ? null : <Excerpt problem={problem} text={text} />}
          {plan === undefined ? null : <Plan plan={plan} simulated={simulated} />}
          {plan === undefined || plan.lines.length === 0 ? null : <Apply plan={plan} mayApply={mayApply} />}
          {plan === undefined && problem === undefined ? (
            <p class="empty">Change the text, then plan: what it would do is said here, in words.</p>
          ) : null}
        </aside>
      </form>
      <Import csrf={looking.csrf} />
    </Page>
  );
}

/** People and apps as other programs export them: they become part of the text, to be planned as any other change. */
const Import: FC<{ csrf: string }> = ({ csrf }) => (
  <details class="panel-box">
    <summary>Import people and apps from CSV</summary>
    <p class="hint">
      A table replaces what holds of it now: who is not in people.csv leaves. Columns that it does not have are left as
      they are. What it comes to is planned first, and nothing happens before you apply it.
    </p>
    <form method="post" action="/policy/import" enctype="multipart/form-data" class="asked">
      <Hidden csrf={csrf} />
      {CSV_TABLES.map((table) => (
        <label>
          {table}.csv
          <input type="file" name={table} accept=".csv,text/csv" />
        </label>
      ))}
      <div class="actions">
        <button class="quiet" type="submit">
          Plan the import
        </button>
      </div>
    </form>
  </details>
);

const Apply: FC<{ plan: PlanView; mayApply: boolean }> = ({ plan: { version, hash }, mayApply }) =>
  mayApply ? (
    <div class="actions">
      <input type="hidden" name="version" value={String(version)} />
      <input type="hidden" name="hash" value={hash} />
      <button type="submit" formaction="/policy/apply">
        Apply on version {version}
      </button>
    </div>
  ) : (
    <p class="hint">Only super admins apply it. Give them this text.</p>
  );
