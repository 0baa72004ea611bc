import type { Child } from 'hono/jsx';
import type { Problem } from '../../domain/errors.ts';
import { type Looking, Page } from './layout.tsx';
import { Hidden } from './parts/hidden.tsx';
import { Trouble } from './parts/trouble.tsx';

export interface Asking {
  readonly question: string;
  /** What will happen. */
  readonly lead: Child;
  readonly button: string;
  readonly isDanger?: boolean;
  readonly fields?: Child;
  /** Where it was asked from. */
  readonly back: string;
  /** Its own path. */
  readonly here: string;
  /** The name of this form: sent twice, it is one click. */
  readonly click: string;
  readonly problem?: Problem | undefined;
}

/** One question, what will happen, and a button that says it. */
export function askedPage(looking: Looking, asking: Asking) {
  const { question, lead, button, isDanger, fields, back, here, click, problem } = asking;
  return (
    <Page title={question} looking={looking}>
      <h1>{question}</h1>
      <div class="lead">{lead}</div>
      {problem === undefined ? null : <Trouble problem={problem} here={here} />}
      <form method="post" class="asked">
        <Hidden csrf={looking.csrf} click={click} />
        {fields}
        <div class="actions">
          <button class={isDanger === true ? 'danger' : undefined} type="submit">
            {button}
          </button>
          <a class="button quiet" href={back}>
            Back
          </a>
        </div>
      </form>
    </Page>
  );
}
