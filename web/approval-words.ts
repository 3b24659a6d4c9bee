import type { Locale } from "../core/kernel/actor.ts";

/** What the approval page says of its own; facts, titles, buttons and outcomes are the approvals domain's words. */
export interface ApprovalWords {
  readonly signedInAs: string;
  readonly signInTitle: string;
  readonly signIn: string;
  readonly signInButton: string;
  readonly chooseTitle: string;
  readonly choose: string;
  readonly computed: string;
  readonly decided: string;
  readonly fresh: string;
  readonly openFresh: string;
  readonly back: string;
  readonly foreignForm: string;
  readonly problem: string;
}

export const APPROVAL_WORDS: Readonly<Record<Locale, ApprovalWords>> = {
  id: {
    signedInAs: "Masuk sebagai {name}",
    signInTitle: "Masuk dulu, ya",
    signIn:
      "Halaman ini hanya untuk orang yang berwenang di tim. Minta tautan masuk lewat chat Kolega-mu, buka, lalu buka lagi halaman ini. Kamu juga bisa memutuskan langsung dengan tombol pada kartu yang dikirim ke chat-mu.",
    signInButton: "Ke halaman masuk",
    chooseTitle: "Buka sebagai siapa?",
    choose:
      "Tautan ini dibuat untuk orang lain, atau di browser ini ada beberapa orang. Kamu memutuskan atas nama sendiri, dengan hakmu sendiri.",
    computed: "Data di bawah dihitung oleh server, bukan ditulis oleh AI.",
    decided: "Permintaan ini sudah selesai.",
    fresh: "Datanya berubah sejak permintaan ini dibuat. Tidak ada yang dijalankan. Periksa permintaan yang baru.",
    openFresh: "Buka permintaan yang baru",
    back: "Kembali ke permintaan",
    foreignForm: "Formulir ini tidak berasal dari halaman kami atau sudah lama. Muat ulang halamannya lalu coba lagi.",
    problem: "Belum bisa",
  },
  en: {
    signedInAs: "Signed in as {name}",
    signInTitle: "Please sign in first",
    signIn:
      "This page is only for people of the team who may decide. Ask for a sign-in link in your Kolega chat, open it, then open this page again. You can also decide with the buttons on the card in your chat.",
    signInButton: "Go to sign-in",
    chooseTitle: "Open it as whom?",
    choose:
      "This link was made for somebody else, or several people use this browser. You decide in your own name, with your own rights.",
    computed: "The facts below are computed by the server, not written by the AI.",
    decided: "This request is settled.",
    fresh: "The facts changed since this was asked. Nothing was carried out. Please check the fresh request.",
    openFresh: "Open the fresh request",
    back: "Back to the request",
    foreignForm: "This form did not come from our page, or it is old. Reload the page and try again.",
    problem: "Not possible",
  },
};
