import { createTransport } from 'nodemailer';
import { SECOND } from '../domain/time.ts';

/** How the server is reached: `smtps://` is encrypted from the start, `smtp://` as soon as the server offers it. */
export function transportOptions(url: string) {
  const { hostname, password, searchParams } = new URL(url);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const isAsked = ['requireTLS', 'ignoreTLS', 'secure'].some((name) => searchParams.has(name));
  return {
    url,
    // A password goes over no line that others can read, unless the URL says so.
    ...(password !== '' && !isHere && !isAsked ? { requireTLS: true } : {}),
    ...{ connectionTimeout: 10 * SECOND, greetingTimeout: 10 * SECOND, socketTimeout: 30 * SECOND },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  };
}

export function createMailTransport(url: string) {
  return createTransport(transportOptions(url));
}
