/** Kinds of products whose advertising follows rules of its own. */
export type ProductCategory =
  | "skincare"
  | "supplement"
  | "food"
  | "finance"
  | "baby"
  | "fashion"
  | "tech"
  | "travel"
  | "education"
  | "adult"
  | "general";

/** Most regulated first: a collagen drink is judged as a supplement, not as food. */
const WORDS: readonly (readonly [ProductCategory, RegExp])[] = [
  [
    "adult",
    /\b(rokok|cigarettes?|tobacco|tembakau|vape|vaping|pods?|liquid vape|alkohol|alcohol|beer|bir|wine|whisky)\b/i,
  ],
  [
    "supplement",
    /\b(supleme?n|supplements?|vitamins?|jamu|herbal|obat|medicine|kolagen|collagen|probioti[ck]s?|pelangsing|slimming|diet pills?|whey)\b/i,
  ],
  ["baby", /\b(bayi|baby|babies|mpasi|popok|diapers?|susu formula|infant|toddlers?|balita|stroller)\b/i],
  [
    "skincare",
    /\b(skin ?care|serum|toner|sunscreen|tabir surya|moisturi[sz]er|pelembap|pelembab|facial|masker wajah|face|wajah|make ?up|kosmeti[ck]s?|cosmetics?|lipstic?k|lip (?:tint|cream|balm)|foundation|cushion|mascara|parfum|perfume|body lotion|shampoo|sampo|hair ?care|niacinamide|retinol|acne|jerawat|beauty)\b/i,
  ],
  [
    "finance",
    /\b(bank|investasi|invest(?:ment|ing)?|reksa ?dana|saham|stocks?|crypto|kripto|pinjaman|loans?|paylater|asuransi|insurance|e-?wallet|dompet digital|fintech|kartu kredit|credit card|tabungan|savings)\b/i,
  ],
  [
    "food",
    /\b(makan(?:an)?|minum(?:an)?|food|snacks?|camilan|cemilan|kopi|coffee|teh|tea|boba|susu|milk|resto(?:ran)?|restaurants?|kuliner|bakery|roti|kue|mie|sambal|keripik|cokelat|chocolate|drinks?|beverages?|catering)\b/i,
  ],
  [
    "fashion",
    /\b(fashion|baju|kaos|dress|sepatu|shoes|sneakers?|tas|bags?|hijab|jilbab|batik|jeans|jaket|jackets?|outfit|busana|apparel|jewel(?:le)?ry|perhiasan)\b/i,
  ],
  [
    "tech",
    /\b(apps?|aplikasi|gadgets?|laptop|smartphones?|hp|headphones?|earbuds|tws|software|saas|games?|gaming|kamera|camera|smartwatch|elektronik|electronics)\b/i,
  ],
  [
    "travel",
    /\b(hotels?|villa|resort|wisata|tour|travel|tiket|tickets?|penerbangan|flights?|staycation|liburan|destinasi)\b/i,
  ],
  [
    "education",
    /\b(kursus|courses?|bootcamp|kelas|class(?:es)?|sekolah|school|belajar|learning|les|webinar|buku|books?|edukasi|education)\b/i,
  ],
];

/** The category whose advertising rules apply, by the words of product, name and goal. */
export function productCategoryOf(text: string): ProductCategory {
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? "general";
}
