import { type CreatorSeed, instagram, tiktok, youtube } from "./build.ts";

/** The two people to play come first; then skincare creators of every size. */
export const SKINCARE_1: readonly CreatorSeed[] = [
  {
    key: "rani-wulandari",
    name: "Rani Wulandari",
    locale: "id",
    bio: "Anak Bandung, kulit kombinasi, dompet mahasiswa tingkat akhir ✨ Review skincare lokal yang beneran aku habisin dulu. Nggak kuat bohong, mukaku gampang ketebak 😅",
    home: ["Bandung", "Jawa Barat"],
    languages: ["id", "su"],
    categories: ["skincare", "beauty"],
    points: 1_240,
    joined: 410,
    ages: [6, 49, 36, 7, 2],
    female: 88,
    cities: { Bandung: 29, Jakarta: 19, Cimahi: 8, Surabaya: 6, Yogyakarta: 5 },
    rates: { "ig.reel": 1_500, "ig.feed": 900, "ig.story": 350, tiktok: 1_600 },
    partnerships: ["one_time", "ongoing", "ambassador"],
    compensation: ["fixed", "hybrid"],
    tags: ["favorit tim", "skincare lokal"],
    note: "Balas chat cepat, paling enak diajak diskusi malam setelah jam 7.",
    accounts: [instagram("rani.glow", 48_200, 4.8), tiktok("rani.glow", 61_500, 6.4)],
    posts: {
      "tiktok@2":
        "POV: kulit kusam seminggu begadang skripsian terus kamu baru sadar sunscreen habis dari Senin 🫠 part 1 balikin glowing, no drama, 3 step doang #skincareroutine #kulitkusam #anakskripsi",
      "ig.reel@6":
        "Empty bottle check! Serum niacinamide lokal ini habis dalam 7 minggu, aku jujur aja ya: noda bekas jerawat memudar pelan, tapi minyak di T-zone masih bandel. Worth it? 7,5/10 💛 #reviewjujur #skincarelokal #emptiesreview",
      "ig.feed@11":
        "Urutan skincare pagi buat yang buru-buru ngejar angkot: cuci muka – serum – pelembap – SUNSCREEN. Swipe buat liat takaran dua jari versi aku ☀️ save dulu biar nggak lupa #skincarepemula #sunscreenadict #bandung",
      "tiktok@17":
        "Stop numpuk exfo tiap malem gengs 😭 skin barrier aku pernah jebol gara-gara ini, perihnya sampe ke hati. Nih cara aku pulihin dalam 3 minggu #skinbarrier #skincaretips #fyp",
      "ig.reel@25":
        "Teh Rani kok mukanya kinclong? Wkwk ini cuma tidur jam 10 sama serum 3 tetes. Beneran, tidur tuh skincare paling murah 😴✨ #glowingskin #skincaremalam #tehranireview",
      "ig.story@27":
        "Q&A malam ini: jerawat hormonal vs jerawat karena helm? Tulis di kotak ya, aku bahas 5 pertanyaan paling relate 🙋‍♀️",
      "ig.reel@38":
        "[kerja sama berbayar] 14 hari nyobain toner air beras. Hari 1 biasa aja, hari 5 mulai halus, hari 14 pori di pipi masih ada (ya kali ilang) tapi makeup jadi nempel rapi. Full notes di caption 👇 #ad #tonerlokal #reviewskincare",
      "tiktok@52":
        "Budget 100 ribu dapet full skincare? Challenge di minimarket depan kosan, hasilnya bikin kaget 😳 total 97.500 #skincaremurah #budgetskincare #racunskincare",
      "ig.feed@64":
        "Foto tanpa filter, tanpa foundation. Tekstur itu normal, bestie. Kulit kita manusia, bukan lantai keramik 🤍 #skinpositivity #realskin #kulitsehat",
    },
  },
  {
    key: "kevin-hartono",
    name: "Kevin Hartono",
    locale: "en",
    bio: "Jakarta mornings, honest grooming, quiet routines. I film what I actually use and say no to what I don't. Ex-consultant, current sunscreen evangelist.",
    home: ["Jakarta Selatan", "DKI Jakarta"],
    languages: ["en", "id"],
    categories: ["lifestyle", "skincare"],
    points: 860,
    joined: 265,
    ages: [3, 31, 48, 14, 4],
    female: 46,
    cities: { Jakarta: 41, Tangerang: 9, Surabaya: 8, Bandung: 6, Singapore: 5 },
    rates: { "ig.reel": 8_500, "ig.feed": 5_000, "ig.story": 1_800, "yt.video": 14_000, "yt.short": 5_500 },
    partnerships: ["one_time", "ongoing"],
    compensation: ["fixed", "per_post"],
    tags: ["english", "male grooming"],
    accounts: [instagram("kevinhartono.daily", 182_000, 2.9), youtube("kevinhartono", 214_000, 0.8)],
    posts: {
      "ig.reel@3":
        "Three products, four minutes, one very humid city. My whole morning routine before the MRT gets ugly ☀️ #morningroutine #mensskincare #jakartalife",
      "yt.video@9":
        "I tracked my skin for 60 days with only a cleanser, a niacinamide serum and SPF. The results are less dramatic than the thumbnail, which is exactly the point. Timestamps below. #skincareformen #minimalroutine",
      "ig.feed@14":
        "Sunday reset: laundry, iced americano, clearing 312 unread emails, and a sheet mask I will deny wearing. Some rituals are non-negotiable. #sundayreset #slowliving #jakarta",
      "ig.reel@21":
        "Guys, 'I don't burn' is not a skincare strategy. Two fingers of sunscreen, every day, even for the office with no windows. #sunscreen #mensgrooming #skincaretips",
      "yt.short@26":
        "Dull skin after a long flight? Here is what I do in the airport bathroom without scaring anyone. #travelskincare #glow #shorts",
      "ig.feed@40":
        "New apartment corner finally done. The lamp was a splurge, the chair is from a second-hand shop in Cipete, the plant is already judging me. #homecorner #apartmentliving",
      "yt.video@47":
        "A week in my life: quitting consulting, one year later. Money, routine, regrets (few), and why my evenings look boring now. #dayinmylife #jakartavlog",
      "ig.reel@58":
        "Paid partnership. I asked the brand if I could say what I didn't like, and they said yes: the pump leaks in a gym bag. Everything else about this gel moisturizer is great for oily skin. #ad #moisturizer #honestreview",
    },
  },
  {
    key: "dewi-larasati",
    name: "Dewi Larasati",
    locale: "id",
    bio: "Apoteker yang bacain label buat kamu 🔬 Skincare tanpa mitos, tanpa nakut-nakutin. Kalau datanya belum ada, aku bilang belum ada.",
    home: ["Jakarta Timur", "DKI Jakarta"],
    languages: ["id", "jv"],
    categories: ["skincare", "education"],
    points: 2_310,
    joined: 620,
    ages: [4, 41, 42, 10, 3],
    female: 84,
    cities: { Jakarta: 27, Surabaya: 9, Bandung: 9, Bekasi: 8, Medan: 5 },
    rates: { tiktok: 9_500, "ig.reel": 8_000, "ig.feed": 5_500, "ig.story": 2_000 },
    partnerships: ["one_time", "ongoing", "ambassador"],
    tags: ["edukasi bahan", "hasil bagus"],
    note: "Minta data uji sebelum menerima brief. Kirim sekalian, jangan dicicil.",
    accounts: [instagram("dewi.bacalabel", 268_000, 3.4), tiktok("dewibacalabel", 402_000, 5.6)],
    posts: {
      "tiktok@1":
        "Niacinamide 10 % belum tentu lebih bagus dari 5 %. Yang naik seringnya cuma risiko kemerahannya 😬 aku jelasin pakai gelas takar biar kebayang #niacinamide #belajarskincare #apotekermenjawab",
      "ig.feed@5":
        "5 istilah di label yang sering bikin ketipu: 'dermatologically tested', 'hypoallergenic', 'non-comedogenic'... artinya nggak seserem dan nggak sehebat itu. Swipe & simpan 📌 #bacalabel #edukasiskincare",
      "tiktok@12":
        "Dokter TikTok bilang vitamin C nggak boleh bareng niacinamide? Itu dari penelitian tahun 60-an dan suhunya bukan suhu muka kamu 😅 #mitosskincare #vitaminc #skincarescience",
      "ig.reel@19":
        "Alpha arbutin itu apa sih, dan kenapa tetap butuh sunscreen? Versi 45 detik, no jargon. Kulit cerah ≠ kulit putih ya, teman-teman. #alphaarbutin #kulitcerah #sunscreen",
      "tiktok@28":
        "Ngecek bareng yuk: cara cari nomor notifikasi BPOM lewat HP, 30 detik. Kalau nggak ketemu, taruh lagi produknya. #cekbpom #skincareaman #fyp",
      "ig.feed@36":
        "Bumil boleh pakai apa? Tabel ringkas bahan aman, tunda, dan tanya dokter. Bukan pengganti konsultasi, tapi lumayan buat belanja di drugstore 🤰 #skincarebumil #bacalabel",
      "ig.reel@49":
        "Kerja sama berbayar. Aku minta hasil uji stabilitasnya dulu sebelum mau bikin video ini, dan mereka kasih. Pelembap ceramide, siapa yang butuh dan siapa yang skip. #ad #ceramide #skinbarrier",
      "tiktok@61":
        "Ranking cara nyimpen serum vitamin C dari yang paling ngaco: dashboard mobil juara satu 🥲 #vitaminc #skincarehacks #bacalabel",
    },
  },
  {
    key: "fira-aulia",
    name: "Fira Aulia",
    locale: "id",
    bio: "mahasiswi farmasi semester 5 di jogja 🌷 kulit sensitif, review pelan-pelan. dm terbuka buat curhat breakout",
    home: ["Yogyakarta", "DI Yogyakarta"],
    languages: ["id", "jv"],
    categories: ["skincare"],
    points: 410,
    joined: 190,
    ages: [12, 63, 20, 4, 1],
    female: 91,
    cities: { Yogyakarta: 38, Sleman: 14, Solo: 8, Magelang: 6, Jakarta: 6 },
    rates: { tiktok: 350, "ig.reel": 300, "ig.story": 100 },
    compensation: ["fixed", "barter", "hybrid"],
    accounts: [tiktok("firafarmasi", 8_400, 8.6), instagram("fira.aul", 5_200, 7.2)],
    posts: {
      "tiktok@4":
        "kulit sensitif tuh gini: nyoba satu produk baru, siap-siap patch test 3 hari kayak nunggu pengumuman UTBK 😭 #kulitsensitif #patchtest #mahasiswafarmasi",
      "ig.reel@10":
        "skincare kos 3x4 meter: semua muat di satu kotak bekas biskuit. isinya cuma 4 kok, beneran cukup 🫶 #skincareminimalis #anakkosjogja",
      "tiktok@18":
        "habis lab seharian pakai masker + keringat, mukaku langsung protes. ini yang aku lakuin pas pulang, urut dari yang paling murah #acneprone #skincaremurah #jogja",
      "tiktok@29":
        "moisturizer 25 ribuan di warung deket kampus, aku pakai sebulan. hasilnya... plot twist 👀 #reviewjujur #skincaremurah",
      "ig.feed@35":
        "catatan kecil: kalau perih lebih dari 10 menit itu bukan 'lagi bekerja' ya, itu kulitmu minta berhenti 🌱 #skinbarrier #selflove",
      "tiktok@48":
        "jawab komentar: kak kok serumnya dipakai di punggung tangan? iya soalnya tanganku yang kena matahari tiap naik motor 🛵☀️ #serum #sunscreen",
    },
  },
  {
    key: "nadya-kirana",
    name: "Nadya Kirana",
    locale: "id",
    bio: "Pejuang jerawat sejak SMP, sekarang damai. Semarang 🌆 | Acne diary, bekas PIH, dan healing tipis-tipis.",
    home: ["Semarang", "Jawa Tengah"],
    languages: ["id", "jv"],
    categories: ["skincare", "beauty"],
    points: 905,
    joined: 355,
    ages: [9, 54, 30, 5, 2],
    female: 90,
    cities: { Semarang: 26, Jakarta: 15, Yogyakarta: 9, Surabaya: 8, Solo: 6 },
    rates: { "ig.reel": 1_250, "ig.feed": 800, "ig.story": 275, tiktok: 1_100 },
    tags: ["acne", "pernah revisi"],
    accounts: [instagram("nadya.acnediary", 36_800, 5.1), tiktok("nadyaacnediary", 27_400, 6.0)],
    posts: {
      "ig.reel@3":
        "Update bekas jerawat bulan ke-4. Nggak ada yang instan, yang ada cuma sunscreen tiap hari dan nggak dipencet lagi (sulit ygy) 🥲 #bekasjerawat #acnejourney #PIH",
      "tiktok@8":
        "Hal yang pengen aku bilang ke Nadya umur 14: pasta gigi BUKAN obat jerawat dek 😭 #acnetok #skincarefail",
      "ig.feed@15":
        "Perbedaan PIH sama PIE: yang coklat dan yang merah. Penanganannya beda, jadi jangan asal beli serum 'flek'. Swipe ya 👉 #PIH #PIE #acnescars",
      "ig.reel@24":
        "Skincare malam pas lagi breakout: dikurangin, bukan ditambah. Cuci muka, pelembap, totol obat dari dokter. Udah. Tidur. 😴 #acneprone #skincaremalam",
      "tiktok@33":
        "Semarang panas 36 derajat + helm + masker = kombo maut. Cara aku biar jawline nggak panen jerawat 🛵 #semarang #acnetips #fyp",
      "ig.reel@45":
        "#ad Nyobain serum arbutin 30 hari buat bekas jerawat. Fotonya sengaja di lampu yang sama, jam yang sama, tanpa filter, biar adil. #serumbekasjerawat #reviewjujur",
      "ig.feed@60":
        "Dulu kalau difoto selalu minta angle kiri. Hari ini foto dari depan, dan nggak apa-apa 🤍 #skinpositivity #acnejourney",
    },
  },
  {
    key: "clarissa-wijaya",
    name: "Clarissa Wijaya",
    locale: "id",
    bio: "Surabaya ✦ beauty & skincare ✦ ibu kucing dua. Makeup natural, complexion sehat. Kolaborasi: cek link di bio",
    home: ["Surabaya", "Jawa Timur"],
    languages: ["id", "jv", "zh"],
    categories: ["beauty", "skincare", "lifestyle"],
    points: 1_120,
    joined: 480,
    ages: [5, 44, 39, 9, 3],
    female: 86,
    cities: { Surabaya: 28, Sidoarjo: 9, Malang: 8, Jakarta: 16, Denpasar: 5 },
    rates: { "ig.reel": 6_500, "ig.feed": 4_200, "ig.story": 1_400, tiktok: 6_000 },
    tags: ["banyak endorse"],
    note: "Dua bulan terakhir banyak konten berbayar merek lain; cek eksklusivitas.",
    accounts: [instagram("clarissawjy", 156_000, 2.4), tiktok("clarissawjy", 98_500, 3.9)],
    posts: {
      "ig.reel@2":
        "#ad Cushion baru dari Lumira, shade 03 buat kulit kuning langsat. Tahan dari jam 8 pagi sampai kondangan jam 7 malam, rek 😮‍💨 #LumiraCushion #makeupnatural",
      "ig.feed@6":
        "Glass skin ala Suroboyo: kinclong karena serum atau karena keringat? Jawabannya: dua-duanya 😂 #glassskin #surabaya #ootd",
      "tiktok@13":
        "#kerjasamaberbayar Get unready with me bareng cleansing balm yang wanginya kayak es degan 🥥 #GURWM #cleansingbalm",
      "ig.reel@20":
        "#ad Rutinitas malam bareng Lumira Night Serum, hari ke-10. Kulit terasa kenyal, besok pagi foundation nggak geser. #LumiraNight #skincaremalam",
      "ig.feed@31":
        "Mochi dan Cireng menolak diajak foto produk. Talent fee-nya kurang katanya 🐱🐱 #ibukucing #behindthescene",
      "tiktok@39":
        "Makeup 7 menit buat meeting dadakan, cuma pakai jari. Nggak usah panik, Bu Bos 💼 #makeupsimple #makeupkantor",
      "ig.reel@55":
        "Tone up cream vs sunscreen biasa di kulit kuning langsat, lampu toko vs matahari jam 12. Bedanya kerasa banget #sunscreen #toneup",
    },
  },
  {
    key: "intan-permatasari",
    name: "Intan Permatasari",
    locale: "id",
    bio: "Skincare di bawah 100 ribu, awak jamin nggak bikin dompet menangis 😎 Medan punya cerita. Guru honorer, reviewer kalau malam.",
    home: ["Medan", "Sumatera Utara"],
    languages: ["id"],
    categories: ["skincare", "lifestyle"],
    points: 690,
    joined: 300,
    ages: [7, 46, 35, 9, 3],
    female: 85,
    cities: { Medan: 33, "Deli Serdang": 9, Pekanbaru: 8, Jakarta: 10, Padang: 5 },
    rates: { tiktok: 950, "ig.reel": 900, "ig.story": 250 },
    compensation: ["fixed", "commission", "hybrid"],
    partnerships: ["one_time", "affiliate"],
    accounts: [tiktok("intan.dibawah100", 42_300, 6.7), instagram("intan.dibawah100", 18_900, 4.0)],
    posts: {
      "tiktok@2":
        "Kelen percaya nggak serum 38 ribu bisa bikin orang nanya 'facial di mana kau?' 😭 awak pun kaget kali #skincaremurah #medan #racunskincare",
      "tiktok@9":
        "Gaji honorer, kulit tetap harus terhormat 💅 belanja skincare bulanan 150 ribu, ini strukturnya satu-satu #budgetskincare #gurutiktok",
      "ig.reel@16":
        "Sunscreen murah yang nggak bikin muka kayak donat gula. Dites naik betor jam 1 siang ya, bukan di studio 🛺☀️ #sunscreenmurah #medan",
      "tiktok@27":
        "Jujur kali ini: yang viral itu nggak cocok samaku. Kering, kupas, menyesal. Bukan produknya jahat, kulit awak aja yang lain #reviewjujur #skincare",
      "ig.feed@34":
        "Tabel harga per ml skincare lokal yang sering kelen tanya. Ternyata yang botolnya kecil belum tentu mahal 👀 #skincaremurah #hitunghitungan",
      "tiktok@46":
        "Ngajarin anak murid kenapa tak boleh pakai krim racikan tanpa label. Ini pelajaran hidup, Nak. #krimabalabal #cekbpom #fyp",
      "ig.reel@59":
        "Toner beras vs air cucian beras, mana lebih masuk akal? Mamak awak tim air cucian, awak tim botol 😅 #toner #skincarelokal",
    },
  },
  {
    key: "amelia-santoso",
    name: "dr. Amelia Santoso, Sp.D.V.E.",
    locale: "id",
    bio: "Dokter kulit. Edukasi dulu, produk belakangan. Konsultasi hanya di klinik, bukan di DM 🙏",
    home: ["Jakarta Barat", "DKI Jakarta"],
    languages: ["id", "en"],
    categories: ["skincare", "education"],
    points: 1_480,
    joined: 530,
    ages: [3, 30, 45, 17, 5],
    female: 79,
    cities: { Jakarta: 35, Tangerang: 10, Bekasi: 7, Surabaya: 7, Medan: 5 },
    rates: { "ig.feed": 7_000, "ig.reel": 12_000, "ig.story": 2_500 },
    availability: {
      status: "limited",
      note: "Maksimal dua kerja sama per bulan; naskah harus melalui pemeriksaan etik.",
    },
    partnerships: ["one_time"],
    compensation: ["fixed"],
    tags: ["dokter"],
    accounts: [instagram("dr.ameliasantoso", 134_000, 2.8)],
    posts: {
      "ig.feed@5":
        "Kulit kusam bukan penyakit. Tapi kalau disertai gatal, sisik, atau bercak yang membesar, tolong periksa, jangan ditutup serum. #edukasikulit #dokterkulit",
      "ig.reel@12":
        "Tiga pertanyaan sebelum membeli produk pencerah: apa bahannya, berapa kadarnya, dan apakah Anda sudah rutin memakai tabir surya? #niacinamide #tabirsurya",
      "ig.feed@22":
        "Melasma dan bekas jerawat sering disamakan, padahal berbeda. Infografis sederhana untuk Anda simpan dan bagikan. #melasma #hiperpigmentasi",
      "ig.reel@34":
        "Merkuri dan hidrokuinon tanpa pengawasan: cerita pasien saya (dengan izin). Cerah sebentar, menyesalnya lama. #krimberbahaya #sadarkosmetik",
      "ig.story@40": "Sesi tanya jawab: tabir surya untuk anak usia sekolah. Jawaban saya rangkum besok pagi 🌤️",
      "ig.feed@51":
        "Berapa banyak tabir surya yang cukup? Foto takaran pada wajah, leher, dan telinga. Ya, telinga juga. #SPF #dermatologi",
    },
  },
];
