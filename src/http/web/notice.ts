/** What came of a click, by its name in the address: nobody can make a page of ours say something else by a link. */
const NOTICES = {
  recorded: 'Recorded; not applied yet. It takes effect when a worker is back. Nothing has to be repeated.',
  submitted: 'Submitted.',
  granted: 'Granted. It is being given now.',
  approved: 'Approved.',
  rejected: 'Rejected.',
  cancelled: 'Cancelled.',
  ended: 'Ending: it is being taken back, and proven gone.',
  asked: 'Asked. The decide-by clock stands still until it is answered.',
  answered: 'Answered.',
  reminded: 'Reminded.',
  retried: 'Trying again.',
  saved: 'Saved.',
  done: 'Done.',
  passed_on: 'Noted. Whoever waits for it is told.',
  applied: 'Applied. It holds from now on; open requests keep the flow they were submitted with.',
  handed_over: 'Handed over.',
  removed: 'Removed.',
  added_to_slack: 'Leasehold is in this workspace now. Say where it speaks.',
  offboarded: 'They have left: everything they hold is being taken back.',
  frozen: 'Frozen: nothing is given until it is unfrozen; takings go on.',
  unfrozen: 'Giving again; what waited is given now.',
  revoked: 'Revoked. It is worth nothing from now on.',
  signed_out: 'Signed out there.',
  pause_proposed: 'Proposed. It holds once another admin says the same.',
  paused: 'Paused. Nothing is taken back until then.',
  resumed: 'Takings go on.',
} as const;

export type Notice = keyof typeof NOTICES;

export function noticeOf(name: string | undefined): string | undefined {
  return name !== undefined && Object.hasOwn(NOTICES, name) ? NOTICES[name as Notice] : undefined;
}

export function withNotice(path: string, name: Notice): string {
  return `${path}${path.includes('?') ? '&' : '?'}did=${name}`;
}
