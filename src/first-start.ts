import type { Log } from './config/log.ts';
import type { Installation } from './installation.ts';
import { firstContent } from './organisation/first-content.ts';
import { initialiseOrganisation } from './use-cases/initialise-organisation.ts';

/** An organisation, where there is none yet. True where it is the demo's. */
export async function firstStart(installation: Installation, log: Log): Promise<boolean> {
  const { config, store } = installation;
  const isNew = await initialiseOrganisation(installation, await firstContent(config));
  const source = await store.organisation.source();
  if (!isNew && config.organisationFile !== undefined)
    log.info({ source }, 'there is an organisation already: LEASEHOLD_FILE was read and not applied');
  return source === 'demo';
}
