import { expect, it } from "vitest";
import { presenterOf } from "../../test/support/presenter.ts";
import type { Check } from "./check.ts";
import { postsLocale } from "./locale.ts";
import { checkFacts, tips } from "./post-facts.ts";

const dates: Check = { key: "dates", status: "fail", evidence: "2026-12-20 (2026-12-01 – 2026-12-14)" };

it("says the days of a post in the words of its reader", () => {
  const [indonesian] = checkFacts([dates], presenterOf(postsLocale, "id"));
  expect(indonesian?.value).toBe("❌ di luar masa campaign: 20 Des 2026 (1 Des 2026 – 14 Des 2026)");
  const [english] = checkFacts([dates], presenterOf(postsLocale, "en"));
  expect(english?.value).toContain("20 Dec 2026 (1 Dec 2026 – 14 Dec 2026)");
  expect(tips([dates], presenterOf(postsLocale, "id"))).toContain("20 Des 2026");
  const [open] = checkFacts([{ ...dates, evidence: "2026-12-20 (… – 2026-12-14)" }], presenterOf(postsLocale, "id"));
  expect(open?.value).toContain("20 Des 2026 (… – 14 Des 2026)");
});

it("leaves other evidence as it was found", () => {
  const hashtags: Check = { key: "hashtags", status: "fail", evidence: "#2026-12-01" };
  expect(checkFacts([hashtags], presenterOf(postsLocale, "id"))[0]?.value).toContain("#2026-12-01");
});
