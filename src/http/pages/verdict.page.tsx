import type { FC } from 'hono/jsx';
import type { SignedAuditHead } from '../../ports/audit-store.ts';
import type { RecordVerdict } from '../../use-cases/audit/see-audit.ts';
import { type Looking, Page } from './layout.tsx';
import { absolute, Moment, type When } from './parts/moment.tsx';

export function verdictPage(looking: Looking, { rows, signedHeads, breaks, lastSigned }: RecordVerdict) {
  const isWhole = breaks.length === 0;
  const title = isWhole ? 'The record is whole' : 'The record is broken';
  return (
    <Page title={title} looking={looking}>
      <h1>{title}</h1>
      <p class={isWhole ? 'notice' : 'problem'} role={isWhole ? 'status' : 'alert'}>
        {isWhole
          ? 'Every row ties to the one before it, and every head that was ever signed is still part of it.'
          : `${breaks.length === 1 ? 'One place does' : `${breaks.length} places do`} not fit. Somebody has changed what is stored.`}
      </p>
      <dl class="clocks">
        <dt>Rows read</dt>
        <dd>{rows.toLocaleString('en')}</dd>
        <dt>Signed heads</dt>
        <dd>{signedHeads === 0 ? 'none yet: it is signed with every export' : signedHeads.toLocaleString('en')}</dd>
        {lastSigned === undefined ? null : <LastSigned head={lastSigned} when={looking.when} />}
      </dl>
      {isWhole ? null : (
        <ul class="rows">
          {breaks.slice(0, MOST).map(({ index, problem }) => (
            <li>
              <span class="id">{index}</span> {problem}
            </li>
          ))}
        </ul>
      )}
      <p class="hint">
        Who can change the database and has the key of this installation could make a whole record anew: keep an export
        elsewhere, and check with <code>npm run audit</code> against it.
      </p>
      <p>
        <a class="button quiet" href="/audit">
          Back to the record
        </a>
      </p>
    </Page>
  );
}

const MOST = 100;

const LastSigned: FC<{ head: SignedAuditHead; when: When }> = ({ head, when }) => (
  <>
    <dt>Last signed</dt>
    <dd>
      up to row {head.index.toLocaleString('en')}, <Moment at={head.signedAt} when={when} />{' '}
      <span class="quiet">{absolute(head.signedAt, when.zone)}</span>
    </dd>
    <dt>Its hash</dt>
    <dd>
      <code>{head.hash}</code>
    </dd>
    <dt>Signature</dt>
    <dd>
      <code>{head.signature}</code>
    </dd>
  </>
);
