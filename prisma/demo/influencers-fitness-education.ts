import { type CreatorSeed, instagram, tiktok, youtube } from "./build.ts";

export const FITNESS_EDUCATION: readonly CreatorSeed[] = [
  {
    key: "iwan-kusnadi",
    name: "Iwan Kusnadi",
    locale: "id",
    bio: "Coach Iwan 🏋️ pelatih bersertifikat, gym kampung mental baja. Jakarta Selatan.",
    home: ["Jakarta Selatan", "DKI Jakarta"],
    languages: ["id"],
    categories: ["fitness"],
    points: 730,
    joined: 380,
    ages: [5, 44, 38, 10, 3],
    female: 27,
    cities: { Jakarta: 31, Bekasi: 10, Tangerang: 9, Bandung: 7 },
    rates: { "ig.reel": 6_500, tiktok: 6_000 },
    accounts: [instagram("coachiwan", 164_000, 2.7), tiktok("coachiwan", 192_000, 4.5)],
    posts: {
      "ig.reel@2":
        "Push up lu salah kalau siku kebuka kayak sayap ayam. Benerin dulu, baru sombong 💪 #pushup #workoutrumah",
      "tiktok@8":
        "Protein murah per 20 gram: telur, tempe, dada ayam, ikan kembung. Tempe menang telak 🏆 #protein #dietsehat",
      "ig.feed@16":
        "Otot nggak tumbuh pas latihan, tapi pas tidur. Jadi yang begadang main game: kamu latihan buat siapa? #recovery",
      "tiktok@26": "Latihan punggung pakai galon, karena gym tutup tapi niat buka 24 jam #homeworkout",
      "ig.reel@38":
        "Perut buncit nggak hilang karena sit up doang, bos. Kita bahas defisit kalori pakai gorengan #fatloss",
      "ig.feed@54": "Pak Darto, 61 tahun, deadlift 80 kg. Alasan lu apa? #transformasi #inspirasi",
    },
  },
  {
    key: "gita-larasakti",
    name: "Gita Larasakti",
    locale: "en",
    bio: "Yoga teacher in Denpasar. Breath first, handstands maybe. Classes in English and Bahasa 🧘🏽‍♀️",
    home: ["Denpasar", "Bali"],
    languages: ["en", "id"],
    categories: ["fitness", "lifestyle"],
    points: 440,
    joined: 270,
    ages: [2, 28, 47, 18, 5],
    female: 77,
    cities: { Denpasar: 23, Badung: 13, Jakarta: 18, Melbourne: 6 },
    rates: { "ig.reel": 1_800, "ig.feed": 1_200, "yt.video": 2_600 },
    accounts: [instagram("gita.breathes", 47_800, 3.4), youtube("gitabreathes", 26_500, 1.3)],
    posts: {
      "ig.reel@4":
        "Ten-minute flow for people who sit all day. Your hips have been filing complaints since Monday. #yogaflow #deskyoga",
      "yt.video@12":
        "30 minutes of slow vinyasa, filmed at sunrise in Sanur. No music, just waves and one enthusiastic rooster. #vinyasa #yogawithgita",
      "ig.feed@20": "Rest is a posture too. Hold it longer than feels productive. #restorativeyoga",
      "ig.reel@31": "Three wrist-friendly alternatives to downward dog #yogatips #wristpain",
      "ig.feed@45": "My teacher's teacher was a rice farmer who never said the word 'wellness'. #balinesewisdom",
      "ig.reel@60":
        "Sweaty class, sensitive skin: rinse, moisturise, stop wiping your face with the mat towel. #yogalife",
    },
  },
  {
    key: "bagas-wicaksono",
    name: "Bagas Wicaksono",
    locale: "id",
    bio: "Pelari kalcer tapi beneran lari 🏃 HM 1:48. Bandung – Gasibu tiap Selasa subuh.",
    home: ["Bandung", "Jawa Barat"],
    languages: ["id", "su"],
    categories: ["fitness", "lifestyle"],
    points: 370,
    joined: 200,
    ages: [4, 45, 40, 9, 2],
    female: 39,
    cities: { Bandung: 30, Jakarta: 24, Cimahi: 7, Bogor: 6 },
    rates: { "ig.reel": 1_100, "ig.feed": 700, tiktok: 1_000 },
    accounts: [instagram("bagas.pace", 26_300, 4.1), tiktok("bagaspace", 15_900, 5.2)],
    posts: {
      "ig.reel@1":
        "Long run 18K Bandung–Lembang, nanjaknya bikin inget mantan, turunnya bikin inget lutut 🏃 #larikalcer #runningbandung",
      "ig.feed@7": "Pace nggak harus 5. Yang penting pulang sehat dan masih bisa naik tangga kosan. #easyrun #lari",
      "tiktok@16": "Sepatu lari 500 ribuan dites 100 km. Solnya habis, semangatnya sisa #sepatulari #reviewsepatu",
      "ig.reel@25": "Pemanasan 4 menit yang beneran kepake, bukan goyang-goyang doang #warmup #runningtips",
      "ig.feed@37":
        "Race day: nomor dada miring, muka kusam kurang tidur, tapi PB 2 menit. Nuhun Bandung! 🥇 #halfmarathon",
      "tiktok@52":
        "Sunscreen buat pelari yang keringetnya kayak keran bocor. Yang perih di mata langsung dicoret ☀️ #sunscreen #running",
    },
  },
  {
    key: "kartika-sari",
    name: "Kartika Sari",
    locale: "id",
    bio: "Bu Guru Tika 📚 matematika SMP tanpa trauma. Kediri. Belajar itu pelan-pelan, Nak.",
    home: ["Kediri", "Jawa Timur"],
    languages: ["id", "jv"],
    categories: ["education", "parenting"],
    points: 480,
    joined: 305,
    ages: [26, 31, 21, 17, 5],
    female: 68,
    cities: { Kediri: 18, Surabaya: 13, Malang: 10, Jakarta: 11 },
    rates: { tiktok: 1_500, "ig.reel": 1_100 },
    accounts: [tiktok("bugurutika", 88_200, 6.8), instagram("bugurutika", 26_900, 4.5)],
    posts: {
      "tiktok@2":
        "Pecahan dijelasin pakai terang bulan. Yang salah jawab tetap dapat sepotong, tapi paling kecil 🥞 #matematikasmp #belajarasik",
      "tiktok@9": "Murid: Bu, aljabar buat apa? Aku: buat nebak x yang tiba-tiba ngilang tanpa kabar 😌 #guruindonesia",
      "ig.reel@19":
        "Cara nemenin anak ngerjakan PR tanpa teriak (Bapak Ibu, minum dulu) #parentingtips #belajardirumah",
      "tiktok@28": "Trik perkalian 11 sampai 99 yang bikin anakmu merasa jadi pesulap 🪄 #trikmatematika",
      "ig.feed@40": "Nilai jelek bukan identitas. Itu kabar dari minggu lalu. #semangatbelajar",
      "tiktok@56": "Koreksi ulangan 96 lembar ditemani kopi dan jawaban 'tidak tahu Bu tapi semangat' 🥹 #gurutiktok",
    },
  },
  {
    key: "daniel-simanjuntak",
    name: "Daniel Simanjuntak",
    locale: "en",
    bio: "English for shy Indonesians. Ten-minute lessons, zero grammar police. Jakarta.",
    home: ["Jakarta Timur", "DKI Jakarta"],
    languages: ["en", "id"],
    categories: ["education"],
    points: 815,
    joined: 415,
    ages: [14, 50, 27, 7, 2],
    female: 57,
    cities: { Jakarta: 20, Medan: 11, Surabaya: 8, Bandung: 8 },
    rates: { tiktok: 8_000, "yt.video": 12_000 },
    accounts: [tiktok("danielspeaks.id", 318_000, 5.0), youtube("danielspeaks", 186_000, 0.7)],
    posts: {
      "tiktok@1":
        "Stop saying 'I am agree'. Say this instead, and watch your boss nod. #belajarbahasainggris #englishtips",
      "yt.video@6":
        "Job interview in English: ten questions, ten honest answers you can adapt even if you are nervous. #interviewenglish",
      "tiktok@13":
        "How Indonesians say 'sorry' in three situations where English says nothing at all 😅 #englishlesson",
      "tiktok@23":
        "Pronunciation of 'schedule', 'vegetable' and 'Wednesday'. Yes, English owes us an apology. #pronunciation",
      "yt.video@34":
        "I spoke only English in Tanah Abang for a day. The sellers were better than me. #speakingchallenge",
      "tiktok@48": "Emails that don't sound angry: replace 'please be informed' with this #businessenglish",
    },
  },
];
