import { type CreatorSeed, instagram, tiktok, youtube } from "./build.ts";

export const LIFESTYLE: readonly CreatorSeed[] = [
  {
    key: "ines-carolina",
    name: "Ines Carolina",
    locale: "id",
    bio: "Kerja kantoran, jiwa rebahan. Tips hidup rapi buat yang sebenernya berantakan 🧺 Jakarta",
    home: ["Jakarta Pusat", "DKI Jakarta"],
    languages: ["id", "en"],
    categories: ["lifestyle", "beauty"],
    points: 1_060,
    joined: 405,
    ages: [3, 38, 46, 10, 3],
    female: 82,
    cities: { Jakarta: 36, Tangerang: 9, Depok: 8, Bandung: 7 },
    rates: { "ig.reel": 8_000, "ig.feed": 5_500, "ig.story": 1_700, tiktok: 7_000 },
    accounts: [instagram("inescarolina", 198_000, 2.6), tiktok("inescarolina", 121_000, 4.4)],
    posts: {
      "ig.reel@2": "Reset apartemen 24 m² dalam satu jam: cucian dilipat, hati juga 🧺 #sundayreset #apartemenstudio",
      "tiktok@7":
        "Jam 5 teng pulang kantor tanpa rasa bersalah, ini script-nya. Copas aja, kak #kerjakantoran #worklifebalance",
      "ig.feed@14": "Meja kerja, lilin jeruk, spreadsheet. Estetik 10 %, panik 90 %. #deskgoals #wfh",
      "ig.reel@22":
        "Evening routine versi nyata: mandi, serum, scroll 40 menit, nyesel, tidur. Yang penting serumnya nggak kelewat ✨ #nightroutine #selfcare",
      "tiktok@33":
        "Belanja bulanan 700 ribu buat satu orang di Jakarta, aku breakdown per rak #belanjabulanan #anakrantau",
      "ig.reel@47":
        "#ad Vacuum kecil yang suaranya nggak bikin tetangga ngetok. Dites di karpet, kasur, dan bulu kucing numpang. #homecleaning",
    },
  },
  {
    key: "citra-handayani",
    name: "Citra Handayani",
    locale: "id",
    bio: "Bunda tiga anak di Bogor 🌧️ MPASI, sekolah, emosi ibu. Parenting nggak harus sempurna, yang penting mandi.",
    home: ["Bogor", "Jawa Barat"],
    languages: ["id", "su"],
    categories: ["parenting", "lifestyle"],
    points: 1_330,
    joined: 510,
    ages: [1, 14, 55, 25, 5],
    female: 92,
    cities: { Bogor: 18, Jakarta: 22, Depok: 11, Bekasi: 10 },
    rates: { "ig.reel": 9_000, "ig.feed": 6_000, "ig.story": 2_000 },
    accounts: [instagram("bundacitra.id", 326_000, 2.7), tiktok("bundacitra", 140_000, 4.1)],
    posts: {
      "ig.reel@1":
        "MPASI hari ke-9: hati ayam ditolak, sandal ayah digigit. Selera anak memang misteri 🥣 #mpasi #mpasi6bulan",
      "ig.feed@6":
        "Anak tantrum di minimarket, yang perlu ditenangkan pertama: kita. Tarik napas, jongkok, validasi. Swipe ya Bun 💛 #parentingtips #tantrum",
      "tiktok@13":
        "Bekal sekolah 5 hari, bahan cuma telur, tempe, wortel. Ibu bahagia, galon aman #bekalanak #idebekal",
      "ig.reel@23":
        "Kapan terakhir Bunda mandi lama? Suami, tolong baca caption ini keras-keras: tiga puluh menit, tanpa diketuk 🚿 #ibubahagia",
      "ig.feed@36":
        "Jadwal imunisasi ditempel di kulkas, bukan di ingatan. Template bisa diunduh gratis di link #imunisasi #ibudanbayi",
      "ig.reel@50":
        "Kerja sama berbayar dengan sabun cuci botol bayi. Yang paling aku suka: busanya cepat hilang, air Bogor kan dingin #ad #perlengkapanbayi",
    },
  },
  {
    key: "ratna-dewanti",
    name: "Ratna Dewanti",
    locale: "id",
    bio: "Ibu bekerja, pumping di parkiran 🚗 Sidoarjo. Cerita ASI, kerjaan, dan waras.",
    home: ["Sidoarjo", "Jawa Timur"],
    languages: ["id", "jv"],
    categories: ["parenting"],
    points: 380,
    joined: 215,
    ages: [1, 17, 60, 19, 3],
    female: 95,
    cities: { Sidoarjo: 27, Surabaya: 24, Gresik: 7, Malang: 6 },
    rates: { "ig.reel": 1_100, "ig.story": 300, tiktok: 950 },
    accounts: [instagram("ratna.pumpinglife", 24_800, 4.6), tiktok("ratnapumping", 13_200, 5.3)],
    posts: {
      "ig.reel@5":
        "Pumping di parkiran Delta Plaza, AC mobil mati, semangat hidup 🔋 demi 120 ml yang lebih mahal dari kopi #pejuangasi #ibubekerja",
      "tiktok@12":
        "Isi cooler bag ibu bekerja. Yang paling berat bukan ice gel, tapi rasa bersalah. Taruh itu di rumah ya, Mbak 🤍 #asiperah",
      "ig.reel@21":
        "Drama ART pulang kampung H-10 lebaran, rek. Bapake turun tangan, rumah jadi barak 😂 #ibubekerja #lebaran",
      "ig.feed@34":
        "Tabel umur simpan ASIP: suhu ruang, kulkas, freezer. Simpan, kirim ke eyang juga. #asip #edukasiasi",
      "tiktok@45": "Rambut rontok pasca melahirkan, sak genggem. Normal, tapi yo nangis #postpartum",
      "ig.story@52": "Polling: daycare dekat rumah atau dekat kantor? Alasannya ketik di sini 👇",
    },
  },
  {
    key: "agus-setiawan",
    name: "Agus Setiawan",
    locale: "id",
    bio: "Bapak-bapak Depok yang bisa ngepang rambut anak. Ayah hadir, bukan ayah transfer doang 💪",
    home: ["Depok", "Jawa Barat"],
    languages: ["id"],
    categories: ["parenting", "lifestyle"],
    points: 545,
    joined: 250,
    ages: [2, 21, 52, 20, 5],
    female: 58,
    cities: { Depok: 24, Jakarta: 25, Bogor: 11, Bekasi: 9 },
    rates: { tiktok: 2_300, "ig.reel": 1_900, "ig.story": 450 },
    accounts: [tiktok("ayahhadir.agus", 91_400, 6.1), instagram("ayahhadir.agus", 44_600, 3.8)],
    posts: {
      "tiktok@2":
        "Tutorial kepang dua oleh tangan yang biasa megang obeng. Hasil: simetris 80 %, anak bangga 100 % 🎀 #ayahhadir #girldad",
      "tiktok@9":
        "Gantian shift begadang sama istri pakai jadwal kayak satpam. Rumah aman terkendali 🫡 #newdad #parenting",
      "ig.reel@18":
        "Bekal anak buatan ayah: onigiri bentuk... ya pokoknya bentuk. Katanya enak, itu yang penting 🍙 #bekalanak",
      "tiktok@30":
        "Ngomong 'ayah minta maaf' ke anak 5 tahun itu lebih berat dari angkat galon. Tapi coba deh. #parentingtips",
      "ig.feed@42": "Main hujan, pulang kotor, dimarahin berdua. Core memory unlocked ☔ #ayahdananak #depok",
      "tiktok@57":
        "Review popok dari sisi bapak: perekatnya bisa dibuka gelap-gelapan atau enggak? Itu KPI-nya #popokbayi",
    },
  },
  {
    key: "maeve-oconnor",
    name: "Maeve O'Connor",
    locale: "en",
    bio: "Irish in Canggu since 2019 ☘️ Slow living, cold plunges, terrible surfing. Learning Bahasa one warung at a time.",
    home: ["Badung", "Bali"],
    languages: ["en", "id"],
    categories: ["lifestyle", "travel", "fitness"],
    points: 340,
    joined: 170,
    ages: [2, 27, 50, 16, 5],
    female: 63,
    cities: { Badung: 21, Denpasar: 9, Jakarta: 12, London: 7, Sydney: 7 },
    rates: { "ig.reel": 2_800, "ig.feed": 1_800, "ig.story": 500 },
    accounts: [instagram("maeve.in.canggu", 76_300, 3.0), youtube("maeveoconnor", 12_400, 1.4)],
    posts: {
      "ig.reel@4":
        "Six years in Bali and I finally ordered nasi campur without pointing. The ibu clapped. I cried a bit. #canggu #learningindonesian",
      "ig.feed@11": "Cold plunge, hot jasmine tea, forty minutes of absolutely no Slack. #slowliving #bali",
      "yt.video@20":
        "What my month in Canggu really costs in 2026: rent, scooter, visas, coffee (so much coffee). #costofliving #balilife",
      "ig.reel@32":
        "Irish skin vs equatorial sun: hats, shade, SPF, repeat. I have the freckles of a woman who learned late. #sunscreen #irishinbali",
      "ig.feed@46":
        "Rainy season means moody beaches and empty lineups. I still fell off every wave. #surffail #rainyseason",
      "ig.reel@61":
        "How to visit a temple without being That Tourist: sarong, sash, softer voice. #balietiquette #travelresponsibly",
    },
  },
  {
    key: "oki-firmansyah",
    name: "Oki Firmansyah",
    locale: "id",
    bio: "hidup ngekos di jogja modal 1,2 juta sebulan. chef magic com. ipk aman",
    home: ["Sleman", "DI Yogyakarta"],
    languages: ["id", "jv"],
    categories: ["lifestyle", "food"],
    points: 150,
    joined: 95,
    ages: [10, 68, 18, 3, 1],
    female: 49,
    cities: { Sleman: 29, Yogyakarta: 21, Solo: 8, Semarang: 6 },
    rates: { tiktok: 250 },
    compensation: ["fixed", "barter"],
    accounts: [tiktok("okimagiccom", 9_600, 8.8)],
    posts: {
      "tiktok@1":
        "rendang dalam magic com bisa gak? bisa. ibu kos nanya baunya dari mana? itu part 2 🍚 #anakkos #magiccom",
      "tiktok@5": "makan seminggu 70 ribu, tetep ada protein, tetep ada harga diri #budgetmakan #anakkosjogja",
      "tiktok@11": "tour kamar kos 450 ribu di seturan. jendela ada, pemandangannya tembok 🧱 #tourkos",
      "tiktok@19":
        "skripsi bab 4 ditemenin kipas angin bunyi krek krek. mental aman asal wifi kos jangan ikutan revisi #skripsi",
      "tiktok@28": "cara jemur baju pas musim hujan di kamar 3x3 tanpa bau apek #tipskos",
      "tiktok@40": "burjo ranking se-jakal dari orang yang makan di situ tiap hari #burjo #jogja",
    },
  },
  {
    key: "nuraini-rahmawati",
    name: "Nur'aini Rahmawati",
    locale: "id",
    bio: "Urang Banjar 🌊 lifestyle sederhana, pasar terapung, skincare sehari-hari. Salam hangat dari Banjarmasin!",
    home: ["Banjarmasin", "Kalimantan Selatan"],
    languages: ["id", "bjn"],
    categories: ["lifestyle", "skincare"],
    points: 205,
    joined: 140,
    ages: [5, 45, 37, 10, 3],
    female: 86,
    cities: { Banjarmasin: 40, Banjarbaru: 15, Palangkaraya: 7, Samarinda: 6 },
    rates: { "ig.reel": 300, "ig.story": 100, tiktok: 300 },
    compensation: ["fixed", "barter", "hybrid"],
    accounts: [instagram("nur_aini.bjm", 7_300, 5.8), tiktok("nuraini.bjm", 6_100, 6.8)],
    posts: {
      "ig.reel@3":
        "Subuh di Pasar Terapung Lok Baintan, bedak dingin acil-acil tu warisan skincare Banjar yang paling tuha 🛶 #pasarterapung #pupurdingin",
      "tiktok@10":
        "Pupur dingin banar kah bisa mendinginkan muha? Ulun coba seminggu, kulit nyaman tapi habis itu tetap pakai sunscreen #pupurbasah #banjarmasin",
      "ig.feed@19": "Soto Banjar buatan mama, limau kuit, sate ayam. Diet mulai esok haja 😌 #sotobanjar",
      "tiktok@29":
        "Udara lembap, kulit berminyak, jilbab tetap rapi. Ini 3 barang dalam tas ulun tiap hari #hijabtips #kulitberminyak",
      "ig.reel@43":
        "Serum buat kulit kusam, dipakai pagi malam. Belum jadi artis, tapi dibilang 'langkar' oleh pedagang wadai 🥹 #serumwajah #kulitkusam",
      "ig.feed@58": "Banjir rob lagi, sandal hanyut sebelah. Yang penting kita tetap baik hati, nah. #banjarmasin",
    },
  },
];
