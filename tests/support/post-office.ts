import type { Person } from '../../src/domain/people/person.ts';
import type { Says } from '../../src/domain/telling/says.ts';
import type { WayName } from '../../src/domain/telling/choices.ts';
import type { Place } from '../../src/ports/message-store.ts';
import { type Letter, type Letterbox, type Way, WayError, type WayTrouble } from '../../src/ports/way.ts';

export interface Posted {
  readonly key: string;
  readonly to: string;
  readonly place: Place;
  readonly under: Place | undefined;
  /** Each as it was said, the last one stands. */
  readonly said: Says[];
}

/** What goes wrong with the next call, if anything. `answer_lost`: it is done, and nobody says so. */
export type Weather = () => WayTrouble | 'answer_lost' | undefined;

interface Given {
  readonly name?: WayName;
  readonly shared?: readonly Letterbox[];
  readonly reaches?: (person: Person) => boolean;
}

/** A way in the words of the port that loses, refuses and forgets as it is told to; in it everything can be looked at. */
export function aPostOffice({ name = 'slack', shared = [], reaches = () => true }: Given = {}) {
  const posted: Posted[] = [];
  const gone = new Set<string>();
  let weather: Weather = () => undefined;

  const standing = () => new Map(posted.filter(({ place }) => !gone.has(place.ts)).map((one) => [one.key, one]));

  function call<T>(work: () => T): Promise<T> {
    const trouble = weather();
    if (trouble !== undefined && trouble !== 'answer_lost') return Promise.reject(new WayError(trouble, trouble));
    try {
      const done = work();
      return trouble === undefined ? Promise.resolve(done) : Promise.reject(new WayError('unknown', 'no answer'));
    } catch (error) {
      return Promise.reject(error as WayError);
    }
  }

  const at = (place: Place | undefined): Posted => {
    const found = posted.find((one) => one.place.ts === place?.ts);
    if (found === undefined || gone.has(found.place.ts)) throw new WayError('message_gone', 'no such message');
    return found;
  };

  function post({ key, to, says, under }: Letter): Place {
    if (under !== undefined) at(under);
    const place = { workspaceId: to.workspaceId ?? '', channel: to.address, ts: `${posted.length + 1}` };
    posted.push({ key, to: to.address, place, under, said: [says] });
    return place;
  }

  const way = wayOf({ name, shared, reaches }, { call, at, post, placeOf: (key) => standing().get(key)?.place });
  return {
    ...{ way, posted },
    /** It is deleted: it can be seen and changed no more. */
    remove: (key: string) => void gone.add(standing().get(key)?.place.ts ?? ''),
    /** What stands, by key. */
    standing,
    setWeather: (next: Weather) => {
      weather = next;
    },
  };
}

export type PostOffice = ReturnType<typeof aPostOffice>;

/** All but the moment at which it is looked at. */
function digest({ scene, readers, ...what }: Says): string {
  const { now: _, ...rest } = 'request' in scene ? { ...scene, request: { ...scene.request, asOf: 0 } } : scene;
  return JSON.stringify({ rest, who: readers.map(({ person }) => person.id), what });
}

interface Desk {
  readonly call: <T>(work: () => T) => Promise<T>;
  readonly at: (place: Place | undefined) => Posted;
  readonly post: (letter: Letter) => Place;
  readonly placeOf: (key: string) => Place | undefined;
}

function wayOf({ name, shared, reaches }: Required<Given>, { call, at, post, placeOf }: Desk): Way {
  return {
    ...{ name, showsState: name === 'slack' },
    letterboxOf: async (person) => (reaches(person) ? { workspaceId: 'T1', address: person.id } : undefined),
    sharedLetterboxes: async () => shared,
    digestOf: digest,
    post: (letter) => call(() => post(letter)),
    change: (place, says) => call(() => void at(place).said.push(says)),
    find: ({ key }) => call(() => placeOf(key)),
  };
}
