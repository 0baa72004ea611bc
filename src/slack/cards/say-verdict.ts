import type { Request } from '../../domain/request/request.ts';
import * as said from '../../domain/telling/say-verdict.ts';
import { voiceIn } from './voice.ts';

export function verdict(request: Request, zone: string): string | undefined {
  return said.verdict(request, voiceIn(zone));
}

export function approvedSoFar(request: Request): string | undefined {
  return said.approvedSoFar(request, voiceIn(request.lease.zone));
}
