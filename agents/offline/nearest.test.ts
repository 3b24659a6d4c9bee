import { describe, expect, it } from "vitest";
import { normalise } from "../language/normalise.ts";
import { nearestIntent } from "./nearest.ts";

const nearest = (text: string, side: "brand" | "influencer" = "brand"): string | undefined =>
  nearestIntent(normalise(text), side);

describe("messages like one that is known", () => {
  it("mean the same", () => {
    expect(nearest("udahan aja lah kerjasama ama dimas, cari yang lain")).toBe("collaboration.cancel");
    expect(nearest("ada brand yg ngajak kerja bareng aku ga?", "influencer")).toBe("work.list");
  });

  it("are told apart by who says them", () => {
    expect(nearest("kapan dibayar ya", "influencer")).toBe("earnings");
  });

  it("are none where nothing is shared", () => {
    expect(nearest("xylophone quartz")).toBeUndefined();
    expect(nearest("")).toBeUndefined();
  });
});
