import { askHouse } from './house.ts';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A migrated, empty PostgreSQL database of one's own, on the server of the run. */
export async function testPostgres(): Promise<TestDatabase> {
  const { name, url } = await askHouse<{ name: string; url: string }>('createDatabase');
  return { url, drop: () => askHouse('dropDatabase', name) };
}
