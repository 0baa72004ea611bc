/** Something made at the first asking, once; `close` undoes it only if somebody asked. */
export interface Lazy<T> {
  get(): Promise<T>;
  close(undo: (made: T) => Promise<void>): Promise<void>;
}

export function lazily<T>(make: () => Promise<T>): Lazy<T> {
  let made: Promise<T> | undefined;
  return {
    get: () => (made ??= make()),
    async close(undo) {
      const [result] = made === undefined ? [] : await Promise.allSettled([made]);
      if (result?.status === 'fulfilled') await undo(result.value);
    },
  };
}
