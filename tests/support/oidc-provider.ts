import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** What it tells those who would run it for others: here nobody does. */
const isAdvice = (words: unknown[]) => /^oidc-provider (NOTICE|WARNING)/.test(String(words[0]));
for (const way of ['info', 'warn'] as const) {
  const say = console[way].bind(console);
  console[way] = (...words: unknown[]) => (isAdvice(words) ? undefined : say(...words));
}

interface Account {
  readonly email: string;
  readonly verified?: boolean;
  readonly groups?: readonly string[];
}

/** A real provider on this machine, at whose page one signs in as any of these by their subject. */
export async function anOidcProvider(accounts: { [subject: string]: Account }, redirectUri: string) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientId = 'leasehold';
  const clientSecret = 'a secret between the two';
  const client = { client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] };
  const provider = new Provider(issuer, {
    clients: [{ ...client, token_endpoint_auth_method: 'client_secret_post', require_auth_time: true }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], groups: ['groups'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['of a test'] },
    findAccount: (_, accountId) => {
      const { email, verified = true, groups = [] } = accounts[accountId] ?? { email: 'nobody@example.com' };
      return { accountId, claims: () => ({ sub: accountId, email, email_verified: verified, groups }) };
    },
  });
  provider.on('server_error', (_, error) => console.error(error));
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  return {
    ...{ issuer, clientId, clientSecret },
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

interface Arrived {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  /** Where it would have gone. */
  readonly location?: string;
}

/** A browser without a window: keeps cookies, follows where it is sent, and fills in the provider's forms. */
export function aBrowser() {
  const jar = new Map<string, Map<string, string>>();

  async function go(url: string, form?: object, sent: 'follow' | 'stay' = 'follow'): Promise<Arrived> {
    const { host } = new URL(url);
    const cookies = jar.get(host) ?? new Map<string, string>();
    jar.set(host, cookies);
    const headers = { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
    const body = form === undefined ? {} : { method: 'POST', body: new URLSearchParams({ ...form }) };
    const response = await fetch(url, { ...body, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const isOver = /expires=Thu, 01 Jan 1970|max-age=0/i.test(line);
      if (isOver) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get('location');
    if (location !== null && sent === 'stay') return { url, status: response.status, text: '', location };
    if (location !== null) return go(new URL(location, url).href);
    return { url, status: response.status, text: await response.text() };
  }

  /** Through the provider's pages, until it sends one away. */
  async function signInAs(url: string, subject: string) {
    let page = await go(url);
    while (page.text.includes('name="prompt"')) {
      const isLogin = page.text.includes('value="login"');
      const form = isLogin ? { prompt: 'login', login: subject, password: 'any' } : { prompt: 'consent' };
      page = await go(/action="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? page.url, form);
    }
    return page;
  }

  const remember = (url: string, pair: string) => {
    const [name = '', value = ''] = pair.split('=', 2);
    const { host } = new URL(url);
    jar.set(host, (jar.get(host) ?? new Map<string, string>()).set(name, value));
  };
  return { go, signInAs, remember, forget: (host: string) => jar.delete(host) };
}
