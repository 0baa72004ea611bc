import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readOrganisation } from '../../src/organisation/read-organisation.ts';
import { tempFolder } from '../support/temp-folder.ts';

async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = join(await tempFolder(), 'ours');
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

async function detailOf(path: string): Promise<string> {
  const read = await readOrganisation(path);
  return read.ok ? 'it was not refused' : read.problem.detail;
}

describe('when an organisation is read from disk', () => {
  it('then a file is YAML, with or without a BOM', async () => {
    const folder = await folderWith({
      'a.yaml': 'organisation: { name: Ours }',
      'b.YML': '\uFEFForganisation: { name: Ours }',
    });
    for (const file of ['a.yaml', 'b.YML']) {
      expect(await readOrganisation(join(folder, file))).toMatchObject({
        value: { policy: { organisation: { name: 'Ours' } } },
      });
    }
  });

  it('then a folder is CSV', async () => {
    const folder = await folderWith({ 'people.csv': 'email,name\na@x.example,A\n', 'apps.csv': 'slug\ncrm\n' });
    expect(await readOrganisation(folder)).toMatchObject({
      value: { people: [{ name: 'A' }], apps: [{ slug: 'crm' }] },
    });
  });

  it('then a refusal names the file and nothing of this machine', async () => {
    const folder = await folderWith({
      'ours.yaml': 'people: 1',
      'other.txt': '',
      'latin.yaml': Uint8Array.of(0x61, 0x3a, 0xe9),
    });
    expect(await detailOf(join(folder, 'ours.yaml'))).toBe(
      'ours.yaml line 1: "people" must be a list, not 1. Nothing was changed.',
    );
    expect(await detailOf(join(folder, 'none.yaml'))).toBe('none.yaml was not found. Nothing was changed.');
    expect(await detailOf(join(folder, 'other.txt'))).toBe(
      'other.txt is neither a .yaml file nor a folder of CSV files. Nothing was changed.',
    );
    expect(await detailOf(join(folder, 'latin.yaml'))).toBe(
      'latin.yaml is not UTF-8 text: save it with that encoding. Nothing was changed.',
    );
    expect(await detailOf(folder)).toBe('ours has no people.csv. Nothing was changed.');
  });

  it('then a file that is too large is not opened', async () => {
    const folder = await folderWith({ 'big.yaml': new Uint8Array(6 * 1024 * 1024) });
    expect(await detailOf(join(folder, 'big.yaml'))).toBe(
      'big.yaml has 6 MB, and 5 MB is the most. Nothing was changed.',
    );
  });
});
