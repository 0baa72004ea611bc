import { askHouse } from './house.ts';

/** A port on loopback that nothing listens on and that no other test of the run is given. */
export function freePort(): Promise<number> {
  return askHouse('port');
}
