import { describe, expect, it } from "vitest";
import type { ConversationPage, DeskMessage } from "../contract.ts";
import { type DeskAction, type DeskState, EMPTY_STATE, reduce } from "./reducer.ts";

const at = "2026-11-21T02:00:00.000Z";
const kolega = (id: string, text = id): DeskMessage => ({ id, at, from: "kolega", text });
const mine = (id: string, text: string, clientId?: string): DeskMessage => ({ id, at, from: "me", text, clientId });
const page = (messages: readonly DeskMessage[], more = false): ConversationPage => ({
  conversationId: "c",
  messages,
  more,
});
const queued = (clientId: string, text: string): DeskAction => ({ type: "queued", clientId, text, at });
const live = (message: DeskMessage): DeskAction => ({ type: "message", message });
const run = (actions: readonly DeskAction[], from: DeskState = EMPTY_STATE) => actions.reduce(reduce, from);
const ids = (state: DeskState) => state.entries.map((entry) => entry.message.id);
const fetched = (value: ConversationPage | null): DeskAction[] => [
  { type: "fetch_started" },
  { type: "fetch_ended", page: value },
];

describe("messages", () => {
  it("shows a new one and replaces one with the same id in its place", () => {
    const state = run([live(kolega("a")), live(kolega("b")), live({ ...kolega("a", "changed"), edited: true })]);
    expect(state.entries.map((entry) => entry.message.text)).toEqual(["changed", "b"]);
  });

  it("makes the sent message and its echo one, by client id, by id, or by words", () => {
    for (const echo of [mine("m1", "hi", "c1"), mine("c1", "hi"), mine("m1", " hi ")]) {
      const state = run([queued("c1", "hi"), { type: "send_state", clientId: "c1", status: "sent" }, live(echo)]);
      expect(state.entries).toHaveLength(1);
      expect(state.entries[0]).toMatchObject({ key: "c1", message: { id: echo.id } });
      expect(state.entries[0]?.message.status).toBeUndefined();
    }
  });

  it("matches two equal messages one by one", () => {
    const state = run([queued("c1", "ok"), queued("c2", "ok"), live(mine("m1", "ok")), live(mine("m2", "ok"))]);
    expect(ids(state)).toEqual(["m1", "m2"]);
  });

  it("does not mark a message as failed that the server has already shown", () => {
    const late: DeskAction = { type: "send_failed", clientId: "c1", reason: "timeout" };
    const state = run([queued("c1", "hi"), live(mine("m1", "hi", "c1")), late]);
    expect(state.entries[0]?.message.status).toBeUndefined();
  });

  it("ends the typing line with the answer, not with a change of an older card", () => {
    const typing: DeskAction = { type: "typing", typing: { on: true, text: "Looking" } };
    expect(run([live(kolega("a")), typing, live(kolega("a", "x"))]).typing).toEqual({ text: "Looking" });
    expect(run([live(kolega("a")), typing, live(kolega("b"))]).typing).toBeNull();
  });
});

describe("fetching and reconnecting", () => {
  it("neither loses nor doubles what came live while the page was on its way", () => {
    const state = run([
      { type: "fetch_started" },
      live(kolega("b", "newer")),
      live(kolega("c")),
      { type: "fetch_ended", page: page([kolega("a"), kolega("b", "older")]) },
    ]);
    expect(state.entries.map((entry) => entry.message.text)).toEqual(["a", "newer", "c"]);
  });

  it("adds what was missed, keeps earlier pages and unsent messages", () => {
    const before = run([
      ...fetched(page([kolega("c"), kolega("d")], true)),
      { type: "older_ended", page: page([kolega("a"), kolega("b")], false) },
      queued("c1", "unsent"),
    ]);
    const after = run(fetched(page([kolega("d"), kolega("e")], true)), before);
    expect(ids(after)).toEqual(["a", "b", "c", "d", "e", "c1"]);
    expect(after.more).toBe(false);
  });

  it("leaves no hole when more than a page was missed", () => {
    const before = run([...fetched(page([kolega("a")])), queued("c1", "unsent")]);
    const after = run(fetched(page([kolega("x"), kolega("y")], true)), before);
    expect(ids(after)).toEqual(["x", "y", "c1"]);
    expect(after.more).toBe(true);
  });

  it("does not take yesterday's same words for the message still on its way", () => {
    const state = run([queued("c1", "ok"), ...fetched(page([mine("m0", "ok")]))]);
    expect(ids(state)).toEqual(["m0", "c1"]);
  });

  it("takes the lost echo of a message the server has taken", () => {
    const state = run([
      queued("c1", "ok"),
      { type: "send_state", clientId: "c1", status: "sent" },
      ...fetched(page([mine("m1", "ok"), kolega("a")])),
    ]);
    expect(ids(state)).toEqual(["m1", "a"]);
  });

  it("keeps everything when a fetch fails", () => {
    expect(ids(run([live(kolega("a")), ...fetched(null)]))).toEqual(["a"]);
  });

  it("does not double a message of an overlapping earlier page", () => {
    const state = run([
      ...fetched(page([kolega("b")], true)),
      { type: "older_started" },
      { type: "older_ended", page: page([kolega("a"), kolega("b")]) },
    ]);
    expect(ids(state)).toEqual(["a", "b"]);
    expect(state.loadingOlder).toBe(false);
  });
});

describe("presses", () => {
  const press = (phase: "pending" | "pressed" | "failed"): DeskAction => ({
    type: "press",
    token: "t",
    press: { messageId: "a", phase },
  });

  it("end with the card's outcome, also one that is only fetched", () => {
    expect(run([live(kolega("a")), press("pending"), live(kolega("a", "done"))]).presses).toEqual({});
    expect(
      run([...fetched(page([kolega("a")])), press("pressed"), ...fetched(page([kolega("a", "done")]))]).presses,
    ).toEqual({});
  });

  it("wait while pending, whatever else is said; taken ones end with the next answer", () => {
    expect(Object.keys(run([live(kolega("a")), press("pending"), live(kolega("b"))]).presses)).toEqual(["t"]);
    expect(run([live(kolega("a")), press("pressed"), live(kolega("b"))]).presses).toEqual({});
  });
});
