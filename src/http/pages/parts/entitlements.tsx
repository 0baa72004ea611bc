import type { FC } from 'hono/jsx';
import type { Entitlement } from '../../../domain/catalog/entitlement.ts';
import type { SeenApp } from '../../../use-cases/see-app.ts';
import { sayLimits } from './say-settings.ts';

export const Entitlements: FC<{ seen: SeenApp }> = ({ seen: { app, entitlements, seatsTaken, askable } }) =>
  entitlements.length === 0 ? (
    <p class="empty">Nothing of it is for you to ask for.</p>
  ) : (
    <div class="scroll">
      <table class="things">
        <thead>
          <tr>
            {['Name', 'Kind', 'Risk', 'Levels', 'Seats', ''].map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entitlements.map((entitlement) => (
            <tr>
              <td>
                <b>
                  <bdi>{entitlement.name}</bdi>
                </b>
                <br />
                <span class="hint" dir="auto">
                  {[entitlement.description, ...sayLimits(entitlement.lease)].filter((said) => said !== '').join(' ')}
                </span>
              </td>
              <td>{entitlement.kind}</td>
              <td>{entitlement.risk}</td>
              <td>{entitlement.levels.join(', ')}</td>
              <td>{saySeats(entitlement, seatsTaken.get(entitlement.id) ?? 0)}</td>
              <td>
                {askable.has(entitlement.id) ? (
                  <a href={`/requests/new?app=${app.id}&entitlement=${entitlement.id}`}>Ask for it</a>
                ) : (
                  <span class="quiet">not for you to ask for</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

/** `41 of 50 used`. */
export function saySeats({ seats }: Entitlement, taken: number): string {
  return seats === undefined ? '' : `${taken} of ${seats} used`;
}
