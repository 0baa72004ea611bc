import { tell } from './events.ts';

/** An app that costs nothing. */
const held = new Set<string>();

export const bareActivities = {
  /** When it was there: the lease begins then. */
  async grant(person: string, thing: string): Promise<number> {
    held.add(`${person} ${thing}`);
    tell('given', `${person} ${thing}`);
    return Date.now();
  },

  async revoke(person: string, thing: string): Promise<void> {
    held.delete(`${person} ${thing}`);
    tell('taken', `${person} ${thing}`);
  },
};
