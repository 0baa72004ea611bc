import { describe, expect, it } from '@jest/globals';
import { plainText } from '../../src/mail/letter/plain.ts';
import { html } from '../../src/mail/letter/html.ts';
import { sheetOf } from '../../src/mail/letter/sheet-of.ts';
import type { Says } from '../../src/domain/telling/says.ts';
import { HOUR } from '../../src/domain/time.ts';
import { aChange, anOpenLevel, NOW } from '../support/builders.ts';
import { aTask, given, LIN, maysRequest, NAMES } from '../slack/scenes.ts';
import { newsOf, PUBLIC_URL, readerCalled, sceneOf, toDecide } from './letters.ts';

/** Its subject, and its lines without what stands in every mail. */
function read(says: Says): readonly string[] {
  const sheet = sheetOf(says, PUBLIC_URL);
  const [about = '', ...rest] = plainText(sheet).split('\n\n');
  return [sheet.subject, about, ...rest.slice(0, -2)];
}

const TWO_HOURS = { kind: 'for', length: 'PT2H' } as const;
const SENTENCE = 'Maya Ortiz asks for Deploy on Production AWS';
const entry = { id: 'e1', kind: 'question', by: LIN, at: NOW, text: 'Which one?\nWhy now?' } as const;
const asked = maysRequest({ thread: [entry] });
const soon = given({ endsAt: NOW + HOUR });
const taking = [aChange({ entitlementId: 'ent_DEPLOY', state: 'taking', failure: 'the app does not answer' })];

describe('what a mail says', () => {
  it('when somebody has to decide, then who, what, how long, why, and until when', () => {
    const request = maysRequest({ flags: ['high_risk'] });
    expect(read(toDecide(request, { looking: { name: 'Ada Byron', since: NOW }, usual: TWO_HOURS }))).toEqual([
      `${SENTENCE} for 8 hours`,
      `${SENTENCE} for 8 hours`,
      '> Rolling back the failed release, incident 4411',
      [
        '⚠ high risk',
        'Usually 2 hours',
        "Lin Chen (Maya's manager) and Ada Byron (app owner) can decide",
        'Decide by Mon, 12 Jan 2026, 12:00 UTC',
        'Ada Byron is looking since 12:00',
      ].join('\n'),
    ]);
  });

  it.each<[string, Says, string, string]>([
    ['received', newsOf('received'), 'Received', "Lin Chen (Maya's manager) and Ada Byron (app owner) can decide"],
    ['approved', newsOf('approved', given()), 'Approved', '✓ Approved by Lin Chen · 6 hours instead of 8'],
    ['given', newsOf('given', given()), 'Given', 'You have it: given Mon, 5 Jan 2026, 12:00 UTC, ends'],
    ['cancelled', newsOf('closed', maysRequest({ closing: 'cancelled' })), 'Cancelled', '✕ Cancelled'],
    ['ends soon', newsOf('ends_soon', soon), 'Ends in 1 h', 'It ends Mon, 5 Jan 2026, 13:00 UTC, in 1 h'],
    ['standing', newsOf('still_has_access', given({ changes: taking })), 'STILL HAS ACCESS', 'the app does not answer'],
    [
      'a question',
      newsOf('question', maysRequest(), { entry }),
      'A question',
      'Lin Chen asks:\n\n> Which one?\n> Why now?',
    ],
    ['a reminder', newsOf('reminder'), 'Still waiting', 'It still waits for you · decide by'],
    ['an answer owed', newsOf('reminder', asked), 'Still waiting', 'It still waits for your answer · decide by'],
    ['an emergency', newsOf('emergency', given()), 'Emergency', '> Rolling back the failed release'],
  ])('when it is %s, then the subject says so, and the mail what is to be known', (_, says, word, words) => {
    const [subject, about, ...rest] = read(says);
    const isOwn = !['Still waiting', 'Emergency'].includes(word);
    expect(subject).toContain(`${word}: ${isOwn ? 'Deploy on Production AWS' : SENTENCE}`);
    expect(about).toContain(SENTENCE);
    expect(rest.join('\n\n')).toContain(words);
  });

  it('when it is given to somebody else than who reads it, then it says to whom', () => {
    const readers = [readerCalled('Tom', 'per_TOM')];
    expect(read(newsOf('given', given(), { readers })).join(' ')).toContain('Maya Ortiz has it: given');
  });

  it('when others can decide as well by now, then it says who', () => {
    const approvers = [{ personId: LIN, because: 'app owner', escalated: true } as never];
    const said = read(newsOf('escalated', maysRequest({ levels: [anOpenLevel({ approvers })] })));
    expect(said.join(' ')).toContain('Nobody has decided yet: Lin Chen can as well by now');
  });

  it('when it is work, then what to do, and when it is late, by how much', () => {
    const scene = { task: aTask(), names: NAMES, app: sceneOf(maysRequest()).app, now: NOW, zone: 'UTC' };
    const readers = [readerCalled('Ada', 'per_ADA')];
    expect(read({ says: 'work', scene, readers })).toEqual([
      'Give by hand: Deploy on Production AWS for Maya Ortiz',
      'Give by hand: Deploy on Production AWS for Maya Ortiz',
      '> Add her to the group',
      'Due Mon, 5 Jan 2026, 13:00 UTC\nREQ-7K3F9QAB2M',
    ]);
    const late = { ...scene, now: NOW + 3 * HOUR };
    expect(read({ says: 'news', news: 'overdue', scene: late, readers }).join(' ')).toMatch(
      /^Overdue: .*overdue by 2 h/,
    );
  });

  it('when it is HTML, then it says the same, loads nothing, and leaves colours to whoever reads', () => {
    const sheet = sheetOf(toDecide(), PUBLIC_URL);
    const page = html(sheet);
    for (const words of [sheet.quote ?? '', ...sheet.details, sheet.button.name])
      expect(page).toContain(words.replaceAll("'", '&#39;'));
    expect(page).toContain('<b><bdi>Production AWS</bdi></b>');
    expect(page).not.toMatch(/<table|<img|url\(|@import|[;"]color:|background/);
  });
});
