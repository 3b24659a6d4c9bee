import type { DomainLocales } from "../i18n/presenter.ts";

export const metricsLocale: DomainLocales = {
  namespace: "metrics",
  id: {
    sync_title: "Sinkron angka post",
    sync: {
      stored: "Angka terbaru disimpan.",
      removed: "Post sudah tidak ada di platform.",
      private: "Akun atau post sedang privat.",
      reauthorise: "Izin baca akun sudah tidak berlaku.",
      story_over: "Story sudah berakhir.",
      over: "Jadwal angka post ini sudah selesai.",
    },
    platform: { instagram: "Instagram", tiktok: "TikTok", youtube: "YouTube" },
    name: {
      likes: "Suka",
      comments: "Komentar",
      shares: "Dibagikan",
      saves: "Disimpan",
      reach: "Jangkauan",
      views: "Tayangan",
      watch_time_ms: "Waktu tonton",
    },
    hours: "{{hours}} jam",
    after_hours: "+{{hours}} jam",
    demo_clock:
      "⏩ Mode demo: waktu untuk angka berjalan {{times}} kali lebih cepat, jadi tanggalnya bisa mendahului hari ini.",
    fact: {
      influencer: "Kreator",
      campaign: "Campaign",
      platform: "Platform",
      noticed: "Ketahuan pada",
      engagements: "Interaksi",
      own_average: "Rata-rata postnya sendiri",
      source: "Sumber angka",
    },
    rate_on: {
      reach: "Engagement rate (dari jangkauan)",
      followers: "Engagement rate (dari followers)",
      none: "Engagement rate",
    },
    source_owner: "{{source}}, seizin pemilik akun, {{at}}",
    source_public: "{{source}}, data publik, {{at}}",
    open_post: "Buka post",
    show_numbers: "Lihat angka",
    note: {
      reauthorise: "Angka baru belum bisa dibaca: kreator perlu menyambungkan ulang akunnya.",
      private: "Angka baru belum bisa dibaca: akun atau postnya sedang privat.",
      story_over: "Story sudah berakhir, jadi angkanya tidak bertambah lagi.",
    },
    removed: {
      title: "Post yang disetujui sudah dihapus",
      body: "Platform bilang post ini sudah tidak ada. Angka sampai terakhir dibaca tetap tersimpan. Sebaiknya tanyakan ke kreatornya.",
      own_title: "Postmu tidak ditemukan lagi",
      own_body:
        "Post ini sudah disetujui, tapi platform bilang sudah tidak ada. Kalau tidak sengaja terhapus, tolong kabari brand-nya.",
    },
    reconnect: {
      reauthorise_title: "Sambungkan ulang akunmu",
      reauthorise_body:
        "Izin baca akunmu sudah tidak berlaku, jadi angka post belum bisa diambil. Sambungkan ulang akunmu ya.",
      private_title: "Akunmu sedang privat",
      private_body:
        "Akun atau postmu sedang privat, jadi angkanya belum bisa diambil. Buka dulu sampai campaign selesai ya.",
    },
    viral: {
      title: "Ada post yang melejit 🚀",
      body: "Interaksinya {{times}} kali rata-rata post kreator ini. Momen yang pas untuk ikut membagikan atau mengajak lanjut.",
    },
    of_post: {
      title: "Angka post {{name}} di {{platform}}",
      next: "Angka berikutnya sekitar {{at}}.",
      chart: "Interaksi dari waktu ke waktu",
      summary: "Post {{name}} mendapat {{engagements}} interaksi sampai bacaan terakhir ({{count}} kali dibaca).",
      summary_unknown: "Angka post {{name}} belum diketahui.",
    },
  },
  en: {
    sync_title: "Sync a post's numbers",
    sync: {
      stored: "The latest numbers are stored.",
      removed: "The post is no longer on the platform.",
      private: "The account or the post is private at the moment.",
      reauthorise: "The permission to read the account has ended.",
      story_over: "The story has ended.",
      over: "The schedule of this post's numbers has ended.",
    },
    platform: { instagram: "Instagram", tiktok: "TikTok", youtube: "YouTube" },
    name: {
      likes: "Likes",
      comments: "Comments",
      shares: "Shares",
      saves: "Saves",
      reach: "Reach",
      views: "Views",
      watch_time_ms: "Watch time",
    },
    hours: "{{hours}} h",
    after_hours: "+{{hours}} h",
    demo_clock: "⏩ Demo mode: time runs {{times}} times faster for the numbers, so their dates may be ahead of today.",
    fact: {
      influencer: "Creator",
      campaign: "Campaign",
      platform: "Platform",
      noticed: "Noticed",
      engagements: "Engagements",
      own_average: "Average of their own posts",
      source: "Source of the numbers",
    },
    rate_on: {
      reach: "Engagement rate (of reach)",
      followers: "Engagement rate (of followers)",
      none: "Engagement rate",
    },
    source_owner: "{{source}}, authorised by the owner, {{at}}",
    source_public: "{{source}}, public data, {{at}}",
    open_post: "Open the post",
    show_numbers: "Show the numbers",
    note: {
      reauthorise: "New numbers cannot be read: the creator has to reconnect the account.",
      private: "New numbers cannot be read: the account or the post is private.",
      story_over: "The story has ended, so its numbers do not grow any more.",
    },
    removed: {
      title: "An approved post was deleted",
      body: "The platform says that this post no longer exists. The numbers up to the last reading are kept. It is best to ask the creator.",
      own_title: "Your post cannot be found any more",
      own_body:
        "This post was approved, but the platform says that it is gone. If it was deleted by accident, please tell the brand.",
    },
    reconnect: {
      reauthorise_title: "Reconnect your account",
      reauthorise_body:
        "The permission to read your account has ended, so the post's numbers cannot be fetched. Please reconnect your account.",
      private_title: "Your account is private",
      private_body:
        "Your account or post is private, so its numbers cannot be fetched. Please keep it public until the campaign ends.",
    },
    viral: {
      title: "A post is taking off 🚀",
      body: "Its engagement is {{times}} times the average of this creator's posts. A good moment to share it or to plan more together.",
    },
    of_post: {
      title: "Numbers of {{name}}'s post on {{platform}}",
      next: "Next numbers at about {{at}}.",
      chart: "Engagements over time",
      summary: "The post of {{name}} has {{engagements}} engagements at the last reading ({{count}} readings).",
      summary_unknown: "The numbers of {{name}}'s post are not known yet.",
    },
  },
};
