import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AuditFact } from '../../src/domain/audit/fact.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { createOidc } from '../../src/http/auth/oidc.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { mintDecisionLink } from '../../src/use-cases/desk/mint-decision-link.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { freePort } from '../support/free-port.ts';
import { aHttpStage, type HttpStage } from '../support/http-stage.ts';
import { aBrowser, anOidcProvider } from '../support/oidc-provider.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { stored } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

type Id = `REQ-${string}`;

const organisation = anOrganisation({
  people: ['ada', 'lin', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    anAppEntry({
      ...{ slug: 'aws', owners: ['ada@example.com', 'lin@example.com'] },
      entitlements: ['root', 'keys', 'vault', 'bills'].map((slug) => anEntitlementEntry({ slug, risk: 'high' })),
    }),
  ],
});

describeUnless(await whyNoTemporal(), 'an approval of high risk by a link', () => {
  let http: HttpStage;
  let people: ReturnType<typeof peopleOf>;
  let provider: Awaited<ReturnType<typeof anOidcProvider>>;
  let server: Listening;
  let url: string;
  /** How far the server's clock is off. */
  let offset = 0;
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const accounts = { 'sub-ada': { email: 'ada@example.com' }, 'sub-lin': { email: 'lin@example.com' } };
    provider = await anOidcProvider(accounts, `${url}/sign-in/back`);
    const how = { name: 'Staff', scopes: 'openid email', rolesClaim: 'groups', trustsEmail: false, provesAnew: true };
    const oidc = createOidc({ ...provider, ...how }, (error) => console.error(error));
    const web = { publicUrl: url, demoSignIn: false, provider: oidc };
    http = await aHttpStage(organisation, [], () => ({ web, clock: { now: () => Date.now() + offset } }));
    people = peopleOf(http.stage);
    server = await listen(http.app.fetch, { host: '127.0.0.1', port });
  });
  afterAll(async () => {
    http.stop();
    await server.drain();
    await provider.close();
    await http.stage.house.close();
  });

  /** As Slack does when Lin presses "Approve" there. */
  async function linkFor(path: string): Promise<{ id: Id; link: string; at: string }> {
    const id = await people.asked('maya', path);
    const { person, principal, origin } = people.acting('lin', 'slack_bound');
    const acting = { person, principal, origin: { ...origin, surface: 'slack' } as const };
    const given = {
      comment: 'until it is closed',
      lease: { kind: 'for', length: 'PT6H' },
      clickId: `click ${id}`,
    } as const;
    const { path: link } = valueOf(await mintDecisionLink(people.deps, acting, id, given));
    return { id, link, at: `${url}${link}` };
  }
  const signingIn = (link: string) => `${url}/sign-in/with?fresh&to=${encodeURIComponent(link)}`;
  const csrfIn = (text: string) => ({ csrf: /name="csrf" value="([^"]*)"/.exec(text)?.[1] ?? '' });
  const approvals = async (id: Id) => {
    const rows = await http.stage.house.store.audit.search({
      subject: `request:${id}`,
      fact: 'request.approved_at_level',
      limit: 9,
    });
    return rows.map(({ body }) => JSON.parse(body) as AuditFact);
  };
  const decisionOf = async (id: Id) => (await stored(http.stage, id)).decision;

  it('when a program looks at it, then nothing happens; whoever signs in approves by it, once', async () => {
    const { id, link, at } = await linkFor('aws/root');
    const preview = await fetch(at, { redirect: 'manual' });
    expect(preview.headers.get('location')).toBe(`/sign-in?to=${encodeURIComponent(link)}&fresh`);
    const browser = aBrowser();
    expect((await browser.go(at)).text).toContain(`/sign-in/with?to=${encodeURIComponent(link)}&amp;fresh`);
    const page = await browser.signInAs(signingIn(link), 'sub-lin');
    expect([page.url, page.status]).toEqual([at, 200]);
    expect(page.text).toContain('Yes, approve for 6 hours');
    expect(await decisionOf(id)).toBe('none');
    const done = await browser.go(at, csrfIn(page.text));
    expect(done.url).toMatch(new RegExp(`/requests/${id}\\?did=(approved|recorded)$`));
    expect((await stored(http.stage, id)).lease.granted).toEqual({ kind: 'for', length: 'PT6H' });
    const [approved] = await approvals(id);
    expect(approved).toMatchObject({
      surface: 'web',
      assurance: 'fresh_sign_in',
      data: { comment: 'until it is closed' },
    });
    const again = await browser.go(at, csrfIn(page.text));
    expect([again.status, again.text]).toEqual([
      410,
      expect.stringContaining('You have approved by this link already'),
    ]);
  });

  it('when they signed in a while ago, then it asks for a sign-in, and is good after it', async () => {
    const { id, link, at } = await linkFor('aws/keys');
    const browser = aBrowser();
    offset = -6 * MINUTE;
    await browser.signInAs(`${url}/sign-in/with?to=/`, 'sub-lin');
    offset = 0;
    const stale = await browser.go(at);
    expect(stale.text).toContain(`/sign-in/with?fresh&amp;to=${encodeURIComponent(link)}`);
    expect(stale.text).not.toContain('Yes, approve');
    const refused = await browser.go(at, csrfIn(stale.text));
    expect([refused.status, await decisionOf(id)]).toEqual([403, 'none']);
    const page = await browser.signInAs(signingIn(link), 'sub-lin');
    await browser.go(at, csrfIn(page.text));
    expect(await approvals(id)).toHaveLength(1);
  });

  it('when it is sent twice at once, then it is one decision, and both are told so', async () => {
    const { id, link, at } = await linkFor('aws/vault');
    const browser = aBrowser();
    const page = await browser.signInAs(signingIn(link), 'sub-lin');
    const both = await Promise.all([1, 2].map(() => browser.go(at, csrfIn(page.text))));
    expect(both.map(({ url: to }) => new URL(to).pathname)).toEqual([`/requests/${id}`, `/requests/${id}`]);
    expect((await stored(http.stage, id)).levels.flatMap(({ decisions }) => decisions)).toHaveLength(1);
    expect(await approvals(id)).toHaveLength(1);
  });

  it('when somebody else was first, then it says who, and decides nothing', async () => {
    const { id, link, at } = await linkFor('aws/bills');
    valueOf(await people.decide('ada', id, { decision: 'reject' }));
    const page = await aBrowser().signInAs(signingIn(link), 'sub-lin');
    expect([page.status, page.text]).toEqual([409, expect.stringContaining('ada rejected this.')]);
    expect(page.text).not.toContain('Yes, approve');
    expect((await aBrowser().go(at)).url).toContain('/sign-in');
  });
});
