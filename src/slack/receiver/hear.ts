import type { ReceiverEvent } from '@slack/bolt';
import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import { NOT_INSTALLED } from '../identity/person-of.ts';
import type { Report, SlackSettings } from '../settings.ts';
import type { Workspaces } from '../workspaces.ts';
import { withOwnAddress } from './answer-address.ts';
import { isOrgWide, textIn, workspaceOf } from './payload.ts';
import { refusePayload } from './refuse-payload.ts';

export interface HearDeps {
  readonly store: Pick<Store, 'workspaces'>;
  readonly clock: Clock;
  readonly workspaces: Pick<Workspaces, 'inside'>;
  readonly slack: Pick<SlackSettings, 'url'>;
  readonly report: Report;
}

type Listen = (event: ReceiverEvent) => Promise<void>;

/** What Slack says, by whichever way: from our workspaces only, and each event once. */
export function createHear({ store, clock, workspaces, slack, report }: HearDeps, listen: Listen) {
  const underWay = new Set<Promise<void>>();

  async function hear(sent: ReceiverEvent): Promise<void> {
    const payload = withOwnAddress(sent.body, slack.url);
    const event: ReceiverEvent = { ...sent, body: payload };
    const id = isOrgWide(payload) ? undefined : workspaceOf(payload);
    const isOurs = id !== undefined && (await workspaces.inside(id)) !== undefined;
    if (!isOurs) return refusePayload(event, NOT_INSTALLED, report);
    const eventId = textIn(payload, 'event_id');
    if (eventId !== undefined && !(await store.workspaces.hear(eventId, clock.now()))) return event.ack();
    return listen(event);
  }

  return {
    /** Rejects where Slack should say it again. */
    hear: (event: ReceiverEvent): Promise<void> => {
      const heard = hear(event);
      underWay.add(heard);
      const done = () => underWay.delete(heard);
      heard.then(done, done);
      return heard;
    },
    /** What was heard is worked on to its end. */
    settled: async (): Promise<void> => {
      await Promise.allSettled(underWay);
    },
  };
}

export type Hear = ReturnType<typeof createHear>;
