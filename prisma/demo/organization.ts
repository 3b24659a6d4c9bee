import type { DemoOrganization } from "./types.ts";

/** A made-up skincare brand. Registration numbers are left out on purpose: none would be true. */
export const DEMO_ORGANIZATION: DemoOrganization = {
  key: "kilau-nusantara",
  name: "Kilau Nusantara",
  kind: "brand",
  industry: "skincare",
  about: {
    id: "Brand skincare lokal dari Bandung. Kami meracik bahan yang akrab di dapur dan kebun Nusantara – beras, bengkoang, teh hijau, lidah buaya – dengan bahan aktif yang terukur, untuk kulit tropis yang tiap hari ketemu panas, debu, dan AC kantor.",
    en: "A local skincare brand from Bandung. We pair ingredients every Indonesian kitchen and garden knows – rice, jicama, green tea, aloe – with measured actives, for tropical skin that meets heat, dust and office air-conditioning every day.",
  },
  website: "https://kilaunusantara.example",
  city: "Bandung",
  settings: {
    locale: "id",
    currency: "IDR",
    timeZone: "Asia/Jakarta",
    commissionBps: 1_000,
    secondApprovalFromMinor: 10_000_000,
    plan: "professional",
  },
  openingBalanceMinor: 85_000_000,
  members: [
    {
      key: "ayu-lestari",
      name: "Ayu Lestari",
      email: "ayu@kilaunusantara.example",
      roles: ["brand_manager"],
      locale: "id",
      title: "Brand Manager",
    },
    {
      key: "bima-pratama",
      name: "Bima Pratama",
      email: "bima@kilaunusantara.example",
      roles: ["admin"],
      locale: "id",
      title: "Head of Marketing",
    },
    {
      key: "sarah-tan",
      name: "Sarah Tan",
      email: "sarah@kilaunusantara.example",
      roles: ["admin", "finance"],
      locale: "en",
      title: "Finance Director",
    },
  ],
  voice: {
    summary: {
      id: "Seperti kakak yang paham skincare: hangat, jujur soal hasil, dan tidak pernah membuat orang merasa kulitnya salah.",
      en: "Like an older sister who knows skincare: warm, honest about results, and never making anyone feel wrong about their skin.",
    },
    tone: ["hangat", "jujur", "santai tapi tepat", "tidak menggurui", "sedikit jenaka"],
    doSay: [
      "kulit tampak lebih cerah dan lembap",
      "dipakai rutin 4 minggu, hasil tiap orang bisa berbeda",
      "cerah itu sehat, bukan soal warna kulit",
      "sapa dengan “kamu” atau “Sobat Kilau”",
    ],
    neverSay: [
      "memutihkan",
      "hasil instan / 3 hari langsung putih",
      "menyembuhkan jerawat",
      "100 % aman untuk semua orang",
      "membandingkan dengan merek lain secara langsung",
    ],
    sample: {
      id: "Kulitmu nggak perlu jadi orang lain. Kasih dia istirahat, air, dan sedikit kilau – sisanya biar matahari pagi yang urus. ✨",
      en: "Your skin doesn't need to be somebody else's. Give it rest, water and a little glow – the morning sun does the rest. ✨",
    },
  },
  audience: {
    id: "Perempuan dan laki-laki 18–34 tahun di kota besar dan kota kedua Jawa, Sumatra, Bali; budget skincare Rp100–300 ribu per bulan; mencari review jujur di TikTok dan Instagram sebelum membeli.",
    en: "Women and men aged 18–34 in big and second cities of Java, Sumatra and Bali; skincare budget Rp100–300 thousand a month; they look for honest reviews on TikTok and Instagram before buying.",
  },
  products: [
    {
      key: "glowing-serum-x",
      name: "Glowing Serum X",
      kind: { id: "serum wajah", en: "face serum" },
      priceMinor: 129_000,
      size: "20 ml",
      summary: {
        id: "Serum ringan untuk kulit kusam: niacinamide 5 % dan ekstrak beras, cepat meresap, nyaman di bawah sunscreen dan makeup.",
        en: "A light serum for dull skin: 5 % niacinamide and rice extract, absorbs fast, sits well under sunscreen and makeup.",
      },
      facts: [
        {
          id: "Niacinamide 5 %, alpha arbutin 1 %, ekstrak beras dan bengkoang.",
          en: "5 % niacinamide, 1 % alpha arbutin, rice and jicama extract.",
        },
        {
          id: "Tanpa pewangi, tanpa alkohol denat, tanpa paraben.",
          en: "No fragrance, no denatured alcohol, no parabens.",
        },
        {
          id: "Tekstur cair, meresap kurang lebih 30 detik, tidak lengket.",
          en: "Watery texture, absorbs in about 30 seconds, not sticky.",
        },
        {
          id: "Pakai 3 tetes pagi dan malam sesudah toner; pagi hari wajib dilanjutkan sunscreen.",
          en: "3 drops morning and night after toner; always followed by sunscreen in the morning.",
        },
        {
          id: "Uji pakai 42 orang selama 4 minggu: 36 merasa kulitnya tampak lebih cerah (survei internal, data demo).",
          en: "42 people used it for 4 weeks: 36 felt their skin looked brighter (internal survey, demo data).",
        },
        {
          id: "Botol kaca gelap dengan pipet, isi 20 ml, Rp129.000.",
          en: "Dark glass bottle with dropper, 20 ml, Rp129,000.",
        },
      ],
      allowedClaims: [
        "membantu kulit tampak lebih cerah",
        "membantu menyamarkan noda bekas jerawat",
        "ringan dan cepat meresap",
      ],
      forbiddenClaims: ["memutihkan kulit", "menghilangkan flek permanen", "hasil instan", "menyembuhkan jerawat"],
      hashtags: ["GlowingSerumX", "KilauNusantara"],
    },
    {
      key: "cerah-alami-toner",
      name: "Cerah Alami Toner",
      kind: { id: "toner wajah", en: "face toner" },
      priceMinor: 79_000,
      size: "100 ml",
      summary: {
        id: "Toner air beras dan PHA 3 % yang lembut: mengangkat sel kulit mati tanpa rasa ketarik.",
        en: "A gentle rice-water toner with 3 % PHA: lifts dead skin cells without the tight feeling.",
      },
      facts: [
        {
          id: "PHA (gluconolactone) 3 %, air beras, panthenol.",
          en: "3 % PHA (gluconolactone), rice water, panthenol.",
        },
        {
          id: "Dipakai 3–4 malam seminggu; boleh untuk pemula eksfoliasi.",
          en: "Used 3–4 nights a week; fine for exfoliation beginners.",
        },
        { id: "pH 5,0–5,5.", en: "pH 5.0–5.5." },
      ],
      allowedClaims: ["membantu mengangkat sel kulit mati", "kulit terasa halus dan tampak cerah"],
      forbiddenClaims: ["mengelupas kulit dalam semalam", "memutihkan kulit"],
      hashtags: ["CerahAlami2026", "KilauNusantara"],
    },
    {
      key: "tirai-surya-sunscreen",
      name: "Tirai Surya Sunscreen SPF 50 PA++++",
      kind: { id: "tabir surya", en: "sunscreen" },
      priceMinor: 89_000,
      size: "40 ml",
      summary: {
        id: "Sunscreen hybrid tanpa white cast untuk kulit sawo matang, tahan keringat naik ojek siang bolong.",
        en: "A hybrid sunscreen without white cast on tan skin that survives a motorbike ride at noon.",
      },
      facts: [
        { id: "SPF 50 PA++++, filter hybrid, hasil akhir satin.", en: "SPF 50 PA++++, hybrid filters, satin finish." },
        { id: "Tanpa pewangi; aman sesudah serum niacinamide.", en: "No fragrance; fine after a niacinamide serum." },
        { id: "Oles ulang tiap 2–3 jam bila di luar ruangan.", en: "Reapply every 2–3 hours outdoors." },
      ],
      allowedClaims: ["membantu melindungi kulit dari sinar UVA dan UVB", "tanpa white cast"],
      forbiddenClaims: ["perlindungan 100 %", "tidak perlu oles ulang"],
      hashtags: ["TiraiSurya", "KilauNusantara"],
    },
    {
      key: "embun-pagi-moisturizer",
      name: "Embun Pagi Gel Moisturizer",
      kind: { id: "pelembap", en: "moisturizer" },
      priceMinor: 99_000,
      size: "50 g",
      summary: {
        id: "Gel pelembap teh hijau dan ceramide untuk kulit berminyak yang diam-diam dehidrasi.",
        en: "A green tea and ceramide gel for oily skin that is secretly dehydrated.",
      },
      facts: [
        {
          id: "Ceramide NP, ekstrak teh hijau, hyaluronic acid dua ukuran.",
          en: "Ceramide NP, green tea, two sizes of hyaluronic acid.",
        },
        {
          id: "Tanpa minyak, tidak menyumbat pori pada uji 30 orang (data demo).",
          en: "Oil-free, non-comedogenic in a test of 30 people (demo data).",
        },
      ],
      allowedClaims: ["melembapkan", "membantu menjaga skin barrier"],
      forbiddenClaims: ["menyembuhkan jerawat", "menghilangkan pori-pori"],
      hashtags: ["EmbunPagi", "KilauNusantara"],
    },
  ],
};
