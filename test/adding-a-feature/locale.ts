import type { DomainLocales } from "../../core/i18n/presenter.ts";

export const notesLocale: DomainLocales = {
  namespace: "notes",
  id: {
    title: "Catatan tentang {{name}}",
    none: "Belum ada catatan.",
    add: "Tambah catatan",
    text: "Catatan",
    summary: "{{count}} catatan tentang {{name}}.",
  },
  en: {
    title: "Notes about {{name}}",
    none: "No notes yet.",
    add: "Add a note",
    text: "Note",
    summary: "{{count}} notes about {{name}}.",
  },
};
