export interface DevServerOptions {
  readonly binary: string;
  readonly port: number;
  /** No port, no UI. */
  readonly uiPort?: number;
  /** Absent: everything is forgotten when the server ends. */
  readonly dbFile?: string;
  readonly namespace?: string;
  /** Name to type, as `Keyword` or `KEYWORD`. */
  readonly searchAttributes?: Record<string, string>;
  readonly timeSkipping?: boolean;
  readonly logFile?: string;
  /** In a process group of its own, out of reach of a Ctrl-C at the terminal. */
  readonly detached?: boolean;
  readonly signal?: AbortSignal;
}

export const LOOPBACK = '127.0.0.1';
export const DEFAULT_NAMESPACE = 'default';

const dynamicConfig = {
  'frontend.enableServerVersionCheck': 'false',
  'system.enableActivityEagerExecution': 'true',
  // The CLI has the database asked for them more than twenty times in the life of a request.
  'system.forceSearchAttributesCacheRefreshOnRead': 'false',
  // The defaults make every timer up to a second late and poll each queue 20 times a second.
  'history.timerProcessorMaxTimeShift': '"5ms"',
  'history.timerProcessorMaxPollRPS': '2000',
  'history.transferProcessorMaxPollRPS': '2000',
  'history.visibilityProcessorMaxPollRPS': '200',
  // One node gains nothing from partitions and pays for each.
  'matching.numTaskqueueReadPartitions': '1',
  'matching.numTaskqueueWritePartitions': '1',
  // What sleeps for weeks need not be kept in memory meanwhile; the defaults keep 128,000 workflows.
  'history.hostLevelCacheMaxSize': '2000',
  // Limits that protect a shared cluster from its tenants; here there is one.
  'frontend.rps': '50000',
  'frontend.namespaceRPS': '50000',
  'frontend.namespaceRPS.visibility': '1000',
  'frontend.namespaceCount': '20000',
  'matching.rps': '50000',
  'history.rps': '50000',
};

/** Flags that an older `temporal` on PATH may not know and that can be left out without danger. */
export const optionalFlags = ['--ui-disable-news-fetch'];

export function devServerArguments(options: DevServerOptions, without: readonly string[] = []): string[] {
  const settings = {
    ...dynamicConfig,
    ...(options.timeSkipping && { 'frontend.WorkflowTimeSkippingEnabled': 'true' }),
  };
  return [
    'server',
    'start-dev',
    '--log-level=error',
    `--ip=${LOOPBACK}`,
    `--port=${options.port}`,
    `--namespace=${options.namespace ?? DEFAULT_NAMESPACE}`,
    ...(options.uiPort === undefined ? ['--headless'] : [`--ui-ip=${LOOPBACK}`, `--ui-port=${options.uiPort}`]),
    ...(options.dbFile === undefined ? [] : [`--db-filename=${options.dbFile}`]),
    ...Object.entries(options.searchAttributes ?? {}).map(([name, type]) => `--search-attribute=${name}=${type}`),
    '--sqlite-pragma=journal_mode=WAL',
    '--sqlite-pragma=synchronous=NORMAL',
    ...optionalFlags.filter((flag) => !without.includes(flag)),
    ...Object.entries(settings).map(([key, value]) => `--dynamic-config-value=${key}=${value}`),
  ];
}
