import type { Locale } from "../../core/kernel/actor.ts";

/** The few words that Slack's own parts need; everything else comes in the content. */
export interface SlackWords {
  readonly more: string;
  readonly sure: string;
  readonly sureText: string;
  readonly yes: string;
  readonly no: string;
  readonly cancel: string;
  readonly amountHint: string;
  readonly amountBad: string;
  readonly required: string;
  readonly thinking: string;
  readonly continued: string;
  readonly moreInChat: string;
  readonly newCampaign: string;
  readonly checkPost: string;
  readonly table: string;
  readonly file: string;
  readonly privately: string;
  readonly installed: string;
  readonly notInstalled: string;
}

export const SLACK_WORDS: Readonly<Record<Locale, SlackWords>> = {
  id: {
    more: "Lainnya",
    sure: "Yakin?",
    sureText: "Tindakan ini langsung dijalankan.",
    yes: "Ya",
    no: "Tidak",
    cancel: "Batal",
    amountHint: "Contoh: 1.500.000 atau 1,5 jt",
    amountBad: "Tulis jumlahnya dengan angka, misalnya 1.500.000.",
    required: "Bagian ini perlu diisi.",
    thinking: "sedang mengerjakan...",
    continued: "(lanjutan)",
    moreInChat: "Selengkapnya di tab Pesan.",
    newCampaign: "Buat campaign baru",
    checkPost: "Cek kiriman ini:",
    table: "Tabel",
    file: "(berkas)",
    privately: "Kujawab di pesan langsung ya.",
    installed: "Kolega sudah terpasang di workspace ini. Kamu bisa menutup halaman ini dan menyapa Kolega di Slack.",
    notInstalled: "Pemasangan belum berhasil. Silakan mulai lagi dari halaman pemasangan.",
  },
  en: {
    more: "More",
    sure: "Are you sure?",
    sureText: "This is carried out at once.",
    yes: "Yes",
    no: "No",
    cancel: "Cancel",
    amountHint: "For example 1,500,000 or 1.5m",
    amountBad: "Write the amount in figures, for example 1,500,000.",
    required: "Please fill this in.",
    thinking: "is working on it...",
    continued: "(continued)",
    moreInChat: "The rest is in the Messages tab.",
    newCampaign: "Create a new campaign",
    checkPost: "Check this post:",
    table: "Table",
    file: "(file)",
    privately: "I will answer in a direct message.",
    installed: "Kolega is installed in this workspace. You can close this page and say hello to Kolega in Slack.",
    notInstalled: "The installation did not succeed. Please start again from the installation page.",
  },
};
