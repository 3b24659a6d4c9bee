import type { SlackDelivery } from "./delivery.ts";
import type { SlackFaults } from "./faults.ts";
import type { SlackOauth } from "./oauth.ts";
import type { SlackRates } from "./rates.ts";
import type { Workspace } from "./workspace.ts";

/** The app's side as Slack's settings page has it. */
export interface SlackAppSettings {
  readonly appId: string;
  readonly signingSecret: string;
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Hosts whose links are shown with a preview. */
  readonly unfurlDomains: readonly string[];
  readonly scopes: readonly string[];
}

/** What every part of the stand-in works with. */
export interface SlackContext {
  readonly workspace: Workspace;
  readonly app: SlackAppSettings;
  readonly rates: SlackRates;
  readonly faults: SlackFaults;
  readonly oauth: SlackOauth;
  readonly delivery: SlackDelivery;
  /** Tokens that were valid once. */
  readonly revoked: Set<string>;
  /** Calls of the Web API in order, without tokens: what a test looks at. */
  readonly calls: { readonly method: string; readonly args: Readonly<Record<string, unknown>>; readonly at: number }[];
  /** Ends every Socket Mode connection: with Slack's word of warning, or without. */
  dropSockets(how: "asked" | "cut"): void;
  now(): number;
  /** Where people and the app reach the stand-in, without a trailing slash. */
  publicUrl(): string;
  /** A fresh address for one Socket Mode connection. */
  socketUrl(): string;
}
