import { Migration } from '@mikro-orm/migrations';
import type { Dialect } from '../database.ts';
import { statements as postgres0001 } from './postgres/0001-initial.ts';
import { statements as sqlite0001 } from './sqlite/0001-initial.ts';

const migrations: readonly { readonly name: string; readonly statements: Record<Dialect, readonly string[]> }[] = [
  { name: '0001-initial', statements: { sqlite: sqlite0001, postgres: postgres0001 } },
];

export function migrationNames(): readonly string[] {
  return migrations.map(({ name }) => name);
}

export function migrationsOf(dialect: Dialect) {
  return migrations.map(({ name, statements }) => ({ name, class: migration(statements[dialect]) }));
}

function migration(statements: readonly string[]) {
  return class extends Migration {
    override up(): void {
      for (const statement of statements) this.addSql(statement);
    }
  };
}
