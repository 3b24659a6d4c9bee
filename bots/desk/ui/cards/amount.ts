import type { UiLocale } from "../text/strings.ts";

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(rb|ribu|k|thousand)$/, 3],
  [/^(jt|juta|m|mio|mn|million)$/, 6],
  [/^(miliar|milyar|b|bn|billion)$/, 9],
];

/**
 * Reads an amount as people here write it ("Rp1.500.000", "1,5 juta", "250rb", "1,500.50") into a plain decimal, or null.
 * One separator with three digits after it groups thousands, whichever it is: nobody asks for a thousandth of a rupiah.
 */
export function parseAmount(input: string, locale: UiLocale): string | null {
  const match = /^(?:rp\.?|idr|usd|us\$|\$)?\s*(\d[\d.,\s]*?)\s*([a-z]+)?\.?(?:,-)?$/i.exec(input.trim());
  if (!match) return null;
  const scale = match[2] ? SCALES.find(([pattern]) => pattern.test((match[2] ?? "").toLowerCase()))?.[1] : 0;
  if (scale === undefined) return null;
  const plain = plainDecimal((match[1] ?? "").replace(/\s/g, ""), locale);
  return plain === null ? null : scaled(plain, scale);
}

function plainDecimal(digits: string, locale: UiLocale): string | null {
  if (/^\d+$/.test(digits)) return digits;
  if (/^\d{1,3}(\.\d{3})+$/.test(digits) || /^\d{1,3}(,\d{3})+$/.test(digits)) return digits.replace(/[.,]/g, "");
  if (/^\d+[.,]\d{1,2}$/.test(digits)) return digits.replace(",", ".");
  const [group, point] = locale === "id" ? [".", ","] : [",", "."];
  for (const [thousands, decimal] of [
    [group, point],
    [point, group],
  ] as const) {
    const pattern = new RegExp(`^\\d{1,3}(\\${thousands}\\d{3})+\\${decimal}\\d{1,2}$`);
    if (pattern.test(digits)) return digits.replaceAll(thousands, "").replace(decimal, ".");
  }
  return null;
}

/** Moves the point by text: multiplying a float would turn 1.1 million into 1100000.0000000001. */
function scaled(plain: string, places: number): string | null {
  const [whole = "0", fraction = ""] = plain.split(".");
  const moved = fraction.padEnd(places, "0");
  const result = whole + moved.slice(0, places);
  const rest = moved.slice(places).replace(/0+$/, "");
  const clean = result.replace(/^0+(?=\d)/, "");
  return clean.length > 15 ? null : clean + (rest ? `.${rest}` : "");
}
