import type { z } from 'zod';
import { callerSchema } from '../../http/schemas/organisation.ts';
import { command, maybe } from '../command.ts';
import { needed, neededText, said } from '../input/needed.ts';
import { misused, ok, type Result } from '../result.ts';
import { addressOf, dropSession, keepSession } from '../session.ts';
import type { Shell } from '../shell.ts';

export const login = command({
  name: 'login',
  summary:
    'Keep the address of a server and a token for it; without a terminal, the token is read from what is piped in',
  args: { address: maybe('of the server, as https://leasehold.example.com') },
  options: {},
  examples: ['leasehold login https://leasehold.example.com', 'leasehold login http://127.0.0.1:3000 < token.txt'],
  async run(shell, { address }) {
    const typed = await neededText(shell, address ?? shell.named.url, 'ADDRESS', 'Where is your Leasehold?');
    if (!typed.ok) return typed;
    const url = addressOf(typed.value);
    if (!url.ok) return url;
    const token = await tokenIn(shell);
    if (!token.ok) return token;
    const place = { url: url.value, token: token.value };
    const me = await shell.apiAt(place).read(callerSchema, '/me');
    if (!me.ok) return me;
    await keepSession(shell.sessionFile, place);
    const line = `Signed in to ${place.url}: ${callerInWords(me.value.value)}.`;
    const notes = [`Kept in ${shell.sessionFile}, for you alone.`, ...warningOf(url.value)];
    return ok({ lines: [line], notes, json: me.value.text });
  },
});

function warningOf(url: string): string[] {
  const { protocol, hostname } = new URL(url);
  const isSafe = protocol === 'https:' || /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
  return isSafe ? [] : ['This address is not encrypted: whoever is on the way to it can read the token.'];
}

async function tokenIn(shell: Shell): Promise<Result<string>> {
  const token =
    shell.prompts === undefined && shell.named.token === undefined
      ? await shell.readInput('-')
      : await needed(shell, shell.named.token, 'TOKEN', async (prompts) => said(await prompts.secret('Your token')));
  if (!token.ok) return token;
  const trimmed = token.value.trim();
  return /^[\w-]{20,200}$/.test(trimmed)
    ? ok(trimmed)
    : misused('That is no token: it is one line that begins with lsh_.');
}

export function callerInWords({ kind, name, person, roles, scopes }: z.output<typeof callerSchema>): string {
  const who = person === null ? `${name}, a ${kind}` : `${name} <${person.email}>`;
  return `${who}${roles.length === 0 ? '' : `, ${roles.join(', ')}`}; may ${scopes.join(', ')}`;
}

export const logout = command({
  name: 'logout',
  summary: 'Forget the server and the token that are kept; the token itself stays valid',
  args: {},
  options: {},
  examples: ['leasehold logout'],
  async run({ sessionFile }) {
    await dropSession(sessionFile);
    return ok({ lines: ['Signed out: nothing is kept here any more.'], json: '{}' });
  },
});
