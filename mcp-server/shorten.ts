/** A value made small enough to read, and what had to be left out. */
export interface Shortened {
  readonly value: unknown;
  /** `items: 30 of 50 left out` */
  readonly leftOut: readonly string[];
}

const MIN_TEXT = 200;

/**
 * Makes a JSON value at most `maximum` characters long: the longest list loses its last half until it fits, then long
 * texts are cut. Shapes stay as they are, so a schema that fitted still fits.
 */
export function shorten(value: unknown, maximum: number): Shortened {
  if (JSON.stringify(value).length <= maximum) return { value, leftOut: [] };
  const copy = structuredClone(value);
  const before = new Map<string, number>();
  while (JSON.stringify(copy).length > maximum) {
    const longest = largest(copy, "", (node): node is unknown[] => Array.isArray(node) && node.length > 1);
    if (!longest) break;
    before.set(longest.path, before.get(longest.path) ?? longest.node.length);
    longest.node.length = Math.ceil(longest.node.length / 2);
  }
  const leftOut = [...before].flatMap(([path, count]) => {
    const list = at(copy, path);
    return Array.isArray(list) ? [`${path || "list"}: ${count - list.length}/${count}`] : [];
  });
  const cut = JSON.stringify(copy).length > maximum ? cutTexts(copy, maximum) : copy;
  return { value: cut, leftOut: cut === copy ? leftOut : [...leftOut, "…"] };
}

interface Found<Node> {
  readonly path: string;
  readonly node: Node;
  readonly size: number;
}

function largest<Node>(value: unknown, path: string, is: (node: unknown) => node is Node): Found<Node> | undefined {
  if (value === null || typeof value !== "object") return undefined;
  let best: Found<Node> | undefined = is(value) ? { path, node: value, size: JSON.stringify(value).length } : undefined;
  for (const [key, item] of Object.entries(value)) {
    const inner = largest(item, path ? `${path}.${key}` : key, is);
    if (inner && (!best || inner.size > best.size)) best = inner;
  }
  return best;
}

function at(value: unknown, path: string): unknown {
  return path === ""
    ? value
    : path.split(".").reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], value);
}

/** Cuts every text to a common length, halved until the whole fits or nothing long is left. */
function cutTexts(value: unknown, maximum: number): unknown {
  let cut = value;
  for (let length = maximum; length >= MIN_TEXT; length = Math.floor(length / 2)) {
    cut = mapTexts(value, (text) => (text.length > length ? `${text.slice(0, length - 1)}…` : text));
    if (JSON.stringify(cut).length <= maximum) break;
  }
  return cut;
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}
