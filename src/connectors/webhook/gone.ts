import type { App } from '../../domain/catalog/app.ts';
import { canonicalJson } from '../../domain/json.ts';
import { newOrder } from '../../domain/work/order.ts';
import { ConnectorError } from '../../ports/connector.ts';
import type { Clock, Ids } from '../../ports/environment.ts';
import type { OrderStore } from '../../ports/order-store.ts';

interface Deps {
  readonly orders: OrderStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** An endpoint that said it is gone is not called before somebody has changed how its app is configured. */
export async function refuseGone({ orders }: Pick<Deps, 'orders'>, app: App): Promise<void> {
  const known = await orders.at(app.id);
  if (known?.state === 'gone' && known.wish === configText(app)) throw isGone(app);
}

export async function rememberGone({ orders, clock, ids }: Deps, app: App): Promise<ConnectorError> {
  const place = { place: app.id, appId: app.id, accountId: undefined, entitlementId: undefined, tokenHash: undefined };
  const order = newOrder({ ...place, wish: configText(app), id: ids.newId('order') }, clock.now());
  await orders.onOrder(app.id, () => ({ write: { ...order, state: 'gone' }, answer: undefined }));
  return isGone(app);
}

function configText({ connectorConfig }: App): string {
  return canonicalJson(connectorConfig);
}

function isGone({ name }: App): ConnectorError {
  const message = `${name} says that its endpoint is gone (410). It is not called again before its configuration is changed.`;
  return new ConnectorError('needs_person', message);
}
