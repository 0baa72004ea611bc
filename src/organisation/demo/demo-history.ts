import type { RequestId } from '../../domain/ids.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { Instant } from '../../domain/time.ts';
import type { Named } from '../../domain/organisation/with-ids.ts';
import type { PastRequest } from '../../ports/organisation-store.ts';
import { sceneOf } from './scene.ts';
import { demoStories } from './story.ts';
import { factsOf } from './story-facts.ts';
import { requestOf } from './story-request.ts';

/** Ids that say what they are, the same every time. */
export function demoRequestId(index: number): RequestId {
  return `REQ-DEM${String(index + 1).padStart(7, '0')}`;
}

/** The ended requests of the demo's last 180 days, oldest first, each with the facts of its story in time order. */
export function createDemoPast(
  organisation: Organisation,
  requestId: (index: number) => RequestId = demoRequestId,
): (named: Named, now: Instant) => readonly PastRequest[] {
  const stories = demoStories();
  return (named, now) =>
    stories.map((story, index) => {
      const scene = sceneOf(requestId(index), story, organisation, named, now);
      const request = requestOf(scene);
      return { request, facts: factsOf(scene, request) };
    });
}
