import { type Result, ok, refused } from '../errors.ts';
import { roughMilliseconds } from '../lease/length.ts';
import type { Level, LevelApprover, LevelDecision } from '../request/request.ts';
import type { Directory, Subject } from './directory.ts';
import { eligible, type Found, isAway, type Scene } from './eligible.ts';
import type { ApproverSource, Flow, LevelPolicy, Mode } from './policy.ts';
import { boundTo, canBeFilled, hadTheirSay, neededOf } from './seats.ts';

type FlowPolicy = Pick<Flow, 'name' | 'levels' | 'selfApproval'>;

/**
 * The flow's levels with the people who can decide them, the first one open. Refused when a level can find nobody, even
 * among super admins: nobody's absence approves anything, and a flow without levels has nobody at all.
 */
export function resolveLevels(flow: FlowPolicy, directory: Directory, subject: Subject): Result<readonly Level[]> {
  const levels: Level[] = [];
  for (const index of flow.levels.keys()) {
    const level = resolveLevel(flow, index, levels, directory, subject);
    if (!level.ok) return level;
    levels.push(level.value);
  }
  if (levels.length === 0) return refused('no_approver', `Nobody can approve this: "${flow.name}" has no levels.`);
  return ok(levels.map((level, index) => (index === 0 ? { ...level, state: 'open' } : level)));
}

/**
 * One level behind the `earlier` ones: at submit, and again when it opens or one of its people has left. Those who
 * decided an earlier, distinct level are not asked; if too few are left, others stand in. Where some have `decided` this
 * level already, somebody must be left who has not: nobody's leaving completes it.
 */
export function resolveLevel(
  flow: FlowPolicy,
  index: number,
  earlier: readonly Level[],
  directory: Directory,
  subject: Subject,
  decided: readonly LevelDecision[] = [],
): Result<Level> {
  const policy = flow.levels[index];
  const scene: Scene = { directory, subject, selfApproval: flow.selfApproval };
  const had = new Set(decided.flatMap(hadTheirSay));
  const isLeft = ({ personId }: LevelApprover) => !had.has(personId);
  for (const tier of policy === undefined ? [] : tiersOf(policy)) {
    const level = levelOf(tier, earlier, scene);
    if (!level.approvers.some(isLeft) || !isEnough(level, tier, earlier, scene)) continue;
    const mode = decided.length === 0 ? level.mode : modeAfter(decided.length, level, tier, isLeft);
    return ok(withEscalation({ ...level, mode }, tier, earlier, scene));
  }
  const sentence = `Nobody can decide level ${index + 1} of "${flow.name}": everyone it names is missing or not allowed to.`;
  return refused('no_approver', sentence, { data: { level: index + 1 } });
}

/** Whom to ask: those the level names; if they are too few, the fallback as well; then super admins as well. */
interface Tier {
  readonly policy: LevelPolicy;
  readonly standIns: Level['standIns'];
  /** What this tier adds to the one before. */
  readonly added: readonly ApproverSource[];
  readonly sources: readonly ApproverSource[];
}

const SUPER_ADMINS: ApproverSource = { kind: 'role', role: 'super_admin' };

function tiersOf(policy: LevelPolicy): readonly Tier[] {
  const { approvers, fallback } = policy;
  return [
    { policy, standIns: undefined, added: approvers, sources: approvers },
    { policy, standIns: 'fallback', added: fallback, sources: [...approvers, ...fallback] },
    { policy, standIns: 'super_admins', added: [SUPER_ADMINS], sources: [...approvers, ...fallback, SUPER_ADMINS] },
  ];
}

function levelOf(tier: Tier, earlier: readonly Level[], scene: Scene): Level {
  const { policy, standIns } = tier;
  const found = withoutAway(eligible(tier.sources, scene, busyFor(policy, earlier)), policy.mode, scene);
  const mode = modeFor(tier, found);
  return {
    ...{ mode, standIns, state: 'waiting', distinct: policy.distinct, requesterPicks: policy.requesterPicks },
    approvers: found.approvers.map((approver) => sayStandIn(approver, tier)),
    skipped: found.skipped,
    decisions: [],
    reminders: { after: roughMilliseconds(policy.remindAfter), every: roughMilliseconds(policy.remindEvery) },
  };
}

/** Where nobody is left of those who all had to approve, one super admin decides in their place, not all of them. */
function modeFor({ policy, standIns }: Tier, { approvers }: Found): Mode {
  const onlyAdmins = approvers.every(({ sources }) => sources?.every((source) => source === SUPER_ADMINS));
  return policy.mode.kind === 'all' && standIns === 'super_admins' && onlyAdmins ? { kind: 'any' } : policy.mode;
}

/** Of those who stand in for people who left in the middle, one more has to decide, beside everybody who was meant to. */
function modeAfter(decided: number, level: Level, tier: Tier, isLeft: (one: LevelApprover) => boolean): Mode {
  if (tier.policy.mode.kind !== 'all' || tier.standIns === undefined) return level.mode;
  const meant = level.approvers.filter((one) => isLeft(one) && isMeant(one, tier)).length;
  return { kind: 'n_of_m', needed: decided + meant + 1 };
}

function busyFor({ distinct }: LevelPolicy, earlier: readonly Level[]): ReturnType<typeof boundTo> {
  return distinct ? boundTo(earlier) : new Map();
}

/** Out of office is skipped as long as enough others can act: where all must approve, others of the same source. */
function withoutAway({ approvers, skipped }: Found, mode: Mode, scene: Scene): Found {
  const here = approvers.filter(({ personId }) => !isAway(personId, scene));
  const isCovered = ({ sources = [] }: LevelApprover) =>
    mode.kind !== 'all' || sources.every((source) => here.some((other) => other.sources?.includes(source)));
  if (here.length < neededOf({ mode })) return { approvers, skipped };
  const away = approvers.filter((approver) => !here.includes(approver) && isCovered(approver));
  const outOfOffice = away.map(({ personId }) => ({ personId, because: 'out of office' }));
  return { approvers: approvers.filter((one) => !away.includes(one)), skipped: [...skipped, ...outOfOffice] };
}

function isMeant({ sources = [] }: LevelApprover, { policy }: Tier): boolean {
  return sources.some((source) => policy.approvers.includes(source));
}

function sayStandIn(approver: LevelApprover, tier: Tier): LevelApprover {
  const isAsExpected = tier.standIns === undefined || isMeant(approver, tier);
  return isAsExpected ? approver : { ...approver, because: `${approver.because} (nobody else could)` };
}

function isEnough(level: Level, tier: Tier, earlier: readonly Level[], scene: Scene): boolean {
  if (level.approvers.length < neededOf(level)) return false;
  if (level.mode.kind === 'all' && !isComplete(tier, earlier, scene)) return false;
  return !level.distinct || canBeFilled([...earlier, level]);
}

/** Where all must approve, each source must find somebody: a missing manager is not an approval by the manager. */
function isComplete({ policy, standIns, added }: Tier, earlier: readonly Level[], scene: Scene): boolean {
  const busy = busyFor(policy, earlier);
  const finds = (source: ApproverSource) => eligible([source], scene, busy).approvers.length > 0;
  return standIns === undefined ? added.every(finds) : added.some(finds);
}

function withEscalation(level: Level, { policy }: Tier, earlier: readonly Level[], scene: Scene): Level {
  const { escalation } = policy;
  if (escalation === undefined) return level;
  const asked = new Set(level.approvers.map(({ personId }) => personId));
  const { approvers } = eligible(escalation.to, scene, busyFor(policy, earlier));
  const to = approvers.filter(({ personId }) => !asked.has(personId));
  return { ...level, escalation: { after: roughMilliseconds(escalation.after), to } };
}
