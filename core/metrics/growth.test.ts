import { describe, expect, it } from "vitest";
import { createI18n } from "../i18n/presenter.ts";
import { HOUR_MS } from "../kernel/clock.ts";
import { growthOf } from "./growth.ts";
import { metricsLocale } from "./locale.ts";

const START = Date.parse("2026-11-21T06:46:00Z");
const i18n = createI18n([metricsLocale]);
const p = i18n.presenter("id");

/** Readings at these hours after the first; the value is the hour itself. */
const readings = (...hours: number[]) =>
  hours.map((hour) => ({ at: new Date(START + hour * HOUR_MS).toISOString(), hour }));
const shown = (hours: number[], presenter = p) =>
  growthOf(readings(...hours), (row) => row.at, presenter).map(({ label, point }) => [label, point.hour]);

describe("growthOf", () => {
  it("gives one point a day, with the day's last reading: no label twice", () => {
    // What the accelerated clock leaves: several readings a day, at no fixed hour.
    expect(shown([0, 5.9, 12.1, 24, 30, 47, 61, 73, 97, 120, 127.4])).toEqual([
      ["21 Nov 2026", 5.9],
      ["22 Nov 2026", 30],
      ["23 Nov 2026", 47],
      ["24 Nov 2026", 73],
      ["25 Nov 2026", 97],
      ["26 Nov 2026", 127.4],
    ]);
  });

  it("counts hours from the first reading in the first days", () => {
    expect(shown([0, 5.9, 12.1, 24.2, 54, 54.3])).toEqual([
      ["21 Nov 2026", 0],
      ["+6 jam", 5.9],
      ["+12 jam", 12.1],
      ["+24 jam", 24.2],
      ["+54 jam", 54.3],
    ]);
    expect(shown([0, 6], i18n.presenter("en"))).toEqual([
      ["21 Nov 2026", 0],
      ["+6 h", 6],
    ]);
  });

  it("has nothing to show before there are two points, and takes days as the reader has them", () => {
    expect(shown([])).toEqual([]);
    expect(shown([0, 0.2])).toHaveLength(1);
    const hours = [0, 11, 100];
    expect(shown(hours, i18n.presenter("en", "Pacific/Auckland")).map(([label]) => label)).toEqual([
      "21 Nov 2026",
      "22 Nov 2026",
      "25 Nov 2026",
    ]);
  });

  it("never repeats a label, whatever the readings", () => {
    for (let seed = 1; seed < 200; seed += 1) {
      const hours = Array.from({ length: 30 }, (_, i) => (i * seed * 7.3) % (seed * 6)).sort((a, b) => a - b);
      const labels = shown([0, ...hours]).map(([label]) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
});
