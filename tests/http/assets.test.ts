import { describe, expect, it } from '@jest/globals';
import { ASSETS, assetPath } from '../../src/http/pages/assets.ts';
import { assetRoutes } from '../../src/http/routes/pages/assets.routes.ts';

describe('what pages are dressed with', () => {
  const app = assetRoutes();

  it('when it is asked for as this server has it, then it is kept for ever', async () => {
    for (const name of ASSETS.keys()) {
      const { status, headers } = await app.request(assetPath(name));
      expect([status, headers.get('cache-control')]).toEqual([200, expect.stringContaining('immutable')]);
      expect(headers.get('content-type')).toMatch(/^(text\/(css|javascript); charset=utf-8|image\/svg\+xml)$/);
    }
  });

  it('when the page is of another version, then it gets what there is, and asks again', async () => {
    const { status, headers } = await app.request('/assets/of-yesterday/app.js');
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-cache']);
  });

  it.each(['/assets/x/nothing.js', '/assets/x/..%2fassets.ts', '/assets/x/%2e%2e/document.tsx'])(
    'when there is nothing like %s, then nothing is given',
    async (path) => {
      expect((await app.request(path)).status).toBe(404);
    },
  );
});
