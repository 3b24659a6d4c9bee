/** What the REST door answers of the journey's things, as far as its tests look. */
export interface Campaign {
  readonly campaignId: string;
  readonly name: string;
  readonly status: string;
  readonly budgetMinor: number;
  readonly missing: readonly string[];
  readonly approvedBy: string | null;
  readonly brief: { readonly mandatoryHashtags: readonly string[]; readonly mandatoryCta: string } | null;
}

export interface Collaboration {
  readonly collaborationId: string;
  readonly influencerName: string;
  readonly status: string;
  readonly compensationMinor: number;
  readonly commissionMinor: number;
  readonly netMinor: number;
  readonly pieces: { readonly total: number };
}

export interface Post {
  readonly postId: string;
  readonly status: string;
  readonly version: number;
  readonly contentHash: string;
  readonly grossMinor: number;
  readonly commissionMinor: number;
  readonly netMinor: number;
  readonly checks: readonly { readonly key: string; readonly status: string }[];
  readonly reviews: readonly { readonly version: number; readonly decision: string; readonly by: string }[];
}

export interface Wallet {
  readonly availableMinor: number;
  readonly heldMinor: number;
  readonly commissionMinor: number;
  readonly earnedMinor: number;
}

export interface Payout {
  readonly payoutId: string;
  readonly status: string;
  readonly netMinor: number;
}
