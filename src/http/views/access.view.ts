import { heldLevelOf, heldStateOf, heldUntil } from '../../domain/access/held-state.ts';
import type { Likely } from '../../domain/access/like.ts';
import { stateOf } from '../../domain/request/state.ts';
import type { Held } from '../../ports/access-store.ts';
import type { Reason, WhyHeld } from '../../use-cases/access/why-held.ts';
import { orNull, proofView, time } from './moments.ts';

export function heldView(held: Held) {
  const live = held.claims.filter((claim) => claim.live);
  const because = live.map(({ source, requestId, endsAt }) => ({
    ...{ source, request: requestId ?? null, until: orNull(endsAt) },
  }));
  return { ...coreView(held), because };
}

export function whyView({ held, reasons, names }: WhyHeld) {
  return { ...coreView(held), because: reasons.map((reason) => reasonView(reason, names)) };
}

function coreView(held: Held) {
  const { id, personId, appId, entitlementId, names, claims, proof } = held;
  return {
    ...{ id, level: heldLevelOf(held) ?? null, state: heldStateOf(held), until: orNull(heldUntil(claims)) },
    person: personId === undefined ? null : { id: personId, name: names.person ?? personId },
    app: { id: appId, name: names.app },
    entitlement: { id: entitlementId, name: names.entitlement },
    proof: proofView(proof),
  };
}

function reasonView({ claim, change, request, approvals }: Reason, names: WhyHeld['names']) {
  const named = (id: keyof WhyHeld['names']) => ({ id, name: names[id] ?? id });
  return {
    ...{ source: claim.source, level: claim.level ?? null, until: orNull(claim.endsAt) },
    ...{ effectiveAt: orNull(change?.effectiveAt), proof: proofView(change?.proof) },
    request:
      request === undefined
        ? null
        : {
            ...{ id: request.id, state: stateOf(request), requester: named(request.requesterId) },
            ...{ reason: request.reason, approval: request.flow.approval, decidedAt: orNull(request.decidedAt) },
            approvals: approvals.map(({ by, onBehalfOf, at, comment }) => ({
              ...{ by: named(by), for: onBehalfOf === undefined ? null : named(onBehalfOf), at: time(at) },
              comment: comment ?? null,
            })),
          },
  };
}

export function likelyView({ app, entitlement, level, commonness }: Likely) {
  return {
    app: { id: app.id, name: app.name },
    entitlement: { id: entitlement.id, name: entitlement.name },
    ...{ level: level ?? null, common: { ...commonness } },
  };
}
