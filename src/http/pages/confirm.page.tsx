import type { Problem } from '../../domain/errors.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Typed } from '../auth/typed.ts';
import { type Looking, Page } from './layout.tsx';
import { Hidden } from './parts/hidden.tsx';
import { Trouble } from './parts/trouble.tsx';
import { SaidReason, Sentence } from './parts/say-request.tsx';
import type { Question } from './questions.tsx';

interface Asked {
  readonly request: Request;
  readonly question: Question;
  readonly typed: Typed;
  /** Its own path. */
  readonly here: string;
  /** The name of this form: sent twice, it is one click. */
  readonly click: string;
  readonly problem?: Problem | undefined;
}

export function confirmPage(looking: Looking, { request, question, typed, click, here, problem }: Asked) {
  const { question: text, button, isDanger, fields, instead } = question;
  return (
    <Page title={text} looking={looking}>
      <p class="id">{request.id}</p>
      <h1>{text}</h1>
      <p class="lead">
        <Sentence request={request} zone={looking.when.zone} />
      </p>
      <SaidReason request={request} />
      {problem === undefined ? null : <Trouble problem={problem} here={here} />}
      <form method="post" class="asked">
        <Hidden csrf={looking.csrf} click={click} />
        {fields(typed, looking.when)}
        <div class="actions">
          <button class={isDanger === true ? 'danger' : undefined} type="submit">
            {button}
          </button>
          {instead === undefined ? null : (
            <a class="button quiet" href={`/requests/${request.id}/${instead.deed}`}>
              {instead.name}
            </a>
          )}
          <a class="button quiet" href={`/requests/${request.id}`}>
            Back
          </a>
        </div>
      </form>
    </Page>
  );
}
