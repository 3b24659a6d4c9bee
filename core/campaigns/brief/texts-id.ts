import { ENGAGEMENT_RATE, PRICE_PER_VIDEO_IDR, REACH_RATE } from "../benchmarks.ts";
import { type BriefTexts, type BriefWords, PLATFORM_NAME } from "./texts.ts";

const date = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const day = (iso: string): string => date.format(new Date(`${iso}T00:00:00Z`));
const number = (value: number): string => new Intl.NumberFormat("id-ID", { maximumFractionDigits: 0 }).format(value);
const percent = (share: number): string =>
  new Intl.NumberFormat("id-ID", { style: "percent", maximumFractionDigits: 1 }).format(share);

const ANGLE: Readonly<Record<BriefWords["category"], string>> = {
  skincare: "rutinitasmu sehari-hari, teksturnya di kulitmu, dan kesanmu setelah memakainya",
  supplement: "kebiasaan hidup sehatmu dan kapan kamu mengonsumsinya",
  food: "momen kamu menikmatinya: tampilannya, gigitan atau tegukan pertama, dan reaksimu",
  finance: "masalah keuangan sehari-hari yang dibantunya, langkah demi langkah",
  baby: "cerita jujurmu sebagai orang tua dan cara memakainya di rumah",
  fashion: "dua atau tiga cara memadukannya untuk hari yang berbeda",
  tech: "satu masalah nyata yang diselesaikannya, direkam langsung dari layar atau tanganmu",
  travel: "pengalamanmu dari datang sampai pulang, dengan info yang membantu orang merencanakan",
  education: "apa yang kamu pelajari dan satu hal yang langsung bisa dipraktikkan",
  adult: "informasi yang jujur untuk orang dewasa, tanpa ajakan berlebihan",
  general: "bagaimana kamu memakainya sehari-hari dan apa bedanya buatmu",
};

const BENEFIT: Readonly<Record<BriefWords["category"], (short: string) => string>> = {
  skincare: (short) => `${short} adalah langkah kecil merawat kulit yang dipakai rutin, bukan janji hasil instan.`,
  supplement: (short) => `${short} melengkapi pola makan dan istirahat yang baik, bukan menggantikannya.`,
  food: (short) => `${short} enak dinikmati di momen sehari-hari; tunjukkan momenmu sendiri.`,
  finance: (short) => `${short} membantu mengelola uang dengan lebih sadar; baca syarat dan risikonya dulu.`,
  baby: (short) => `${short} membantu hari orang tua jadi lebih ringan; tiap anak berbeda.`,
  fashion: (short) => `${short} mudah dipadukan dan bikin percaya diri jadi diri sendiri.`,
  tech: (short) => `${short} menyelesaikan satu masalah nyata; tunjukkan, jangan hanya ceritakan.`,
  travel: (short) => `${short} bikin rencana liburan jadi gampang dibayangkan dan dijalankan.`,
  education: (short) => `${short} membuat belajar terasa dekat dan langsung bisa dipakai.`,
  adult: (short) => `${short} hanya untuk orang dewasa yang sudah paham pilihannya.`,
  general: (short) => `${short} membantu dalam keseharian; tunjukkan manfaat yang benar-benar kamu rasakan.`,
};

const CLAIMS: Readonly<Record<BriefWords["category"], readonly string[]>> = {
  skincare: [
    "Jangan mengklaim menyembuhkan, memutihkan, menghilangkan permanen, atau hasil instan. Kosmetik bukan obat: hanya klaim yang sesuai notifikasi BPOM produk ini. Pakai kata seperti “membantu” dan “tampak”.",
    "Foto sebelum-sesudah hanya dengan pencahayaan sama, tanpa filter kulit atau retouch, dan beri keterangan “hasil tiap orang bisa berbeda”.",
  ],
  supplement: [
    "Jangan mengklaim menyembuhkan, mencegah penyakit, atau menurunkan berat badan secara pasti. Hanya klaim yang disetujui BPOM untuk nomor registrasi produk ini.",
    "Jangan berperan sebagai tenaga kesehatan, dan ingatkan untuk membaca aturan pakai serta berkonsultasi dengan dokter bila perlu.",
  ],
  food: [
    "Jangan membuat klaim kesehatan atau gizi yang tidak tercantum di label berizin BPOM/PIRT. Sebut “halal” hanya bila ada sertifikatnya.",
  ],
  finance: [
    "Jangan menjanjikan keuntungan pasti atau bebas risiko. Sebutkan risikonya, dan cantumkan status izin OJK/BI/Bappebti sesuai materi resmi brand.",
    "Jangan memberi saran keuangan pribadi atau mengajak berutang untuk berinvestasi.",
  ],
  baby: [
    "Jangan mengklaim mencerdaskan, menyembuhkan, atau menggantikan ASI. Susu formula untuk bayi di bawah 12 bulan tidak boleh diiklankan.",
    "Jaga privasi dan keselamatan anak: wajah hanya dengan izin orang tua, tanpa data pribadi, tanpa adegan berbahaya.",
  ],
  fashion: ["Tampilkan warna dan ukuran apa adanya; jangan menyamakan dengan merek lain atau memakai barang tiruan."],
  tech: [
    "Rekam fitur dari produk yang sebenarnya; jangan menampilkan data pribadi orang lain atau fitur yang belum ada.",
  ],
  travel: ["Tampilkan kondisi sebenarnya; sebutkan syarat harga atau promo, dan patuhi aturan tempat saat merekam."],
  education: ["Jangan menjanjikan kelulusan, pekerjaan, atau penghasilan; ceritakan hasil dengan buktinya."],
  adult: [
    "Hanya untuk audiens 21+, tanpa orang di bawah umur dan tanpa ajakan mengonsumsi. Periksa dulu aturan platform: iklan rokok, vape, dan alkohol umumnya dilarang.",
  ],
  general: ["Hanya klaim yang bisa dibuktikan; jangan memakai kata “nomor satu”, “paling”, atau “100%” tanpa bukti."],
};

const VERB: Readonly<Record<BriefWords["goalKind"], (words: BriefWords) => string>> = {
  awareness: ({ short }) => `membuat ${short} dikenal`,
  engagement: ({ short }) => `mengajak orang berinteraksi dengan konten tentang ${short}`,
  conversion: ({ short }) => `mendorong pembelian ${short}`,
  traffic: ({ short }) => `membawa kunjungan ke halaman ${short}`,
  content: ({ short }) => `mengumpulkan konten asli tentang ${short}`,
  followers: ({ brand }) => `menambah pengikut akun ${brand}`,
  leads: ({ short }) => `mengumpulkan pendaftar untuk ${short}`,
};

/** The brief in Indonesian: warm, plain, `kamu`. */
export const textsId: BriefTexts = {
  number,
  percent,
  audience({ ageMin, ageMax, gender, cities }) {
    const who = gender === "female" ? "perempuan" : gender === "male" ? "laki-laki" : "perempuan dan laki-laki";
    const age =
      ageMin && ageMax
        ? ` ${ageMin}–${ageMax} tahun`
        : ageMin
          ? ` ${ageMin}+ tahun`
          : ageMax
            ? ` sampai ${ageMax} tahun`
            : "";
    const where = cities?.length ? `di ${new Intl.ListFormat("id-ID").format([...cities])}` : "di Indonesia";
    return `${who}${age} ${where}`;
  },
  period(startsOn, endsOn) {
    if (startsOn && endsOn) return `${day(startsOn)} sampai ${day(endsOn)}`;
    if (endsOn) return `sampai ${day(endsOn)}`;
    if (startsOn) return `30 hari sejak ${day(startsOn)}`;
    return "30 hari sejak disetujui";
  },
  metric: (metric) =>
    ({
      reach: "jangkauan",
      views: "tayangan",
      engagements: "interaksi",
      engagement_rate: "engagement rate",
      cpe: "biaya per interaksi",
      cpm: "biaya per 1.000 tayangan",
      posts: "konten tayang",
      clicks: "klik",
      ctr: "rasio klik",
      conversions: "pembelian",
      cpa: "biaya per pembelian",
      followers: "pengikut baru",
      leads: "pendaftar",
    })[metric],
  description: ({ brand, name, product, goal, audience, period, category }) =>
    [
      `${brand} mengajak kreator mengenalkan ${product} lewat campaign “${name}”. Tujuannya: ${goal}.`,
      `Konten ditujukan untuk ${audience}, tayang ${period}.`,
      `Ceritakan dengan gayamu sendiri: ${ANGLE[category]}. Yang dicari adalah cerita jujur dari pengalamanmu, bukan iklan yang dibacakan.`,
    ].join("\n\n"),
  refinedGoal(words, targets) {
    const { plan, audience, period, budget, goal } = words;
    const reached = targets.length > 0 ? ` dengan target ${new Intl.ListFormat("id-ID").format([...targets])}` : "";
    const means =
      plan.creators === null
        ? ""
        : `, lewat ±${number(plan.creators)} kreator ${plan.tier}${budget ? ` dan anggaran ${budget}` : ""}`;
    return `Periode ${period}: ${VERB[words.goalKind](words)} di kalangan ${audience}${reached}${means}. Diukur 7 hari setelah konten terakhir tayang. Sasaran awal: “${goal}”.`;
  },
  basis(basis, { plan }, money) {
    switch (basis.kind) {
      case "history":
        return `Dari campaign kalian sendiri “${basis.campaign}” (${basis.posts} post): ${money(Math.max(1, Math.round(basis.costMinor)))} per hasil, dikalikan ke anggaran ini.`;
      case "benchmark": {
        const table = (basis.of === "reach" ? REACH_RATE : ENGAGEMENT_RATE)[basis.platform];
        return `Perkiraan ${number(plan.creators ?? 0)} kreator ${plan.tier}: harga menurut ${PRICE_PER_VIDEO_IDR.cite.id}, hasil menurut ${table.cite.id}; rentang wajar ${number(basis.low)}–${number(basis.high)}.`;
      }
      case "rate":
        return `Kreator ${plan.tier} di ${PLATFORM_NAME[basis.platform]} menurut ${ENGAGEMENT_RATE[basis.platform].cite.id}, dihitung terhadap ${basis.platform === "youtube" ? "tayangan" : "jumlah pengikut"}.`;
      case "count":
        return `${number(plan.creators ?? 0)} kreator dikali jumlah konten per kreator.`;
      case "assumption":
        return `Asumsi kami (belum ada data publik): ${percent(basis.share)} dari ${{ clicks: "jangkauan mengeklik", orders: "klik berlanjut (yang terlacak lewat link atau kode)", follows: "jangkauan mengikuti" }[basis.of]}.`;
      case "cost":
        return "Anggaran dibagi target interaksi; paling banyak segini.";
    }
  },
  keyMessages(words) {
    const { short, brand, goalKind, category } = words;
    const closing: Readonly<Record<BriefWords["goalKind"], string>> = {
      awareness: `Sebut nama ${short} dari ${brand} dengan jelas di awal, supaya orang ingat.`,
      engagement: `Ajukan satu pertanyaan tentang ${short} dan balas komentar pada 24 jam pertama.`,
      conversion: `Jelaskan di mana membeli ${short} dan apa untungnya membeli sekarang, sesuai promo resmi.`,
      traffic: `Ada informasi lengkap ${short} di link; beri satu alasan untuk membukanya.`,
      content: `Buat konten yang tetap berguna setelah campaign: satu ide jelas, rapi, tanpa musik berhak cipta.`,
      followers: `Ceritakan apa yang akan orang dapat kalau mengikuti akun ${brand}.`,
      leads: `Daftar ${short} itu mudah; tunjukkan langkahnya dan apa yang terjadi setelahnya.`,
    };
    return [
      BENEFIT[category](short),
      `Cerita nyata: kenapa kamu mencoba ${short} dan apa kesan jujurmu, termasuk untuk siapa produk ini cocok.`,
      closing[goalKind],
    ];
  },
  categoryHashtag: {
    skincare: "#SkincareIndonesia",
    supplement: "#HidupSehat",
    food: "#KulinerIndonesia",
    finance: "#MelekFinansial",
    baby: "#CeritaIbu",
    fashion: "#OOTDIndonesia",
    tech: "#TeknologiIndonesia",
    travel: "#JalanJalan",
    education: "#BelajarBareng",
    adult: "#KhususDewasa",
    general: "#ProdukLokal",
  },
  disclosure: "#kerjasamaberbayar",
  cta: ({ goalKind, short, brand }) =>
    ({
      awareness: `Kenalan dengan ${short}: cek akun ${brand} dan bagikan ke teman yang butuh.`,
      engagement: `Ceritakan pengalamanmu soal ${short} di komentar dan simpan post ini.`,
      conversion: `Klik link di bio dan pakai kode kreator untuk mendapatkan ${short}.`,
      traffic: `Klik link di bio untuk info lengkap ${short}.`,
      content: `Coba ${short} dan bagikan versimu, tandai akun ${brand}.`,
      followers: `Ikuti akun ${brand} supaya tidak ketinggalan.`,
      leads: `Daftar ${short} sekarang lewat link di bio.`,
    })[goalKind],
  rules({ category, short }) {
    return [
      "Beri tahu bahwa ini kerja sama berbayar: #kerjasamaberbayar di baris pertama caption (tidak tersembunyi di antara hashtag), dan nyalakan label kemitraan berbayar dari platform (Etika Pariwara Indonesia).",
      ...CLAIMS[category],
      `Pakai dan coba ${short} sebelum bercerita; pendapat harus pendapatmu sendiri.`,
      "Jangan menjelekkan atau membandingkan langsung dengan merek lain; hindari isu SARA, politik, dan kata kasar.",
      "Hanya musik dan gambar yang boleh dipakai untuk konten komersial. Jangan membeli like, view, atau komentar.",
      "Konten tetap tayang paling sedikit 30 hari; jangan menghapus atau mengarsipkan sebelum itu.",
    ];
  },
  notes(piece, { plan, short }) {
    const text =
      piece.format === "carousel"
        ? `4–7 slide: hook di slide pertama, manfaat ${short} satu per slide, ajakan di slide terakhir.`
        : piece.format === "video" && piece.platform === "youtube"
          ? `Bahas ${short} paling lambat di menit pertama; link di deskripsi dan komentar tersemat.`
          : `Hook di 3 detik pertama, ${short} terlihat sebelum detik ke-5, teks di layar untuk yang menonton tanpa suara.`;
    if (plan.belowUsualPrice) {
      return `${text} Anggaran ini di bawah harga umum satu paket; pertimbangkan tambahan produk gratis (barter).`;
    }
    return text;
  },
};
