import { dotted } from '../../blocks/blocks.ts';
import { option, type Option } from '../../blocks/elements.ts';
import { harmlessLine } from '../../blocks/escape.ts';
import { cut } from '../../limits/cut.ts';
import { PUBLISHED } from '../../limits/published.ts';
import type { Requestable } from '../../../use-cases/access/find-requestable.ts';
import { absolute } from '../../../time/say-moment.ts';

/** What is so of it already, or else what it is: `Has access until Fri 28 Nov 2026, 18:00 CET`, `Pending`, `role · high risk`. */
export function badge({ held, pending, entitlement }: Requestable, zone: string): string {
  const { kind, risk } = entitlement;
  const end = held?.until === undefined ? '' : ` until ${absolute(held.until, zone)}`;
  const level = held?.level === undefined ? '' : ` as ${held.level}`;
  const has = held === undefined ? undefined : `Has access${level}${end}`;
  const open = pending === undefined ? undefined : 'Pending';
  return dotted([has, open]) || `${kind} · ${risk} risk`;
}

export function thingOption(thing: Requestable, zone: string, withApp: boolean): Option {
  const name = withApp ? `${thing.entitlement.name} · ${thing.app.name}` : thing.entitlement.name;
  return named(name, thing.entitlement.id, badge(thing, zone));
}

/** What people call something, so that Slack takes it wherever it is offered: what is searched for passes no guard. */
export function named(name: string, id: string, description?: string): Option {
  const label = fitting(name);
  const more = fitting(description ?? '');
  return option(label === '' ? id : label, id, more === '' ? {} : { description: more });
}

function fitting(text: string): string {
  return cut(harmlessLine(text), PUBLISHED.option);
}
