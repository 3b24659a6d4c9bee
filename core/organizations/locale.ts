import type { DomainLocales } from "../i18n/presenter.ts";

const now = {
  id: "Oke, mulai sekarang saya pakai Bahasa Indonesia.",
  en: "All right, I will speak English from now on.",
};
const language = { id: "Bahasa Indonesia", en: "English" };

export const organizationsLocale: DomainLocales = {
  namespace: "organizations",
  id: {
    command: { members: "Lihat anggota tim" },
    now,
    language,
    summary: "{{name}}, {{members}} orang di tim.",
    days: "{{days}} hari setelah konten disetujui",
    kind: { brand: "Brand", agency: "Agensi" },
    role: { admin: "Admin", brand_manager: "Brand manager", finance: "Finance", viewer: "Hanya melihat" },
    fact: {
      kind: "Jenis",
      language: "Bahasa",
      currency: "Mata uang",
      time_zone: "Zona waktu",
      commission: "Komisi platform",
      four_eyes: "Batas empat mata",
      payout_days: "Pembayaran kreator",
      members: "Anggota",
      cooling: "Akun chat baru boleh memutuskan dana setelah (jam)",
      cooling_before: "Sekarang (jam)",
    },
    security_saved: "Pengaman tim sudah saya ubah",
    members: {
      title: "Anggota tim",
      none: "Tidak ada anggota yang cocok.",
      count: "{{count}} anggota.",
      name: "Nama",
      role: "Peran",
      email: "E-mail",
    },
    action: { members: "Lihat anggota" },
  },
  en: {
    command: { members: "See the team" },
    now,
    language,
    summary: "{{name}}, {{members}} people on the team.",
    days: "{{days}} {{days, word(one: day; other: days)}} after content is approved",
    kind: { brand: "Brand", agency: "Agency" },
    role: { admin: "Admin", brand_manager: "Brand manager", finance: "Finance", viewer: "Viewer" },
    fact: {
      kind: "Kind",
      language: "Language",
      currency: "Currency",
      time_zone: "Time zone",
      commission: "Platform commission",
      four_eyes: "Four-eyes limit",
      payout_days: "Creators are paid",
      members: "Members",
      cooling: "A new chat account may decide money after (hours)",
      cooling_before: "Now (hours)",
    },
    security_saved: "I changed the team's safeguards",
    members: {
      title: "Team members",
      none: "No member matches.",
      count: "{{count}} {{count, word(one: member; other: members)}}.",
      name: "Name",
      role: "Role",
      email: "E-mail",
    },
    action: { members: "Show members" },
  },
};
