import { setTimeout } from 'node:timers/promises';
import { type ActivityDeps, createActivities } from '../activities/index.ts';
import type { Calendar } from './domain/lease/calendar.ts';
import type { Installation } from './installation.ts';
import type { Connectors } from './ports/connector.ts';
import type { RequestGateway } from './ports/request-gateway.ts';
import { createCalendar } from './time/calendar.ts';
import { lookUpDeciders } from './use-cases/look-up-deciders.ts';
import { signAuditHead } from './use-cases/sign-audit-head.ts';
import { chaseOverdueTasks } from './use-cases/tasks/chase-overdue-tasks.ts';
import { handOverTasks } from './use-cases/tasks/hand-over-tasks.ts';
import { watch, type WatchDeps } from './use-cases/watch.ts';

interface Parts {
  readonly installation: Pick<Installation, 'store' | 'keys' | 'ids' | 'clock'>;
  readonly gateway: RequestGateway;
  readonly connectors: Connectors;
  readonly calendarOf?: (zone: string) => Calendar;
  readonly room?: ActivityDeps['room'] | undefined;
  readonly followAgain?: WatchDeps['followAgain'];
}

/** What a worker of this installation does. */
export function activitiesOf({ calendarOf = createCalendar, room, followAgain, ...parts }: Parts) {
  const { installation, gateway, connectors } = parts;
  return createActivities({
    ...{ ...installation, gateway, connectors, calendarOf, room },
    signHead: () => signAuditHead(installation),
    watch: async (reconcileHolding) => {
      await chaseOverdueTasks(installation);
      return watch({ ...installation, gateway, reconcileHolding, followAgain });
    },
    lookUpDeciders: (request, now) => lookUpDeciders(installation.store, request, now),
    handOverTasks: (personId) => handOverTasks(installation, personId),
    wait: setTimeout,
  });
}
