import type { DomainModule } from "../usecase/module.ts";
import { payoutAccountForm } from "./account-form.ts";
import { beginPayout } from "./begin-payout.ts";
import { checkLedger } from "./check-ledger-job.ts";
import { createDeposit } from "./create-deposit.ts";
import { getPayout } from "./get-payout.ts";
import { listPayouts } from "./list-payouts.ts";
import { listStatement } from "./list-statement.ts";
import { paymentsLocale } from "./locale.ts";
import {
  accountChanged,
  accountNeeded,
  depositPaid,
  payoutConfirmed,
  payoutConfirmedForBrand,
  payoutFailed,
  payoutFailedForBrand,
  payoutRequested,
  payoutReversed,
  payoutReversedForBrand,
  payoutSubmitted,
} from "./notifications.ts";
import { preparePayout } from "./prepare-payout.ts";
import { readPayoutWork } from "./read-payout-work.ts";
import { receiveProviderEvent } from "./receive-provider-event.ts";
import { recordDepositPaid } from "./record-deposit-paid.ts";
import { recordPayout } from "./record-payout.ts";
import { sendPayout } from "./send-payout-job.ts";
import { setPayoutAccount } from "./set-payout-account.ts";
import { settleDeposit } from "./settle-deposit-job.ts";
import { showWallet } from "./show-wallet.ts";
import { verifyLedger } from "./verify-ledger.ts";

export const paymentsModule: DomainModule = {
  name: "payments",
  useCases: [
    showWallet,
    listStatement,
    createDeposit,
    recordDepositPaid,
    listPayouts,
    getPayout,
    setPayoutAccount,
    readPayoutWork,
    preparePayout,
    beginPayout,
    recordPayout,
    receiveProviderEvent,
    verifyLedger,
  ],
  notifications: [
    depositPaid,
    accountNeeded,
    accountChanged,
    payoutRequested,
    payoutSubmitted,
    payoutConfirmed,
    payoutConfirmedForBrand,
    payoutFailed,
    payoutFailedForBrand,
    payoutReversed,
    payoutReversedForBrand,
  ],
  jobs: [settleDeposit, sendPayout, checkLedger],
  forms: [payoutAccountForm],
  locales: paymentsLocale,
};

export { netOf, placeHold, voidHold, walletOf } from "./ledger.ts";
export { type RequestedPayout, releaseAndPay } from "./release-and-pay.ts";
export { violationsOf } from "./verify-ledger.ts";
