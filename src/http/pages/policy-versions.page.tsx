import type { VersionView } from '../../use-cases/policy/policy-versions.ts';
import { type Looking, Page } from './layout.tsx';
import { absolute, Moment } from './parts/moment.tsx';

interface List {
  readonly versions: readonly VersionView[];
  /** Of the next page. */
  readonly next: number | undefined;
}

export function policyVersionsPage(looking: Looking, { versions, next }: List) {
  const { when } = looking;
  return (
    <Page title="Versions of the policy" looking={looking}>
      <p>
        <a href="/policy">Policy</a>
      </p>
      <h1>Versions</h1>
      <div class="scroll">
        <table class="list">
          <thead>
            <tr>
              {['Version', 'Applied', '', 'By'].map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {versions.map(({ version, appliedAt, by }) => (
              <tr>
                <td>
                  <a href={`/policy/versions/${version}`}>Version {version}</a>
                </td>
                <td>
                  <Moment at={appliedAt} when={when} />
                </td>
                <td class="quiet">{absolute(appliedAt, when.zone)}</td>
                <td>
                  <bdi>{by}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {next === undefined ? null : (
        <p>
          <a class="button quiet" href={`/policy/versions?before=${next}`}>
            Older
          </a>
        </p>
      )}
    </Page>
  );
}

type Version = VersionView & { readonly text: string | undefined };

export function policyVersionPage(looking: Looking, { version, appliedAt, by, text }: Version) {
  const title = `Version ${version}`;
  return (
    <Page title={title} looking={looking} wide>
      <p>
        <a href="/policy/versions">Versions</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">
        Applied by <bdi>{by}</bdi> <Moment at={appliedAt} when={looking.when} />.
      </p>
      {text === undefined ? (
        <p class="empty">Its text was not kept.</p>
      ) : (
        <>
          <div class="actions">
            <a class="button quiet" href={`/policy/edit?from=${version}`}>
              Open this text in the editor
            </a>
          </div>
          <pre dir="ltr">{text}</pre>
        </>
      )}
    </Page>
  );
}
