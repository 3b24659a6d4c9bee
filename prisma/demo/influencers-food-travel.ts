import { type CreatorSeed, instagram, tiktok, youtube } from "./build.ts";

export const FOOD_TRAVEL: readonly CreatorSeed[] = [
  {
    key: "bayu-saputra",
    name: "Bayu Saputra",
    locale: "id",
    bio: "Tukang makan keliling 🍛 kaki lima dulu, hotel belakangan. Nggak dibayar = jujur, dibayar = aku bilang dibayar.",
    home: ["Jakarta Selatan", "DKI Jakarta"],
    languages: ["id"],
    categories: ["food", "travel"],
    points: 1_170,
    joined: 460,
    ages: [8, 42, 34, 12, 4],
    female: 45,
    cities: { Jakarta: 27, Bekasi: 9, Bandung: 8, Surabaya: 7 },
    rates: { tiktok: 26_000, "ig.reel": 24_000, "ig.story": 6_000, "yt.video": 38_000 },
    accounts: [
      tiktok("bayumakan", 862_000, 4.7),
      instagram("bayumakan", 540_000, 2.2),
      youtube("bayumakan", 405_000, 0.6),
    ],
    posts: {
      "tiktok@1":
        "Nasi goreng gerobak 18 ribu di Blok S, antrenya kayak konser. Wajar nggak? Gue suap, gue nilai, gue nambah 🍳 #kulinerjakarta #nasigoreng",
      "ig.reel@4":
        "Soto Betawi kuah susu vs santan. Pilih kubu di komentar, jangan bawa-bawa mertua 😤 #sotobetawi #kuliner",
      "yt.video@12":
        "24 jam cuma makan makanan terminal. Ada yang bikin nangis karena pedes, ada yang karena harga. #terminalfood #kulinermalam",
      "tiktok@18": "Sambal paling jahat se-Jabodetabek, ranking dari keringat doang #sambal #pedas",
      "ig.reel@29":
        "#ad Nyobain saus baru di 3 gorengan berbeda. Di tahu isi dia bintang, di pisang goreng dia salah alamat 😂 #gorengan",
      "tiktok@44":
        "Bapak ini jualan bubur dari tahun 1979 dan belum pernah libur kecuali lebaran. Porsi 10 ribu, hati segede mangkok 🥹 #buburayam",
    },
  },
  {
    key: "yuliana-sari",
    name: "Yuliana Sari",
    locale: "id",
    bio: "Masak rumahan ala Mbak Yul 🍲 resep anti gagal, bahan pasar, takaran sendok. Semarang",
    home: ["Semarang", "Jawa Tengah"],
    languages: ["id", "jv"],
    categories: ["food", "parenting"],
    points: 920,
    joined: 395,
    ages: [2, 18, 44, 26, 10],
    female: 89,
    cities: { Semarang: 17, Jakarta: 15, Surabaya: 9, Solo: 7 },
    rates: { "ig.reel": 6_000, tiktok: 6_500, "ig.story": 1_300, "yt.video": 9_000 },
    accounts: [
      tiktok("dapurmbakyul", 233_000, 4.9),
      instagram("dapurmbakyul", 171_000, 2.8),
      youtube("dapurmbakyul", 96_000, 0.9),
    ],
    posts: {
      "tiktok@2":
        "Garang asem tanpa daun pisang, buat yang kos tapi kangen rumah. Blimbing wuluh wajib, jangan diganti jeruk nggih #garangasem #reseprumahan",
      "ig.reel@6":
        "Tempe mendoan krispi sampai jam 4 sore? Rahasianya air es dan jangan bolak-balik kayak hubunganmu 😆 #mendoan #resepsimple",
      "yt.video@15":
        "Menu seminggu belanja sekali, 250 ribu buat berempat. Daftar belanja ada di kolom deskripsi. #menuseminggu #belanjahemat",
      "tiktok@24":
        "Lumpia Semarang isi rebung tanpa bau pesing, caranya direbus dua kali lan disyukuri #lumpiasemarang",
      "ig.feed@33":
        "Ulekan warisan ibu, umurnya 40 tahun. Blender boleh canggih, sambalnya tetap milih batu. #sambalulek",
      "ig.reel@48":
        "#kerjasamaberbayar Kaldu jamur buat sop anak-anak, jujur tetep tak tambahi bawang goreng sendiri #resepanak",
    },
  },
  {
    key: "tommy-lesmana",
    name: "Tommy Lesmana",
    locale: "id",
    bio: "Barista rumahan, cupping tiap Sabtu ☕ Jakarta Barat. Espresso bukan kepribadian (bohong).",
    home: ["Jakarta Barat", "DKI Jakarta"],
    languages: ["id", "en"],
    categories: ["food", "lifestyle"],
    points: 300,
    joined: 230,
    ages: [2, 33, 50, 12, 3],
    female: 38,
    cities: { Jakarta: 34, Bandung: 11, Tangerang: 9, Surabaya: 7 },
    rates: { "ig.reel": 1_200, "ig.feed": 800, "yt.video": 2_500 },
    accounts: [instagram("tommy.dialin", 29_700, 3.6), youtube("tommydialin", 17_300, 1.4)],
    posts: {
      "ig.reel@3":
        "V60 kopi Gayo natural, rasio 1:15, air 92°. Aroma nangka, aftertaste utang budi ☕ #manualbrew #kopigayo",
      "yt.video@14":
        "Grinder 500 ribu vs 5 juta, diuji buta bareng tiga tetangga. Hasilnya bikin aku dijauhi komunitas. #grinderkopi #homebarista",
      "ig.feed@22":
        "Kedai kecil di gang Petojo, kursi cuma enam, baristanya hafal nama. Nggak akan kukasih lokasinya. #kopijakarta",
      "ig.reel@37": "Latte art gagal ke-412. Niatnya angsa, jadinya bebek depresi 🦆 #latteart",
      "ig.feed@49": "Catatan cupping: Toraja, Kintamani, Kerinci. Jangan dengar aku, dengar lidahmu. #specialtycoffee",
      "ig.reel@63": "Cold brew di kulkas kantor, ditulis 'obat kuat', aman tiga hari #coldbrew",
    },
  },
  {
    key: "rizal-chaniago",
    name: "Rizal Chaniago",
    locale: "id",
    bio: "Uda Rizal 🌶️ Minang kuliner, dari Padang untuk lidah yang rindu kampuang.",
    home: ["Padang", "Sumatera Barat"],
    languages: ["id", "min"],
    categories: ["food", "travel"],
    points: 425,
    joined: 245,
    ages: [3, 30, 40, 19, 8],
    female: 47,
    cities: { Padang: 28, Bukittinggi: 11, Jakarta: 17, Pekanbaru: 9 },
    rates: { tiktok: 1_800, "ig.reel": 1_500, "ig.story": 350 },
    accounts: [tiktok("udarizal.makan", 68_700, 5.5), instagram("udarizal.makan", 30_200, 3.4)],
    posts: {
      "tiktok@2": "Randang 8 jam indak buliah dikacau emosi. Api ketek, saba gadang 🔥 #rendang #masakanpadang",
      "tiktok@8": "Dendeng batokok Bukittinggi, dagingnyo dipukua, hati den yang lunak 🥹 #dendengbatokok #bukittinggi",
      "ig.reel@17":
        "Sarapan lontong gulai paku tapi lauknyo minta tambah taruih. Uni yang jual senyum, den yang bayar #lontonggulai #sarapanpadang",
      "tiktok@27": "Cara makan nasi kapau: tunjuak se, jan malu. Nan malu pulang lapar #nasikapau",
      "ig.feed@40": "Kopi kawa daun di kelok sembilan, kabut turun, sinyal hilang. Nikmat mana lagi. #kopikawa #kelok9",
      "tiktok@55": "Sate Padang kuah kuniang vs merah, debat paling tuo di kampuang ambo #satepadang",
    },
  },
  {
    key: "andini-puspita",
    name: "Andini Puspita",
    locale: "id",
    bio: "anak makassar doyan makan mi 🍜 coto, konro, pallubasa. follow mi dulu, kenyang ji belakangan",
    home: ["Makassar", "Sulawesi Selatan"],
    languages: ["id"],
    categories: ["food"],
    points: 175,
    joined: 110,
    ages: [9, 53, 28, 7, 3],
    female: 66,
    cities: { Makassar: 46, Gowa: 12, Maros: 7, Parepare: 5 },
    rates: { tiktok: 300, "ig.reel": 250, "ig.story": 75 },
    compensation: ["fixed", "barter"],
    accounts: [tiktok("andini.makanmi", 8_900, 7.3), instagram("andini.makanmi", 4_700, 5.2)],
    posts: {
      "tiktok@2":
        "coto jam 6 pagi itu bukan sarapan, itu komitmen mi 🥣 enak sekali kurasa #cotomakassar #kulinermakassar",
      "tiktok@9": "pisang epe losari lagi viral rasa keju lumer. kita' tim original atau tim lumer? #pisangepe #losari",
      "ig.reel@16": "konro bakar yang tulangnya lepas sendiri, saya ji yang tidak bisa lepas 😭 #konrobakar",
      "tiktok@26": "jalangkote 3 ribu isinya jujur, bukan angin #jalangkote #jajananmakassar",
      "ig.feed@38": "es pallu butung siang-siang, panas jadi lupa mi #pallubutung",
      "tiktok@51": "makan mi titi jam 2 malam sama orang yang bilangnya diet #mietiti",
    },
  },
  {
    key: "niluh-sekarini",
    name: "Ni Luh Sekarini",
    locale: "id",
    bio: "Bali di luar Canggu 🌾 Sidemen, Munduk, Karangasem. Pemandu lokal & pencerita.",
    home: ["Karangasem", "Bali"],
    languages: ["id", "ban", "en"],
    categories: ["travel"],
    points: 490,
    joined: 320,
    ages: [2, 30, 47, 16, 5],
    female: 56,
    cities: { Denpasar: 16, Jakarta: 25, Surabaya: 11, Bandung: 7 },
    rates: { "ig.reel": 1_700, "ig.feed": 1_200, "ig.story": 350 },
    accounts: [instagram("niluh.balitimur", 52_400, 3.9)],
    posts: {
      "ig.reel@3":
        "Sidemen jam 6 pagi: kabut, subak, dan satu anjing yang merasa jadi pemandu utama 🌾 #sidemen #balitimur",
      "ig.feed@10":
        "Upacara di pura desa bukan tontonan, tapi tamu yang santun selalu dikasih senyum (dan jajan). #budayabali",
      "ig.reel@19":
        "Rute motor Karangasem–Tulamben sehari penuh, bensin 40 ribu, pemandangan nggak ada harganya #roadtripbali",
      "ig.feed@31": "Garam Kusamba, dipanggul, dijemur, disaring. Rasa laut yang sabar. #kusamba #petanigaram",
      "ig.reel@43":
        "Air terjun tanpa kerumunan? Ada, tapi turunannya 400 anak tangga. Lutut bayar karma #airterjunbali",
      "ig.feed@60":
        "Homestay Bu Wayan, kamar 200 ribu, sarapan pisang goreng, cerita gratis sampai malam. #homestaybali",
    },
  },
  {
    key: "hesti-purnama",
    name: "Hesti Purnama",
    locale: "id",
    bio: "Itinerary padat merayap 🧳 cuti 12 hari setahun, harus jadi 12 negara. Jakarta based.",
    home: ["Jakarta Selatan", "DKI Jakarta"],
    languages: ["id", "en"],
    categories: ["travel", "lifestyle"],
    points: 770,
    joined: 370,
    ages: [3, 37, 46, 11, 3],
    female: 69,
    cities: { Jakarta: 38, Tangerang: 9, Bandung: 8, Surabaya: 8 },
    rates: { "ig.reel": 7_500, "ig.feed": 5_000, tiktok: 7_000 },
    accounts: [instagram("hestijalan", 178_000, 2.5), tiktok("hestijalan", 205_000, 4.3)],
    posts: {
      "tiktok@2":
        "Jepang 7 hari 11 jutaan semuanya? Bisa, asal kuat jalan 24 ribu langkah dan makan onigiri 🍙 #jepangmurah #itinerary",
      "ig.reel@8": "Labuan Bajo sailing trip: yang indah di foto, yang mabuk di belakang kamera 🚤 #labuanbajo",
      "ig.feed@15":
        "Visa ditolak sekali, dokumen kubenerin, lolos. Checklist lengkap di slide 4. #tipsvisa #traveltips",
      "tiktok@25":
        "Packing 10 hari di ransel 7 kg. Skincare pindah ke botol mini, harga diri pindah ke bagasi teman #packingtips",
      "ig.reel@39":
        "Naik kereta Jakarta–Banyuwangi 15 jam, bawa nasi bungkus dan teman yang nggak banyak tanya #keretaapi",
      "ig.feed@53":
        "Liburan sendirian pertama kali di umur 31. Makan sendiri ternyata enak, nggak ada yang minta. #solotravel",
    },
  },
  {
    key: "jonas-nainggolan",
    name: "Jonas Ferdinand Nainggolan",
    locale: "id",
    bio: "Gunung, tenda, lappet 🏔️ anak Medan naik terus. Sampahmu bawa turun, lae.",
    home: ["Medan", "Sumatera Utara"],
    languages: ["id", "bbc"],
    categories: ["travel", "fitness"],
    points: 395,
    joined: 255,
    ages: [5, 49, 35, 8, 3],
    female: 29,
    cities: { Medan: 29, Berastagi: 9, Jakarta: 14, Bandung: 8 },
    rates: { "ig.reel": 1_000, tiktok: 1_050 },
    accounts: [tiktok("jonasnaikterus", 35_800, 5.6), instagram("jonas.naikterus", 21_100, 4.0)],
    posts: {
      "tiktok@3":
        "Sibayak tengah malam, dinginnya bikin ingat dosa. Sunrise-nya bikin lupa lagi 🌄 #sibayak #pendakigunung",
      "ig.reel@11":
        "Isi carrier 45 liter buat 3 hari: yang paling berat bukan tenda, tapi ego pemula, lae #gearpendaki #tipsnaikgunung",
      "tiktok@20":
        "Masak mi di ketinggian 2.212 mdpl, rasanya kayak restoran bintang, bintangnya di atas kepala ⭐ #campinglife",
      "ig.feed@32": "Toba dari Sipiso-piso, difoto sambil mulut nganga. Horas! #danautoba",
      "tiktok@45":
        "Turun gunung bawa 4 kantong sampah orang. Kelen ini naik gunung atau pindah rumah? 😤 #bersihgunung",
      "ig.reel@59": "Lutut bunyi krek di turunan? Ini latihan 10 menit seminggu tiga kali sebelum naik #latihanpendaki",
    },
  },
  {
    key: "ezra-kaunang",
    name: "Ezra Kaunang",
    locale: "id",
    bio: "Diver Manado 🤿 torang pe laut, torang jaga. Bunaken – Lembeh – Siladen",
    home: ["Manado", "Sulawesi Utara"],
    languages: ["id", "en"],
    categories: ["travel", "education"],
    points: 165,
    joined: 130,
    ages: [4, 38, 43, 11, 4],
    female: 41,
    cities: { Manado: 38, Bitung: 11, Jakarta: 13, Makassar: 7 },
    rates: { "ig.reel": 500, "ig.feed": 350 },
    accounts: [instagram("ezra.bunaken", 6_400, 5.4)],
    posts: {
      "ig.reel@6": "Dinding Bunaken 25 meter, penyu lewat kayak nda ada beban hidup 🐢 #bunaken #divingindonesia",
      "ig.feed@15":
        "Nudibranch sekecil kuku di Lembeh, dicari dua jam, ketemu pas udara so mo habis 😅 #lembeh #muckdiving",
      "ig.reel@27":
        "Jangan injak karang, jangan kejar penyu, jangan buang puntung. Tiga aturan, gampang toh? #jagalaut",
      "ig.feed@41":
        "Habis diving: tinutuan panas, dabu-dabu, cerita tamu yang kira hiu itu lumba-lumba #tinutuan #manado",
      "ig.reel@56": "Cek alat sebelum turun: pelan-pelan, mulut boleh bercanda, tangan jangan #divesafety",
      "ig.feed@73": "Musim hujan, visibilitas 8 meter, tetap turun. Laut nda pernah janji cerah. #divelife",
    },
  },
];
