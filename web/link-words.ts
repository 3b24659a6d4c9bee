import type { Locale } from "../core/kernel/actor.ts";

/** What the linking page says of its own; facts, buttons and outcomes are the identity module's words. */
export interface LinkWords {
  readonly title: string;
  readonly explain: string;
  readonly label: string;
  readonly next: string;
  readonly signInTitle: string;
  readonly signIn: string;
  readonly signInButton: string;
  readonly another: string;
  readonly foreignForm: string;
  readonly problem: string;
  readonly openChat: string;
}

export const LINK_WORDS: Readonly<Record<Locale, LinkWords>> = {
  id: {
    title: "Hubungkan akun chat",
    explain:
      "Kirim pesan apa saja ke bot Kolega di Telegram, WhatsApp, atau Slack. Bot membalas dengan kode dan dua kata pengenal. Ketik kodenya di sini.",
    label: "Kode dari bot",
    next: "Lanjut",
    signInTitle: "Masuk dulu, ya",
    signIn:
      "Akun chat hanya bisa dihubungkan oleh orang yang sudah masuk. Buka tautan masuk dari chat Kolega-mu, lalu buka lagi halaman ini. Atau ketik di chat Kolega yang sudah terhubung: hubungkan, lalu kodenya.",
    signInButton: "Ke halaman masuk",
    another: "Ketik kode lain",
    foreignForm: "Formulir ini tidak berasal dari halaman kami atau sudah lama. Muat ulang halamannya lalu coba lagi.",
    problem: "Belum bisa",
    openChat: "Buka chat Kolega",
  },
  en: {
    title: "Link a chat account",
    explain:
      "Send any message to Kolega's bot on Telegram, WhatsApp or Slack. It answers with a code and two check words. Type the code here.",
    label: "Code from the bot",
    next: "Next",
    signInTitle: "Please sign in first",
    signIn:
      "Only a signed-in person can link a chat account. Open the sign-in link from your Kolega chat, then open this page again. Or type in a Kolega chat that is already linked: link, and then the code.",
    signInButton: "Go to sign-in",
    another: "Type another code",
    foreignForm: "This form did not come from our page, or it is old. Reload the page and try again.",
    problem: "Not possible",
    openChat: "Open Kolega's chat",
  },
};
