import type { Locale } from "../core/kernel/actor.ts";

/** What the consent page and the page of connections say of their own; scopes in words are the identity module's. */
export interface ConsentWords {
  readonly title: string;
  readonly asks: string;
  readonly may: string;
  readonly limits: string;
  readonly program: string;
  readonly published: string;
  readonly configured: string;
  readonly goesTo: string;
  readonly thisComputer: string;
  readonly app: string;
  readonly unchecked: string;
  readonly localWarning: string;
  readonly as: string;
  readonly allow: string;
  readonly deny: string;
  readonly over: string;
  readonly connections: string;
  readonly none: string;
  readonly since: string;
  readonly used: string;
  readonly never: string;
  readonly signInTitle: string;
  readonly signIn: string;
  readonly signInButton: string;
  readonly problem: string;
  readonly foreignForm: string;
  readonly refused: string;
  readonly back: string;
}

export const CONSENT_WORDS: Readonly<Record<Locale, ConsentWords>> = {
  id: {
    title: "Hubungkan {name}?",
    asks: "{name} minta izin bertindak atas namamu di Kolega.",
    may: "Aplikasi ini boleh",
    limits:
      "Hakmu sendiri tetap batasnya. Keputusan soal dana tetap harus ditekan manusia di Kolega. Kamu bisa memutuskannya kapan saja.",
    program: "Aplikasi",
    published: "Diterbitkan oleh",
    configured: "Didaftarkan oleh pengelola",
    goesTo: "Setelah itu kembali ke",
    thisComputer: "program di komputer ini ({host})",
    app: "aplikasi lewat {host}",
    unchecked: "Nama dan alamatnya menurut aplikasi itu sendiri. Lanjutkan hanya kalau kamu sendiri yang memulainya.",
    localWarning:
      "Program apa pun di komputer ini bisa mengaku bernama sama. Izinkan hanya kalau kamu baru saja memulai ini dari program itu.",
    as: "Masuk sebagai {name}",
    allow: "Izinkan",
    deny: "Tolak",
    over: "Permintaan ini sudah lewat atau dibuka di browser lain. Mulai lagi dari aplikasinya.",
    connections: "Aplikasi yang terhubung",
    none: "Belum ada aplikasi yang terhubung ke akunmu.",
    since: "Sejak",
    used: "Terakhir dipakai",
    never: "belum pernah",
    signInTitle: "Masuk dulu, ya",
    signIn:
      "Halaman ini butuh kamu masuk di browser ini. Minta tautan masuk lewat chat Kolega-mu dan buka di sini, lalu muat ulang halaman ini.",
    signInButton: "Ke halaman masuk",
    problem: "Belum bisa",
    foreignForm: "Formulir ini tidak berasal dari halaman kami atau sudah lama. Muat ulang halamannya lalu coba lagi.",
    refused: "Permintaan aplikasi ini tidak bisa dilayani ({error}). Tidak ada yang dihubungkan.",
    back: "Kembali",
  },
  en: {
    title: "Connect {name}?",
    asks: "{name} asks to act for you in Kolega.",
    may: "This program may",
    limits:
      "Your own rights stay the limit. Decisions about money still need a human's press in Kolega. You can disconnect it at any time.",
    program: "Program",
    published: "Published by",
    configured: "Registered by the operator",
    goesTo: "Afterwards back to",
    thisComputer: "a program on this computer ({host})",
    app: "an app through {host}",
    unchecked: "Name and addresses are the program's own word. Go on only if you started this yourself.",
    localWarning:
      "Any program on this computer can claim this name. Allow it only if you have just started this from that program.",
    as: "Signed in as {name}",
    allow: "Allow",
    deny: "Deny",
    over: "This request is over or was opened in another browser. Start again from the program.",
    connections: "Connected programs",
    none: "No program is connected to your account yet.",
    since: "Since",
    used: "Last used",
    never: "never",
    signInTitle: "Please sign in first",
    signIn:
      "This page needs you to be signed in in this browser. Ask your Kolega chat for a sign-in link, open it here, then reload this page.",
    signInButton: "Go to sign-in",
    problem: "Not possible",
    foreignForm: "This form did not come from our page, or it is old. Reload the page and try again.",
    refused: "The program's request cannot be answered ({error}). Nothing was connected.",
    back: "Back",
  },
};

/** A sentence with its placeholders filled. */
export function say(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
