import type { FC } from 'hono/jsx';
import type { SignInProvider } from '../../../ports/sign-in-provider.ts';

export interface Installed {
  readonly version: string;
  /** Where it began: `demo`, `empty`, or a file. */
  readonly source: string | undefined;
  readonly isDemo: boolean;
  readonly publicUrl: string | undefined;
  /** At which people sign in. */
  readonly provider: Pick<SignInProvider, 'name' | 'provesAnew'> | undefined;
  /** Of the workflows, for admins. */
  readonly temporalUrl: string | undefined;
}

export const Installation: FC<{ installed: Installed }> = ({ installed }) => {
  const { version, source, isDemo, publicUrl, provider, temporalUrl } = installed;
  return (
    <>
      <dl class="clocks">
        <dt>Version</dt>
        <dd>{version}</dd>
        <dt>Runs as</dt>
        <dd>
          {isDemo
            ? 'a demo: whoever sits at this machine can sign in as anybody'
            : 'an installation of its own: people sign in with your provider'}
        </dd>
        {provider === undefined ? null : (
          <>
            <dt>Sign-in</dt>
            <dd>
              {provider.name}
              {provider.provesAnew
                ? null
                : ', which does not say when people proved who they are: nobody who signs in with it can approve what is high risk'}
            </dd>
          </>
        )}
        <dt>Began with</dt>
        <dd>{source ?? 'nothing'}</dd>
        <dt>Address</dt>
        <dd>{publicUrl ?? 'this machine only: no public address is set'}</dd>
      </dl>
      <p class="actions">
        {temporalUrl === undefined ? null : <a href={temporalUrl}>Workflows in Temporal</a>}
        <a href="/api/v1/docs">API</a>
      </p>
    </>
  );
};
