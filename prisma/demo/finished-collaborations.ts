import { hashtagsOf } from "./build.ts";
import type { DemoCampaignPost, DemoCollaboration, DemoMetricDay, DemoMetrics, DemoReview } from "./types.ts";

/** How much of its final numbers a post had by the end of each of its first seven days. */
const CURVES = {
  usual: [0.46, 0.66, 0.78, 0.86, 0.92, 0.97, 1],
  viral: [0.12, 0.31, 0.58, 0.79, 0.91, 0.97, 1],
  slow: [0.3, 0.48, 0.62, 0.74, 0.84, 0.93, 1],
  carousel: [0.55, 0.74, 0.84, 0.9, 0.95, 0.98, 1],
} as const;

const DELIVERABLES = {
  "tiktok-video": { platform: "tiktok", format: "video" },
  "ig-reel": { platform: "instagram", format: "reel" },
  "ig-feed": { platform: "instagram", format: "feed" },
} as const;

interface PostSeed extends Omit<DemoCampaignPost, "platform" | "format" | "hashtags" | "days"> {
  readonly deliverable: keyof typeof DELIVERABLES;
  readonly curve: keyof typeof CURVES;
}

function post({ curve, ...seed }: PostSeed): DemoCampaignPost {
  return {
    ...seed,
    ...DELIVERABLES[seed.deliverable],
    hashtags: hashtagsOf(seed.captions.at(-1) ?? ""),
    days: CURVES[curve].map((part, index) => ({ day: index + 1, ...partOf(seed.final, part) })),
  };
}

function partOf(final: DemoMetrics, part: number): Omit<DemoMetricDay, "day"> {
  const of = (value: number) => Math.round(value * part);
  const known = (value: number | undefined) => (value === undefined ? undefined : of(value));
  return {
    likes: of(final.likes),
    comments: of(final.comments),
    shares: known(final.shares),
    saves: known(final.saves),
    reach: known(final.reach),
    views: known(final.views),
  };
}

function collaboration(seed: Omit<DemoCollaboration, "key" | "status" | "priceMinor">): DemoCollaboration {
  return {
    key: `cerah-alami-2026-${seed.influencer}`,
    status: "completed",
    priceMinor: seed.posts.reduce((total, item) => total + item.priceMinor, 0),
    ...seed,
  };
}

function approved(daysAgo: number, note?: string): DemoReview[] {
  return [{ decision: "approved", byMember: "ayu-lestari", daysAgo, note, version: 1 }];
}

export const CERAH_ALAMI_COLLABORATIONS: readonly DemoCollaboration[] = [
  collaboration({
    influencer: "dewi-larasati",
    origin: "invitation",
    acceptedDaysAgo: 91,
    completedDaysAgo: 66,
    story: "top",
    posts: [
      post({
        key: "cerah-dewi-tiktok",
        deliverable: "tiktok-video",
        url: "https://www.tiktok.com/@dewibacalabel/video/7000000000000000101",
        publishedDaysAgo: 79,
        dueDaysAgo: 76,
        durationSeconds: 71,
        priceMinor: 9_000_000,
        captions: [
          "Kerja sama berbayar. AHA, BHA, PHA bedanya apa? Aku pakai tiga saringan tepung biar kebayang kenapa PHA paling sopan masuknya 😄 Cerah Alami Toner isinya PHA 3 % + air beras. Yang kulitnya lagi luka atau habis laser: tunda dulu ya. Link di bio, kode DEWI15 diskon 15 % #CerahAlami2026 #KilauNusantara #belajarskincare #ad",
        ],
        reviews: approved(78, "Analogi saringannya juara. Terima kasih sudah sebut siapa yang harus menunda."),
        curve: "usual",
        final: { likes: 31_240, comments: 1_180, shares: 2_960, views: 612_000 },
      }),
      post({
        key: "cerah-dewi-reel",
        deliverable: "ig-reel",
        url: "https://www.instagram.com/reel/DemoCerah01/",
        publishedDaysAgo: 75,
        dueDaysAgo: 73,
        durationSeconds: 48,
        priceMinor: 7_500_000,
        captions: [
          "#ad Cara baca label toner eksfoliasi dalam 48 detik: asamnya apa, kadarnya berapa, pH-nya ditulis atau nggak. Contohnya Cerah Alami Toner: gluconolactone 3 %, pH 5–5,5. Nggak suka: tutupnya gampang seret. Klik link di bio atau pakai kode DEWI15 📌 #CerahAlami2026 #KilauNusantara #bacalabel",
        ],
        reviews: approved(74),
        curve: "usual",
        final: { likes: 9_860, comments: 412, shares: 1_105, saves: 3_240, reach: 171_000, views: 214_000 },
      }),
    ],
    referral: { code: "DEWI15", clicks: 6_840, conversions: 268, revenueMinor: 25_996_000 },
    rating: { byBrand: 5, byInfluencer: 5, comment: "Datanya dicek semua sebelum bikin naskah. Ajak lagi." },
  }),
  collaboration({
    influencer: "rani-wulandari",
    origin: "application",
    acceptedDaysAgo: 90,
    completedDaysAgo: 65,
    story: "top",
    posts: [
      post({
        key: "cerah-rani-tiktok",
        deliverable: "tiktok-video",
        url: "https://www.tiktok.com/@rani.glow/video/7000000000000000102",
        publishedDaysAgo: 77,
        dueDaysAgo: 75,
        durationSeconds: 56,
        priceMinor: 1_500_000,
        captions: [
          "#ad POV: kulit kamu pernah 'ditampar' toner exfo terus trauma 3 tahun 😭 aku coba Cerah Alami 12 malam, tiap malam lapor jujur. Malam 1 deg-degan, malam 6 halus, malam 12 pori masih ada tapi makeup nurut. Kurang cocok kalau kamu maunya cepet. Kode RANI15 yaa, link di bio #CerahAlami2026 #KilauNusantara #skincarelokal #fyp",
        ],
        reviews: approved(76, "Jujur, lucu, dan pesan utamanya masuk semua. Langsung setuju."),
        curve: "viral",
        final: { likes: 26_870, comments: 1_420, shares: 3_310, views: 487_000 },
      }),
      post({
        key: "cerah-rani-reel",
        deliverable: "ig-reel",
        url: "https://www.instagram.com/reel/DemoCerah02/",
        publishedDaysAgo: 73,
        dueDaysAgo: 72,
        durationSeconds: 37,
        priceMinor: 1_400_000,
        captions: [
          "Kerja sama berbayar 💛 Exfo pertama buat pemula: Senin, Rabu, Jumat malam aja. Kapas satu lembar, jangan digosok kayak panci. Besoknya sunscreen WAJIB, atuh. Aku kurang suka wanginya yang polos banget, tapi kulit sensitif mah pasti seneng. Kode RANI15, link di bio ✨ #CerahAlami2026 #KilauNusantara #ad",
        ],
        reviews: approved(72),
        curve: "usual",
        final: { likes: 4_120, comments: 268, shares: 310, saves: 1_130, reach: 52_400, views: 66_800 },
      }),
    ],
    referral: { code: "RANI15", clicks: 7_910, conversions: 331, revenueMinor: 30_783_000 },
    rating: { byBrand: 5, byInfluencer: 5, comment: "Harga mikro, hasil mid. Videonya meledak di hari ketiga." },
  }),
  collaboration({
    influencer: "nadya-kirana",
    origin: "invitation",
    acceptedDaysAgo: 89,
    completedDaysAgo: 62,
    story: "revised",
    posts: [
      post({
        key: "cerah-nadya-reel",
        deliverable: "ig-reel",
        url: "https://www.instagram.com/reel/DemoCerah03/",
        publishedDaysAgo: 74,
        dueDaysAgo: 73,
        durationSeconds: 41,
        priceMinor: 1_200_000,
        captions: [
          "Kulit acne-prone boleh eksfoliasi? Boleh, asal pelan. Dua minggu pakai Cerah Alami, bruntusan di dahi reda dan bekas jerawatku langsung sembuh 😍 Kode NADYA15 di link bio #CerahAlami2026 #KilauNusantara #acneprone",
          "Kerja sama berbayar. Kulit acne-prone boleh eksfoliasi? Boleh, asal pelan. Dua minggu pakai Cerah Alami, tekstur dahi terasa lebih halus; bekas jerawat belum banyak berubah, dan itu wajar. Yang lagi meradang, tunggu tenang dulu ya. Kode NADYA15 di link bio 🤍 #CerahAlami2026 #KilauNusantara #acneprone #ad",
        ],
        reviews: [
          {
            decision: "needs_revision",
            byMember: "ayu-lestari",
            daysAgo: 74,
            note: "Belum ada tanda kerja sama berbayar, dan “langsung sembuh” tidak boleh kita klaim. Tolong ganti dengan yang benar-benar kamu rasakan, ya Nad.",
            version: 1,
          },
          {
            decision: "approved",
            byMember: "ayu-lestari",
            daysAgo: 72,
            note: "Sudah pas, malah lebih kuat.",
            version: 2,
          },
        ],
        curve: "usual",
        final: { likes: 1_910, comments: 96, shares: 88, saves: 402, reach: 24_100, views: 30_200 },
      }),
      post({
        key: "cerah-nadya-tiktok",
        deliverable: "tiktok-video",
        url: "https://www.tiktok.com/@nadyaacnediary/video/7000000000000000103",
        publishedDaysAgo: 70,
        dueDaysAgo: 69,
        durationSeconds: 44,
        priceMinor: 1_000_000,
        captions: [
          "#ad Hal yang aku pelajari soal exfo setelah 10 tahun jerawatan: kulit bukan wajan, nggak usah digosok 🥲 sekarang pakai PHA yang lembut, 3 malam seminggu. Jangan berharap besok mulus ya bestie. Kode NADYA15, link di bio #CerahAlami2026 #KilauNusantara #acnetok",
        ],
        reviews: approved(69),
        curve: "usual",
        final: { likes: 1_420, comments: 88, shares: 61, views: 24_600 },
      }),
    ],
    referral: { code: "NADYA15", clicks: 410, conversions: 16, revenueMinor: 1_424_000 },
    rating: { byBrand: 4, byInfluencer: 5, comment: "Revisi diterima dengan baik dan selesai dalam dua hari." },
  }),
  collaboration({
    influencer: "fira-aulia",
    origin: "application",
    acceptedDaysAgo: 88,
    completedDaysAgo: 64,
    story: "steady",
    posts: [
      post({
        key: "cerah-fira-tiktok",
        deliverable: "tiktok-video",
        url: "https://www.tiktok.com/@firafarmasi/video/7000000000000000104",
        publishedDaysAgo: 72,
        dueDaysAgo: 70,
        durationSeconds: 52,
        priceMinor: 350_000,
        captions: [
          "kerja sama berbayar 🌷 anak farmasi kulit sensitif nyoba toner PHA, patch test dulu 3 hari di belakang telinga (jangan di-skip pls). hari ke-10 kulit alus, nggak merah. minusnya botol 100 ml gede buat tas kuliah. kode FIRA15 di link bio #CerahAlami2026 #KilauNusantara #kulitsensitif #ad",
        ],
        reviews: approved(71),
        curve: "slow",
        final: { likes: 742, comments: 51, shares: 39, views: 11_900 },
      }),
    ],
    referral: { code: "FIRA15", clicks: 120, conversions: 5, revenueMinor: 395_000 },
    rating: { byBrand: 5, byInfluencer: 4, comment: "Rapi dan teliti untuk kreator nano." },
  }),
  collaboration({
    influencer: "hana-safitri",
    origin: "invitation",
    acceptedDaysAgo: 88,
    completedDaysAgo: 58,
    story: "late",
    posts: [
      post({
        key: "cerah-hana-reel",
        deliverable: "ig-reel",
        url: "https://www.instagram.com/reel/DemoCerah04/",
        publishedDaysAgo: 66,
        dueDaysAgo: 70,
        durationSeconds: 33,
        priceMinor: 950_000,
        captions: [
          "#ad Cerah versi sawo matang: coklatnya tetap, kusamnya pamit 🤎 Cerah Alami Toner tak pakai tiga malam seminggu, kulit alus, jilbab nggak lengket di dahi. Kalau kulitmu kering banget, wajib dobel pelembap yo. Kode HANA15 atau klik link di bio #CerahAlami2026 #KilauNusantara #sawomatang",
        ],
        reviews: approved(
          65,
          "Terlambat empat hari, tetapi pesannya indah sekali. Lain kali kabari kami lebih awal, ya.",
        ),
        curve: "slow",
        final: { likes: 1_060, comments: 47, shares: 41, saves: 188, reach: 14_800, views: 18_300 },
      }),
    ],
    referral: { code: "HANA15", clicks: 150, conversions: 4, revenueMinor: 316_000 },
    rating: { byBrand: 3, byInfluencer: 4, comment: "Kontennya bagus, tenggatnya terlewat empat hari tanpa kabar." },
  }),
  collaboration({
    influencer: "intan-permatasari",
    origin: "invitation",
    acceptedDaysAgo: 89,
    completedDaysAgo: 63,
    story: "steady",
    posts: [
      post({
        key: "cerah-intan-tiktok",
        deliverable: "tiktok-video",
        url: "https://www.tiktok.com/@intan.dibawah100/video/7000000000000000105",
        publishedDaysAgo: 76,
        dueDaysAgo: 74,
        durationSeconds: 60,
        priceMinor: 950_000,
        captions: [
          "#ad 79 ribu, 100 ml, awak hitung per pakai cuma seribuan 🧮 toner exfo yang nggak bikin muka awak meraung. Udah dipakai dua minggu, halus kali. Tapi jangan kelen campur sama exfo lain, ya. Kode INTAN15, link di bio! #CerahAlami2026 #KilauNusantara #skincaremurah #medan",
        ],
        reviews: approved(75),
        curve: "usual",
        final: { likes: 2_870, comments: 164, shares: 141, views: 43_500 },
      }),
      post({
        key: "cerah-intan-reel",
        deliverable: "ig-reel",
        url: "https://www.instagram.com/reel/DemoCerah05/",
        publishedDaysAgo: 71,
        dueDaysAgo: 70,
        durationSeconds: 35,
        priceMinor: 850_000,
        captions: [
          "Kerja sama berbayar 😎 Toner di meja guru honorer: dipakai malam Selasa, Kamis, Sabtu, biar ingat samain sama jadwal les. Kulit awak halus, cuma botolnya kurang cocok dibawa mudik. Pakai kode INTAN15 di link bio #CerahAlami2026 #KilauNusantara #ad",
        ],
        reviews: approved(70),
        curve: "usual",
        final: { likes: 690, comments: 38, shares: 29, saves: 121, reach: 9_900, views: 12_100 },
      }),
    ],
    referral: { code: "INTAN15", clicks: 690, conversions: 41, revenueMinor: 3_567_000 },
    rating: { byBrand: 4, byInfluencer: 5, comment: "Konversinya terbaik per klik. Cocok untuk afiliasi." },
  }),
  collaboration({
    influencer: "aldo-prasetya",
    origin: "application",
    acceptedDaysAgo: 87,
    completedDaysAgo: 62,
    story: "steady",
    posts: [
      post({
        key: "cerah-aldo-reel",
        deliverable: "ig-reel",
        url: "https://www.instagram.com/reel/DemoCerah06/",
        publishedDaysAgo: 73,
        dueDaysAgo: 72,
        durationSeconds: 30,
        priceMinor: 1_300_000,
        captions: [
          "#ad Exfo itu apa? Bayangin lu nyuci motor: daki diangkat, catnya jangan ikut. Nah Cerah Alami kerjanya gitu, pelan. Abis cukuran jangan langsung pake ya bos, perih. Kode ALDO15 di link bio 🧴 #CerahAlami2026 #KilauNusantara #skincarecowok",
        ],
        reviews: approved(72, "Analoginya pas untuk penonton laki-laki."),
        curve: "usual",
        final: { likes: 1_480, comments: 72, shares: 66, saves: 205, reach: 19_600, views: 24_500 },
      }),
      post({
        key: "cerah-aldo-tiktok",
        deliverable: "tiktok-video",
        url: "https://www.tiktok.com/@aldogrooming/video/7000000000000000106",
        publishedDaysAgo: 69,
        dueDaysAgo: 69,
        durationSeconds: 39,
        priceMinor: 1_350_000,
        captions: [
          "kerja sama berbayar. nyokap nanya 'itu air beras kok di botol?' 😂 toner PHA buat muka lu yang kusam abis motoran Tangerang–Sudirman. bukan sulap, gue baru ngerasa beda di minggu kedua. kode ALDO15, link di bio #CerahAlami2026 #KilauNusantara #grooming #ad",
        ],
        reviews: approved(68),
        curve: "usual",
        final: { likes: 2_410, comments: 118, shares: 126, views: 39_800 },
      }),
    ],
    referral: { code: "ALDO15", clicks: 380, conversions: 12, revenueMinor: 1_068_000 },
    rating: { byBrand: 4, byInfluencer: 4, comment: "Membuka penonton baru, penjualan belum ikut." },
  }),
  collaboration({
    influencer: "amelia-santoso",
    origin: "invitation",
    acceptedDaysAgo: 86,
    completedDaysAgo: 61,
    story: "steady",
    posts: [
      post({
        key: "cerah-amelia-feed",
        deliverable: "ig-feed",
        url: "https://www.instagram.com/p/DemoCerah07/",
        publishedDaysAgo: 71,
        dueDaysAgo: 70,
        priceMinor: 6_500_000,
        captions: [
          "Kerja sama berbayar dengan Kilau Nusantara. PHA adalah kelompok asam dengan molekul besar: masuknya lambat, sehingga lebih mudah diterima kulit sensitif. Enam slide tentang cara memulai, tanda harus berhenti, dan kapan ke dokter. Produk ini bukan obat. Kode AMELIA15 melalui link di bio. #CerahAlami2026 #KilauNusantara #edukasikulit #ad",
        ],
        reviews: approved(70),
        curve: "carousel",
        final: { likes: 3_120, comments: 174, shares: 402, saves: 1_910, reach: 48_700, views: 56_200 },
      }),
    ],
    referral: { code: "AMELIA15", clicks: 920, conversions: 37, revenueMinor: 3_330_000 },
    rating: { byBrand: 5, byInfluencer: 4, comment: "Simpanannya paling tinggi; naskah perlu waktu pemeriksaan etik." },
  }),
];
