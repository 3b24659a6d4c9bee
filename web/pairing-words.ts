import type { Locale } from "../core/kernel/actor.ts";

interface PairingWords {
  readonly title: string;
  readonly risk: string;
  readonly steps: readonly string[];
  readonly expires: string;
  readonly linked: string;
  readonly starting: string;
  readonly stopped: string;
  readonly again: string;
}

export const PAIRING_WORDS: Readonly<Record<Locale, PairingWords>> = {
  id: {
    title: "Hubungkan WhatsApp",
    risk: "Cara ini tidak didukung WhatsApp, dan nomornya bisa diblokir. Pakai nomor khusus, jangan nomor pribadimu.",
    steps: [
      "Buka WhatsApp di ponsel nomor itu.",
      "Pilih Setelan, lalu Perangkat tertaut, lalu Tautkan perangkat.",
      "Arahkan kamera ke kode ini.",
    ],
    expires: "Kode ini hanya berlaku sebentar; halaman ini mengganti sendiri kodenya.",
    linked: "WhatsApp sudah terhubung.",
    starting: "Sedang memulai. Halaman ini memuat ulang sendiri.",
    stopped: "WhatsApp Web berhenti:",
    again: "Coba lagi",
  },
  en: {
    title: "Link WhatsApp",
    risk: "WhatsApp does not support this, and the number may be blocked. Use a number of its own, not your personal one.",
    steps: [
      "Open WhatsApp on the phone of that number.",
      "Choose Settings, then Linked devices, then Link a device.",
      "Point the camera at this code.",
    ],
    expires: "This code is good for a moment only; the page replaces it by itself.",
    linked: "WhatsApp is linked.",
    starting: "Starting. This page reloads by itself.",
    stopped: "WhatsApp Web stopped:",
    again: "Try again",
  },
};
