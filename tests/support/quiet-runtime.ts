import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

// Once per process, when this is loaded. What fails on purpose in a test, or does not answer since it was killed, is not worth a line.
const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
Runtime.install({
  ...{ logger: new DefaultLogger('ERROR'), shutdownSignals: [] },
  telemetryOptions: { logging: { filter } },
});
