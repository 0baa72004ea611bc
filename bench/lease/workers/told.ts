import type { createActivities } from '../../../activities/index.ts';
import { tell } from './events.ts';

type Activities = ReturnType<typeof createActivities>;

/** The activities of the product, which say when they are done. */
export function told({ requests, provisioning }: Activities): Activities {
  return {
    requests: {
      ...requests,
      ...toldOfAccess(requests),
      async openRequest(request, facts) {
        const opening = await requests.openRequest(request, facts);
        tell('opened', request.id);
        return opening;
      },
    },
    provisioning: { ...provisioning, ...toldOfAccess(provisioning) },
  };
}

type OnAccess = Pick<Activities['requests'], 'giveAccess' | 'takeAccessBack'>;

function toldOfAccess({ giveAccess, takeAccessBack }: OnAccess): OnAccess {
  return {
    async giveAccess(handed, now, attempt) {
      const tried = await giveAccess(handed, now, attempt);
      const isGiven = tried.lookAgainInMs === undefined && tried.isCrowded !== true;
      if (isGiven) tell('given', handed.request.id);
      return tried;
    },
    async takeAccessBack(handed, now, attempt) {
      const tried = await takeAccessBack(handed, now, attempt);
      if (tried.written.verifiedGoneAt !== undefined) tell('taken', handed.request.id);
      return tried;
    },
  };
}
