import { TestWorkflowEnvironment } from '@temporalio/testing';

/** The SDK has no "only download": it starts the server once, on a free port of the loopback, and ends it again. */
const environment = await TestWorkflowEnvironment.createLocal({
  server: {
    ip: '127.0.0.1',
    executable: { type: 'cached-download', downloadDir: process.argv[2] ?? '.' },
    log: { format: 'json', level: 'error' },
  },
});
await environment.teardown();
process.exit(0);
