import type { IntentDefinition } from "../language/intents.ts";
import { PEOPLE } from "./intents-common.ts";

/** What members say about the organization's money and people. */
export type HouseIntent = "wallet" | "statement" | "deposit" | "payouts" | "members" | "organization";

export const HOUSE_INTENTS: readonly IntentDefinition<HouseIntent>[] = [
  {
    name: "wallet",
    phrases: {
      id: [
        "cek|lihat|berapa|sisa|tampilkan saldo|dompet|wallet|dana|uang",
        "dana ditahan|tertahan",
        "uang|duit kita",
        "uang|duit|dana sisa|berapa",
        "sisa uang|duit|dana",
      ],
      en: ["check|show|what balance|wallet|funds", "how much money|left|balance|funds", "money held"],
    },
    keywords: {
      id: [
        ["saldo", 2],
        ["dompet", 2],
      ],
      en: [
        ["wallet", 2],
        ["balance", 2],
        ["escrow", 2],
      ],
    },
    negative: [["isi|tambah|nambah|nambahin|tambahin|top|topup|deposit|setor|add|mutasi|riwayat|history|statement", 3]],
  },
  {
    name: "statement",
    phrases: {
      id: ["mutasi|riwayat|histori|rincian|daftar saldo|transaksi|dana|uang|rekening|dompet"],
      en: ["transaction|transactions|wallet|account history|statement|movements", "list|show transactions"],
    },
    keywords: {
      id: [
        ["mutasi", 3],
        ["transaksi", 2],
      ],
      en: [
        ["statement", 2.5],
        ["transactions", 2],
      ],
    },
  },
  {
    name: "deposit",
    phrases: {
      id: ["isi|tambah|tambahin|nambah|nambahin|top|setor|masukkan|masukin|deposit saldo|dana|uang|dompet", "top up"],
      en: ["add|deposit|put|top|load money|funds|balance|wallet", "top up", "fund wallet"],
    },
    keywords: {
      id: [
        ["topup", 3],
        ["setor", 2],
      ],
      en: [
        ["deposit", 2.5],
        ["topup", 3],
      ],
    },
  },
  {
    name: "payouts",
    phrases: {
      id: [
        `pembayaran|bayaran|payout|pencairan ${PEOPLE}`,
        "siapa sudah|belum dibayar",
        "status|lihat|daftar|cek pembayaran|payout|pencairan",
      ],
      en: [
        `payments|payouts|payout to|for ${PEOPLE}`,
        "who has|been paid",
        "status|show|list|check payout|payouts|payments",
      ],
    },
    keywords: {
      id: [
        ["payout", 2],
        ["pembayaran", 2],
        ["pencairan", 2],
      ],
      en: [
        ["payouts", 2],
        ["payments", 2],
      ],
    },
  },
  {
    name: "members",
    phrases: {
      id: [
        "siapa saja tim|anggota|admin|member",
        "tim|team|anggota|admin siapa",
        "anggota|member|daftar tim|team|organisasi",
        "siapa admin|bisa setujui|approve",
      ],
      en: ["who is|on team|admin|admins", "team|organization members", "who can approve", "list|show members|team"],
    },
    keywords: {
      id: [
        ["anggota", 2],
        ["member", 1.5],
      ],
      en: [
        ["members", 2],
        ["team", 1.2],
      ],
    },
  },
  {
    name: "organization",
    phrases: {
      id: ["profil|info|data|pengaturan organisasi|perusahaan|brand", "organisasi|perusahaan kita|kami|saya"],
      en: ["organization|company|brand settings|profile|info|details"],
    },
    keywords: {
      id: [["organisasi", 2], "pengaturan"],
      en: [
        ["organization", 2],
        ["settings", 1.5],
      ],
    },
    negative: [["anggota|member|members|tim|team", 2]],
  },
];
