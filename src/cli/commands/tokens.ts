import type { z } from 'zod';
import { tokenMadeSchema, tokenSchema } from '../../http/schemas/tokens.ts';
import { command, one, text } from '../command.ts';
import { neededText } from '../input/needed.ts';
import { present } from '../input/present.ts';
import { fromNow, moment } from '../output/moments.ts';
import { pathTo } from '../path.ts';
import type { View } from '../output/view.ts';
import { ok } from '../result.ts';
import { listed, PAGE_OPTIONS } from './listing.ts';

type Token = z.output<typeof tokenSchema>;

export const tokens = command({
  name: 'token list',
  summary: 'Your tokens; those of everybody for admins and auditors',
  args: {},
  options: PAGE_OPTIONS,
  examples: ['leasehold token list'],
  run: (shell, query) => {
    const head = ['token', 'name', 'for', 'may', 'until'];
    return listed(shell, '/tokens', query, { item: tokenSchema, head, row: tokenRow, nothing: 'No tokens.' });
  },
});

function tokenRow({ id, name, person, role, scopes, expiresAt, revokedAt }: Token, view: View): string[] {
  const until =
    revokedAt === null ? moment(expiresAt, view) : view.paint('ended', `revoked ${fromNow(revokedAt, view)}`);
  return [id, name, role ?? person ?? '', scopes.join(' '), until];
}

export const makeToken = command({
  name: 'token make',
  summary: 'Make a token, no stronger than the one it is made with; it is shown this once, alone',
  args: {},
  options: {
    name: text('NAME', 'what it is for'),
    scopes: text('SCOPES', 'what it may do: read,request,decide,admin,audit; as the one it is made with unless given'),
    days: text('DAYS', 'how long it lives'),
    role: text('ROLE', 'for a service of this role instead of yourself'),
  },
  examples: ['leasehold token make --name "deploy bot" --scopes read,request --days 30'],
  async run(shell, given) {
    const name = await neededText(shell, given.name, '--name', 'What is it for?');
    if (!name.ok) return name;
    const scopes = given.scopes?.split(',').map((scope) => scope.trim());
    const days = given.days === undefined ? undefined : Number(given.days);
    const body = { name: name.value, ...present({ scopes, days, role: given.role }) };
    const made = await shell.api.write(tokenMadeSchema, '/tokens', body);
    if (!made.ok) return made;
    const { id, text: words, expiresAt } = made.value.value;
    const notes = [`${id} is good until ${moment(expiresAt, shell.view())}. It is shown once, and kept nowhere.`];
    return ok({ lines: [words], notes, json: made.value.text });
  },
});

export const revokeToken = command({
  name: 'token revoke',
  summary: 'Revoke a token, at once',
  args: { token: one('its id, tok_…') },
  options: {},
  examples: ['leasehold token revoke tok_7K3F9QAB2M'],
  async run(shell, { token }) {
    const revoked = await shell.api.write(tokenSchema, pathTo('tokens', token, 'revocation'), {});
    if (!revoked.ok) return revoked;
    const { id, name } = revoked.value.value;
    return ok({ lines: [`${id} (${name}) is good for nothing any more.`], json: revoked.value.text });
  },
});
