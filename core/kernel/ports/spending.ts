/** Tokens of one call of a model. */
interface TokenCounts {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
}

/** For whom a model is called. */
export interface Payer {
  /** The organization; for an influencer, who belongs to none, the influencer. */
  readonly tenant: string;
  /** The member or influencer; undefined where the house acts by itself. */
  readonly person?: string;
}

/** One call of a model that is about to be made. */
export interface PlannedCall extends Payer {
  readonly turnId?: string;
  /** What it is for: `chat`, `campaign_brief`. */
  readonly task: string;
  readonly model: string;
  /** The most it can cost, in millionths of a US dollar. */
  readonly estimateMicros: bigint;
}

/** What was set aside for one call. Without an end the estimate stays counted: too dear rather than free. */
export interface Reservation {
  settle(spent: { readonly model: string; readonly tokens: TokenCounts; readonly costMicros: bigint }): Promise<void>;
  /** The call never reached the model. */
  release(): Promise<void>;
}

/** What models cost and may cost; amounts are millionths of a US dollar. Absent where nothing is counted (tests, demo data). */
export interface Spending {
  /**
   * Sets the estimate aside in the step that looks at the budget, so that calls at the same moment cannot overrun one
   * together. Throws AppError `budget_exceeded` when the payer's budget, or their organization's, is used up.
   */
  reserve(call: PlannedCall): Promise<Reservation>;
  /** Whether this person has not been told yet today that their budget is used up; true once a day. */
  firstNoticeToday(payer: Payer): Promise<boolean>;
}
