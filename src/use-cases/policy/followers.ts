import { letGo } from '../offboard-person.ts';
import { tellDirectoryChanged } from '../people/tell-directory-changed.ts';
import type { FollowDeps } from './follow-up.ts';

type Deps = Parameters<typeof letGo>[0] & Parameters<typeof tellDirectoryChanged>[0];

/** How those are told who have to know that the organisation was written. */
export function followersOf(deps: Deps): FollowDeps {
  return {
    offboard: (id, origin) => letGo(deps, origin, id),
    directoryChanged: (id) => tellDirectoryChanged(deps, id),
  };
}
