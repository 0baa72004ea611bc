import type { FC } from 'hono/jsx';
import { sayAsked } from '../../domain/request/say-preview.ts';
import type { Problem } from '../../domain/errors.ts';
import { sayLength } from '../../domain/lease/length.ts';
import type { Level } from '../../domain/request/request.ts';
import type { Submitted } from '../../use-cases/submit-request.ts';
import { type Asking, type Foreseen, isOnlyOpen, type Placed } from '../web/asking.ts';
import { ASKING } from '../web/basket.ts';
import { Basket } from './asking-basket.tsx';
import { Foresight } from './asking-preview.tsx';
import { Things } from './asking-things.tsx';
import { type Looking, Page } from './layout.tsx';
import { Hidden } from './parts/hidden.tsx';
import { absolute, type When } from './parts/moment.tsx';
import { type Before, FromBefore, SaveForLater, SavingForms } from './asking-before.tsx';
import { Trouble } from './parts/trouble.tsx';

/** What came of pressing submit, where that was not the end of it. */
export interface Outcome {
  readonly problem: Problem;
  /** Of the form; empty: of all of it. */
  readonly field: string;
  readonly submitted: readonly Submitted[];
}

interface View {
  readonly asking: Asking;
  readonly click: string;
  /** Its own address, with all that is in it. */
  readonly here: string;
  readonly outcome: Outcome | undefined;
  /** Where nothing is in it yet. */
  readonly before: Before | undefined;
  /** Under which name it was to be saved. */
  readonly saveAs: string;
}

export function newRequestPage(looking: Looking, { asking, click, here, outcome, before, saveAs }: View) {
  const problems = problemsOf(asking, outcome);
  return (
    <Page title="New request" looking={looking} wide script="new-request.js">
      <h1>New request</h1>
      <Result outcome={outcome} here={here} />
      <form method="post" action={ASKING} class="asking" data-here={here}>
        <Hidden csrf={looking.csrf} click={click} />
        <div class="find">
          <Things asking={asking} when={looking.when}>
            {before === undefined ? null : <FromBefore before={before} when={looking.when} />}
          </Things>
        </div>
        <div class="basket">
          <Basket asking={asking} problems={problems} looking={looking} />
          <Foresight asking={asking} problems={problems} when={looking.when} />
          <div class="submit actions">
            <p aria-live="polite">{inShort(asking, looking.when)}</p>
            <a class="to-basket" href="#basket">
              What is asked for
            </a>
            <button type="submit" name="do" value="submit">
              {asking.apps.length > 1 ? `Submit ${asking.apps.length} requests` : 'Submit request'}
            </button>
            <button type="submit" class="quiet" name="do" value="preview">
              Preview
            </button>
          </div>
          {asking.apps.length === 0 ? null : <SaveForLater here={here} name={saveAs} />}
        </div>
      </form>
      <SavingForms csrf={looking.csrf} />
    </Page>
  );
}

/** What is wrong, by field. What was refused is said first; what would be is said where it is. */
function problemsOf({ apps, forWhom, together, typed }: Asking, outcome: Outcome | undefined): readonly Placed[] {
  const foreseen = apps.flatMap(({ problem }) => problem ?? []);
  const whole = together === undefined ? [] : [{ problem: together, field: '' }];
  const whom = forWhom.problem === undefined ? [] : [{ problem: forWhom.problem, field: 'for' }];
  const inTheWay = [...whom, ...foreseen, ...whole].filter((one) => outcome !== undefined || !isOnlyOpen(one, typed));
  return outcome === undefined ? inTheWay : [outcome, ...inTheWay.filter(({ field }) => field !== outcome.field)];
}

/** "2 people will be asked; capped to 30 days; ends Mon 21 Dec, 18:00". */
function inShort({ apps, found, isMore }: Asking, when: When): string {
  if (apps.length === 0) return `${isMore ? 'More than ' : ''}${found.length} found.`;
  const asked = new Set(apps.flatMap(({ prepared }) => prepared?.request.levels.flatMap(askedIn) ?? []));
  const isSettled = apps.every(({ prepared }) => prepared !== undefined);
  const [one] = apps;
  const end = apps.length === 1 && one !== undefined ? sayEnd(one, when) : [];
  return isSettled ? `${[sayAsked(asked.size), ...end].join('; ')}.` : 'Something is still needed, or in the way.';
}

function askedIn({ approvers }: Level) {
  return approvers.map(({ personId }) => personId);
}

function sayEnd({ prepared, endsAt }: Foreseen, { zone }: When): string[] {
  if (prepared === undefined || prepared.request.changes.every(({ op }) => op === 'remove')) return [];
  const { asked, capped } = prepared.leaseNotice ?? {};
  const cut = capped?.kind === 'for' && asked?.kind !== 'indefinite' ? [`capped to ${sayLength(capped.length)}`] : [];
  return [...cut, endsAt === undefined ? 'without an end' : `ends ${absolute(endsAt, zone)}`];
}

const Result: FC<{ outcome: Outcome | undefined; here: string }> = ({ outcome, here }) => {
  if (outcome === undefined) return <></>;
  const { problem, submitted, field } = outcome;
  const open = problem.data?.['request'];
  return (
    <>
      {submitted.length === 0 ? null : (
        <p class="notice" role="status">
          Submitted:{' '}
          {submitted.map(({ id }) => (
            <>
              <a href={`/requests/${id}`}>{id}</a>{' '}
            </>
          ))}
          What is below was not.
        </p>
      )}
      <Trouble problem={problem} here={here} />
      {typeof open === 'string' ? (
        <p>
          <a class="button quiet" href={`/requests/${open}`}>
            Look at {open}
          </a>
        </p>
      ) : null}
      {field === '' ? null : (
        <p>
          <a href={`#${field}`}>Go to where it is</a>
        </p>
      )}
    </>
  );
};
