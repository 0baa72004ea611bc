import type { GrantedRole } from '../domain/people/person.ts';
import type { Secret } from './secret.ts';

/** What an installation is told from outside; everything else is data in its database. */
export interface Config {
  /** Where an embedded installation keeps its state. Absolute. */
  readonly home: string;
  readonly demo: boolean;
  /** `leasehold.yaml` or a folder of CSV files, imported when the database is empty. */
  readonly organisationFile: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl: string | undefined;
    /** By one token, or by one address without a token. */
    readonly callsPerMinute: number;
  };
  /** Absent: nobody signs in by browser, but in the demo. */
  readonly oidc: OidcConfig | undefined;
  /** Absent: nobody is reached in Slack. */
  readonly slack: SlackConfig | undefined;
  /** Absent: nobody is sent mail. */
  readonly mail: MailConfig | undefined;
  readonly database: DatabaseConfig;
  readonly temporal: TemporalConfig;
  /** Root of all keys. Absent: an embedded installation keeps a generated one in its home. */
  readonly secret: Secret | undefined;
  /** What connectors need and no database holds, by name: `LEASEHOLD_SECRET_<NAME>`. */
  readonly connectorSecrets: { readonly [name: string]: Secret };
}

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: a public client, which has PKCE alone. */
  readonly clientSecret: Secret | undefined;
  /** What people call the provider. */
  readonly name: string;
  readonly scopes: string;
  readonly trustsEmail: boolean;
  /** Its word for when somebody proved who they are counts. */
  readonly provesAnew: boolean;
  readonly rolesClaim: string;
  /** Of groups that the provider names. */
  readonly roles: { readonly [group: string]: GrantedRole };
}

export interface SlackConfig {
  /** Of Slack itself: `https://slack.com`. */
  readonly url: string;
  /** Slack calls this server, and signs it; absent: only Socket Mode. */
  readonly signingSecret: Secret | undefined;
  /** With it, Leasehold asks Slack for its calls. */
  readonly appToken: Secret | undefined;
  /** For one workspace that is not installed from Settings. */
  readonly botToken: Secret | undefined;
  /** With it, workspaces are installed from Settings. */
  readonly client: { readonly id: string; readonly secret: Secret } | undefined;
}

export interface MailConfig {
  readonly url: Secret;
  readonly from: string;
}

export type DatabaseConfig =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: Secret };

export type TemporalConfig =
  | { readonly kind: 'embedded'; readonly port: number; readonly uiPort: number; readonly namespace: string }
  | {
      readonly kind: 'remote';
      readonly address: string;
      readonly namespace: string;
      readonly uiUrl: string | undefined;
      readonly tls: TemporalTls | undefined;
      readonly apiKey: Secret | undefined;
    };

export interface TemporalTls {
  readonly caFile: string | undefined;
  readonly certFile: string | undefined;
  readonly keyFile: string | undefined;
  readonly serverName: string | undefined;
}
