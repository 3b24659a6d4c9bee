import type { AskField } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";

/** Indonesian banks and e-wallets by their provider code (Xendit's names), as people call them. */
const CHANNELS = {
  ID_BCA: "BCA",
  ID_MANDIRI: "Mandiri",
  ID_BRI: "BRI",
  ID_BNI: "BNI",
  ID_BSI: "BSI",
  ID_CIMB: "CIMB Niaga",
  ID_PERMATA: "Permata",
  ID_DANAMON: "Danamon",
  ID_BTN: "BTN",
  ID_JAGO: "Bank Jago",
  ID_SEABANK: "SeaBank",
  ID_GOPAY: "GoPay",
  ID_OVO: "OVO",
  ID_DANA: "DANA",
  ID_SHOPEEPAY: "ShopeePay",
  ID_LINKAJA: "LinkAja",
} as const;

export type ChannelCode = keyof typeof CHANNELS;
export const CHANNEL_CODES = Object.keys(CHANNELS) as [ChannelCode, ...ChannelCode[]];

/** `BCA` for `ID_BCA`; a code we no longer know is shown as it is. */
export function channelName(code: string): string {
  return code in CHANNELS ? CHANNELS[code as ChannelCode] : code;
}

/** The short form behind every "add your account" button. */
export function accountForm(p: Presenter): AskField[] {
  return [
    {
      name: "channelCode",
      label: p.t("payments.ask.channel"),
      kind: "choice",
      choices: CHANNEL_CODES.map((code) => ({ value: code, label: CHANNELS[code] })),
      required: true,
    },
    { name: "accountNumber", label: p.t("payments.ask.number"), kind: "text", required: true, maxLength: 30 },
    { name: "holderName", label: p.t("payments.ask.holder"), kind: "text", required: true, maxLength: 100 },
  ];
}
