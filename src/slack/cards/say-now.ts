import type { Request } from '../../domain/request/request.ts';
import * as said from '../../domain/telling/say-now.ts';
import { voiceIn } from './voice.ts';

export function now(request: Request, zone: string): string {
  return said.now(request, voiceIn(zone));
}

export function given(request: Request, zone: string): string {
  return said.given(request, voiceIn(zone));
}

export function ending(request: Request, zone: string): string | undefined {
  return said.ending(request, voiceIn(zone));
}

export function failures(request: Request): string | undefined {
  return said.failures(request, voiceIn(request.lease.zone));
}
