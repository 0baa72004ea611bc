import type { FC } from 'hono/jsx';
import { GRANTED_ROLES } from '../../../domain/people/person.ts';
import { SCOPES, type Scope } from '../../../domain/people/scope.ts';
import type { Token } from '../../../ports/token-store.ts';
import type { Typed } from '../../auth/typed.ts';
import { Hidden } from './hidden.tsx';
import { Moment, type When } from './moment.tsx';

export interface TokenPage {
  readonly tokens: readonly Token[];
  /** Address of the page after this one. */
  readonly next: string | undefined;
}

interface Table extends TokenPage {
  readonly mayRevoke: boolean;
  readonly csrf: string;
  readonly when: When;
}

export const TokenTable: FC<Table> = ({ tokens, next, mayRevoke, csrf, when }) =>
  tokens.length === 0 ? (
    <p class="quiet">None yet.</p>
  ) : (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {['What for', 'May be used to', 'Made', 'Runs out', ''].map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <Row token={token} mayRevoke={mayRevoke} csrf={csrf} when={when} />
          ))}
        </tbody>
      </table>
      {next === undefined ? null : (
        <p class="actions">
          <a class="button quiet" href={next}>
            More tokens
          </a>
        </p>
      )}
    </div>
  );

const Row: FC<Omit<Table, keyof TokenPage> & { token: Token }> = ({ token, mayRevoke, csrf, when }) => {
  const { id, name, owner, scopes, createdAt, expiresAt, revokedAt } = token;
  const isLive = revokedAt === undefined && expiresAt > when.now;
  return (
    <tr>
      <td>
        <bdi>{name}</bdi> {'role' in owner ? <span class="flag">{sayRole(owner.role)}</span> : null}
        <br />
        <span class="id">{id}</span>
      </td>
      <td>{scopes.join(', ')}</td>
      <td>
        <Moment at={createdAt} when={when} />
      </td>
      <td>
        {revokedAt === undefined ? (
          <Moment at={expiresAt} when={when} />
        ) : (
          <span class="over">
            revoked <Moment at={revokedAt} when={when} />
          </span>
        )}
      </td>
      <td>
        {isLive && mayRevoke ? (
          <form method="post" action={`/settings/tokens/${id}/revoke`}>
            <Hidden csrf={csrf} />
            <button class="quiet" type="submit" aria-label={`Revoke ${name}`}>
              Revoke
            </button>
          </form>
        ) : null}
      </td>
    </tr>
  );
};

function sayRole(role: string): string {
  return role.replaceAll('_', ' ');
}

const SCOPE_WORDS: { readonly [One in Scope]: string } = {
  read: 'read',
  request: 'ask for access',
  decide: 'decide and see to tasks',
  admin: 'change the organisation',
  audit: 'read the record',
};

const DAYS = [1, 7, 30, 90, 365];
const USUAL = '30';

interface Form {
  readonly typed: Typed;
  readonly csrf: string;
  readonly click: string;
  readonly mayServe: boolean;
}

export const TokenForm: FC<Form> = ({ typed, csrf, click, mayServe }) => (
  <form method="post" action="/settings/tokens" class="asked">
    <Hidden csrf={csrf} click={click} />
    <label>
      What it is for
      <input name="name" required maxlength={200} value={typed['name'] ?? ''} dir="auto" />
    </label>
    <fieldset class="scopes">
      <legend>May be used to</legend>
      {SCOPES.map((scope) => (
        <label class="check">
          <input type="checkbox" name={`scope-${scope}`} value="yes" checked={isChosen(typed, scope)} />
          {SCOPE_WORDS[scope]}
        </label>
      ))}
    </fieldset>
    <label>
      Runs out after
      <select name="days">
        {DAYS.map((days) => (
          <option value={String(days)} selected={String(days) === (typed['days'] ?? USUAL)}>
            {days === 1 ? '1 day' : `${days} days`}
          </option>
        ))}
      </select>
    </label>
    {mayServe ? <Whose typed={typed} /> : null}
    <button type="submit">Make token</button>
    <p class="hint">It never may more than you: its rights are narrowed by what is chosen here.</p>
  </form>
);

function isChosen(typed: Typed, scope: Scope): boolean {
  return typed['name'] === undefined ? scope === 'read' : typed[`scope-${scope}`] === 'yes';
}

const Whose: FC<{ typed: Typed }> = ({ typed }) => (
  <label>
    Acts for
    <select name="role">
      <option value="">me</option>
      {GRANTED_ROLES.map((role) => (
        <option value={role} selected={typed['role'] === role}>
          a service with the role {sayRole(role)}
        </option>
      ))}
    </select>
  </label>
);
