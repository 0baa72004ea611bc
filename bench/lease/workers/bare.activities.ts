import { tell } from './events.ts';

/** An app that costs nothing. */
const held = new Set<string>();

export const bareActivities = {
  async grant(person: string, thing: string): Promise<void> {
    held.add(`${person} ${thing}`);
    tell('given', `${person} ${thing}`);
  },

  async revoke(person: string, thing: string): Promise<void> {
    held.delete(`${person} ${thing}`);
    tell('taken', `${person} ${thing}`);
  },
};
