import { manualConfig } from './manual/config.ts';
import { postgresConfig } from './postgres/config.ts';
import { webhookConfig } from './webhook/config.ts';

/** What `connector_config` must look like, for whoever wants to know before an app is used. Those not listed take none. */
export const connectorConfigs = { manual: manualConfig, postgres: postgresConfig, webhook: webhookConfig } as const;
