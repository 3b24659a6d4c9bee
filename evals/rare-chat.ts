import { asked, WITH_CAMPAIGN } from "./states.ts";
import { type Utterance, written } from "./utterances.ts";

/** What is seldom said in words, because a card or another answer leads there. Tuned on. */
export const RARE_CHAT: readonly Utterance[] = [
  written("brand", "id", "balas ke chat kevin: jadwalnya tetap ya", "handover.reply"),
  written("brand", "en", "reply to Rani's chat that it is fine", "handover.reply"),
  written("brand", "id", "itu akun saya", "people.link_channel"),
  written("brand", "en", "yes that is my account", "people.link_channel"),
  written("influencer", "id", "itu bukan akun saya", "people.refuse_link"),
  written("influencer", "en", "that's not my account", "people.refuse_link"),
  written("brand", "id", "percayai akun chat budi", "people.trust_channel"),
  written("brand", "en", "trust this account of Budi", "people.trust_channel"),
  written("brand", "id", "cabut akses claude", "connections.revoke"),
  written("influencer", "en", "disconnect that app from my account", "connections.revoke"),
  written("brand", "id", "sisa anggaran ai berapa", "assistant.get_budget"),
  written("brand", "id", "ingat ya, laporan selalu tiap senin", "assistant.remember", {
    input: { fact: "laporan selalu tiap senin" },
  }),
  written("brand", "id", "lupakan yang nomor 2", "assistant.forget", { input: { number: 2 } }),
  written("influencer", "en", "what do you remember about me", "assistant.preferences"),
  written("brand", "id", "12 jam aja", "organization.set_security", {
    state: asked("security", "approverCoolingHours", {}, WITH_CAMPAIGN),
    input: { approverCoolingHours: 12 },
  }),
];
