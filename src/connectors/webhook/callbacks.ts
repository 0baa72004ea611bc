import type { Clock, Secrets } from '../../ports/environment.ts';
import type { IsSigned } from '../../ports/order-store.ts';
import { webhookConfig } from './config.ts';
import { isSignedWith } from './signature.ts';

/** What comes back from an endpoint is signed with the same secret, in the same way, as what goes to it. */
export function createIsSigned({ secrets, clock }: { readonly secrets: Secrets; readonly clock: Clock }): IsSigned {
  return ({ connector, connectorConfig }, signed) => {
    const { data: config } = webhookConfig.safeParse(connectorConfig);
    const secret = connector !== 'webhook' || config === undefined ? undefined : secrets(config.secret);
    return secret !== undefined && isSignedWith(secret, signed, clock.now());
  };
}
