import { z } from "zod";

/** Lists are paged everywhere: default 10, at most 50 rows, and they say how many were left. */
export const PAGE_DEFAULT = 10;
export const PAGE_MAX = 50;

export const pageInput = {
  limit: z.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT).describe("How many rows to return (1 to 50)"),
  cursor: z.string().max(200).optional().describe("Where to go on: `nextCursor` of the page before"),
};

export const pageOutput = {
  nextCursor: z.string().nullable().describe("Pass as `cursor` for the next page; null on the last one"),
  left: z.number().int().min(0).describe("How many rows come after this page"),
};
