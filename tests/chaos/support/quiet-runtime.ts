import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

// Once per process, when this is loaded. That a server which was killed does not answer is not worth a line.
const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
Runtime.install({
  ...{ logger: new DefaultLogger('ERROR'), shutdownSignals: [] },
  telemetryOptions: { logging: { filter } },
});
