import type { AccountId, AppId, EntitlementId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { accept, finish, goOn, newOrder, type Order } from '../../domain/work/order.ts';
import type { Clock, Ids, Keys } from '../../ports/environment.ts';
import type { OrderStore } from '../../ports/order-store.ts';

interface Deps {
  readonly orders: OrderStore;
  readonly keys: Pick<Keys, 'keyedHash' | 'sha256'>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Where endpoints reach us; without it they are not offered to report. */
  readonly publicUrl: string | undefined;
}

export interface Ordering {
  readonly place: string;
  readonly wish: string;
  /** What is done is looked at afterwards. */
  readonly isRead: boolean;
  readonly appId: AppId;
  readonly accountId?: AccountId | undefined;
  readonly entitlementId?: EntitlementId | undefined;
}

export type Orders = ReturnType<typeof createOrders>;

/** How far a wish got, kept between one look at it and the next. */
export function createOrders({ orders, keys, clock, ids, publicUrl }: Deps) {
  /** Nobody can guess it, and asking again offers the same. */
  const tokenOf = ({ id }: Pick<Order, 'id'>) => Buffer.from(keys.keyedHash('callback', id)).toString('base64url');
  return {
    goOn({ place, wish, isRead, appId, accountId, entitlementId }: Ordering): Promise<Order> {
      const id = ids.newId('order');
      const tokenHash = keys.sha256(tokenOf({ id }));
      const fresh = newOrder({ place, id, wish, appId, accountId, entitlementId, tokenHash }, clock.now());
      return orders.onOrder(place, (known) => goOn(known, fresh, clock.now(), isRead));
    },

    isToBeAsked: ({ state, until }: Order) => state === 'asked' || (state === 'accepted' && until <= clock.now()),

    accepted: (order: Order, until: Instant): Promise<Order> =>
      orders.onOrder(order.place, (known) => accept(known, order, clock.now(), until)),

    finished: (order: Order, isRead: boolean): Promise<void> =>
      orders.onOrder(order.place, (known) => finish(known, order, clock.now(), isRead)),

    callbackOf(order: Order): { url: string; token: string } | undefined {
      const token = tokenOf(order);
      return publicUrl === undefined ? undefined : { url: `${publicUrl.replace(/\/+$/, '')}/hooks/v1/${token}`, token };
    },
  };
}
