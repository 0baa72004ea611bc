/** Whatever somebody typed stays one part of the path. */
export function pathTo(...parts: readonly string[]): string {
  return parts.map((part) => `/${encodeURIComponent(part)}`).join('');
}

/** Where people see it. */
export function pageOf(url: string, id: string): string {
  return `${url}/requests/${id}`;
}
