import type { Config } from '../config/config.ts';
import { findPort } from './free-port.ts';

const LOOPBACK = '127.0.0.1';

export interface Ports {
  readonly app: number;
  readonly temporal: number | undefined;
  readonly temporalUi: number | undefined;
}

export async function choosePorts({ http, temporal }: Config, report: (line: string) => void): Promise<Ports> {
  const app = await findPort({ purpose: 'the app', host: http.host, port: http.port }, report);
  if (temporal.kind === 'remote') return { app, temporal: undefined, temporalUi: undefined };
  const server = await findPort({ purpose: 'Temporal', host: LOOPBACK, port: temporal.port, not: [app] }, report);
  const uiWish = { purpose: 'the Temporal UI', host: LOOPBACK, port: temporal.uiPort, not: [app, server] };
  return { app, temporal: server, temporalUi: await findPort(uiWish, report) };
}
