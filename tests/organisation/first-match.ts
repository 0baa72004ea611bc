import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import type { Condition, Rule } from '../../src/domain/policy/policy.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { DAY } from '../../src/domain/time.ts';
import { roughDays } from '../../src/organisation/length.ts';
import type { Named } from '../../src/domain/organisation/with-ids.ts';

/** The first rule that a request meets: as much of the policy as the demo's rules use, written a second time. */
export function firstMatch(organisation: Organisation, named: Named, request: Request): Rule | undefined {
  const app = organisation.apps.find(({ slug }) => named.apps.get(slug) === request.appId);
  const asked = (app?.entitlements ?? []).flatMap((entitlement) => {
    const ref = `${app?.slug}/${entitlement.slug}`;
    const change = request.changes.find(({ entitlementId }) => entitlementId === named.entitlements.get(ref));
    return change === undefined ? [] : [{ ref, risk: entitlement.risk, op: change.op }];
  });
  const beneficiary = organisation.people.find(({ email }) => named.people.get(email) === request.beneficiaryId);
  const { lease } = request;
  const length = lease.asked.kind === 'for' ? roughDays(lease.asked.length) * DAY : 0;
  // A request is as risky as the riskiest thing asked for, and rules about one thing hold for all of it.
  const risk = (['high', 'medium', 'low'] as const).find((one) =>
    asked.some((entitlement) => entitlement.risk === one),
  );
  const meets = (when: Condition) =>
    (when.apps?.includes(app?.slug ?? '') ?? true) &&
    (when.entitlements?.some((ref) => asked.some((one) => one.ref === ref)) ?? true) &&
    (when.changes?.some((op) => asked.every((one) => one.op === op)) ?? true) &&
    (risk === undefined || (when.risk?.includes(risk) ?? true)) &&
    (when.longerThan === undefined || length > roughDays(when.longerThan) * DAY) &&
    (when.beneficiary?.groups?.some((group) => beneficiary?.groups.includes(group)) ?? true);
  return organisation.policy.rules.find(({ when }) => meets(when));
}
