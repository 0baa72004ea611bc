import type { Request } from '../../domain/request/request.ts';
import type { PersonId } from '../../domain/ids.ts';
import * as said from '../../domain/telling/say-deciders.ts';
import { voiceIn } from './voice.ts';

export function nameIn(request: Request, id: PersonId): string {
  return said.nameIn(request, id, voiceIn(request.lease.zone));
}

export function whoDecides(request: Request): string | undefined {
  return said.whoDecides(request, voiceIn(request.lease.zone));
}

export function decideBy(request: Request, zone: string): string {
  return said.decideBy(request, voiceIn(zone));
}
