import { createHash } from 'node:crypto';
import type { Person } from '../domain/people/person.ts';
import type { Letter, Way } from '../ports/way.ts';
import { WayError } from '../ports/way.ts';
import { headersOf } from './headers.ts';
import { html } from './letter/html.ts';
import { plainText } from './letter/plain.ts';
import { sheetOf } from './letter/sheet-of.ts';
import { createMailTransport } from './transport.ts';
import { troubleOf } from './trouble.ts';

interface Settings {
  readonly url: string;
  readonly from: string;
  readonly publicUrl: string;
}

/** Nothing that could be more than one address, or end a line. */
const ADDRESS = /^[^\s<>()[\],;:"\\@]+@[^\s<>()[\],;:"\\@]+$/;

/** Mail, for whoever is not in Slack or likes it better. What was sent stays as it was. */
export function createMailWay({ url, from, publicUrl }: Settings): Way {
  const transport = createMailTransport(url);
  const domain = /@([^\s<>@]+)>?\s*$/.exec(from)?.[1] ?? 'leasehold.invalid';

  async function send({ key, to, says }: Letter): Promise<void> {
    const sheet = sheetOf(says, publicUrl);
    const written = { subject: sheet.subject, text: plainText(sheet), html: html(sheet) };
    try {
      await transport.sendMail({ from, to: { name: '', address: to.address }, ...headersOf(key, domain), ...written });
    } catch (error) {
      throw troubleOf(error);
    }
  }

  return {
    name: 'mail',
    showsState: false,
    letterboxOf: (person) => Promise.resolve(letterboxOf(person)),
    sharedLetterboxes: () => Promise.resolve([]),
    digestOf: (says) =>
      createHash('sha256')
        .update(plainText(sheetOf(says, publicUrl)))
        .digest('hex'),
    post: async (letter) => {
      await send(letter);
      return undefined;
    },
    change: () => Promise.reject(new WayError('message_gone', 'mail: what was sent stays as it was')),
    // Nobody can look into their mailbox: sent once more, it has the id of the first.
    find: () => Promise.resolve(undefined),
  };
}

function letterboxOf({ status, email }: Person) {
  return status === 'active' && ADDRESS.test(email) ? { workspaceId: undefined, address: email } : undefined;
}
