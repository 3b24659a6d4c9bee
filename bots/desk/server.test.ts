import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSampleHouse, serve, type TestServer } from "../../test/support/doors.ts";
import type { TestHouse } from "../../test/support/house.ts";
import { createDeskFiles } from "./files.ts";
import { createLive } from "./live.ts";
import { createDeskRouter } from "./server.ts";
import { createDeskStore } from "./store.ts";
import type { Session } from "./ui/contract.ts";
import { DeskClock } from "./ui/state/clock.ts";

let house: TestHouse;
let server: TestServer;

beforeAll(async () => {
  house = await openSampleHouse();
  const { db, i18n, ports, clock } = house;
  const nobody = () => Promise.resolve(undefined);
  server = await serve(
    express().use(
      createDeskRouter({
        db,
        i18n,
        store: createDeskStore(db, ports.vault, () => undefined),
        files: createDeskFiles(db, clock),
        live: createLive(),
        sessions: {
          read: nobody,
          readPage: () => Promise.resolve({ session: undefined, choices: [] }),
          begin: nobody,
          openWindow: nobody,
          signOut: nobody,
          followLink: () => Promise.resolve(false),
        },
        demo: true,
        clockSpeed: 10_080,
        now: () => clock.now(),
        receiver: { message: () => Promise.resolve("accepted"), press: () => Promise.resolve("accepted") },
      }),
    ),
  );
});
afterAll(async () => {
  await server.close();
  await house.db.close();
});

it("lives in real time in the demo too: only the numbers of posts grow faster, and it says how much", async () => {
  const session = (await (await fetch(`${server.url}/desk/api/session`)).json()) as Session;
  let wall = 0;
  const clock = new DeskClock(session.clock, () => wall);
  const began = clock.now().getTime();
  expect(began).toBe(house.clock.now().getTime());
  wall = 60_000;
  expect(clock.now().getTime() - began).toBe(60_000);
  expect(session.clock).toMatchObject({ metricSpeed: 10_080 });
});
