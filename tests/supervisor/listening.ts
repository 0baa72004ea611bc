import { readFileSync, readlinkSync, readdirSync } from 'node:fs';

const LISTEN = '0A';
const LOOPBACK = ['0100007F', '00000000000000000000000001000000', '0000000000000000FFFF00000100007F'];

/** How many sockets these processes listen on, and which of those can be reached from another machine (Linux). */
export function listeningSockets(pids: readonly number[]): { readonly all: number; readonly beyondLoopback: string[] } {
  const owned = new Set(pids.flatMap(socketsOf));
  const addresses = ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((table) => readFileSync(table, 'utf8').trim().split('\n').slice(1))
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === LISTEN && owned.has(inode ?? ''))
    .map(([, local = '']) => local);
  const beyondLoopback = addresses.filter((address) => !LOOPBACK.includes(address.split(':')[0] ?? ''));
  return { all: addresses.length, beyondLoopback };
}

function socketsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1] ?? [];
    } catch {
      return []; // closed while we looked
    }
  });
}
