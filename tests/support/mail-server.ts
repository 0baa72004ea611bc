import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { type ReadMail, readMail } from './read-mail.ts';

export interface Arrived extends ReadMail {
  /** As the envelope says, whatever stands in the mail. */
  readonly to: readonly string[];
  readonly secure: boolean;
  readonly user: string | undefined;
}

interface Given extends SMTPServerOptions {
  readonly port?: number;
  /** What it says to a recipient, instead of taking mail for them. */
  readonly refuses?: (address: string) => { readonly code: number; readonly words: string } | undefined;
}

/** A real mail server on this machine that keeps what it takes. */
export async function aMailServer({ port = 0, refuses, ...given }: Given = {}) {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, logger: false, disableReverseLookup: true, disabledCommands: ['STARTTLS'] },
    onRcptTo: ({ address }, _, done) => {
      const refusal = refuses?.(address);
      done(refusal === undefined ? null : Object.assign(new Error(refusal.words), { responseCode: refusal.code }));
    },
    onData: (stream, { envelope, secure, user }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        arrived.push({ ...readMail(Buffer.concat(chunks).toString()), to, secure, user });
        done(null);
      });
    },
    ...given,
  });
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket) => sockets.add(socket));
  // A client that goes away in the middle is the client's affair.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const at = (server.server.address() as AddressInfo).port;
  return {
    ...{ arrived, port: at, url: `smtp://127.0.0.1:${at}` },
    /** As when a line is cut. */
    drop: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}
