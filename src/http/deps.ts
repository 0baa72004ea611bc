import type { Hono } from 'hono';
import type { Calendar } from '../domain/lease/calendar.ts';
import type { Clock, Ids, Keys } from '../ports/environment.ts';
import type { IsSigned } from '../ports/order-store.ts';
import type { OrganisationFiles } from '../ports/organisation-files.ts';
import type { Address, RequestGateway } from '../ports/request-gateway.ts';
import type { SlackInstaller } from '../ports/slack-installer.ts';
import type { SignInProvider } from '../ports/sign-in-provider.ts';
import type { Store } from '../ports/store.ts';
import type { GrantedRole } from '../domain/people/person.ts';
import type { Attest } from '../use-cases/tasks/deps.ts';
import type { RateLimit } from './auth/rate-limit.ts';

/** Something without which requests cannot be served: named, and asked at `/readyz`. */
export interface ReadinessCheck {
  readonly name: string;
  readonly ask: () => Promise<void>;
}

/** How people reach the pages. */
export interface WebSettings {
  readonly publicUrl: string | undefined;
  /** Anybody on this machine may sign in as anybody of the demo: never beyond it. */
  readonly demoSignIn: boolean;
  /** Absent: nobody signs in by it. */
  readonly provider?: SignInProvider | undefined;
  /** Of its groups, for as long as somebody is signed in. */
  readonly roles?: { readonly [group: string]: GrantedRole } | undefined;
}

export interface HttpDeps {
  readonly store: Store;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly gateway: RequestGateway;
  readonly files: OrganisationFiles;
  readonly attest: Attest;
  readonly isSigned: IsSigned;
  readonly calendarOf: (zone: string) => Calendar;
  /** Absent: nobody is counted. */
  readonly rateLimit?: RateLimit | undefined;
  readonly web: WebSettings;
  /** Absent: nobody is reached in Slack. */
  readonly slack?: { readonly routes: Hono; readonly installer: SlackInstaller } | undefined;
  /** How people are told, if in any way. Requests go on without: readiness does not depend on them. */
  readonly ways?: readonly ReadinessCheck[] | undefined;
  /** Whom mails are from; absent: none are sent. */
  readonly mailFrom?: string | undefined;
  readonly version: string;
  /** Of the workflow that has a request, in Temporal UI. */
  readonly workflowUrl: ((request: Address) => string) | undefined;
  /** Of all workflows there; absent where nobody said where that is. */
  readonly temporalUrl?: string | undefined;
  /** Whether this server has been given a secret of that name; absent: it cannot know. */
  readonly hasSecret?: ((name: string) => boolean) | undefined;
  readonly checks: readonly ReadinessCheck[];
  /** Given, and over: streams end, so that a server can stop. */
  readonly stopping?: AbortSignal | undefined;
  readonly reportError: (error: unknown, path: string) => void;
}
