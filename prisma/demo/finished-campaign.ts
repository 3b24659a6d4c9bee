import { CERAH_ALAMI_COLLABORATIONS } from "./finished-collaborations.ts";
import type { DemoCampaign } from "./types.ts";

/**
 * A campaign that is over, with its history: two creators made about four fifths of the engagement, one post needed a
 * revision, one came late, sales stayed below target although everything else was above.
 */
export const DEMO_FINISHED_CAMPAIGN: DemoCampaign = {
  key: "cerah-alami-2026",
  name: "Cerah Alami 2026",
  product: "cerah-alami-toner",
  status: "completed",
  createdDaysAgo: 98,
  startDaysAgo: 84,
  endDaysAgo: 56,
  createdByMember: "ayu-lestari",
  approvedByMember: "bima-pratama",
  budgetMinor: 40_000_000,
  brief: {
    description:
      "Memperkenalkan Cerah Alami Toner, toner air beras dengan PHA 3 % yang lembut, kepada orang yang takut eksfoliasi karena pernah perih. Kreator menceritakan pengalaman pakai minimal 10 hari dengan jujur: apa yang berubah, apa yang belum, dan untuk siapa produk ini tidak cocok.",
    campaignGoalRefined:
      "Dalam 4 minggu meraih minimal 900.000 tayangan dan 60.000 interaksi dari 13 konten delapan kreator, dengan biaya per interaksi paling tinggi Rp650, serta 900 pembelian lewat kode kreator, agar Cerah Alami Toner menjadi toner eksfoliasi pertama yang diingat pemula usia 18–34 tahun.",
    kpiTargets: [
      { metric: "views", target: 900_000, comparison: "at_least", label: { id: "Tayangan", en: "Views" } },
      { metric: "engagements", target: 60_000, comparison: "at_least", label: { id: "Interaksi", en: "Engagements" } },
      {
        metric: "cpe",
        target: 650,
        comparison: "at_most",
        label: { id: "Biaya per interaksi", en: "Cost per engagement" },
      },
      { metric: "posts", target: 13, comparison: "at_least", label: { id: "Konten tayang", en: "Posts published" } },
      { metric: "conversions", target: 900, comparison: "at_least", label: { id: "Pembelian", en: "Purchases" } },
    ],
    keyMessages: [
      "Eksfoliasi tidak harus perih: PHA 3 % bekerja pelan dan lembut.",
      "Air beras dan panthenol menjaga kulit tetap lembap setelahnya.",
      "Cukup 3–4 malam seminggu, dan paginya tetap pakai sunscreen.",
      "Cerah itu kulit yang sehat, bukan warna kulit yang berubah.",
    ],
    mandatoryHashtags: ["#CerahAlami2026", "#KilauNusantara"],
    mandatoryCta: "Klik link di bio atau pakai kode kreator untuk diskon 15 % sampai akhir bulan.",
    rules: [
      "Cantumkan “#ad” atau “kerja sama berbayar” di awal keterangan, sebelum tombol “selengkapnya”.",
      "Jangan memakai kata “memutihkan”, “instan”, atau menjanjikan jerawat sembuh.",
      "Foto sebelum–sesudah hanya dengan cahaya dan jarak yang sama, tanpa filter.",
      "Sebut minimal satu hal yang tidak disukai atau untuk siapa produk ini kurang cocok.",
      "Tidak menampilkan produk skincare merek lain sebagai pembanding.",
      "Konten tetap tayang minimal 60 hari.",
    ],
  },
  deliverables: [
    {
      key: "tiktok-video",
      platform: "tiktok",
      format: "video",
      quantity: 6,
      minDurationSeconds: 30,
      maxDurationSeconds: 90,
      notes: "Cerita pengalaman pakai; kaitkan 3 detik pertama dengan masalah kulit sehari-hari.",
    },
    {
      key: "ig-reel",
      platform: "instagram",
      format: "reel",
      quantity: 6,
      minDurationSeconds: 20,
      maxDurationSeconds: 60,
      notes: "Tunjukkan tekstur dan cara pakai; teks layar bahasa Indonesia.",
    },
    {
      key: "ig-feed",
      platform: "instagram",
      format: "feed",
      quantity: 1,
      notes: "Carousel edukasi 5–7 slide tentang PHA, oleh tenaga ahli.",
    },
  ],
  collaborations: CERAH_ALAMI_COLLABORATIONS,
};
