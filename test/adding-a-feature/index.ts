import type { DomainModule } from "../../core/usecase/module.ts";
import { addNote } from "./add-note.ts";
import { listNotes } from "./list-notes.ts";
import { notesLocale } from "./locale.ts";

export const notesModule: DomainModule = {
  name: "notes",
  useCases: [addNote, listNotes],
  notifications: [],
  jobs: [],
  locales: notesLocale,
};
