/** Compares dotted numbers; a part that is missing counts as 0. */
export function isAtLeast(version: string, needed: string): boolean {
  const have = version.split('.').map(Number);
  const need = needed.split('.').map(Number);
  for (const [index, part] of need.entries()) {
    const difference = (have[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
