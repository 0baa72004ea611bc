import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testChromium, whyNoChromium } from './chromium.ts';
import { freePort } from './free-port.ts';
import { describeUnless } from './skip.ts';
import { groundOf, overhang, visit } from './visit.ts';

describeUnless(await whyNoChromium(), 'a visit', () => {
  const browser = testChromium();
  let server: Server;
  let home = '';
  let elsewhere = '';
  beforeAll(async () => {
    const port = await freePort();
    [home, elsewhere] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${await freePort()}`];
    const body = `<body style="width: 1000px; background: #123456"><img src="/gone"><img src="${elsewhere}/pixel">
      <script>console.warn('odd'); throw new Error('broken')</script>`;
    server = createServer(({ url }, response) => {
      response.writeHead(url === '/' ? 200 : 404, { 'content-type': 'text/html' }).end(url === '/' ? body : '');
    }).listen(port, '127.0.0.1');
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('when a page does what it should not, then every trouble is told', async () => {
    const { page, status, troubles } = await visit(
      await browser.context({ viewport: { width: 400, height: 400 } }),
      `${home}/`,
    );
    expect(status).toBe(200);
    expect(troubles).toEqual(
      expect.arrayContaining([
        'console: odd',
        'script: broken',
        `404: ${home}/gone`,
        `elsewhere: ${elsewhere}/pixel`,
        `failed: ${elsewhere}/pixel (net::ERR_CONNECTION_REFUSED)`,
      ]),
    );
    expect(await overhang(page)).toBeGreaterThan(500);
    expect(await groundOf(page)).toBe('rgb(18, 52, 86)');
  });

  it('when two visitors come, then neither has what the other was given', async () => {
    const first = await browser.context();
    await first.addCookies([{ name: 'who', value: 'ada', url: home }]);
    expect(await (await browser.context()).cookies()).toEqual([]);
  });
});
