import type { z } from "zod";
import { defineForm } from "../usecase/form.ts";
import { CHANNEL_CODES, channelName } from "./channels.ts";
import { setPayoutAccount } from "./set-payout-account.ts";

const { shape } = setPayoutAccount.input;
const field = (name: "channelCode" | "accountNumber" | "holderName"): z.ZodType => {
  const schema = shape[name];
  if (!schema) throw new Error(`payouts.set_account has no ${name}`);
  return schema as z.ZodType;
};

/** Where an influencer is paid. The use case asks for its own confirmation, so there is no overview before it. */
export const payoutAccountForm = defineForm({
  id: "payouts.account",
  version: 1,
  title: (p) => p.t("payments.form.title"),
  submit: "payouts.set_account",
  review: false,
  private: true,
  command: { id: "rekening", en: "account", about: "payments.form.about", rank: 40 },
  steps: [
    {
      key: "channelCode",
      kind: "choice",
      schema: field("channelCode"),
      label: (p) => p.t("payments.ask.channel"),
      ask: (p) => p.t("payments.form.ask_channel"),
      options: () => CHANNEL_CODES.map((value) => ({ value, label: channelName(value) })),
    },
    {
      key: "accountNumber",
      kind: "text",
      schema: field("accountNumber"),
      label: (p) => p.t("payments.ask.number"),
      ask: (p) => p.t("payments.form.ask_number"),
      secret: true,
    },
    {
      key: "holderName",
      kind: "text",
      schema: field("holderName"),
      label: (p) => p.t("payments.ask.holder"),
      ask: (p) => p.t("payments.form.ask_holder"),
    },
  ],
});
