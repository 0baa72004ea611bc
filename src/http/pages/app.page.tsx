import type { FC } from 'hono/jsx';
import type { HoldingId } from '../../domain/ids.ts';
import type { Request } from '../../domain/request/request.ts';
import type { SeenHolding } from '../../use-cases/access/see-holdings.ts';
import type { Freeze, SeenApp } from '../../use-cases/see-app.ts';
import { type Looking, Page } from './layout.tsx';
import { Entitlements } from './parts/entitlements.tsx';
import { Health } from './parts/health.tsx';
import { Holdings } from './parts/holdings.tsx';
import { Mark } from './parts/mark.tsx';
import { Moment, type When } from './parts/moment.tsx';
import { RequestRows } from './parts/request-rows.tsx';
import { saySettings } from './parts/say-settings.ts';

interface Seen extends SeenApp {
  /** Undefined: not for whoever looks. */
  readonly holders: { readonly items: readonly SeenHolding[]; readonly next: HoldingId | undefined } | undefined;
  readonly requests: readonly Request[];
}

export function appPage(looking: Looking, seen: Seen) {
  const { app, holders, health, freeze, requests } = seen;
  const { when, person } = looking;
  return (
    <Page title={app.name} looking={looking} wide live>
      <h1>
        <bdi>{app.name}</bdi>
      </h1>
      {app.description === '' ? null : (
        <p class="lead" dir="auto">
          {app.description}
        </p>
      )}
      {freeze === undefined ? null : <Frozen freeze={freeze} when={when} />}
      <Doings seen={seen} />
      <Facts seen={seen} />
      <section data-live="health">{health === undefined ? null : <Health health={health} when={when} />}</section>
      <section data-live="things">
        <h2>What it has to give</h2>
        <Entitlements seen={seen} />
      </section>
      <section data-live="holders">
        {holders === undefined ? null : <h2>Who has it</h2>}
        {holders === undefined ? null : <Holders holders={holders} app={app.id} when={when} person={person} />}
      </section>
      <h2>What holds for asking</h2>
      <ul>
        {saySettings(app).map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <section data-live="requests">
        <h2>Requests</h2>
        <RequestRows requests={requests} when={when} all={`/requests?app=${app.id}`} />
      </section>
    </Page>
  );
}

const Frozen: FC<{ freeze: Freeze; when: When }> = ({ freeze: { ofAll, since, reason }, when }) => (
  <div class="panel-box">
    <p>
      <Mark meaning="refused">
        Frozen
        {since === undefined ? '' : ' '}
        {since === undefined ? null : <Moment at={since} when={when} />}
      </Mark>{' '}
      Nothing is given {ofAll ? 'in any app' : 'in it'} until it is unfrozen; takings go on.
    </p>
    {reason === undefined || reason === '' ? null : <blockquote dir="auto">{reason}</blockquote>}
  </div>
);

const Doings: FC<{ seen: SeenApp }> = ({ seen: { app, may, askable, freeze } }) => (
  <div class="actions">
    {askable.size === 0 ? null : (
      <a class="button" href={`/requests/new?app=${app.id}`}>
        Ask for access
      </a>
    )}
    {may.grant && !app.archived ? (
      <a class="button quiet" href={`/apps/${app.id}/grant`}>
        Grant access
      </a>
    ) : null}
    {may.freeze && freeze?.ofAll !== true ? (
      <a class="button quiet" href={`/apps/${app.id}/${app.frozen ? 'unfreeze' : 'freeze'}`}>
        {app.frozen ? 'Unfreeze' : 'Freeze'}
      </a>
    ) : null}
  </div>
);

const Holders: FC<{ holders: NonNullable<Seen['holders']>; app: string } & Pick<Looking, 'when' | 'person'>> = ({
  holders: { items, next },
  app,
  when,
  person,
}) => (
  <>
    {items.length === 0 ? <p class="empty">Nobody that Leasehold knows of.</p> : null}
    <Holdings holdings={items} when={when} person={person} byHolder />
    {next === undefined ? null : (
      <p class="actions">
        <a class="button quiet" href={`/apps/${app}?after=${next}`}>
          More
        </a>
      </p>
    )}
  </>
);

const Facts: FC<{ seen: SeenApp }> = ({ seen: { app, owners } }) => (
  <dl class="clocks">
    <dt>Owners</dt>
    <dd>
      {owners.length === 0 ? <span class="quiet">nobody</span> : null}
      {owners.map(({ id, name }, at) => (
        <>
          {at === 0 ? '' : ', '}
          <a href={`/people/${id}`}>
            <bdi>{name}</bdi>
          </a>
        </>
      ))}
    </dd>
    <dt>Connector</dt>
    <dd>{app.connector}</dd>
  </dl>
);
