import type { UiLocale } from "../text/strings.ts";

interface RoleText {
  readonly name: string;
  /** The heading over several people of this role. */
  readonly group: string;
  /** One line: what this person can do. */
  readonly can: string;
  /** Things to say first, understood with and without a language model. */
  readonly tries: readonly [string, string, string];
}

const ORDER = ["brand_manager", "admin", "finance", "viewer", "influencer", "operator"] as const;
type KnownRole = (typeof ORDER)[number];

const TEXTS: Record<UiLocale, Record<KnownRole, RoleText>> = {
  en: {
    brand_manager: {
      name: "Brand manager",
      group: "Brand managers",
      can: "Briefs campaigns, finds influencers, reviews posts",
      tries: ["Create a new campaign", "Recommend influencers for my campaign", "Which posts are waiting for review?"],
    },
    admin: {
      name: "Admin",
      group: "Admins",
      can: "Approves campaigns and payouts, manages the team",
      tries: ["What is waiting for my approval?", "How are our campaigns doing?", "Show the team and their roles"],
    },
    finance: {
      name: "Finance",
      group: "Finance",
      can: "Watches the wallet and the payouts",
      tries: ["Show the wallet balance", "Show the payouts", "How are our campaigns doing?"],
    },
    viewer: {
      name: "Viewer",
      group: "Viewers",
      can: "Reads campaigns and results, changes nothing",
      tries: ["How are our campaigns doing?", "Show the campaigns", "Find skincare influencers in Bandung"],
    },
    influencer: {
      name: "Influencer",
      group: "Influencers",
      can: "Answers invitations, sends links of posts, gets paid",
      tries: ["Any new offers?", "How do I send a post link?", "When will I be paid?"],
    },
    operator: {
      name: "Operator",
      group: "Platform operators",
      can: "Looks after the platform: verification, moderation, disputes",
      tries: ["What needs my attention?", "Which businesses wait for verification?", "List open disputes"],
    },
  },
  id: {
    brand_manager: {
      name: "Brand manager",
      group: "Brand manager",
      can: "Menyusun brief, mencari influencer, mereview post",
      tries: [
        "Bikin campaign baru",
        "Rekomendasikan influencer untuk campaign saya",
        "Post mana yang menunggu review?",
      ],
    },
    admin: {
      name: "Admin",
      group: "Admin",
      can: "Menyetujui campaign dan pembayaran, mengelola tim",
      tries: ["Apa yang menunggu persetujuan saya?", "Bagaimana performa campaign kita?", "Tampilkan tim dan perannya"],
    },
    finance: {
      name: "Keuangan",
      group: "Keuangan",
      can: "Memantau saldo dan pembayaran",
      tries: ["Cek saldo", "Tampilkan pembayaran", "Bagaimana performa campaign kita?"],
    },
    viewer: {
      name: "Pengamat",
      group: "Pengamat",
      can: "Membaca campaign dan hasilnya, tanpa mengubah",
      tries: ["Bagaimana performa campaign kita?", "Tampilkan daftar campaign", "Cari influencer skincare di Bandung"],
    },
    influencer: {
      name: "Influencer",
      group: "Influencer",
      can: "Menjawab undangan, mengirim link post, dibayar",
      tries: ["Ada tawaran baru?", "Bagaimana cara kirim link post?", "Kapan saya dibayar?"],
    },
    operator: {
      name: "Operator",
      group: "Operator platform",
      can: "Menjaga platform: verifikasi, moderasi, sengketa",
      tries: ["Apa yang perlu perhatian saya?", "Bisnis mana yang menunggu verifikasi?", "Daftar sengketa terbuka"],
    },
  },
};

/** A role's words; a role this page does not know yet keeps its own name. */
export function roleText(role: string, locale: UiLocale): RoleText {
  const known = knownRole(role);
  if (known) return TEXTS[locale][known];
  const name = role.charAt(0).toUpperCase() + role.slice(1).replaceAll("_", " ");
  return { ...TEXTS[locale].viewer, name, group: name, can: "" };
}

/** People grouped by role, in the order of a campaign's life. */
export function byRole<T extends { readonly role: string }>(people: readonly T[]): { role: string; people: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const person of people) {
    const role = knownRole(person.role) ?? person.role;
    groups.set(role, [...(groups.get(role) ?? []), person]);
  }
  const rank = (role: string) => {
    const place = (ORDER as readonly string[]).indexOf(role);
    return place < 0 ? ORDER.length : place;
  };
  return [...groups]
    .map(([role, members]) => ({ role, people: members }))
    .sort((left, right) => rank(left.role) - rank(right.role));
}

function knownRole(role: string): KnownRole | undefined {
  const plain = role
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  return ORDER.find((known) => known === plain);
}
