import { type CreatorSeed, instagram, tiktok, youtube } from "./build.ts";

export const BEAUTY_FASHION: readonly CreatorSeed[] = [
  {
    key: "melati-kusuma",
    name: "Melati Kusuma",
    locale: "id",
    bio: "Beauty enthusiast sejak 2016 🌺 Jakarta. Review panjang, lampu terang, opini apa adanya. Business: manajemen di link.",
    home: ["Jakarta Selatan", "DKI Jakarta"],
    languages: ["id", "en"],
    categories: ["beauty", "skincare"],
    points: 1_890,
    joined: 580,
    ages: [7, 46, 35, 9, 3],
    female: 87,
    cities: { Jakarta: 26, Bandung: 8, Surabaya: 8, Medan: 6, Makassar: 4 },
    rates: { "ig.reel": 28_000, "ig.feed": 20_000, "ig.story": 7_000, "yt.video": 45_000 },
    accounts: [instagram("melatikusuma.beauty", 724_000, 1.9), youtube("melatikusuma", 512_000, 0.6)],
    posts: {
      "ig.reel@2":
        "Full face produk lokal semua, total 480 ribu, dipakai ke premiere film. Nggak ada yang nyangka 🤫 #localbeauty #fullface",
      "yt.video@8":
        "Aku pakai 12 cushion lokal selama 2 minggu dan mukaku minta cuti. Ranking jujur, timestamp ada di bawah! #cushionlokal #beautyreview",
      "ig.feed@17":
        "Soft glam buat nikahan sahabat. Nangis dua kali, bulu mata masih di tempat. Itulah review sesungguhnya 😭🤍 #softglam #weddingguest",
      "ig.reel@24":
        "Skin prep sebelum makeup berat: bukan makin banyak layer makin bagus. Tiga produk, tunggu semenit di antaranya ✨ #skinprep #beautytips",
      "ig.reel@37":
        "#ad Lip cream dengan 8 shade yang katanya cocok semua warna kulit. Aku ajak lima teman dengan lima undertone buat buktiin. #lipcream #swatch",
      "yt.video@50":
        "Bongkar meja rias: yang habis, yang sayang, yang harusnya nggak kubeli. Total kerugian lebih dari cicilan motor 🙃 #declutter",
      "ig.feed@66":
        "Sepuluh tahun bikin video di kamar. Makasih udah tumbuh bareng, dari kamera 2 MP sampai hari ini 🌺 #throwback",
    },
  },
  {
    key: "tasya-ramadhani",
    name: "Tasya Ramadhani",
    locale: "id",
    bio: "bekasi pride 🛸 makeup look absurd & murah. kerja di gudang, dandan di KRL",
    home: ["Bekasi", "Jawa Barat"],
    languages: ["id"],
    categories: ["beauty"],
    points: 195,
    joined: 120,
    ages: [14, 60, 21, 4, 1],
    female: 83,
    cities: { Bekasi: 30, Jakarta: 20, Karawang: 9, Depok: 7 },
    rates: { tiktok: 300, "ig.reel": 250 },
    compensation: ["fixed", "barter", "commission"],
    accounts: [tiktok("tasyadandan", 7_800, 7.9), instagram("tasya.dandan", 2_900, 5.5)],
    posts: {
      "tiktok@1": "dandan di krl bekasi–sudirman tanpa salah eyeliner, world record gak sih 🚆🏆 #makeupkrl #bekasi",
      "tiktok@6":
        "makeup look inspired by es teler. semangkanya di pipi ya, jangan ditanya alpukatnya di mana 🍉 #makeuplook #absurd",
      "tiktok@14":
        "eyeshadow 15 ribu vs 300 ribu. mata gue sih gak bisa bedain, mata temen gue juga enggak 😭 #makeupmurah",
      "ig.reel@23": "shift malem tetep slay. lampu gudang adalah ring light alami 💡 #nightshift #makeupnatural",
      "tiktok@35":
        "kenapa bedak gue retak? karena skincare dilewat, tidur 3 jam, terus nyalahin produknya 🥲 #makeuptips",
      "tiktok@49": "tutorial eyeliner pake kartu e-money, sekalian ngecek saldo #eyelinerhack #fyp",
    },
  },
  {
    key: "vania-gunawan",
    name: "Vania Gunawan",
    locale: "id",
    bio: "Actress • Beauty • Mom of twins. For work: mgmt only 💌",
    home: ["Jakarta Pusat", "DKI Jakarta"],
    languages: ["id", "en"],
    categories: ["beauty", "lifestyle", "fashion"],
    points: 640,
    joined: 210,
    ages: [10, 40, 34, 12, 4],
    female: 72,
    cities: { Jakarta: 22, Surabaya: 7, Bandung: 7, Medan: 6, Makassar: 5 },
    rates: { "ig.reel": 95_000, "ig.feed": 75_000, "ig.story": 30_000, tiktok: 80_000 },
    availability: { status: "limited", note: "Lewat manajemen, minimal pesan 6 minggu sebelumnya." },
    partnerships: ["ambassador", "one_time"],
    compensation: ["fixed"],
    accounts: [instagram("vaniagunawan", 1_860_000, 1.3), tiktok("vaniagunawan", 1_120_000, 2.6)],
    posts: {
      "ig.feed@1": "Day 43 of shooting. Rambut bukan milikku, kantung mata iya 🎬 #onset",
      "ig.reel@7":
        "Get ready with me ke gala malam ini. Kebayanya jahitan Ibu Sri dari Klaten, cantiknya nggak ada obat 🤍 #kebaya #grwm",
      "tiktok@15":
        "Si kembar rebutan jadi juri siapa mama yang lebih cantik: mama pagi atau mama syuting. Tidak ada yang menang 😂 #momoftwins",
      "ig.feed@25":
        "#kerjasamaberbayar Parfum yang nemenin aku dari reading sampai wrap. Wanginya seperti melati habis hujan. #fragrance",
      "ig.reel@36":
        "Tiga hal yang selalu ada di tasku: lipstik nude, permen jahe, dan naskah yang belum kuhafal. #whatsinmybag",
      "ig.feed@54": "Bandara, lagi. Kacamata hitam bukan gaya, tapi perlindungan sosial ✈️ #airportlook",
    },
  },
  {
    key: "bella-syahputri",
    name: "Bella Syahputri",
    locale: "id",
    bio: "Styling harian yang bisa ditiru 👗 Jakarta – Kuala Lumpur. Founder label kecil bernama Sore.",
    home: ["Jakarta Selatan", "DKI Jakarta"],
    languages: ["id", "en", "ms"],
    categories: ["fashion", "beauty", "travel"],
    points: 1_010,
    joined: 420,
    ages: [5, 41, 40, 11, 3],
    female: 84,
    cities: { Jakarta: 29, "Kuala Lumpur": 9, Bandung: 8, Surabaya: 7 },
    rates: { "ig.reel": 24_000, "ig.feed": 18_000, "ig.story": 6_000, tiktok: 22_000 },
    accounts: [instagram("bellasyahputri", 583_000, 1.7), tiktok("bellasyahputri", 310_000, 3.3)],
    posts: {
      "ig.feed@3":
        "Satu kemeja putih, lima hari kerja, nol bosan. Hari Rabu favoritku, gara-gara kancing yang salah tapi jadi tren 😌 #workwear #kemejaputih",
      "ig.reel@9":
        "Batik buat yang merasa 'ketuaan' pakai batik: potong longgar, celana lurus, sepatu putih. Udah, sesimpel itu. #batikmodern #ootdindo",
      "tiktok@18": "Ngerapihin lemari sambil maafin diri sendiri atas pembelian impulsif 2023 👀 #wardrobe #declutter",
      "ig.feed@29":
        "KL 36 jam: nasi lemak, museum, dan satu gaun linen yang kusut dengan penuh martabat. #travelstyle #kualalumpur",
      "ig.reel@41":
        "Kainnya jatuh, budgetnya jangan. Cara ngecek bahan di toko online cuma dari foto dan ulasan #tipsbelanja #fashiontips",
      "ig.feed@57":
        "Di balik label kecilku: enam penjahit, dua mesin tua, satu playlist dangdut. #sorelabel #slowfashion",
    },
  },
  {
    key: "ghea-paramitha",
    name: "Ghea Paramitha",
    locale: "id",
    bio: "Ratu thrifting Gedebage 👑 baju bekas, gaya baru. Bandung euy!",
    home: ["Bandung", "Jawa Barat"],
    languages: ["id", "su"],
    categories: ["fashion", "lifestyle"],
    points: 830,
    joined: 345,
    ages: [16, 58, 20, 4, 2],
    female: 74,
    cities: { Bandung: 25, Jakarta: 17, Bekasi: 7, Yogyakarta: 6 },
    rates: { tiktok: 7_500, "ig.reel": 6_000, "ig.story": 1_500 },
    accounts: [tiktok("gheathrift", 287_000, 5.9), instagram("gheathrift", 143_000, 3.2)],
    posts: {
      "tiktok@1":
        "Modal 100 ribu ke Gedebage pulang bawa 4 outfit + satu jaket yang ada inisial orangnya. Halo K.W., jaketmu aman 🫡 #thriftbandung #gedebage",
      "tiktok@5": "Cara nyuci baju thrift biar gak wangi gudang: rendem cuka, jemur, doain #thrifthaul #tipsthrift",
      "ig.reel@12":
        "Kemeja bapak-bapak → rok wrap. Mesin jahit pinjem uwak, hasilnya mah meni geulis pisan ✂️ #upcycle #diyfashion",
      "tiktok@21":
        "Nebak harga baju thrift bareng A' Ujang. Kalah taruhan, jadi aku yang traktir cuanki 🍜 #thrift #bandung",
      "ig.feed@32":
        "Warna tabrak lari season ini: hijau lumut + oranye senja. Mamah bilang kayak tukang parkir, aku bilang fashion. #ootd #tabrakwarna",
      "tiktok@44": "3 merek yang kalau nemu di tumpukan harus langsung dipeluk jangan dilepas #thriftfinds",
    },
  },
  {
    key: "zahra-fauziah",
    name: "Zahra Fauziah",
    locale: "id",
    bio: "Modest wear buat yang gerah tapi mau rapi 🧕 Jakarta panas, kita jangan.",
    home: ["Jakarta Timur", "DKI Jakarta"],
    languages: ["id"],
    categories: ["fashion", "beauty"],
    points: 610,
    joined: 290,
    ages: [4, 43, 40, 10, 3],
    female: 95,
    cities: { Jakarta: 27, Bekasi: 12, Bogor: 8, Bandung: 7 },
    rates: { "ig.reel": 2_400, "ig.feed": 1_500, "ig.story": 450, tiktok: 2_000 },
    accounts: [instagram("zahra.modest", 84_500, 3.3), tiktok("zahramodest", 46_200, 4.9)],
    posts: {
      "ig.reel@2":
        "5 gaya pashmina yang lolos angin peron Stasiun Sudirman 🌬️ nomor 3 pakai jarum cuma satu #hijabtutorial #hijabkantor",
      "ig.feed@8":
        "Bahan yang adem beneran (udah dipakai naik TransJakarta jam 1 siang): rayon twill, katun jepang, linen campur. #modestfashion #bahanadem",
      "tiktok@15":
        "Outfit kondangan tiga kali minggu ini pakai satu dress yang sama. Tamunya beda, fotonya aman 😎 #hijabootd #kondangan",
      "ig.reel@27":
        "Makeup seadanya biar hijab putih nggak kena foundation. Triknya di urutan! #hijabbeauty #makeuptips",
      "tiktok@38":
        "Ibu-ibu pengajian kompakan seragam, tapi aku yang milih warnanya. Hasil voting: sage lagi, sage terus 🌿 #sagegreen",
      "ig.feed@51":
        "Anak magang, bajunya jangan ikut magang. Kapsul 12 item buat tiga bulan pertama kerja 💼 #capsulewardrobe #workhijab",
    },
  },
  {
    key: "chloe-lim",
    name: "Chloe Lim",
    locale: "en",
    bio: "Jakarta-born, thrift-raised. Clean makeup, loud trousers. I reply to DMs on Sundays.",
    home: ["Jakarta Barat", "DKI Jakarta"],
    languages: ["en", "id", "zh"],
    categories: ["fashion", "beauty"],
    points: 470,
    joined: 225,
    ages: [7, 50, 35, 6, 2],
    female: 80,
    cities: { Jakarta: 38, Singapore: 9, Surabaya: 7, Medan: 6 },
    rates: { "ig.reel": 2_300, "ig.feed": 1_400, "ig.story": 400, tiktok: 1_900 },
    accounts: [instagram("chloelim.wears", 58_900, 3.8), tiktok("chloelimwears", 37_100, 5.4)],
    posts: {
      "ig.reel@3":
        "Loud trousers, quiet makeup: five office looks that survived Jakarta rain and one passive-aggressive HR memo ☔ #workwear #ootdjakarta",
      "ig.feed@10":
        "Found in Pasar Senen, altered in Glodok, worn to death everywhere. Total: Rp85k. #thrifted #jakartafashion",
      "tiktok@16":
        "My five-minute face for people who hit snooze three times. Skin tint, brows, blush on everything #cleanmakeup #grwm",
      "ig.reel@28":
        "Local brands only for a week. Day four nearly broke me (shoes), day five saved me (also shoes). #supportlocal",
      "tiktok@40": "Skin texture in daylight, no filter, because my foundation is doing its best and so am I #realskin",
      "ig.feed@56":
        "Lunar New Year fitting: my grandmother approved the qipao and rejected the haircut 🧧 #cny #familystyle",
    },
  },
  {
    key: "raka-dirgantara",
    name: "Raka Dirgantara",
    locale: "id",
    bio: "Denim, boots, kopi hitam. Bandung. Catatan barang yang umurnya panjang.",
    home: ["Bandung", "Jawa Barat"],
    languages: ["id", "su"],
    categories: ["fashion", "lifestyle"],
    points: 355,
    joined: 280,
    ages: [4, 36, 44, 13, 3],
    female: 18,
    cities: { Bandung: 31, Jakarta: 20, Cimahi: 7, Yogyakarta: 5 },
    rates: { "ig.reel": 1_400, "ig.feed": 1_000, "ig.story": 300 },
    accounts: [instagram("raka.selvedge", 33_500, 3.5)],
    posts: {
      "ig.feed@4":
        "Tiga tahun, dua ratus hari pakai, enam kali cuci. Fading-nya jujur: dompet kiri, kunci kanan, patah hati di tengah. #denimhead #selvedge",
      "ig.reel@13":
        "Semir boots sambil hujan di Dago. Suara paling menenangkan setelah adzan magrib 🥾 #bootcare #bandung",
      "ig.feed@23":
        "Jaket kerja dari penjahit Cigondewah, kanvas 12 oz, ongkosnya lebih murah dari ongkir impor. Lokal mah edan. #workwear #brandlokal",
      "ig.reel@35":
        "Cara ukur celana lama biar nggak salah beli online. Ambil meteran, jangan kira-kira #menswear #tipsfashion",
      "ig.feed@48":
        "Isi tas: buku catatan, pulpen, sapu tangan, tembakau mint. HP ketinggalan, hidup tenang. #everydaycarry",
      "ig.feed@70":
        "Kopi susu gelas kaleng di Cikapundung. Baju boleh tahan lama, uang sepuluh ribu enggak. #kopibandung",
    },
  },
  {
    key: "maudy-prameswari",
    name: "Maudy Prameswari",
    locale: "id",
    bio: "berkain setiap hari 🪡 solo. lurik, batik, dan cara lilit tanpa jahit",
    home: ["Surakarta", "Jawa Tengah"],
    languages: ["id", "jv"],
    categories: ["fashion", "education"],
    points: 220,
    joined: 135,
    ages: [8, 49, 30, 9, 4],
    female: 81,
    cities: { Surakarta: 27, Yogyakarta: 16, Jakarta: 14, Semarang: 8 },
    rates: { "ig.reel": 350, "ig.feed": 200, tiktok: 300 },
    compensation: ["fixed", "barter"],
    accounts: [instagram("maudy.berkain", 8_700, 6.9), tiktok("maudyberkain", 5_600, 7.1)],
    posts: {
      "ig.reel@2": "lilit kain 2 menit, bisa lari ngejar bus batik solo trans. sudah diuji 🏃‍♀️ #berkain #lilitkain",
      "ig.feed@12":
        "motif kawung milik simbah, umurnya lebih tua dari republik. dipakai ke kampus, diajak ngobrol tiga ibu-ibu 🤎 #batiktulis #solo",
      "tiktok@20": "bedanya batik tulis, cap, sama print. coba lihat bagian belakangnya dulu mbak #batik #belajarbatik",
      "ig.reel@31": "kain + kaos band + sepatu kets. yang protes cuma satu: pakdhe #berkainbersama #ootd",
      "ig.feed@46": "mampir laweyan, lihat malam (lilin) mendidih dan sabar yang tidak dijual #laweyan #pengrajin",
      "tiktok@59": "cara simpan kain biar tidak dimakan ngengat: merica, bukan kapur barus #tips #kain",
    },
  },
];
