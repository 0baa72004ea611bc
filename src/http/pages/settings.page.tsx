import type { FC } from 'hono/jsx';
import type { Problem } from '../../domain/errors.ts';
import { sayLength } from '../../domain/lease/length.ts';
import type { Session } from '../../ports/session-store.ts';
import type { ConnectorInUse } from '../../use-cases/see-connectors.ts';
import type { Settings } from '../../use-cases/see-settings.ts';
import type { Typed } from '../auth/typed.ts';
import { type Looking, Page } from './layout.tsx';
import { Part } from './parts/part.tsx';
import { Installation, type Installed } from './parts/installation.tsx';
import { Sessions } from './parts/sessions.tsx';
import { Switches } from './parts/switches.tsx';
import { ThemeSwitch } from './parts/theme-switch.tsx';
import { TokenForm, type TokenPage, TokenTable } from './parts/tokens.tsx';
import { Trouble } from './parts/trouble.tsx';

export interface SeenSettings {
  readonly settings: Settings;
  readonly sessions: readonly Session[];
  /** Of the session that looks. */
  readonly current: string;
  readonly tokens: TokenPage;
  /** Of services; undefined for whoever may not see them. */
  readonly serviceTokens: TokenPage | undefined;
  readonly may: {
    readonly serve: boolean;
    readonly revoke: boolean;
    readonly freeze: boolean;
    readonly policy: boolean;
  };
  readonly connectors: readonly ConnectorInUse[];
  readonly installed: Installed;
  readonly click: string;
  readonly typed: Typed;
  readonly problem?: Problem | undefined;
}

export function settingsPage(looking: Looking, seen: SeenSettings) {
  const { when, csrf } = looking;
  const { settings, sessions, current, tokens, serviceTokens, may, click, typed, problem } = seen;
  return (
    <Page title="Settings" looking={looking}>
      <h1>Settings</h1>
      {problem === undefined ? null : <Trouble problem={problem} here="/settings" />}
      <Part name="Organisation">
        <Organisation settings={settings} mayRead={may.policy} />
        {may.freeze ? <Switches settings={settings} looking={looking} typed={typed} /> : null}
      </Part>
      <Part name="Notifications">
        <p class="actions">
          <a href="/settings/notifications">What you are told, and where</a>
        </p>
      </Part>
      <Part name="Light or dark">
        <ThemeSwitch theme={looking.theme} csrf={csrf} here={looking.here} />
      </Part>
      <Part name="Where you are signed in">
        <Sessions sessions={sessions} current={current} csrf={csrf} when={when} />
      </Part>
      <Part name="Your API tokens">
        <TokenTable {...tokens} mayRevoke csrf={csrf} when={when} />
      </Part>
      {serviceTokens === undefined ? null : (
        <Part name="Tokens of services">
          <TokenTable {...serviceTokens} mayRevoke={may.revoke} csrf={csrf} when={when} />
        </Part>
      )}
      <Part name="Make a token">
        <TokenForm typed={typed} csrf={csrf} click={click} mayServe={may.serve} />
      </Part>
      {seen.connectors.length === 0 ? null : (
        <Part name="Connectors in use">
          <Connectors connectors={seen.connectors} />
        </Part>
      )}
      <Part name="This installation">
        <Installation installed={seen.installed} />
      </Part>
    </Page>
  );
}

const Organisation: FC<{ settings: Settings; mayRead: boolean }> = ({ settings, mayRead }) => {
  const { organisation, policyVersion, isAllFrozen } = settings;
  const { name, zone, membersSee, maximumLease, secondAdminForHighRisk } = organisation;
  const rows: readonly (readonly [string, string])[] = [
    ['Name', name],
    ['Days are counted in', zone],
    ['Members see', membersSee === 'all' ? 'all requests' : 'their own requests and those they decide'],
    ['Longest lease', maximumLease === undefined ? 'no limit here; apps may have their own' : sayLength(maximumLease)],
    ['High-risk grants', secondAdminForHighRisk ? 'need a second admin' : 'need one admin'],
    ['Giving', isAllFrozen ? 'FROZEN: nothing is given, takings go on' : 'on'],
    ['Policy', `version ${policyVersion}`],
  ];
  return (
    <>
      <dl class="clocks">
        {rows.map(([what, value]) => (
          <>
            <dt>{what}</dt>
            <dd dir="auto">{value}</dd>
          </>
        ))}
      </dl>
      <p class="hint">These are changed in {mayRead ? <a href="/policy">Policy</a> : 'Policy, by an admin'}.</p>
    </>
  );
};

const Connectors: FC<{ connectors: readonly ConnectorInUse[] }> = ({ connectors }) => (
  <>
    <ul class="rows">
      {connectors.map(({ name, apps, secrets }) => (
        <li>
          <b>{name}</b> <span class="quiet">{apps.join(', ')}</span>
          {secrets.map((secret) => (
            <p>
              <code>LEASEHOLD_SECRET_{secret.name}</code> <SecretState isSet={secret.isSet} />
            </p>
          ))}
        </li>
      ))}
    </ul>
    <p class="hint">As this server sees it. Workers read their own; values are shown nowhere.</p>
  </>
);

const SecretState: FC<{ isSet: boolean | undefined }> = ({ isSet }) => {
  if (isSet === undefined) return <span class="quiet">not known here</span>;
  return isSet ? <span class="live">set</span> : <span class="overdue">not set</span>;
};
