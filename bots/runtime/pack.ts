import type { Block, Inline } from "./markdown.ts";

/**
 * Packs blocks into as few messages as they need, in order, nothing left out. `fits` judges a candidate message as the
 * channel counts it, once rendered. A block that is too long for a message of its own is halved where it hurts least:
 * between list items, lines, sentences or words, and within a word only when there is no other way.
 */
export function packBlocks(blocks: readonly Block[], fits: (blocks: readonly Block[]) => boolean): Block[][] {
  const messages: Block[][] = [];
  let current: Block[] = [];
  const waiting = [...blocks];
  while (waiting.length > 0) {
    const next = waiting.shift() as Block;
    if (fits([...current, next])) {
      current.push(next);
      continue;
    }
    if (current.length > 0) {
      messages.push(current);
      current = [];
      waiting.unshift(next);
      continue;
    }
    const halves = halveBlock(next);
    if (halves) waiting.unshift(...halves);
    else current.push(next);
  }
  if (current.length > 0) messages.push(current);
  return messages;
}

/** Two blocks that say the same, or nothing when there is no way to part it. */
function halveBlock(block: Block): [Block, Block] | undefined {
  switch (block.kind) {
    case "list":
      return halveList(block);
    case "quote": {
      const halves = halveBlocks(block.children);
      return (
        halves && [
          { ...block, children: halves[0] },
          { ...block, children: halves[1] },
        ]
      );
    }
    case "code": {
      const at = splitAt(block.text, ["\n", " "]);
      return at === undefined
        ? undefined
        : [
            { ...block, text: block.text.slice(0, at) },
            { ...block, text: block.text.slice(at).replace(/^\n/, "") },
          ];
    }
    default: {
      const halves = halveInlines(block.children);
      return (
        halves && [
          { ...block, children: halves[0] },
          { ...block, children: halves[1] },
        ]
      );
    }
  }
}

function halveList(list: Extract<Block, { kind: "list" }>): [Block, Block] | undefined {
  const middle = Math.ceil(list.items.length / 2);
  if (list.items.length > 1) {
    return [
      { ...list, items: list.items.slice(0, middle) },
      { ...list, items: list.items.slice(middle), start: list.start === null ? null : list.start + middle },
    ];
  }
  const halves = halveBlocks(list.items[0] ?? []);
  if (!halves) return undefined;
  // The rest of an item is no item of its own.
  return [
    { ...list, items: [halves[0]] },
    halves[1].length === 1 ? (halves[1][0] as Block) : { kind: "quote", children: halves[1] },
  ];
}

function halveBlocks(blocks: readonly Block[]): [Block[], Block[]] | undefined {
  if (blocks.length > 1) {
    const middle = Math.ceil(blocks.length / 2);
    return [blocks.slice(0, middle), blocks.slice(middle)];
  }
  const halves = blocks[0] && halveBlock(blocks[0]);
  return halves && [[halves[0]], [halves[1]]];
}

function halveInlines(inlines: readonly Inline[]): [Inline[], Inline[]] | undefined {
  if (inlines.length > 1) {
    const middle = Math.ceil(inlines.length / 2);
    return [inlines.slice(0, middle), inlines.slice(middle)];
  }
  const only = inlines[0];
  if (!only) return undefined;
  if (!("children" in only)) {
    const at = splitAt(only.text, ["\n", ". ", " "]);
    return at === undefined
      ? undefined
      : [[{ ...only, text: only.text.slice(0, at) }], [{ ...only, text: only.text.slice(at).replace(/^[\n ]/, "") }]];
  }
  const halves = halveInlines(only.children);
  return halves && [[{ ...only, children: halves[0] }], [{ ...only, children: halves[1] }]];
}

/**
 * Where to part a text: after the last of the first separator that has one in the middle half, else in the middle, never
 * within a surrogate pair. Nothing for a text that is one character.
 */
function splitAt(text: string, separators: readonly string[]): number | undefined {
  if (Array.from(text).length < 2) return undefined;
  const half = Math.ceil(text.length / 2);
  for (const separator of separators) {
    const found = text.lastIndexOf(separator, half);
    if (found >= text.length / 4) return found + (separator === "\n" ? 0 : separator.trimEnd().length);
  }
  const code = text.charCodeAt(half);
  const inPair = code >= 0xdc00 && code <= 0xdfff;
  if (!inPair) return half;
  return half > 1 ? half - 1 : half + 1;
}
