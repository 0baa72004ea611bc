/** A path on this server and nothing else: what stands in a link may have been written by anybody. */
export function safePath(path: string | undefined): string {
  const isOurs = path !== undefined && /^\/(?![/\\])[\w\-./~%?&=:+]*$/.test(path);
  return isOurs ? path : '/';
}
