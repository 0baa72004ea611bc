import type { FC } from 'hono/jsx';
import { sayLength } from '../../domain/lease/length.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import { sayAllLimits } from '../../domain/organisation/say-limits.ts';
import { sayCondition, sayLevel, sayOutcome } from '../../domain/organisation/say-policy.ts';
import { DEFAULT_FLOW } from '../../domain/policy/flows.ts';
import type { DutyConflict, Flow, Rule } from '../../domain/policy/policy.ts';
import type { VersionView } from '../../use-cases/policy/policy-versions.ts';
import { type Looking, Page } from './layout.tsx';
import { Part } from './parts/part.tsx';
import { Moment } from './parts/moment.tsx';

type Standing = VersionView & { readonly organisation: Organisation };

/** The rules as they stand, in words. */
export function policyPage(looking: Looking, { organisation, version, appliedAt, by }: Standing) {
  const { rules, flows, dutyConflicts } = organisation.policy;
  const limits = sayAllLimits(organisation);
  const unruled = flows.find(({ slug }) => slug === DEFAULT_FLOW.slug) ?? DEFAULT_FLOW;
  return (
    <Page title="Policy" looking={looking}>
      <h1>Policy</h1>
      <p class="lead">
        Version {version}, applied by <bdi>{by}</bdi> <Moment at={appliedAt} when={looking.when} />.
      </p>
      <div class="actions">
        <a class="button" href="/policy/edit">
          Change it
        </a>
        <a class="button quiet" href="/policy/versions">
          Versions
        </a>
      </div>
      <Part name="Rules, the first that fits decides">
        <Rules rules={rules} />
      </Part>
      <Part name="Flows: who decides, in order">
        {[...flows.filter(({ slug }) => slug !== DEFAULT_FLOW.slug), unruled].map((flow) => (
          <OneFlow flow={flow} />
        ))}
      </Part>
      <Part name="How long">
        {limits.length === 0 ? <p class="quiet">Nothing is limited.</p> : null}
        <dl class="clocks said">
          {limits.map(({ where, limits: said }) => (
            <>
              <dt>{where}</dt>
              <dd>{said}</dd>
            </>
          ))}
        </dl>
      </Part>
      <Part name="Duties kept apart">
        {dutyConflicts.length === 0 ? <p class="quiet">None.</p> : null}
        <ul class="rows">
          {dutyConflicts.map((duty) => (
            <Duty duty={duty} />
          ))}
        </ul>
      </Part>
    </Page>
  );
}

const Rules: FC<{ rules: readonly Rule[] }> = ({ rules }) => (
  <ol class="rules">
    {rules.map(({ name, when, outcome }) => (
      <li>
        <b>{name}</b>
        <p>
          <span class="quiet">{sayCondition(when)} →</span> {sayOutcome(outcome)}
        </p>
      </li>
    ))}
    <li>
      <b>What no rule fits</b>
      <p>
        <span class="quiet">anything else →</span> goes to flow "default"; taking something away needs nobody
      </p>
    </li>
  </ol>
);

const OneFlow: FC<{ flow: Flow }> = ({ flow }) => (
  <div class="panel-box">
    <h3>
      {flow.name} <span class="id">{flow.slug}</span>
    </h3>
    <ol class="rules">
      {flow.levels.map((level) => (
        <li>{sayLevel(level)}</li>
      ))}
    </ol>
    <p class="hint">
      To be decided within {sayLength(flow.decideBy)}, given within {sayLength(flow.giveBy)}
      {flow.selfApproval ? '. People may approve their own requests here' : ''}.
    </p>
  </div>
);

const Duty: FC<{ duty: DutyConflict }> = ({ duty: { name, one, other, effect } }) => (
  <li>
    <b>{name}</b>
    <p>
      Nobody should hold {one.join(' or ')} together with {other.join(' or ')}.{' '}
      <span class="quiet">{effect === 'block' ? 'Refused.' : 'Marked for those who decide.'}</span>
    </p>
  </li>
);
