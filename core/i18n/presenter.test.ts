import { expect, it } from "vitest";
import { presenterOf } from "../../test/support/presenter.ts";

const nothing = { namespace: "nothing", id: {}, en: {} };

it("names the zone of a moment as people there do, in both languages", () => {
  const at = "2026-11-21T14:55:00Z";
  expect(presenterOf(nothing, "id").dateTime(at)).toBe("21 Nov 2026, 21.55 WIB");
  expect(presenterOf(nothing, "en").dateTime(at)).toBe("21 Nov 2026, 21:55 WIB");
});

it("counts one thing and several", () => {
  const posts = {
    namespace: "posts",
    id: { n: "{{count}} post" },
    en: { n: "{{count}} {{count, word(one: post; other: posts)}}" },
  };
  const said = (locale: "id" | "en", count: number) => presenterOf(posts, locale).t("posts.n", { count });
  expect([said("en", 1), said("en", 2), said("en", 0), said("id", 1)]).toEqual([
    "1 post",
    "2 posts",
    "0 posts",
    "1 post",
  ]);
});
