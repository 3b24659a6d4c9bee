import { type CreatorSeed, instagram, tiktok, youtube } from "./build.ts";

export const SKINCARE_2: readonly CreatorSeed[] = [
  {
    key: "rani-anggraini",
    name: "Rani Anggraini",
    locale: "id",
    bio: "MUA wisuda & lamaran area Surabaya–Gresik 💄 Bukan Rani yang review serum ya, aku Rani yang bikin alis. Booking via WA di link.",
    home: ["Surabaya", "Jawa Timur"],
    languages: ["id", "jv"],
    categories: ["beauty"],
    points: 520,
    joined: 240,
    ages: [6, 45, 37, 9, 3],
    female: 93,
    cities: { Surabaya: 41, Gresik: 15, Sidoarjo: 12, Lamongan: 6 },
    rates: { "ig.reel": 850, "ig.feed": 500, "ig.story": 200 },
    accounts: [instagram("rani.mua.sby", 22_600, 3.7)],
    posts: {
      "ig.reel@1":
        "Wisuda UNAIR batch kemarin, start jam 3 pagi, mata masih 5 watt tapi alis wajib simetris 😤 #muasurabaya #makeupwisuda",
      "ig.feed@7":
        "Lamaran Mbak Salsa, request-nya 'pokoke ojo medok'. Jadi soft peach, kulit tetap kelihatan kulit 🍑 #makeuplamaran #softglam",
      "ig.reel@16":
        "Client kulit berminyak + gedung tanpa AC = tantangan naik level. Ini trik setting berlapis versi aku #makeuptahanlama #muagresik",
      "ig.feed@28":
        "Before after bukan buat ngejelekin before-nya ya. Before cantik, after juga cantik, cuma after bayar 😂 #muasurabaya",
      "ig.reel@41": "Spill isi koper MUA 18 kilo. Pinggang nangis, rezeki ngalir 🧳✨ #mualife #isitasmakeup",
      "ig.feed@57":
        "Prep kulit itu 60 % dari makeup. Kalau dari rumah udah lembap, foundation-ku nurut. Tolong minum air, para calon pengantin 🙏 #skinprep #makeuppengantin",
    },
  },
  {
    key: "yohana-sitorus",
    name: "Yohana Sitorus",
    locale: "id",
    bio: "Oily skin club 🛢️ pendiri, ketua, sekaligus anggota. Medan lahir, Jakarta cari makan.",
    home: ["Jakarta Timur", "DKI Jakarta"],
    languages: ["id"],
    categories: ["skincare", "beauty"],
    points: 760,
    joined: 330,
    ages: [5, 48, 37, 8, 2],
    female: 82,
    cities: { Jakarta: 30, Medan: 14, Bekasi: 10, Depok: 7 },
    rates: { tiktok: 1_900, "ig.reel": 1_700, "ig.story": 400 },
    accounts: [tiktok("oilyskinclub.yo", 73_200, 5.2), instagram("yohana.sitorus", 31_400, 3.6)],
    posts: {
      "tiktok@3":
        "Muka jam 8 pagi: glowing. Muka jam 11: bisa goreng bakwan 🍳 ini 3 produk yang bikin kilapku pindah ke jam 3 sore #oilyskin #kulitberminyak",
      "ig.reel@9":
        "Gel moisturizer buat kulit berminyak yang ternyata dehidrasi. Iya, minyakan sama kering bisa barengan, kayak hubungan kita 😌 #oilyskin #moisturizer",
      "tiktok@19":
        "Blind test serum niacinamide lokal, botolnya aku tutup lakban biar nggak kemakan branding. Pemenangnya bikin aku diam 🤐 #niacinamide #blindtest #skincarelokal",
      "tiktok@26":
        "Kertas minyak itu bukan dosa. Yang dosa tuh ngelap pakai tisu makan bekas gorengan 😭 #kulitberminyak #skincaretips",
      "ig.feed@38":
        "Pori-pori nggak bisa 'ditutup', dia bukan pintu. Tapi bisa kelihatan lebih kecil kalau bersih dan nggak keseret matahari terus. #pori #edukasiskincare",
      "tiktok@50":
        "Sunscreen buat kulit berminyak edisi naik KRL jam 6 sore. Kalau lolos di gerbong 5 Manggarai, lolos di mana aja 🚆 #sunscreen #anakkereta",
      "ig.reel@66":
        "Kerja sama berbayar 💚 Clay mask seminggu dua kali, bukan tiap hari ya ges. Sebulan kemudian: komedo hidung berkurang, kilap di dahi tetap setia. #ad #claymask",
    },
  },
  {
    key: "siti-maesaroh",
    name: "Siti Maesaroh",
    locale: "id",
    bio: "Ibu satu anak di Garut 🌄 skincare halal, dapur, jeung cerita leutik. Sok mangga mampir.",
    home: ["Garut", "Jawa Barat"],
    languages: ["id", "su"],
    categories: ["skincare", "parenting"],
    points: 285,
    joined: 150,
    ages: [3, 34, 45, 15, 3],
    female: 94,
    cities: { Garut: 36, Bandung: 17, Tasikmalaya: 11, Sumedang: 5 },
    rates: { "ig.reel": 250, "ig.story": 75, tiktok: 250 },
    compensation: ["fixed", "barter"],
    accounts: [instagram("teh.maesaroh", 6_900, 6.1), tiktok("tehmaesaroh", 4_300, 7.4)],
    posts: {
      "ig.reel@4":
        "Skincare emak-emak mah kudu nu praktis atuh, anak udah manggil tiga kali 😅 serum, pelembap, beres 2 menit #skincareibu #garut",
      "tiktok@11":
        "Flek setelah melahirkan, siapa yang sama? Sini kita sabar bareng, pakai sunscreen bareng, ulah insecure 🤗 #flekhitam #ibubaru",
      "ig.reel@20":
        "Ngabuburit-nya nyoba masker beras bikinan sendiri. Enak di kulit, tapi cucian baskomnya nambah wkwk #maskerberas #skincarehalal",
      "ig.feed@30":
        "Cek halal, cek BPOM, cek dompet. Tiga-tiganya lolos baru masuk keranjang 🛒 #skincarehalal #skincarelokal",
      "tiktok@43":
        "Bangun jam 4, muka kusam da kurang sare. Yang bikin segar mah wudu sama angin Garut subuh 🌬️ #rutinitaspagi #garut",
      "ig.reel@58":
        "Dede minta dipakein krim juga kayak mamah 🥺 jadilah sesi pelembap bayi berdua. Bonding teu kudu mahal. #momlife #babyskincare",
    },
  },
  {
    key: "aldo-prasetya",
    name: "Aldo Prasetya",
    locale: "id",
    bio: "Cowok pakai skincare, terus kenapa? 🧴 Tangerang. Grooming simpel buat yang males ribet.",
    home: ["Tangerang", "Banten"],
    languages: ["id"],
    categories: ["skincare", "lifestyle"],
    points: 640,
    joined: 275,
    ages: [8, 51, 33, 6, 2],
    female: 34,
    cities: { Tangerang: 21, Jakarta: 25, Bekasi: 9, Serang: 6, Bandung: 6 },
    rates: { "ig.reel": 1_350, "ig.story": 300, tiktok: 1_400 },
    accounts: [tiktok("aldogrooming", 54_600, 5.0), instagram("aldo.prasetya", 39_700, 3.9)],
    posts: {
      "tiktok@2":
        "Bro, sabun badan dipake ke muka tuh kayak isi motor matic pake solar 😭 plis #skincarecowok #grooming",
      "ig.reel@8":
        "Skincare cowok versi 2 menit: face wash, serum, sunscreen. Kelar sebelum kopi lu dingin ☕ #mensskincare #skincarecowok",
      "tiktok@17":
        "Minjem serum pacar diem-diem seminggu, ketauan gara-gara gue lebih glowing dari dia 🤣 #skincarecowok #couplegoals",
      "ig.reel@25":
        "Cukur tanpa iritasi buat kulit sensitif. Kuncinya sabar, air hangat, dan jangan pinjem alat cukur bapak lu #grooming #shavingtips",
      "tiktok@36":
        "Anak futsal wajib tau: keringat + debu sintetis = jerawat dahi. Bilas dulu baru nongkrong ya bos ⚽ #futsal #skincarecowok",
      "ig.reel@44":
        "#ad Pelembap gel buat yang mukanya minyakan tapi kebelet dibilang 'kok fresh?'. Gue pakai 3 minggu, reviewnya di video. #moisturizer #groomingpria",
      "ig.feed@62":
        "Nggak ada yang 'kurang laki' dari merawat muka sendiri. Yang kurang laki itu buang puntung sembarangan 🚭 #mensskincare",
    },
  },
  {
    key: "michelle-tanujaya",
    name: "Michelle Tanujaya",
    locale: "en",
    bio: "Ingredient nerd based in Jakarta. Formerly a formulation chemist, now I translate INCI lists into human. No miracle claims, ever.",
    home: ["Jakarta Utara", "DKI Jakarta"],
    languages: ["en", "id"],
    categories: ["skincare", "education", "beauty"],
    points: 1_730,
    joined: 545,
    ages: [3, 37, 44, 12, 4],
    female: 81,
    cities: { Jakarta: 33, Surabaya: 9, Singapore: 8, "Kuala Lumpur": 6, Tangerang: 6 },
    rates: { "ig.reel": 11_000, "ig.feed": 7_500, "ig.story": 2_200, "yt.video": 15_000 },
    tags: ["english", "ingredients"],
    accounts: [instagram("michelle.inci", 241_000, 3.1), youtube("michelleinci", 88_000, 1)],
    posts: {
      "ig.reel@2":
        "Niacinamide, arbutin, vitamin C: which brightening active is worth your money if your budget is Rp150k? Ranked by evidence, not by hype. #skincarescience #niacinamide",
      "yt.video@10":
        "I bought 9 local brightening serums and read every ingredient list so you don't have to. Three are excellent, four are fine, two should not call themselves serum. #localskincare #ingredients",
      "ig.feed@18":
        "Percentages on the label are marketing until you know the pH, the solvent and the packaging. A short carousel for the curious 🧪 #INCI #formulation",
      "ig.reel@27":
        "Rice extract: folklore or function? Both, actually. What the small studies say and what they don't. #ricewater #skincarescience",
      "ig.feed@42":
        "Please stop asking if a cream 'opens pores'. Pores are not doors, they are tiny exits with poor customer service. #skincaremyths",
      "ig.reel@53":
        "Paid partnership, and I kept the right to say no twice (I used it once). A sunscreen without white cast on NC37 skin, tested outdoors for 3 hours. #ad #sunscreen",
      "yt.video@69":
        "Fragrance in skincare: who should avoid it, who can relax, and why 'clean' means nothing legally. #skincaremyths #education",
    },
  },
  {
    key: "hana-safitri",
    name: "Hana Safitri",
    locale: "id",
    bio: "Hijab, kulit sawo matang, dan seneng warna tanah 🤎 Malang yang adem. Skincare ➜ makeup ➜ cerita kampus.",
    home: ["Malang", "Jawa Timur"],
    languages: ["id", "jv"],
    categories: ["beauty", "skincare", "fashion"],
    points: 455,
    joined: 310,
    ages: [8, 57, 28, 5, 2],
    female: 92,
    cities: { Malang: 31, Surabaya: 14, Batu: 8, Kediri: 7, Jakarta: 9 },
    rates: { "ig.reel": 1_000, "ig.feed": 600, "ig.story": 200, tiktok: 900 },
    tags: ["pernah telat"],
    accounts: [instagram("hana.safitr", 28_300, 4.4), tiktok("hanasafitr", 19_800, 5.8)],
    posts: {
      "ig.reel@3":
        "Sunscreen yang nggak bikin abu-abu di kulit sawo matang, udah tak tes di Alun-Alun Batu jam 12 siang 🤎☀️ #sawomatang #nowhitecast",
      "ig.feed@9":
        "Cerah itu bukan berarti lebih putih. Kulitku coklat dan hari ini dia cerah banget, titik. #sawomatang #kulitsehat",
      "tiktok@17":
        "Dagu sama pipi jerawatan gara-gara bahan hijab? Coba cek: detergen, jarang ganti, atau kekencengan 🧕 #hijabtips #jerawat",
      "ig.reel@26":
        "Outfit kuliah pagi + skincare 3 langkah, total 11 menit, masih sempet nyari kunci motor yang ternyata di tangan 🙃 #grwm #hijabootd",
      "tiktok@37":
        "Blush on buat kulit sawo matang: yang pink pastel minggir dulu, yang terracotta maju #makeupsawomatang #blushon",
      "ig.feed@52":
        "Malang dingin, bibir pecah-pecah, hati aman. Lip balm andalan tak taruh di slide 2 ❄️ #malang #lipcare",
    },
  },
  {
    key: "laras-ningtyas",
    name: "Laras Ningtyas",
    locale: "id",
    bio: "Jamu, lulur, lan skincare alon-alon 🌿 Solo. Percaya yang alami, tapi tetap baca jurnal.",
    home: ["Surakarta", "Jawa Tengah"],
    languages: ["id", "jv"],
    categories: ["skincare", "lifestyle"],
    points: 330,
    joined: 205,
    ages: [4, 36, 41, 15, 4],
    female: 89,
    cities: { Surakarta: 34, Yogyakarta: 13, Sukoharjo: 9, Semarang: 8 },
    rates: { "ig.reel": 400, "ig.feed": 250, "ig.story": 100 },
    compensation: ["fixed", "barter", "hybrid"],
    accounts: [instagram("laras.lulur", 9_100, 6.6)],
    posts: {
      "ig.reel@5":
        "Lulur beras kencur resep Yangti. Kulit alus, kamar mandi wangi, wetonmu tetap sama 😌🌾 #lulurtradisional #jamu #solo",
      "ig.feed@13":
        "Bengkoang buat wajah: yang bener ekstraknya, bukan diparut terus ditempel semalaman ya, Mbak. Ada alasannya di slide 3 🌿 #bengkoang #skincarealami",
      "ig.reel@22":
        "Pagi di Pasar Gede, beli kunyit asem sama bunga. Nggak semua self care harus checkout keranjang kuning 🌼 #slowliving #pasargede",
      "ig.feed@33":
        "Alami belum tentu aman. Jeruk nipis di muka itu niat baik yang berakhir perih. Pakai yang sudah diformulasi. #skincarealami #edukasi",
      "ig.reel@47":
        "Serum ekstrak beras dari brand lokal, tak pakai sebulan bareng pijat wajah sederhana. Kulit ayem, ati ayem. #ricewater #serumlokal",
      "ig.feed@63":
        "Tidur siang 20 menit di teras, angin sawah, radio gamelan. Glowing nomor satu tetap: ora kesusu. #selfcare #solo",
    },
  },
  {
    key: "dinda-oktaviani",
    name: "Dinda Oktaviani",
    locale: "id",
    bio: "Wong kito galo 💛 drugstore beauty dari Palembang. Kalo ado yang bagus tapi murah, kito gas!",
    home: ["Palembang", "Sumatera Selatan"],
    languages: ["id"],
    categories: ["beauty", "skincare"],
    points: 575,
    joined: 260,
    ages: [9, 52, 31, 6, 2],
    female: 89,
    cities: { Palembang: 37, Jakarta: 11, Lampung: 8, Jambi: 7 },
    rates: { tiktok: 1_000, "ig.reel": 900, "ig.story": 225 },
    accounts: [tiktok("dindadrugstore", 33_900, 6.2), instagram("dinda.oktvn", 14_700, 4.3)],
    posts: {
      "tiktok@1":
        "Haul drugstore 200 ribu di PIM, dapet 6 barang. Kasirnyo sampe nanyo 'buat jualan, Dek?' 😭 #drugstorehaul #palembang",
      "tiktok@8":
        "Foundation 40 ribuan dites makan pempek cuko pedes. Kalo tahan cuko, tahan mantan 💅 #makeupmurah #pempek",
      "ig.reel@18":
        "Serum lokal di bawah 60 ribu, nian ado hasilnyo? Tak pakai 28 hari, tiap minggu difoto di jendela yang samo #serummurah #reviewjujur",
      "tiktok@24":
        "Jangan galak-galak samo skin barrier, dio yang jago kito dari debu Jembatan Ampera 🌉 #skinbarrier #skincare",
      "ig.feed@39":
        "Lip tint lokal swatch di bibir gelap. Yang foto katalognyo pink, aslinyo jadi bata. Cakep sih, tapi tau diri 😂 #liptint #swatches",
      "tiktok@54":
        "Sunscreen spray jangan cuma psst psst dua kali terus bangga. Kurang banyak, Yuk! ☀️ #sunscreen #beautytips",
    },
  },
  {
    key: "putu-maharani",
    name: "Putu Maharani",
    locale: "id",
    bio: "Denpasar • surf kid turned sunscreen girl 🌊 Skincare buat yang hidupnya di pantai. Sedang cuti melahirkan, balik pelan-pelan.",
    home: ["Denpasar", "Bali"],
    languages: ["id", "ban", "en"],
    categories: ["skincare", "lifestyle", "travel"],
    points: 980,
    joined: 390,
    ages: [4, 40, 41, 12, 3],
    female: 71,
    cities: { Denpasar: 32, Badung: 14, Jakarta: 13, Surabaya: 7 },
    rates: { "ig.reel": 2_200, "ig.feed": 1_300, "ig.story": 450 },
    availability: { status: "unavailable", note: "Cuti melahirkan", backInDays: 75 },
    accounts: [instagram("putu.sunscreengirl", 67_100, 4.1)],
    posts: {
      "ig.feed@34":
        "Selamat datang, Kadek kecil 🤍 Konten istirahat dulu ya, timeline-nya sekarang diatur jam menyusu. #newborn #cutidulu",
      "ig.reel@48":
        "Sunscreen reef-friendly, mana yang beneran dan mana yang cuma gambar penyu di kemasan? 🐢 #sunscreen #bali #reefsafe",
      "ig.reel@60":
        "After sun care habis surfing di Kuta: bilas, gel lidah buaya, serum lembut, tidur. Jangan scrub, tolong 🌊 #aftersun #surflife",
      "ig.feed@72":
        "Kulit gosong dua tone: garis rash guard edisi 2026. Bukan noda, itu medali 🏄‍♀️ #tanlines #baliliving",
      "ig.reel@85":
        "#ad SPF 50 yang nggak perih di mata pas duck dive. Dites tiga sesi, ombak 4 kaki. #sunscreensport #surfbali",
      "ig.feed@99":
        "Hamil tujuh bulan, melasma mulai mampir. Dokter bilang: topi, teduh, tabir surya. Urutannya jangan dibalik. #melasma #bumil",
    },
  },
];
