import { describe, expect, it } from '@jest/globals';
import { readRows } from '../../src/organisation/csv/read-cells.ts';
import { parseCsv } from '../../src/organisation/parse-csv.ts';
import type { CsvTexts } from '../../src/ports/organisation-files.ts';
import { lines } from './support.ts';

function organisationOf(texts: CsvTexts) {
  const read = parseCsv(texts);
  if (!read.ok) throw new Error(read.problem.detail);
  return read.value;
}

function refusalOf(texts: CsvTexts): string {
  const read = parseCsv(texts);
  if (read.ok) throw new Error('it was not refused');
  return read.problem.detail;
}

function cells(text: string) {
  const read = readRows(text);
  return read.ok ? read.rows.map((row) => row.cells) : read.stop;
}

const people = lines('email,name', 'ada@x.example,Ada', 'bo@x.example,Bo');

describe('when cells are written as RFC 4180 and spreadsheets write them', () => {
  it.each<[string, string, unknown]>([
    [
      'quotes and separators inside',
      'a,b\n"x, ""y""",z',
      [
        ['a', 'b'],
        ['x, "y"', 'z'],
      ],
    ],
    ['line breaks inside', 'a\r\n"one\r\ntwo"\r\nb', [['a'], ['one\r\ntwo'], ['b']]],
    [
      'semicolons and a BOM',
      '\uFEFFa;b\nx,1;y',
      [
        ['a', 'b'],
        ['x,1', 'y'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'old line ends',
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'empty cells and blank lines',
      'a,b\n\n,\n"",""\n',
      [
        ['a', 'b'],
        ['', ''],
        ['', ''],
      ],
    ],
    [
      'no last line end',
      'a,b\n1,',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    ['a quote never closed', 'a\nb\n"c\nd', { line: 3, sentence: 'a quote is opened and never closed' }],
    ['text after a quote', 'a\n"b"c', { line: 2, sentence: 'something follows the closing quote of a cell' }],
    [
      'a quote in the middle',
      'a\nb"c',
      { line: 2, sentence: 'a quote stands inside a cell that does not begin with one' },
    ],
    ['two million quotes', `"${'""'.repeat(1_000_000)}"`, [['"'.repeat(1_000_000)]]],
  ])('then %s are read', (_, text, expected) => {
    expect(cells(text)).toEqual(expected);
  });
});

describe('when people, apps and entitlements come as three files', () => {
  const texts = {
    people: lines(
      'E-mail;Name;Title;Department;Manager;Groups;Roles',
      'Ada@X.example;Ada Byron;Engineer;"R;D";;on-call | leads;super_admin',
      'bo@x.example;"Bo ""B"" Berg";;;ada@x.example;;',
    ),
    apps: lines(
      'slug,name,connector,owners,maximum,break_glass,comment_on_reject',
      'crm,CRM,sandbox,ada@x.example|bo@x.example,30d,4h,yes',
    ),
    entitlements: lines(
      'app,slug,kind,risk,levels,seats',
      'crm,user,licence,low,,12',
      'crm,sales,role,medium,reader|writer,',
    ),
  };

  it('then they are one organisation with the usual policy', () => {
    const {
      people: [ada, bo],
      apps: [crm],
      policy,
    } = organisationOf(texts);
    expect(ada).toMatchObject({
      email: 'ada@x.example',
      department: 'R;D',
      groups: ['on-call', 'leads'],
      roles: ['super_admin'],
    });
    expect(bo).toMatchObject({ name: 'Bo "B" Berg', manager: 'ada@x.example', title: '', groups: [] });
    expect(crm).toMatchObject({ owners: ['ada@x.example', 'bo@x.example'] });
    expect(crm?.settings).toMatchObject({
      lease: { maximum: 'P30D' },
      breakGlass: { maximum: 'PT4H' },
      commentOnReject: true,
    });
    expect(crm?.entitlements).toMatchObject([
      { slug: 'user', seats: 12 },
      { slug: 'sales', levels: ['reader', 'writer'] },
    ]);
    expect(policy.flows).toMatchObject([{ slug: 'manager' }]);
  });

  it('then people alone are an organisation too', () => {
    expect(organisationOf({ people })).toMatchObject({ apps: [], people: [{ name: 'Ada' }, { name: 'Bo' }] });
  });
});

describe('when a CSV file is wrong', () => {
  const apps = lines('slug,owners', 'crm,ada@x.example');
  it.each<[string, string, CsvTexts]>([
    [
      'an unknown column',
      'people.csv line 1: "departement" is not a column. Did you mean "department"?',
      { people: 'email,name,departement\n' },
    ],
    ['a missing column', 'people.csv line 1: the column "name" is missing.', { people: 'email\na@x.example\n' }],
    ['a column twice', 'people.csv line 1: the column "name" is here twice.', { people: 'email,name,Name\n' }],
    [
      'a short row',
      'people.csv line 3: the row has 1 cells, and the header has 2.',
      { people: 'email,name\na@x.example,A\nb@x.example\n' },
    ],
    ['no text at all', 'people.csv line 1: the file is empty.', { people: '' }],
    [
      'an open quote',
      'people.csv line 2: a quote is opened and never closed.',
      { people: 'email,name\n"a@x.example,A\n' },
    ],
    [
      'a manager who is not there',
      'people.csv line 4: person "b@x.example" names manager "eve@z.example", which is not defined.',
      { people: 'email,name,manager\na@x.example,"A\nA",\nb@x.example,B,eve@z.example\n' },
    ],
    [
      'a person twice',
      'people.csv line 3: the e-mail address "a@x.example" is here twice.',
      { people: 'email,name\na@x.example,A\nA@x.example,B\n' },
    ],
    ['an empty address', 'people.csv line 2: "email" is missing.', { people: 'email,name\n,A\n' }],
    [
      'an owner who is not there',
      'apps.csv line 2: app "crm" names owner "adda@x.example", which is not defined. Did you mean "ada@x.example"?',
      { people, apps: 'slug,owners\ncrm,adda@x.example\n' },
    ],
    [
      'an app that is not there',
      'entitlements.csv line 3: the app "crn" is not defined. Did you mean "crm"?',
      { people, apps, entitlements: 'app,slug\ncrm,a\ncrn,b\n' },
    ],
    [
      'seats in words',
      'entitlements.csv line 2: "seats" must be a number, not "many".',
      { people, apps, entitlements: 'app,slug,kind,seats\ncrm,a,licence,many\n' },
    ],
    [
      'the second of two entitlements',
      'entitlements.csv line 3: "risk" must be low, medium or high, not "hihg". Did you mean "high"?',
      { people, apps, entitlements: 'app,slug,risk\ncrm,a,low\ncrm,b,hihg\n' },
    ],
  ])('then %s is named with file and line', (_, sentence, texts) => {
    expect(refusalOf(texts)).toBe(`${sentence} Nothing was changed.`);
  });

  it('then problems of people are told before those of apps', () => {
    const texts = { people: 'email,name\nx,A\n', apps: 'slug,comment_on_reject\nA B,perhaps\n' };
    expect(refusalOf(texts)).toBe(
      'people.csv line 2: "email" must be an e-mail address, not "x". There are 2 more problems. Nothing was changed.',
    );
  });

  it('then more than 5 MB are not read', () => {
    expect(refusalOf({ people, apps: 'x'.repeat(6 * 1024 * 1024) })).toBe(
      'apps.csv has 6 MB, and 5 MB is the most. Nothing was changed.',
    );
  });
});
