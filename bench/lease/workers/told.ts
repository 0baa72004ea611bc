import type { createActivities } from '../../../activities/index.ts';
import { tell } from './events.ts';

type Activities = ReturnType<typeof createActivities>;

/** The activities of the product, which say when they are done. */
export function told({ requests, provisioning }: Activities): Activities {
  return {
    requests: {
      ...requests,
      async openRequest(request, facts) {
        const opening = await requests.openRequest(request, facts);
        tell('opened', request.id);
        return opening;
      },
    },
    provisioning: {
      ...provisioning,
      async giveAccess(request, now, attempt) {
        const tried = await provisioning.giveAccess(request, now, attempt);
        if (tried.lookAgainInMs === undefined) tell('given', request.id);
        return tried;
      },
      async takeAccessBack(request, now, attempt) {
        const tried = await provisioning.takeAccessBack(request, now, attempt);
        if (tried.written.verifiedGoneAt !== undefined) tell('taken', request.id);
        return tried;
      },
    },
  };
}
