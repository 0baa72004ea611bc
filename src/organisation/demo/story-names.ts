import type { Level, Request } from '../../domain/request/request.ts';
import { idOf, type Scene } from './scene.ts';

/** What those are called whose ids stand in the request. */
export function namesIn(scene: Scene, levels: readonly Level[], changes: Request['changes']): Request['names'] {
  const { organisation, named, requester, beneficiary, app, story } = scene;
  const asked = new Set<string>([...decidersOf(levels), ...changes.map(({ entitlementId }) => entitlementId)]);
  const people = organisation.people.map(({ email, name }) => [idOf(named.people, email), name] as const);
  const things = app.entitlements.map(
    ({ slug, name }) => [idOf(named.entitlements, `${app.slug}/${slug}`), name] as const,
  );
  const asker = story.question === undefined ? [] : [scene.person(story.question.by)];
  const concerned = [requester, beneficiary].map(({ email }) => idOf(named.people, email));
  for (const id of [...asker, ...concerned]) asked.add(id);
  const known = [...people, ...things].filter(([id]) => asked.has(id));
  const reasons = app.settings.reason.list.map(({ code, text }) => [code, text] as const);
  const chosen = reasons.filter(([code]) => code === story.reason_code);
  return Object.fromEntries([...known, ...chosen, [idOf(named.apps, app.slug), app.name]]);
}

function decidersOf(levels: readonly Level[]): readonly string[] {
  return levels.flatMap(({ approvers, decisions }) => [
    ...approvers.map(({ personId }) => personId),
    ...decisions.map(({ by }) => by),
  ]);
}
