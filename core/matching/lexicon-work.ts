import type { TopicWords } from "./lexicon-types.ts";

/** Machines, games, money, learning, leisure. */
export const WORK: readonly TopicWords[] = [
  {
    topic: "tech",
    ideas: [
      "tech, teknologi, technology, gadget, gawai, gajet, elektronik, electronics, gadgets, techno, techreview",
      "smartphone, hp, handphone, ponsel, phone, iphone, android, telepon genggam, samsung, xiaomi, oppo, flagship, hape, mobile phone, chipset",
      "laptop, notebook, komputer, computer, pc, macbook, ultrabook, keyboard, mouse, monitor, ram, ssd, prosesor, processor, rakit pc",
      "camera, kamera, mirrorless, lensa, lens, fotografi, photography, foto, videografi, dslr, tripod, drone, cinematic, videography, sinematik, action cam",
      "headphone, earphone, tws, earbuds, speaker, audio, headset, bluetooth, wireless",
      "unboxing, buka kotak, spesifikasi, specs, hands on, benchmark, review gadget, reviewgadget, perbandingan, comparison",
      "app, aplikasi, software, apps, perangkat lunak, fitur, feature, update, ios, download, unduh",
      "artificial intelligence, kecerdasan buatan, ai, chatgpt, machine learning, robot, otomatis, automation",
      "coding, pemrograman, programming, ngoding, developer, programmer, web developer, kode, code, javascript, python",
      "internet, wifi, kuota, data plan, provider, 5g, operator seluler, paket data, router, jaringan, network, sinyal, signal",
      "smart home, rumah pintar, smart tv, televisi, iot, smartwatch, jam pintar, wearable, smart lamp, cctv",
      "power bank, charger, baterai, battery, aksesoris hp, casing, fast charging, kabel data, pengisi daya",
      "cyber security, keamanan siber, privasi data, hacker, penipuan online, online scam, password, kata sandi, phishing",
    ],
  },
  {
    topic: "gaming",
    ideas: [
      "gaming, game, main game, gamer, gamers, games, bermain game, video game, nge game, ngegame, gameplay, mabar, gim",
      "mobile legends, mlbb, pubg, free fire, valorant, dota, esports, e sports, turnamen, tournament, genshin, minecraft, roblox, fifa, efootball, epep, ff, push rank, ranked, rank",
      "streamer, live streaming, streaming, siaran langsung, twitch, livestream, nobar",
      "console, konsol, playstation, ps5, nintendo, xbox, switch, steam, joystick, controller, rental ps, steam deck",
      "gaming gear, pc gaming, kursi gaming, gaming chair, vga, gpu, fps, graphics card, gaming laptop, laptop gaming, rtx, rgb, hero, skin hero, skin game, top up game, diamond, battle pass",
      "anime, manga, cosplay, wibu, otaku, komik, comic, jejepangan, webtoon, action figure, gundam, vtuber",
    ],
  },
  {
    topic: "finance",
    ideas: [
      "finance, keuangan, finansial, money, uang, duit, financial, literasi keuangan, financial literacy, melek finansial, cuan, kelola uang, atur keuangan",
      "investment, investasi, saham, stock, stocks, reksa dana, reksadana, mutual fund, obligasi, bond, invest, investor, trading, trader, dividen, dividend, ihsg, emas, gold, sbn",
      "crypto, kripto, bitcoin, blockchain, aset digital, ethereum, nft, mata uang kripto",
      "saving, menabung, nabung, tabungan, savings, dana darurat, emergency fund, hemat, berhemat, frugal, frugal living, irit, celengan, budgeting, anggaran, catatan keuangan",
      "bank, perbankan, banking, kartu kredit, credit card, kartu debit, rekening, e wallet, dompet digital, ewallet, mobile banking, m banking, qris, fintech, gopay, ovo, dana digital, paylater, transfer, pembayaran digital, cashless",
      "insurance, asuransi, proteksi, bpjs, premi, polis, perlindungan jiwa, klaim asuransi",
      "loan, pinjaman, kredit, kpr, utang, hutang, debt, pinjol, cicilan, mortgage, installment, cicil",
      "tax, pajak, spt, npwp, lapor pajak, perpajakan, taxes",
      "business, bisnis, usaha, umkm, entrepreneur, wirausaha, startup, jualan, dagang, pengusaha, small business, side hustle, reseller, dropship, toko online, online shop, olshop, sampingan, modal, franchise, waralaba",
      "career, karier, karir, kerja, pekerjaan, job, gaji, salary, interview, wawancara kerja, cv, kantor, office, lowongan, loker, fresh graduate, karyawan, worker, linkedin, produktivitas, productivity, freelance",
      "property, properti, real estate, tanah, beli rumah, rumah pertama, sewa rumah",
    ],
  },
  {
    topic: "education",
    ideas: [
      "education, pendidikan, edukasi, belajar, learn, learning, study, mengajar, teaching, edukatif, pembelajaran, ilmu, knowledge, studygram, belajar bareng, pengetahuan",
      "school, sekolah, siswa, guru, teacher, murid, kelas, class, student, pelajar, sma, smp, sd, kurikulum, pr, homework, seragam, ujian, exam, pelajaran, lesson",
      "university, kuliah, kampus, mahasiswa, campus, college, skripsi, beasiswa, scholarship, utbk, snbt, dosen, wisuda, lpdp, thesis, jurusan, s1, s2, anak kuliah, universitas, maba",
      "english, bahasa inggris, belajar bahasa, language learning, grammar, ielts, toefl, vocabulary, kosakata, bahasa, speaking, bahasa asing, bahasa korea, bahasa jepang, bahasa mandarin",
      "course, kursus, les, bimbel, bootcamp, pelatihan, workshop, online course, webinar, tutor, tutoring, kelas online, bimbingan belajar, sertifikat, certificate",
      "book, buku, membaca, novel, reading, baca, literasi, book review, bookstagram, penulis, writer, perpustakaan, library, kutu buku, booktok, resensi",
      "science, sains, matematika, math, fisika, physics, biologi, kimia, chemistry, eksperimen, experiment, astronomi, numerasi, stem",
      "self improvement, pengembangan diri, motivasi, motivation, self development, kebiasaan baik, habits, mindset, public speaking, percaya diri, confidence",
    ],
  },
  {
    topic: "lifestyle",
    ideas: [
      "lifestyle, gaya hidup, keseharian, daily life, daily vlog, vlog, day in my life, sehari hari, kegiatan harian, a day in my life, rutinitas, dailyvlog, hidup, slow living, self care, me time, selfcare",
      "aesthetic, minimalis, minimalist, minimalism, hidup sederhana, simple living, hangout, weekend, akhir pekan",
      "shopping, belanja, haul, checkout, promo, diskon, discount, racun, marketplace, shopee, tokopedia, shopee haul, wishlist, keranjang kuning, flash sale, harbolnas, live shopping, voucher, racunshopee",
      "relationship, hubungan, percintaan, pacaran, jodoh, dating, teman, persahabatan, friendship, galau, ldr, gebetan, couple, cinta, love",
      "comedy, komedi, lucu, funny, humor, prank, sketsa, kocak, lawak, stand up comedy, receh, ngakak, parodi, meme",
      "entertainment, hiburan, film, movie, series, drama korea, drakor, bioskop, cinema, netflix, sinetron, kdrama, nonton, review film, spoiler",
      "music, musik, lagu, song, konser, concert, penyanyi, singer, cover lagu, gitar, band, kpop, k pop, guitar, album, dance cover, dance, menari, festival musik",
      "religion, agama, islam, islami, hijrah, ramadan, ramadhan, puasa, muslim, doa, ngaji, quran, lebaran, idul fitri, hari raya, umrah, umroh, haji, kajian, sholat, natal, christmas",
      "environment, lingkungan, ramah lingkungan, sustainability, eco friendly, zero waste, sampah, daur ulang, recycle, sustainable, berkelanjutan, plastik, bumi, go green, climate, iklim, polusi, pollution",
      "social cause, sosial, donasi, donation, charity, relawan, volunteer, komunitas, community, kemanusiaan, difabel, inklusi, peduli",
      "art, seni, lukis, drawing, gambar, ilustrasi, illustration, painting, desain, design, kaligrafi, sketch, menggambar, pameran",
    ],
  },
  {
    topic: "automotive",
    ideas: [
      "automotive, otomotif, mobil, car, motor, motorcycle, kendaraan, vehicle, cars, sepeda motor, motoran, motovlog, touring, vespa, bengkel, modifikasi, modif, skuter, mesin, engine",
      "electric vehicle, mobil listrik, motor listrik, ev, kendaraan listrik, electric car, hybrid",
      "fuel, bensin, bbm, oli, oil, pelumas, ban, tire, spbu, aki, servis, service rutin, engine oil",
    ],
  },
];
