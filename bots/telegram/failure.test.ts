import { createServer } from "node:http";
import { Api } from "grammy";
import { afterEach, expect, it } from "vitest";
import { ChannelError } from "../runtime/channel.ts";
import { failureOf } from "./failure.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** What a call ends in when the address answers this. */
async function failureFrom(status: number, body: string): Promise<ChannelError> {
  const server = createServer((_req, res) => res.writeHead(status, { "content-type": "application/json" }).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  const { port } = server.address() as { port: number };
  const error = await new Api("1:secret", { apiRoot: `http://127.0.0.1:${port}` }).getMe().catch((thrown) => thrown);
  return failureOf(error, "getMe", true);
}

it("is one of ours whatever answers in Telegram's place, and never has the address with the token", async () => {
  const answers: [number, string][] = [
    [404, '{"ok":false,"error_code":404}'],
    [404, '{"message":"no such page"}'],
    [502, "<html>Bad gateway</html>"],
    [200, "{}"],
    [401, '{"ok":false,"error_code":401,"description":"Unauthorized"}'],
  ];
  for (const [status, body] of answers) {
    const failure = await failureFrom(status, body);
    expect(failure, body).toBeInstanceOf(ChannelError);
    expect(failure.outcome, body).toBe("retry");
    expect(failure.message, body).not.toContain("secret");
  }
});
