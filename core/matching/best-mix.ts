/** One who could be hired: what they cost and what they are worth (expected reach x fit). */
export interface MixOption {
  readonly id: string;
  /** Whole minor units, 1 or more. */
  readonly price: number;
  readonly value: number;
}

/** How finely the budget is cut when prices share no large common divisor. */
const MAX_STEPS = 4_000;

/**
 * The choice of at most `count` options within `budget` worth the most. Exact when the prices have a common divisor that
 * cuts the budget into few steps (round prices do); otherwise prices are rounded up to a step, so that the budget always
 * holds, and the rest is filled by exchange. Without a budget simply the most valuable ones.
 */
export function bestMix(options: readonly MixOption[], budget: number | null, count: number): string[] {
  const usable = options.filter(
    (option) => option.value > 0 && option.price > 0 && (budget === null || option.price <= budget),
  );
  const byValue = [...usable].sort((a, b) => b.value - a.value || a.price - b.price || (a.id < b.id ? -1 : 1));
  if (budget === null) return byValue.slice(0, count).map((option) => option.id);
  if (usable.length === 0 || count < 1) return [];
  return improve(knapsack(byValue, budget, count), byValue, budget, count).map((option) => option.id);
}

function knapsack(options: readonly MixOption[], budget: number, count: number): MixOption[] {
  const divisor = options.reduce((found, option) => gcd(found, option.price), 0);
  const step = Math.max(divisor, Math.ceil(budget / MAX_STEPS));
  const steps = Math.floor(budget / step);
  const width = steps + 1;
  const size = Math.min(count, options.length);
  // best[k][s]: the most value of k options within s steps; taken: whether option i was chosen there
  const best = new Float64Array((size + 1) * width);
  const taken = new Uint8Array(options.length * (size + 1) * width);
  options.forEach((option, i) => {
    const cost = Math.ceil(option.price / step);
    for (let k = size; k >= 1; k -= 1) {
      for (let s = steps; s >= cost; s -= 1) {
        const value = (best[(k - 1) * width + s - cost] ?? 0) + option.value;
        if (value > (best[k * width + s] ?? 0)) {
          best[k * width + s] = value;
          taken[(i * (size + 1) + k) * width + s] = 1;
        }
      }
    }
  });
  const chosen: MixOption[] = [];
  let s = steps;
  let k = size;
  for (let i = options.length - 1; i >= 0 && k > 0; i -= 1) {
    const option = options[i];
    if (!option || taken[(i * (size + 1) + k) * width + s] !== 1) continue;
    chosen.push(option);
    s -= Math.ceil(option.price / step);
    k -= 1;
  }
  return chosen;
}

/** Adds what still fits and exchanges one for a better one, until nothing more is gained. */
function improve(start: MixOption[], options: readonly MixOption[], budget: number, count: number): MixOption[] {
  let chosen = start;
  for (let round = 0; round < options.length * 2; round += 1) {
    const left = budget - chosen.reduce((total, option) => total + option.price, 0);
    const outside = options.filter((option) => !chosen.includes(option));
    const addition = chosen.length < count ? outside.find((option) => option.price <= left) : undefined;
    if (addition) {
      chosen = [...chosen, addition];
      continue;
    }
    const exchange = chosen
      .flatMap((out) => outside.filter((into) => into.price <= left + out.price).map((into) => ({ out, into })))
      .reduce<{ out: MixOption; into: MixOption } | undefined>(
        (found, pair) =>
          pair.into.value - pair.out.value > (found ? found.into.value - found.out.value : 0) ? pair : found,
        undefined,
      );
    if (!exchange) return chosen;
    chosen = chosen.map((option) => (option === exchange.out ? exchange.into : option));
  }
  return chosen;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
