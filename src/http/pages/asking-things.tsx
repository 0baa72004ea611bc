import type { FC, PropsWithChildren } from 'hono/jsx';
import type { Requestable } from '../../use-cases/access/find-requestable.ts';
import type { Asking } from '../web/asking.ts';
import { type BasketOp, entriesOf, keptOf, pathOf } from '../web/basket.ts';
import { likeAddress } from './access-like.page.tsx';
import { Moment, type When } from './parts/moment.tsx';

/** Everything that can be asked for, as far as it is searched for. */
export const Things: FC<PropsWithChildren<{ asking: Asking; when: When }>> = ({ asking, when, children }) => {
  const { typed, found, isMore, forWhom } = asking;
  const taken = new Map(entriesOf(typed).map(({ path, op }) => [path, op]));
  return (
    <>
      <div class="searching" role="search">
        <label>
          What is needed
          <input
            {...{ type: 'search', id: 'q', name: 'q', value: typed['q'] ?? '', maxlength: 200, autocomplete: 'off' }}
            placeholder="An app, a role, a group, a permission, a licence"
            dir="auto"
            data-key="/"
          />
        </label>
        <button type="submit" class="quiet" name="do" value="search">
          Search
        </button>
      </div>
      <p class="hint">
        <a href={likeAddress(keptOf(typed), {})}>Access like somebody else’s, or like a job title’s</a>
      </p>
      {children}
      {found.length === 0 ? <Nothing search={typed['q'] ?? ''} name={forWhom.person.name} /> : null}
      <ul class="rows things">
        {found.map((thing) => (
          <Row thing={thing} taken={taken.get(pathOf(thing))} isOwn={(typed['for'] ?? '') === ''} when={when} />
        ))}
      </ul>
      {isMore ? <p class="hint">There is more. Type a word or two of what you look for.</p> : null}
    </>
  );
};

const Nothing: FC<{ search: string; name: string }> = ({ search, name }) => (
  <p class="empty" dir="auto">
    {search === ''
      ? `There is nothing that can be asked for ${name} yet. Apps are added by admins.`
      : `Nothing that can be asked for is called “${search}”. Try fewer words, or the name of the app.`}
  </p>
);

interface One {
  readonly thing: Requestable;
  /** What is asked about it in the basket. */
  readonly taken: BasketOp | undefined;
  /** For whoever looks: requests for others may not be theirs to see. */
  readonly isOwn: boolean;
  readonly when: When;
}

const Row: FC<One> = ({ thing, taken, isOwn, when }) => {
  const { app, entitlement, held, pending } = thing;
  return (
    <li data-part={pathOf(thing)}>
      <div>
        <p>
          <b>
            <bdi>{entitlement.name}</bdi>
          </b>{' '}
          <span class="quiet">
            on <bdi>{app.name}</bdi> · {entitlement.kind}
            {entitlement.risk === 'high' ? '' : ` · ${entitlement.risk} risk`}
          </span>
          <Risk risk={entitlement.risk} />
          {held === undefined ? null : <span class="badge has">Has access</span>}
          {pending === undefined ? null : isOwn ? (
            <a class="badge" href={`/requests/${pending}`}>
              Pending
            </a>
          ) : (
            <span class="badge">Pending</span>
          )}
        </p>
        {held === undefined ? null : <Until held={held} when={when} />}
        <p class="hint" dir="auto">
          {entitlement.description === '' ? app.description : entitlement.description}
        </p>
      </div>
      <div class="actions">
        <Buttons thing={thing} taken={taken} />
      </div>
    </li>
  );
};

export const Risk: FC<{ risk: string }> = ({ risk }) =>
  risk === 'high' ? <span class="badge risk-high">high risk</span> : <></>;

const Until: FC<{ held: NonNullable<Requestable['held']>; when: When }> = ({ held: { level, until }, when }) => (
  <p class="hint">
    {level === undefined ? '' : `As ${level}, `}
    {until === undefined ? (
      'without an end'
    ) : (
      <>
        ends <Moment at={until} when={when} />
      </>
    )}
  </p>
);

const Buttons: FC<Pick<One, 'thing' | 'taken'>> = ({ thing, taken }) => {
  const { entitlement, held, pending } = thing;
  if (taken !== undefined) return <Button thing={thing} verb="drop" word="Take out" />;
  if (held === undefined) return pending === undefined ? <Button thing={thing} verb="add" word="Add" /> : <></>;
  const isModifiable = thing.mayBeAsked && (entitlement.levels.length > 1 || entitlement.fields.length > 0);
  return (
    <>
      {isModifiable ? <Button thing={thing} verb="modify" word="Modify" /> : null}
      {thing.mayBeAsked && held.lease !== undefined ? <Button thing={thing} verb="extend" word="Extend" /> : null}
      <Button thing={thing} verb="remove" word="Remove" />
    </>
  );
};

interface Press {
  readonly thing: Requestable;
  readonly verb: BasketOp | 'drop';
  readonly word: string;
}

export const Button: FC<Press> = ({ thing, verb, word }) => (
  <button
    {...{ type: 'submit', class: 'quiet', name: 'do', value: `${verb} ${pathOf(thing)}` }}
    aria-label={`${word}: ${thing.entitlement.name} on ${thing.app.name}`}
  >
    {word}
  </button>
);
