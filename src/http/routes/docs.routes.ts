import type { OpenAPIHono } from '@hono/zod-openapi';
import { Hono } from 'hono';
import type { HttpDeps } from '../deps.ts';
import { docsPage } from '../pages/docs.page.tsx';

/** The API described by the schemas that validate it, as JSON and as a page that loads nothing from elsewhere. */
export function docsRoutes(app: OpenAPIHono, { version }: HttpDeps): Hono {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  const document = () =>
    app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Leasehold', version }, servers: [{ url: '/' }] });
  const docs = new Hono();
  docs.get('/openapi.json', (c) => c.json(document()));
  docs.get('/docs', (c) => c.html(docsPage(document()).toString()));
  return docs;
}
