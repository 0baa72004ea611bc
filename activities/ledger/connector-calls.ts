import { SECOND } from '../../src/domain/time.ts';
import { type Connector, ConnectorError, type ConnectorFailure } from '../../src/ports/connector.ts';

export interface Failure {
  readonly failure: ConnectorFailure;
  readonly message: string;
  readonly until: number | undefined;
  /** The call gave no answer in time: what it asked for may still happen. */
  readonly stillUnderWay: boolean;
}

class CallTimeout extends Error {
  override readonly name = 'CallTimeout';
}

/** The answer, or why there is none; a call that takes longer than the connector says is given up. */
export async function called<T>(
  connector: Connector,
  call: (connector: Connector) => Promise<T>,
  callTimeoutMs = 30 * SECOND,
): Promise<{ readonly answer: T } | Failure> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new CallTimeout(`The app did not answer in ${callTimeoutMs} ms.`)),
    callTimeoutMs,
  );
  try {
    return { answer: await Promise.race([call(connector), late]) };
  } catch (error) {
    return failureOf(error);
  } finally {
    clearTimeout(timer);
  }
}

export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const stillUnderWay = error instanceof CallTimeout;
  if (!(error instanceof ConnectorError)) return { failure: 'retry', message, until: undefined, stillUnderWay };
  return { failure: error.failure, message, until: error.until, stillUnderWay };
}
