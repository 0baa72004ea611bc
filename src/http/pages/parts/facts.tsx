import type { FC } from 'hono/jsx';
import { saidWith, sayActor, sayChanges, sayDoor, sayFact } from '../../../domain/audit/say-fact.ts';
import type { AuditFact } from '../../../domain/audit/fact.ts';
import { isId } from '../../../domain/ids.ts';

export type Names = ReadonlyMap<string, string>;

/** What happened, and what was said with it. */
export const What: FC<{ fact: AuditFact }> = ({ fact }) => {
  const [said, changes] = [saidWith(fact), sayChanges(fact)];
  return (
    <>
      {sayFact(fact)}
      {said === undefined ? null : <q dir="auto">{said}</q>}
      {changes === undefined ? null : (
        <span class="quiet" dir="auto">
          : {changes}
        </span>
      )}
    </>
  );
};

/** Who did it, through which door, and how sure it is that it was them. */
export const Who: FC<{ fact: AuditFact; names: Names }> = ({ fact, names }) => (
  <>
    <bdi>{sayActor(fact.actor, (id) => names.get(id) ?? id)}</bdi> <span class="quiet">· {sayDoor(fact)}</span>
  </>
);

const PAGES = { request: '/requests', person: '/people', app: '/apps', task: '/tasks' } as const;

/** What it is about, by its name where it has one, and its page where there is one. */
export const Subject: FC<{ of: string; names: Names }> = ({ of, names }) => {
  const id = of.slice(of.indexOf(':') + 1);
  const kind = (Object.keys(PAGES) as (keyof typeof PAGES)[]).find((one) => isId(one, id));
  const name = names.get(id) ?? of;
  if (kind === undefined) return <bdi title={of}>{name}</bdi>;
  return (
    <a href={`${PAGES[kind]}/${id}`} title={of}>
      <bdi>{kind === 'request' || kind === 'task' ? id : name}</bdi>
    </a>
  );
};
