import type { Clock } from "../core/kernel/clock.ts";
import type { Platform } from "../core/kernel/ports/social-platform.ts";
import { type Journal, openJournal } from "./journal.ts";
import type {
  Callback,
  Fault,
  SandboxAccount,
  SandboxEvent,
  SandboxInvoice,
  SandboxPayout,
  SandboxPost,
} from "./model.ts";

/**
 * Everything the stand-ins know, in memory, rebuilt from the journal at start. `commit` is the only way to change it:
 * journal first, then memory, then the reply.
 */
export class SandboxState {
  readonly accounts = new Map<string, SandboxAccount>();
  readonly #accountByToken = new Map<string, SandboxAccount>();
  readonly posts = new Map<string, SandboxPost>();
  readonly #postIdsOf = new Map<string, string[]>();
  readonly payouts = new Map<string, SandboxPayout>();
  readonly #payoutIdsByReference = new Map<string, string[]>();
  readonly idempotency = new Map<string, { bodyHash: string; payoutId: string }>();
  readonly invoices = new Map<string, SandboxInvoice>();
  readonly callbacks = new Map<string, Callback>();
  readonly faults = new Map<string, Fault>();
  readonly #journal: Journal;

  constructor(
    stateDir: string,
    readonly clock: Clock,
  ) {
    this.#journal = openJournal(stateDir, (event) => this.#apply(event));
  }

  commit(event: SandboxEvent): void {
    this.#journal.append(event);
    this.#apply(event);
  }

  close(): void {
    this.#journal.close();
  }

  account(platform: Platform, externalId: string): SandboxAccount | undefined {
    return this.accounts.get(accountKey(platform, externalId));
  }

  accountByToken(platform: Platform, token: string): SandboxAccount | undefined {
    const account = this.#accountByToken.get(token);
    return account?.platform === platform ? account : undefined;
  }

  /** Posts of an account, newest first; deleted ones only when asked for, future ones never. */
  postsOf(account: SandboxAccount, withDeleted = false): SandboxPost[] {
    const now = this.clock.now().getTime();
    return (this.#postIdsOf.get(accountKey(account.platform, account.externalId)) ?? [])
      .flatMap((key) => this.posts.get(key) ?? [])
      .filter((post) => (withDeleted || post.deletedAt === undefined) && Date.parse(post.publishedAt) <= now)
      .sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt) || (a.id < b.id ? 1 : -1));
  }

  /** How many posts this account ever had: part of the next post's id, so ids never repeat. */
  postCountEver(account: SandboxAccount): number {
    return this.#postIdsOf.get(accountKey(account.platform, account.externalId))?.length ?? 0;
  }

  post(platform: Platform, id: string): SandboxPost | undefined {
    return this.posts.get(`${platform}:${id}`);
  }

  postByCode(platform: Platform, code: string): SandboxPost | undefined {
    for (const post of this.posts.values()) if (post.platform === platform && post.code === code) return post;
    return undefined;
  }

  payoutsByReference(referenceId: string): SandboxPayout[] {
    return (this.#payoutIdsByReference.get(referenceId) ?? []).flatMap((id) => this.payouts.get(id) ?? []);
  }

  #apply(event: SandboxEvent): void {
    switch (event.type) {
      case "account":
        this.#applyAccount(event.account);
        return;
      case "post": {
        const key = `${event.post.platform}:${event.post.id}`;
        if (!this.posts.has(key)) pushTo(this.#postIdsOf, accountKey(event.post.platform, event.post.accountId), key);
        this.posts.set(key, event.post);
        return;
      }
      case "payout_created":
        this.payouts.set(event.payout.id, event.payout);
        pushTo(this.#payoutIdsByReference, event.payout.referenceId, event.payout.id);
        this.idempotency.set(event.idempotency.key, event.idempotency);
        break;
      case "payout_moved": {
        const payout = this.payouts.get(event.id);
        if (!payout) throw new Error(`sandbox: payout ${event.id} moved before it was created`);
        this.payouts.set(event.id, {
          ...payout,
          status: event.status,
          failureCode: event.failureCode,
          updatedAt: event.at,
          history: [...payout.history, { status: event.status, at: event.at }],
        });
        break;
      }
      case "invoice":
        this.invoices.set(event.invoice.id, event.invoice);
        break;
      case "callback":
        break;
      case "fault":
        if (event.fault.times > 0) this.faults.set(event.fault.id, event.fault);
        else this.faults.delete(event.fault.id);
        return;
    }
    if (event.callback) this.callbacks.set(event.callback.id, event.callback);
  }

  #applyAccount(account: SandboxAccount): void {
    const key = accountKey(account.platform, account.externalId);
    const before = this.accounts.get(key);
    if (before) this.#accountByToken.delete(before.accessToken);
    this.accounts.set(key, account);
    this.#accountByToken.set(account.accessToken, account);
  }
}

function pushTo(index: Map<string, string[]>, key: string, value: string): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}

function accountKey(platform: Platform, externalId: string): string {
  return `${platform}:${externalId}`;
}
