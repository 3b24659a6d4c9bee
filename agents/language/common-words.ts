/** Frequent words that tell Indonesian from English. Loans used in both (campaign, budget, ok) are left out. */
export const INDONESIAN_WORDS: ReadonlySet<string> = new Set(
  (
    "yang dengan untuk banget bagaimana berapa tanggal tidak sudah belum karena sama dari dalam pada bisa saya kamu orang " +
    "juga saja kalau kapan kenapa siapa sekarang besok kemarin minggu bulan tahun hari masih dapat pakai banyak semua terus " +
    "makasih tolong lagi harus jangan bukan bikin buat memang begitu begini nanti sampai sebagai seperti tentang setelah " +
    "sebelum tapi dan atau di ke itu ini ada apa mau kita kami mereka dia nya akan sedang telah pernah lebih kurang paling " +
    "sangat sekali mana adalah ialah agar supaya jika bila ketika oleh para setiap tiap antara tanpa selama sejak hingga " +
    "dong nih sih deh kok lah kak kakak gas siap batal setuju tolak lihat cari kirim bayar uang saldo tarik undang ajak " +
    "hapus ubah ganti tambah kurangi mulai selesai berhenti bantu bantuan tampilkan daftar buatkan carikan kirimkan cek " +
    "kampanye anggaran dana harga konten kreator unggah laporan hasil tugas umur usia wanita pria perempuan laki " +
    "juta ribu miliar satu dua tiga empat lima enam tujuh delapan sembilan sepuluh pertama kedua ketiga terakhir semuanya " +
    "baru lama besar kecil bagus jelek lanjut boleh punya kasih minta jadi gajadi gapapa iya nggak bahasa indonesia " +
    "halo hai selamat pagi siang sore malam depan lalu akhir awal"
  ).split(" "),
);

export const ENGLISH_WORDS: ReadonlySet<string> = new Set(
  (
    "the a an and or of to in on at for with from by is are was were be been am do does did have has had will would can " +
    "could should shall may might must not no this that these those i you he she it we they me him her us them my your his " +
    "our their what which who whom when where why how all any some each every many much more most other than then there " +
    "here now today tomorrow yesterday week month year day next last about into over under after before between until " +
    "create make show find search send pay invite remove delete change edit add start finish help want need like get give " +
    "let please thank hello hi good morning afternoon evening let's lets don't dont doesnt isnt im i'm its it's whats " +
    "called named women men woman man female male aged age ages people one two three four five six seven eight nine ten " +
    "twenty thirty forty fifty hundred thousand million billion first second third money balance withdraw report results " +
    "new old big small long short best only just also too very if so but because while during without per via way ways thing things see take put use keep try say tell look got make made"
  ).split(" "),
);

/** Words never taken for a misspelling of another: they are well spelled, and common. */
export const WELL_SPELLED: ReadonlySet<string> = new Set([
  ...INDONESIAN_WORDS,
  ...ENGLISH_WORDS,
  ...(
    "campaign budget brand target market marketing posting hosting post draft content creator influencer goal goals sales " +
    "awareness engagement conversion approve approved reject revision revisi deposit payout invoice report " +
    "maret market data date kata kota kopi toko kaki lari hari mari dari cara acara bukan bulan batas bagi bayar " +
    "tarik tarif store story sorry stop shop step cost host most done gone time team nama lama sama produk product " +
    "produksi promo promosi klien client kerja kerjaan link like likes view views save share shares sale salah kalah"
  ).split(" "),
]);

/** Whether a word is too common to be part of the name of a person or campaign on its own. */
export function isCommonWord(word: string): boolean {
  return WELL_SPELLED.has(word);
}
