import type { Child, FC } from 'hono/jsx';
import type { Action } from '../../../use-cases/see-actions.ts';
import { Hidden } from './hidden.tsx';

interface Props {
  readonly id: string;
  readonly actions: ReadonlySet<Action>;
  readonly csrf: string;
  readonly click: string;
}

/** What is asked to be confirmed has a page of its own; the rest is done at once. */
export const Actions: FC<Props> = ({ id, actions, csrf, click }) => {
  const can = (name: Action) => actions.has(name);
  return (
    <div class="actions" data-live="actions">
      {can('decide') ? <Link to={`/requests/${id}/approve`} name="Approve" letter="a" isMain /> : null}
      {can('decide') ? <Link to={`/requests/${id}/reject`} name="Reject" letter="r" /> : null}
      {can('extend') ? <Link to={`/requests/${id}/extend`} name="Extend" /> : null}
      {can('end') ? <Link to={`/requests/${id}/end`} name="End now" /> : null}
      {can('cancel') ? <Link to={`/requests/${id}/cancel`} name="Cancel request" /> : null}
      {can('answer') ? <Link to={`/requests/${id}/answer`} name="Answer" isMain /> : null}
      {can('ask') ? <Link to={`/requests/${id}/ask`} name="Ask a question" /> : null}
      {can('again') ? <Link to={`/requests/new?again=${id}`} name="Ask again" /> : null}
      {can('remind') ? <Deed id={id} csrf={csrf} click={click} deed="remind" name="Send reminder" /> : null}
      {can('retry') ? <Deed id={id} csrf={csrf} click={click} deed="retry" name="Try again" /> : null}
    </div>
  );
};

const Link: FC<{ to: string; name: Child; letter?: string; isMain?: boolean }> = ({ to, name, letter, isMain }) => (
  <a class={isMain === true ? 'button' : 'button quiet'} href={to} data-key={letter}>
    {name}
  </a>
);

const Deed: FC<{ id: string; csrf: string; click: string; deed: string; name: string }> = ({
  id,
  deed,
  name,
  ...form
}) => (
  <form method="post" action={`/requests/${id}/${deed}`}>
    <Hidden {...form} />
    <button class="quiet" type="submit">
      {name}
    </button>
  </form>
);
