import { identify, isRunning, type ProcessIdentity } from './process-identity.ts';
import type { Program } from './child-process.ts';
import { type Running, type RunningProcess, removeRunning, writeRunning } from './running-file.ts';
import { type Service, type ServiceEdges, startService } from './service.ts';

export interface TeamEdges extends Pick<ServiceEdges, 'report' | 'restartDelayMs'> {
  readonly home: string;
}

type Facts = Pick<Running, 'app' | 'temporalUi' | 'ports'>;

export interface Started {
  /** Never, but for the one that starts Temporal. */
  readonly temporalReady: Promise<void>;
  /** It runs: from now on it is started again when it ends. */
  readonly prove: () => void;
}

/** All children of one supervisor, and the file that says who they are. */
export interface Team {
  start(program: Program): Started;
  readonly failure: Promise<never>;
  note(facts: Facts): void;
  stop(hurry: AbortSignal): Promise<void>;
}

export function createTeam({ home, report, restartDelayMs }: TeamEdges): Team {
  const services: Service[] = [];
  const { promise: failure, reject } = Promise.withResolvers<never>();
  failure.catch(() => {});
  const supervisor = identify(process.pid) ?? { pid: process.pid, started: '' };
  const since = new Date().toISOString();
  let temporal: ProcessIdentity | undefined;
  let facts: Facts = {};

  function record(): void {
    const processes: RunningProcess[] = services.flatMap((service) => service.process() ?? []).reverse();
    if (temporal !== undefined && isRunning(temporal)) processes.push({ name: 'Temporal process', ...temporal });
    writeRunning(home, { supervisor, since, ...facts, processes });
  }

  function start(program: Program): Started {
    const { promise: temporalReady, resolve } = Promise.withResolvers<void>();
    const edges: ServiceEdges = {
      report,
      restartDelayMs,
      changed: record,
      onMessage: (message) => {
        if (message.kind === 'line') return report(message.line);
        temporal = message.temporal;
        record();
        resolve();
      },
    };
    const service = startService(program, edges);
    services.push(service);
    service.failure.catch(reject);
    record();
    return { temporalReady, prove: service.prove };
  }

  record();
  return {
    start,
    failure,
    note: (known) => {
      facts = known;
      record();
    },
    stop: async (hurry) => {
      for (const service of services.toReversed()) await service.stop(hurry);
      removeRunning(home);
    },
  };
}
