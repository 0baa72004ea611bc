// A skipped test carries its reason in its title: so it travels through Jest without a second channel.
const marker = /\[skipped: (.+?)\]/;

export function titleOfSkip(name: string, reason: string): string {
  return `${name} [skipped: ${reason.replaceAll(/[[\]]/g, '')}]`;
}

export function reasonOfSkip(title: string): string | undefined {
  return marker.exec(title)?.[1];
}

export function nameOfSkip(title: string): string {
  return title.replace(marker, '').replaceAll(/ {2,}/g, ' ').trim();
}
