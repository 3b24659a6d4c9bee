import { expect, it } from "vitest";
import { presenterOf } from "../../test/support/presenter.ts";

const nothing = { namespace: "nothing", id: {}, en: {} };

it("names the zone of a moment as people there do, in both languages", () => {
  const at = "2026-11-21T14:55:00Z";
  expect(presenterOf(nothing, "id").dateTime(at)).toBe("21 Nov 2026, 21.55 WIB");
  expect(presenterOf(nothing, "en").dateTime(at)).toBe("21 Nov 2026, 21:55 WIB");
});
