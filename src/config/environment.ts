import { randomBytes } from 'node:crypto';
import { idFromBytes } from '../domain/ids.ts';
import type { Clock, Ids } from '../ports/environment.ts';

export const systemClock: Clock = { now: () => Date.now() };

export const randomIds: Ids = { newId: (kind) => idFromBytes(kind, randomBytes(10)) };
