import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { addMissingSearchAttributes } from '../../src/temporal/dev-server/namespace-setup.ts';
import { productAttributes } from '../../src/temporal/dev-server/product-attributes.ts';
import { DAY } from '../../src/domain/time.ts';
import { testTemporal } from '../support/temporal.ts';
import { eventually } from './eventually.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Program {
  readonly process: ChildProcess;
  readonly exitCode: Promise<number | null>;
  printed(): string;
  /** Whether anything that it started, or it itself, still runs. */
  hasLeftSomething(): boolean;
  kill(): void;
}

/** `npm run NAME`, with these variables and no others, in a process group of its own. */
export function npmRun(name: string, env: Readonly<Record<string, string>>): Program {
  const { PATH, HOME } = process.env;
  const child = spawn('npm', ['run', '--silent', name], {
    cwd: root,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const toGroup = (signal: NodeJS.Signals | 0) => {
    if (child.pid === undefined) return false;
    try {
      return process.kill(-child.pid, signal);
    } catch {
      return false;
    }
  };
  return {
    process: child,
    exitCode: new Promise((resolve) => child.once('exit', resolve)),
    printed: () => printed,
    hasLeftSomething: () => toGroup(0),
    kill: () => void toGroup('SIGKILL'),
  };
}

/** A namespace as an operator makes one: workers on the usual task queue are then in nobody's way. */
export async function aNamespace(): Promise<{ readonly address: string; readonly namespace: string }> {
  const { address } = await testTemporal();
  const namespace = `production-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(DAY) });
  await eventually(() =>
    addMissingSearchAttributes(connection, namespace, productAttributes).then(
      () => true,
      () => false,
    ),
  );
  await connection.close();
  return { address, namespace };
}
