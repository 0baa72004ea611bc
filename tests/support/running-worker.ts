import { Client } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import './quiet-runtime.ts';
import { aTaskQueue, testTemporal } from './temporal.ts';

export interface RunningWorker {
  readonly client: Client;
  readonly taskQueue: string;
  /** Always in `afterAll`: a connection left open holds Temporal's native threads, and with them Jest's worker process. */
  stop(): Promise<void>;
}

/** A worker on the Temporal server of the run, on a task queue of its own unless one is given. */
export async function aRunningWorker(options: Partial<WorkerOptions>): Promise<RunningWorker> {
  const { address, namespace } = await testTemporal();
  const connection = await NativeConnection.connect({ address, grpcCompression: { codec: 'none' } });
  const taskQueue = options.taskQueue ?? aTaskQueue();
  const worker = await Worker.create({ ...options, connection, namespace, taskQueue });
  const running = worker.run();
  return {
    client: new Client({ connection, namespace }),
    taskQueue,
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
}
