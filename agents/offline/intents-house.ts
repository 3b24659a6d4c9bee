import type { IntentDefinition } from "../language/intents.ts";
import { PEOPLE, SEE } from "./intents-common.ts";

/** What members say about the organization's money and people. */
export type HouseIntent = "security" | "wallet" | "statement" | "deposit" | "payouts" | "members" | "organization";

export const HOUSE_INTENTS: readonly IntentDefinition<HouseIntent>[] = [
  {
    name: "security",
    phrases: {
      id: [
        ["masa|waktu|jeda|lama tunggu akun", 6],
        ["akun|approver baru jangan|tidak|belum|boleh setujui|putuskan|uang", 6],
        ["akun baru tunggu|nunggu|jeda", 5],
      ],
      en: [
        ["waiting|cooling|cooldown time|period|hours", 6],
        ["new account|accounts|approver|approvers wait|approve|decide|hours", 5],
      ],
    },
    negative: [["campaign|kampanye|post|posts|postingan", 4]],
  },
  {
    name: "wallet",
    phrases: {
      id: [
        `${SEE}|berapa|sisa|cukup saldo|dompet|wallet|dana|uang|duit|balance`,
        "dana ditahan|tertahan",
        ["saldo|dana|uang cukup|kurang|tinggal|sisa", 3],
        "uang|duit kita",
        "uang|duit|dana sisa|berapa",
        "sisa uang|duit|dana",
      ],
      en: [
        `${SEE}|what balance|wallet|funds|saldo`,
        "how much money|left|balance|funds",
        ["left to spend|use", 3],
        "money held",
        "enough money|balance|funds|left",
      ],
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
    negative: [
      ["isi|tambah|nambah|nambahin|tambahin|top|topup|deposit|setor|add|put|mutasi|riwayat|history|statement", 3],
    ],
  },
  {
    name: "statement",
    phrases: {
      id: [
        "mutasi|riwayat|histori|rincian|daftar saldo|transaksi|dana|uang|rekening|dompet|pengeluaran|pemasukan",
        ["pengeluaran|pemasukan kemana|apa|berapa|bulan|minggu|kita", 4],
        ["uang|duit|dana|saldo lari|kemana|keluar|habis|masuk", 4],
      ],
      en: [
        "transaction|transactions|wallet|account history|statement|movements",
        "list|show transactions",
        ["where money|funds go|went|gone", 5],
        ["what spend|spent money|funds|on", 4],
        ["money in|and out", 4],
      ],
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
      id: [
        "isi|tambah|tambahin|nambah|nambahin|top|setor|masukkan|masukin|deposit|refill|reload saldo|dana|uang|dompet|duit|wallet|balance",
        "top up",
      ],
      en: [
        "add|deposit|put|top|load money|funds|balance|wallet|million|thousand",
        ["put into|in wallet|balance", 5],
        "top up",
        "fund wallet",
      ],
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
        ["did|has|have get|got|receive|received|gotten paid|money|payment|transfer", 4],
        ["paid creator|creators|influencer|influencers|them|him|her", 3],
        ["late|overdue|failed payment|payments|payout|payouts|transfer", 3],
        "status|show|list|check payout|payouts|payments",
      ],
    },
    keywords: {
      id: [
        ["payout", 2],
        ["pembayaran", 2],
        ["pencairan", 2],
        ["bayaran", 2.2],
        ["dibayar", 2.2],
        ["ditransfer", 2.2],
        ["transferan", 2.2],
        ["cair", 2.2],
        ["honor", 2],
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
        "siapa di|dalam tim|team",
        "anggota|member|daftar tim|team|organisasi",
        "siapa admin|bisa setujui|approve",
        ["siapa pegang|punya|jadi akses|admin|finance|keuangan", 3.5],
        ["admin|finance|akses siapa", 3.2],
      ],
      en: [
        "who is|on team|admin|admins",
        "team|organization members",
        "who can approve",
        ["who has access|rights|admin", 3.5],
        "list|show members|team",
      ],
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
      id: [
        "profil|info|data|pengaturan organisasi|perusahaan|brand",
        "organisasi|perusahaan kita|kami|saya",
        ["potongan|biaya|fee platform|kolega|komisi", 4],
        ["batas|batasan|limit persetujuan|approval|setujui|approve", 5],
        ["zona waktu", 4],
        ["mata uang", 3],
      ],
      en: [
        "organization|company|brand settings|profile|info|details",
        ["approval|four limit|limits|threshold|eyes", 5],
        ["platform|your fee|cut|commission", 4],
        ["time zone", 4],
      ],
    },
    keywords: {
      id: [["organisasi", 2], "pengaturan", ["komisi", 2.2]],
      en: [
        ["organization", 2],
        ["settings", 1.5],
        ["commission", 2.2],
        ["timezone", 2],
        ["currency", 2],
      ],
    },
    negative: [
      ["anggota|member|members|tim|team", 2],
      ["hapus|delete|jual|buang|email", 6],
    ],
  },
];
