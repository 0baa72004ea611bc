import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** All addresses that a name stands for. */
export type Resolve = (name: string) => Promise<readonly string[]>;

export const resolveByDns: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/** IPv4 that leads to ourselves, to a neighbour, or nowhere (RFC 6890 and what came after). */
const NOT_PUBLIC_4 = netsOf([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
]);

/** Of IPv6 one part is public, and in it these are not: among them those that hold an IPv4 address of anybody's choice. */
const PUBLIC_6 = netsOf(['2000::/3']);
const NOT_PUBLIC_6 = netsOf(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** May be called without its app saying so: it leads to the internet, and not to a machine in our own house. */
export function isPublic(address: string): boolean {
  const plain = plainAddress(address);
  if (isIP(plain) === 4) return !NOT_PUBLIC_4.check(plain, 'ipv4');
  return isIP(plain) === 6 && PUBLIC_6.check(plain, 'ipv6') && !NOT_PUBLIC_6.check(plain, 'ipv6');
}

export function isNamed(address: string, allowed: readonly string[]): boolean {
  const plain = plainAddress(address);
  return netsOf(allowed).check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

function netsOf(nets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const net of nets) {
    const [address = '', bits] = net.split('/');
    const type = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (type === 'ipv6' ? 128 : 32)), type);
  }
  return list;
}

/** An IPv4 address written as IPv6 is that IPv4 address. */
function plainAddress(address: string): string {
  if (isIP(address) !== 6) return address;
  const short = URL.parse(`http://[${address.split('%')[0]}]`)?.hostname.slice(1, -1) ?? address;
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(short) ?? [];
  if (high === undefined || low === undefined) return short;
  const bits = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return bits.flatMap((word) => [word >> 8, word & 255]).join('.');
}
