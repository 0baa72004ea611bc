import { readFile } from 'node:fs/promises';
import { NativeConnection, type TLSConfig } from '@temporalio/worker';
import type { TemporalConfig, TemporalTls } from '../config/config.ts';
import { StartProblem } from '../ports/start-problem.ts';

export function temporalAddress(config: TemporalConfig): string {
  return config.kind === 'embedded' ? `127.0.0.1:${config.port}` : config.address;
}

export async function connectToTemporal(config: TemporalConfig): Promise<NativeConnection> {
  const address = temporalAddress(config);
  const remote = config.kind === 'remote' ? config : undefined;
  const tls = remote?.tls ?? (remote?.apiKey === undefined ? undefined : {});
  try {
    return await NativeConnection.connect({
      address,
      // Compression costs more than it saves where nothing leaves the machine.
      grpcCompression: { codec: isLoopback(address) ? 'none' : 'gzip' },
      ...(tls === undefined ? {} : { tls: await tlsOf(tls) }),
      ...(remote?.apiKey === undefined ? {} : { apiKey: remote.apiKey.reveal() }),
    });
  } catch (error) {
    const why = reasonOf(error);
    throw new StartProblem(
      `Temporal does not answer at ${address} (${why}). Nothing was changed. Start it, or set TEMPORAL_ADDRESS=host:7233.`,
    );
  }
}

function isLoopback(address: string): boolean {
  return /^(127\.|localhost:|\[::1\])/.test(address);
}

async function tlsOf(tls: Partial<TemporalTls>): Promise<TLSConfig> {
  const { caFile, certFile, keyFile, serverName } = tls;
  const clientCertPair =
    certFile === undefined || keyFile === undefined
      ? undefined
      : { crt: await readFile(certFile), key: await readFile(keyFile) };
  return {
    ...(serverName === undefined ? {} : { serverNameOverride: serverName }),
    ...(caFile === undefined ? {} : { serverRootCACertificate: await readFile(caFile) }),
    ...(clientCertPair === undefined ? {} : { clientCertPair }),
  };
}

/** The SDK's message is a Rust structure; what people need of it is what the operating system said. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /message: "([^"]+)"/.exec(text)?.[1]?.toLowerCase() ?? text.slice(0, 120);
}
