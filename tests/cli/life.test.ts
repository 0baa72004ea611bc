import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeUnless } from '../support/skip.ts';
import { until } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { aCliStage, aScreen, mail, ORGANISATION, somebodyWhoSays } from './cli-stage.ts';

/** Hebrew, an emoji of several parts, colours, a bell, an order to clear the screen, and what turns text around. */
const STEERING = /(?!\n)[\p{Cc}\u202e]/u;
const HOSTILE = 'שלום 👩‍💻 \u001b[31mred\u0007\u001b[2J\u202Eevil\u009b1m\nREQ-0000000000 active';

describeUnless(await whyNoTemporal(), 'the command line, over a server that runs', () => {
  let stage: Awaited<ReturnType<typeof aCliStage>>;
  beforeAll(async () => {
    stage = await aCliStage(ORGANISATION, ['ada', 'maya', 'sam', 'root']);
  });
  afterAll(() => stage.close());

  const cli = (by: string, ...typed: string[]) => stage.cli(by, typed);

  async function asked(entitlement: string, ...more: string[]): Promise<string> {
    const typed = ['request', 'aws', entitlement, '--for', '8h', '--no-wait', '--json', ...more];
    const { out, exit, err } = await cli('maya', ...typed);
    expect([exit, err]).toEqual([0, '']);
    return (JSON.parse(out) as { id: string }).id;
  }

  async function isGiven(id: string): Promise<void> {
    await until(async () => (await cli('maya', 'show', id)).out.includes(' active: '));
  }

  it('when a life is lived at the command line, then every step says what became of it', async () => {
    const seen = await cli('maya', 'preview', 'aws', 'deploy', '--for', '8h');
    expect(seen).toMatchObject({ exit: 0, err: '' });
    expect(seen.out).toMatch(/^maya asks for Production\/deploy for 8 hours: 1 person is asked\n/);
    expect(seen.out).toContain('ada (app owner) can decide');
    const id = await asked('deploy');
    expect((await cli('ada', 'ask', id, 'Why?')).exit).toBe(0);
    expect((await cli('maya', 'answer', id, 'Because.')).exit).toBe(0);
    expect((await cli('ada', 'list', '--tab', 'open')).out).toContain(`${id}  pending approval  maya`);
    const approved = await cli('ada', 'approve', id.toLowerCase(), '--for', '6h', '--comment', 'until it is done');
    expect(approved).toMatchObject({ exit: 0, err: '' });
    expect(approved.out).toMatch(`${id} `);
    expect(approved.out).toMatch(/ (approved|provisioning|active): maya asks for Production\/deploy for 6 hours/);
    const late = await cli('ada', 'reject', id, '--comment', 'no');
    expect(late).toMatchObject({ exit: 1, out: '' });
    expect(late.err).toMatch(/^✕ .+\n {2}It is now: /);
    await isGiven(id);
    const panel = await cli('maya', 'show', id);
    expect(panel.out).toMatch(/Change {3}add deploy: given, proven by read back .+\n/);
    expect(panel.out).toContain(`Link     ${stage.url}/requests/${id}\n`);
    const held = await cli('maya', 'access');
    expect(held.out).toMatch(new RegExp(`^HOLDING .+\nhol_\\w+ +held +maya +Production/deploy .+ ${id}\n$`));
    const [holding = ''] = /hol_\w+/.exec(held.out) ?? [];
    const why = await cli('maya', 'why', holding);
    expect(why.out).toContain('approved by ada');
    const ended = await cli('maya', 'end', holding, '--reason', 'done');
    expect(ended).toMatchObject({ exit: 0 });
    expect(ended.out).toMatch(new RegExp(`^${id} ended: maya asks for .+, proven gone `));
    expect((await cli('maya', 'list', '--tab', 'closed')).out).toMatch(new RegExp(`${id} +ended +maya .+ gone `));
  });

  it('when somebody waits, then a line tells how it stands until it is given, or that it was refused', async () => {
    const screen = aScreen(true);
    const waits = stage.cli('maya', ['request', 'aws', 'read', '--for', '2h'], { stderr: screen.stream });
    await until(() => Promise.resolve(/REQ-\w+ .*pending approval/.test(screen.written())));
    const [id = ''] = /REQ-\w+/.exec(screen.written()) ?? [];
    expect(screen.written()).toContain(`${stage.url}/requests/${id}\n`);
    await until(() => Promise.resolve(screen.written().includes('\r\u001b[2K')));
    await cli('ada', 'approve', id);
    expect(await waits).toMatchObject({ exit: 0, out: expect.stringMatching(`^${id} active: .+, ends .+\n`) });
    const refused = stage.cli('maya', ['request', 'aws', 'key', '--for', '2h'], { stderr: aScreen().stream });
    await until(async () => (await cli('ada', 'list', '--tab', 'open')).out.includes('Production/key'));
    const [other = ''] = /REQ-\w+(?=.+Production\/key)/.exec((await cli('ada', 'list', '--tab', 'open')).out) ?? [];
    await cli('ada', 'reject', other, '--comment', 'ask for read');
    expect(await refused).toMatchObject({ exit: 1, out: expect.stringContaining('by ada: ask for read\n') });
  });

  it('when a lease is extended, then that waits for a decision of its own, and applies to the lease', async () => {
    const id = await asked('longer');
    expect([(await cli('maya', 'remind', id)).exit, (await cli('maya', 'remind', id)).exit]).toEqual([0, 1]);
    await cli('ada', 'approve', id);
    await isGiven(id);
    const extended = cli('maya', 'extend', id, '--for', '4h', '--reason', 'it takes longer');
    const open = async () => (await cli('ada', 'list', '--tab', 'open')).out;
    await until(async () => /Production\/longer/.test(await open()));
    const [extension = ''] = /REQ-\w+(?=.+Production\/longer)/.exec(await open()) ?? [];
    expect(extension).not.toBe(id);
    await cli('ada', 'approve', extension);
    const { exit, out, err } = await extended;
    expect([exit, out]).toEqual([
      0,
      expect.stringMatching(
        `^${extension} ended: maya asks to extend Production/longer until .+, applied to the lease\n`,
      ),
    ]);
    expect(err).toContain('waits for ada (app owner)');
    expect((await cli('maya', 'show', id)).out).toMatch(/ends .+ \(in 11 h 5\d m\)/);
    expect(await cli('maya', 'end', id)).toMatchObject({ exit: 0, out: expect.stringContaining('proven gone') });
    // What is proven stands in the record a moment before the workflow that had it proven hears of it.
    await until(async () => !(await cli('maya', 'retry', id)).err.includes('It is now: ending'));
    expect(await cli('maya', 'retry', id)).toMatchObject({ exit: 1, err: expect.stringContaining('It is now: ended') });
  });

  it('when the answer is for a machine, then it is what the API says, byte for byte of its meaning, and nothing else', async () => {
    const id = await asked('late', '--reason', HOSTILE);
    const { body } = await stage.http.call<{ reason: string }>('maya', 'GET', `/requests/${id}`);
    const shown = await cli('maya', 'show', id, '--json');
    expect(JSON.parse(shown.out)).toEqual(body);
    expect(body.reason).toBe(HOSTILE);
    expect(shown).toMatchObject({ exit: 0, err: '' });
    expect(shown.out).not.toMatch(STEERING);
    const refused = await cli('maya', 'approve', id, '--json');
    expect(refused).toMatchObject({ exit: 1, err: '' });
    expect(JSON.parse(refused.out)).toMatchObject({ code: 'own_request', status: 403 });
  });

  it('when what people wrote would steer a terminal, then it is shown without what does', async () => {
    const id = await asked('asked', '--reason', HOSTILE);
    for (const typed of [['show', id], ['list'], ['approve', id, '--comment', '\u001b]0;title\u0007fine']]) {
      const { out, exit } = await cli('ada', ...typed);
      expect(exit).toBe(0);
      expect(out).not.toMatch(STEERING);
      expect(out).not.toMatch(/^REQ-0{10}/m);
    }
    expect((await cli('ada', 'show', id)).out).toContain(
      'Why      שלום 👩‍💻 redevil\n           REQ-0000000000 active\n',
    );
  });

  it('when Ctrl-C is pressed while waiting, then the request goes on, and it says so', async () => {
    const { child, ended } = stage.start('maya', 'request', 'aws', 'live', '--for', '1h');
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await until(() => Promise.resolve(said.includes('pending approval: waits for ada')));
    child.kill('SIGINT');
    const { exit, out, err } = await ended;
    const [id = ''] = /REQ-\w+/.exec(err) ?? [];
    expect([exit, out]).toEqual([130, '']);
    expect(err).toContain(`${id} goes on, nobody waits here any more`);
    expect((await cli('maya', 'show', id)).out).toContain('pending approval');
    expect((await cli('maya', 'cancel', id)).out).toContain(`${id} cancelled`);
  });

  it('when something is done by hand, then who does it sees it, hands it on, and says that it is done', async () => {
    const grant = ['grant', mail('maya'), 'office', 'door', '--for', '1d', '--no-wait'];
    expect(await cli('ada', ...grant)).toMatchObject({ exit: 3, out: '' });
    expect(await cli('root', ...grant)).toMatchObject({
      exit: 0,
      out: expect.stringContaining('root grants Office/door'),
    });
    await until(async () => (await cli('sam', 'tasks', 'list')).out.includes('provision'));
    const [task = ''] = /tsk_\w+/.exec((await cli('sam', 'tasks', 'list')).out) ?? [];
    expect((await cli('sam', 'tasks', 'reassign', task, mail('ada'))).exit).toBe(0);
    const done = await cli('ada', 'tasks', 'complete', task, '--comment', 'door 4');
    expect(done).toMatchObject({
      exit: 0,
      out: expect.stringMatching(`^${task} completed: provision Office/door for maya`),
    });
    expect(await cli('ada', 'tasks', 'refuse', task, '--reason', 'no')).toMatchObject({ exit: 1 });
    expect(await cli('maya', 'tasks', 'list')).toMatchObject({ exit: 0, out: '', err: 'No tasks.\n' });
  });

  it('when pieces are missing at a terminal, then they are asked for, shown as a whole, and sent when agreed', async () => {
    const who = somebodyWhoSays('aws', ['picked'], 'member', 'Wing B', '3h', 'to look around', true);
    const made = await stage.cli('maya', ['request', '--no-wait'], { prompts: who.prompts });
    expect(made).toMatchObject({
      exit: 0,
      out: expect.stringContaining('asks for Production/picked (member) for 3 hours'),
    });
    expect(made.err).toContain('1 person is asked');
    expect(who.questions[0]).toContain('office Office');
    expect(who.questions.slice(2, 4)).toEqual(['Which level of picked?\nmember member', 'Which wing?']);
    const [id = ''] = /REQ-\w+/.exec(made.out) ?? [];
    const approver = somebodyWhoSays(id);
    const approved = await stage.cli('ada', ['approve'], { prompts: approver.prompts });
    expect(approved).toMatchObject({ exit: 0, out: expect.stringContaining(id) });
    expect(approver.questions[0]).toContain(`${id}  maya asks for Production/picked`);
    const nobody = somebodyWhoSays('aws', ['picked'], 'member', undefined);
    const left = await stage.cli('maya', ['request'], { prompts: nobody.prompts });
    expect(left).toMatchObject({ exit: 130, out: '', err: 'Interrupted. Nothing was sent.\n' });
    expect(await cli('maya', 'request')).toMatchObject({ exit: 2, out: '' });
  });

  it('when it may not be, is not there or is not understood, then it says so and ends accordingly', async () => {
    expect(await cli('sam', 'show', 'REQ-0000000000')).toMatchObject({ exit: 1, err: '✕ There is no such request.\n' });
    expect(await cli('sam', 'show', '../me')).toMatchObject({ exit: 1, out: '' });
    const strange = { environment: { url: stage.url, token: 'lsh_of_nobody_that_is_known', configFolder: stage.home } };
    const unknown = await stage.cli('sam', ['list'], strange);
    expect(unknown).toMatchObject({ exit: 3, out: '' });
    expect(unknown.err).toContain('To sign in: leasehold login');
    const wrong = await cli('maya', 'request', 'aws', 'deploy', '--for', 'soon', '--no-wait');
    expect(wrong).toMatchObject({ exit: 2, err: expect.stringContaining('--for must be a length such as 90m') });
    expect(await cli('maya', 'request', 'aws', 'deploy', '--until', 'soon')).toMatchObject({ exit: 2 });
    expect(await cli('maya', 'shwo')).toMatchObject({ exit: 2, err: expect.stringContaining('Did you mean show?') });
  });
});
