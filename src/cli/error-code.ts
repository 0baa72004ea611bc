interface Said {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly cause?: Said;
}

/** The word by which an error of the system is known, as ENOENT; else what it says of itself. */
export function errorCode(error: unknown): string {
  const { code, message, cause, name } = (error ?? {}) as Said;
  if (cause !== undefined) return errorCode(cause);
  if (name === 'TimeoutError') return 'it took too long';
  return String(typeof code === 'string' ? code : (message ?? 'no reason given'));
}
