import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOfflineAssistant, type TurnAttachment } from "../../agents/index.ts";
import { campaignsModule } from "../../core/campaigns/index.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { AppError } from "../../core/kernel/errors.ts";
import { createDocumentReader } from "../../integrations/documents/document-reader.ts";
import { openTestDesk, saidIn, type TestDesk } from "../../test/support/desk.ts";
import { docxOf, pdfOf } from "../../test/support/documents.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer, createOrganization } from "../../test/support/people.ts";
import { type Attachment, ChannelError } from "./channel.ts";

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
const BRIEF = [
  "Campaign: Glowing Serum X Launch",
  "Produk: Glowing Serum X",
  "Tujuan: awareness Gen Z",
  "Budget: Rp 75.000.000",
];
const FILES: Record<string, Uint8Array> = {
  pdf: pdfOf([BRIEF]),
  docx: docxOf(BRIEF),
  picture: PNG,
  program: Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, ...new Array<number>(50).fill(0)),
  note: Buffer.from("OggS voice"),
};

let house: TestHouse;
let manager: Actor;
let creator: Actor;
let desk: TestDesk;
let asked: number;
let seen: readonly TurnAttachment[];

beforeAll(async () => {
  house = await openTestHouse({
    modules: [campaignsModule],
    ports: {
      documents: createDocumentReader(),
      transcriber: {
        transcribe: ({ mime }) =>
          mime === "audio/ogg" ? Promise.resolve("lihat campaign saya") : Promise.reject(new AppError("unavailable")),
      },
    },
  });
  manager = (await createOrganization(house.db, "Glowing")).manager;
  creator = (await createInfluencer(house.db, "Dewi")).influencer;
  const offline = createOfflineAssistant({ ...house, allowMissing: true });
  desk = await openTestDesk(house, {
    people: [manager, creator],
    assistant: {
      runTurn: (turn) => {
        seen = turn.attachments ?? [];
        return offline.runTurn(turn);
      },
    },
    download: async (_account, ref) => {
      asked += 1;
      const bytes = FILES[ref];
      if (!bytes) throw new ChannelError("refused", "no such file");
      return { bytes, mime: ref === "note" ? "audio/ogg" : "application/octet-stream" };
    },
  });
});
afterAll(() => house.db.close());
beforeEach(() => {
  asked = 0;
  seen = [];
});

async function send(actor: Actor, attachments: readonly Attachment[], text = ""): Promise<string> {
  const before = (await desk.window(actor)).length;
  await desk.write(actor, text, attachments);
  await desk.run();
  return saidIn((await desk.window(actor)).slice(before));
}
const file = (ref: string, size?: number): Attachment => ({ kind: "file", ref, name: `${ref}.bin`, size });

describe("files in a chat", () => {
  it.each(["pdf", "docx"])(
    "a brand manager's %s becomes a draft to look at, and a campaign by its button",
    async (ref) => {
      const said = await send(manager, [file(ref)]);
      expect(said).toContain("Glowing Serum X Launch");
      expect(said).toContain("75.000.000");
      const count = () => house.db.transaction({ role: "platform" }, (tx) => tx.query("SELECT 1 FROM campaign"));
      const before = (await count()).length;
      await desk.touch(manager, "Jadikan campaign");
      await desk.run();
      expect(await count()).toHaveLength(before + 1);
    },
  );

  it("an influencer's document is no brief", async () => {
    expect(await send(creator, [file("pdf")])).toContain("hanya bisa membaca brief");
  });

  it("a picture is told by its bytes and handed to the assistant", async () => {
    await send(manager, [file("picture")]);
    expect(seen).toEqual([{ kind: "image", mime: "image/png", bytes: PNG }]);
  });

  it("a voice note is offered as words to send", async () => {
    expect(await send(manager, [{ kind: "audio", ref: "note" }])).toContain("lihat campaign saya");
  });

  it("what cannot be read ends in a sentence, and the words beside it are answered", async () => {
    expect(await send(manager, [file("program")])).toContain("Kirim PDF, DOCX, atau teks");
    expect(await send(manager, [file("gone")])).toContain("Coba kirim sekali lagi");
    expect(await send(manager, [file("program")], "halo")).toMatch(/Kolega[\s\S]*Kirim PDF/);
    asked = 0;
    expect(await send(manager, [file("pdf", 11 * 1024 * 1024)])).toContain("terlalu besar");
    expect(asked).toBe(0);
  });

  it("reads at most five files of a turn", async () => {
    expect(
      await send(
        manager,
        Array.from({ length: 7 }, () => file("picture")),
      ),
    ).toContain("paling banyak 5");
    expect(asked).toBe(5);
  });
});
