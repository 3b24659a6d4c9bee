import { normalise } from "../language/normalise.ts";
import { readCampaignWords } from "../offline/read-campaign.ts";
import { blocksOf, type MessagesRequest, type RequestBlock } from "./messages-request.ts";
import type { Script, ScriptAnswer, ScriptBlock } from "./messages-server.ts";

/** One call that was made in this turn, with what came back. */
interface Made {
  readonly name: string;
  readonly data: unknown;
  readonly text: string;
  readonly isError: boolean;
}

interface Scene {
  /** What the person said last, in lower case. */
  readonly said: string;
  readonly original: string;
  readonly made: readonly Made[];
  /** All text of the conversation, for ids that were seen before. */
  readonly past: string;
  readonly english: boolean;
  /** Whether a creator speaks, not a brand. */
  readonly creator: boolean;
}

const ID = {
  campaign: /cmp_[0-9a-hjkmnp-tv-z]{26}/g,
  collaboration: /col_[0-9a-hjkmnp-tv-z]{26}/g,
  post: /pst_[0-9a-hjkmnp-tv-z]{26}/g,
};

/**
 * Plays the model through the main journey: every answer is decided from what the person said last and from the tool
 * results so far, so the same script serves every person and either language.
 */
export const journeyScript: Script = (request) => {
  const scene = sceneOf(request);
  const step = STEPS.find(
    ({ when, creator }) => when.test(scene.said) && (creator === undefined || creator === scene.creator),
  );
  return step ? step.play(scene) : say(scene, "Ada lagi yang bisa dibantu?", "Anything else I can do?");
};

interface Step {
  readonly when: RegExp;
  /** Only said by creators, or only by brands. */
  readonly creator?: boolean;
  play(scene: Scene): ScriptAnswer;
}

/** In this order: the first whose words were said plays. */
const STEPS: readonly Step[] = [
  {
    when: /performa|kinerja|laporan|how is|how's|performance|report/,
    play: (scene) =>
      withCampaign(scene, (campaignId) =>
        scene.made.some(({ name }) => name === "analytics_campaign_performance")
          ? say(scene, "Ini angka dan sebabnya.", "Here are the figures and the causes.")
          : calls(
              tool("analytics_campaign_performance", { campaignId }),
              tool("analytics_campaign_report", { campaignId }),
            ),
      ),
  },
  {
    when: /terima|accept|setuju dengan undangan/,
    creator: true,
    play: (scene) => answerInvitation(scene, "collaborations.accept", {}),
  },
  {
    when: /nego|counter|minta \d/,
    creator: true,
    play: (scene) =>
      answerInvitation(scene, "collaborations.counter", {
        amountMinor: Number(/(\d+(?:[.,]\d+)?)/.exec(scene.said)?.[1]?.replace(",", ".") ?? "2") * 1_000_000,
      }),
  },
  {
    when: /undangan saya|ada undangan|my invitations|any invitations/,
    play: (scene) => once(scene, "collaborations_list", {}, "Ini undanganmu.", "Here are your invitations."),
  },
  {
    when: /(?:terima|accept).*(?:tawar|counter|offer)/,
    creator: false,
    play: (scene) => answerCollaboration(scene, ["countered"], "collaborations_accept_counter", {}),
  },
  { when: /revisi|revision/, creator: false, play: (scene) => reviewPost(scene, "posts_request_revision") },
  {
    when: /(?:setujui|approve|acc).*(?:post|konten|content)/,
    creator: false,
    play: (scene) => reviewPost(scene, "posts_approve"),
  },
  {
    when: /post|konten|content|review/,
    creator: false,
    play: (scene) =>
      once(scene, "posts_list", { status: "pending" }, "Ini yang perlu direview.", "These need a review."),
  },
  {
    when: /undang|invite/,
    creator: false,
    play: (scene) => {
      if (scene.made.some(({ name }) => name === "collaborations_invite")) {
        return say(scene, "Undangannya menunggu tombol persetujuan.", "The invitations wait for the approval button.");
      }
      const recommended = last(scene, "matching_recommend");
      if (!recommended)
        return withCampaign(scene, (campaignId) => calls(tool("matching_recommend", { campaignId, count: 3 })));
      const { campaignId, items } = recommended.data as {
        campaignId: string;
        items: readonly { influencerId: string; priceMinor: number | null; inMix: boolean }[];
      };
      const invitations = items.flatMap((item) =>
        item.inMix && item.priceMinor !== null
          ? [{ influencerId: item.influencerId, compensationMinor: item.priceMinor }]
          : [],
      );
      return calls(tool("collaborations_invite", { campaignId, invitations }));
    },
  },
  {
    when: /rekomendasi|recommend|siapa yang cocok|who should/,
    play: (scene) =>
      withCampaign(scene, (campaignId) =>
        scene.made.some(({ name }) => name === "matching_recommend")
          ? say(scene, "Ini pilihan yang paling cocok dengan budget-nya.", "These fit the budget best.")
          : calls(tool("matching_recommend", { campaignId, count: 3 })),
      ),
  },
  {
    when: /kirim|ajukan|submit|send (?:it )?for approval/,
    play: (scene) =>
      withCampaign(scene, (campaignId) =>
        scene.made.some(({ name }) => name === "campaigns_submit")
          ? say(scene, "Sudah dikirim, admin mendapat kartunya.", "Submitted; the admins have the card.")
          : calls(tool("campaigns_submit", { campaignId })),
      ),
  },
  {
    when: /setujui|approve/,
    play: (scene) =>
      withCampaign(scene, (campaignId) =>
        scene.made.some(({ name }) => name === "run_tool")
          ? say(scene, "Menunggu tombol: tombol di kartu yang memutuskan.", "It waits: the button on the card decides.")
          : calls(tool("run_tool", { name: "campaigns_approve", input: { campaignId } })),
      ),
  },
  { when: /bikin|buat|create|make/, play: createCampaign },
  { when: /\d/, play: fillIn },
];

function createCampaign(scene: Scene): ScriptAnswer {
  const created = scene.made.find(({ name }) => name === "campaigns_create");
  if (created) return afterDraft(scene, created);
  const { words } = wordsOf(scene);
  return calls(tool("campaigns_create", { name: words.name ?? words.product ?? "Campaign baru", ...words }));
}

/** An answer to a question: dates, budget or audience go into the draft. */
function fillIn(scene: Scene): ScriptAnswer {
  const updated = scene.made.find(({ name }) => name === "campaigns_update");
  if (updated) return afterDraft(scene, updated);
  const { words } = wordsOf(scene);
  const { name: _name, product: _product, ...fields } = words;
  if (Object.keys(fields).length === 0) return say(scene, "Bisa diulang?", "Could you say that again?");
  return withCampaign(scene, (campaignId) => calls(tool("campaigns_update", { campaignId, ...fields })));
}

/** What a draft still needs: one question at a time, then the brief. */
function afterDraft(scene: Scene, draft: Made): ScriptAnswer {
  if (scene.made.some(({ name }) => name === "campaigns_write_brief")) {
    return say(scene, "Brief-nya sudah jadi. Mau dikirim untuk disetujui?", "The brief is ready. Shall I submit it?");
  }
  const { campaignId, missing = [] } = (draft.data ?? {}) as { campaignId?: string; missing?: readonly string[] };
  if (draft.isError || !campaignId) return say(scene, "Belum bisa disimpan.", "It could not be saved.");
  const open = missing.filter((part) => part !== "brief" && part !== "deliverables");
  if (open.includes("dates")) return say(scene, "Kapan mulai dan selesainya?", "When does it start and end?");
  if (open.length > 0) return say(scene, `Masih perlu: ${open.join(", ")}.`, `Still needed: ${open.join(", ")}.`);
  return calls(tool("campaigns_write_brief", { campaignId }));
}

function answerInvitation(scene: Scene, useCase: string, input: Record<string, unknown>): ScriptAnswer {
  return answerCollaboration(scene, ["invited", "offered"], useCase.replace(".", "_"), input);
}

function answerCollaboration(
  scene: Scene,
  status: readonly string[],
  name: string,
  input: Record<string, unknown>,
): ScriptAnswer {
  if (scene.made.some(({ name }) => name === "run_tool")) {
    return say(scene, "Tinggal tekan tombol di kartunya kalau ada.", "Press the button on the card, if there is one.");
  }
  const listed = scene.made.find(({ name }) => name === "collaborations_list");
  if (!listed) return calls(tool("collaborations_list", { status }));
  const collaborationId = listed.text.match(ID.collaboration)?.[0];
  if (!collaborationId) return say(scene, "Tidak ada undangan yang terbuka.", "There is no open invitation.");
  return calls(tool("run_tool", { name, input: { collaborationId, ...input } }));
}

/** The newest post that waits: read as it is now, then decided on in that version. */
function reviewPost(scene: Scene, name: "posts_approve" | "posts_request_revision"): ScriptAnswer {
  if (scene.made.some((made) => made.name === name)) {
    return name === "posts_approve"
      ? say(scene, "Menunggu tombol: tombol di kartu yang memutuskan.", "It waits: the button on the card decides.")
      : say(scene, "Catatannya sudah saya kirim ke kreator.", "I sent your note to the creator.");
  }
  const read = scene.made.find((made) => made.name === "posts_get" && !made.isError);
  if (read) {
    const { postId, version, contentHash } = read.data as { postId: string; version: number; contentHash: string };
    const note = /[:,]\s*(.{3,})$/s.exec(scene.original)?.[1] ?? scene.original;
    return calls(tool(name, name === "posts_approve" ? { postId, version, contentHash } : { postId, version, note }));
  }
  const listed = scene.made.find((made) => made.name === "posts_list");
  if (!listed) return calls(tool("posts_list", { status: "pending" }));
  const postId = listed.text.match(ID.post)?.[0];
  return postId
    ? calls(tool("posts_get", { postId }))
    : say(scene, "Tidak ada post yang menunggu.", "No post is waiting.");
}

/** The campaign that is named, else the one seen last in the conversation; looked up when there was none. */
function withCampaign(scene: Scene, play: (campaignId: string) => ScriptAnswer): ScriptAnswer {
  const listed = scene.made.find(({ name }) => name === "campaigns_list");
  const { items = [] } = (listed?.data ?? {}) as { items?: readonly { campaignId: string; name: string }[] };
  const named = items.find((item) => scene.said.includes(item.name.toLowerCase()));
  const seen = named?.campaignId ?? (listed ? items[0]?.campaignId : scene.past.match(ID.campaign)?.at(-1));
  if (seen) return play(seen);
  if (listed) return say(scene, "Belum ada campaign.", "There is no campaign yet.");
  return calls(tool("campaigns_list", { limit: 10 }));
}

function once(scene: Scene, name: string, input: Record<string, unknown>, id: string, en: string): ScriptAnswer {
  return scene.made.some((made) => made.name === name) ? say(scene, id, en) : calls(tool(name, input));
}

function last(scene: Scene, name: string): Made | undefined {
  return scene.made.findLast((made) => made.name === name && !made.isError);
}

function wordsOf(scene: Scene) {
  const now = /now: (\S+)/.exec(scene.past)?.[1];
  return readCampaignWords(normalise(scene.original), {
    now: new Date(now ?? Date.now()),
    timeZone: "Asia/Jakarta",
    locale: scene.english ? "en" : "id",
  });
}

function tool(name: string, input: unknown): ScriptBlock {
  return { type: "tool_use", name, input };
}

function calls(...blocks: readonly ScriptBlock[]): ScriptAnswer {
  return { blocks };
}

function say(scene: Scene, id: string, en: string): ScriptAnswer {
  return { blocks: [{ type: "text", text: scene.english ? en : id }] };
}

function sceneOf({ messages }: MessagesRequest): Scene {
  const begin = messages.findLastIndex(
    (message) => message.role === "user" && blocksOf(message).some((block) => block.type === "text" && isSaid(block)),
  );
  const original =
    blocksOf(messages[begin])
      .filter(isSaid)
      .map((block) => block.text ?? "")
      .at(-1) ?? "";
  const turn = messages.slice(begin + 1);
  const uses = turn.flatMap((message) => blocksOf(message).filter((block) => block.type === "tool_use"));
  const made = turn
    .flatMap((message) => blocksOf(message).filter((block) => block.type === "tool_result"))
    .map((result) => madeOf(result, uses));
  const past = messages
    .flatMap((message) =>
      blocksOf(message).map((block) => block.text ?? JSON.stringify(block.content ?? block.input ?? "")),
    )
    .join("\n");
  const english = /\b(?:the|create|recommend|invite|submit|how|please|send|accept|with|for|my|show)\b/i.test(original);
  const facts = messages
    .flatMap((message) => blocksOf(message).map((block) => block.text ?? ""))
    .findLast((text) => text.startsWith("<context>"));
  const creator = /^person: .*\binfluencer\b/m.test(facts ?? "");
  return { said: original.toLowerCase(), original, made, past, english, creator };
}

/** A person's words; facts of the moment and events stand in tags. */
function isSaid(block: RequestBlock): boolean {
  return block.type === "text" && !/^\s*<(?:context|event|summary)/.test(block.text ?? "");
}

function madeOf(result: RequestBlock, uses: readonly RequestBlock[]): Made {
  const text = typeof result.content === "string" ? result.content : JSON.stringify(result.content ?? "");
  const json = /<data[^>]*>\n([\s\S]*)\n<\/data>/.exec(text)?.[1];
  return {
    name: uses.find((use) => use.id === result.tool_use_id)?.name ?? "",
    data: json ? parse(json) : undefined,
    text,
    isError: result.is_error === true,
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
