import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlatformError } from "../core/kernel/ports/social-platform.ts";
import { createInstagram } from "./instagram.ts";
import { type PinnedGet, pinnedGet } from "./pinned-get.ts";
import { isPublicAddress, type Lookup } from "./redirects.ts";
import { createTiktok } from "./tiktok.ts";

const PUBLIC: Lookup = async () => ["93.184.216.34"];

/** A web that answers redirects from a table and remembers what was asked, and where. */
function redirects(table: Readonly<Record<string, string | number>>) {
  const asked: string[] = [];
  const reached: string[] = [];
  const get: PinnedGet = async (url, addresses) => {
    asked.push(url.href);
    reached.push(...addresses);
    const next = table[url.href];
    if (next === undefined) throw new Error("connection refused");
    return typeof next === "number" ? { status: next, location: undefined } : { status: 302, location: next };
  };
  return { asked, reached, get };
}

function tiktok(table: Readonly<Record<string, string | number>>, lookup: Lookup = PUBLIC) {
  const { get, ...seen } = redirects(table);
  const platform = createTiktok({ baseUrl: "https://open.tiktokapis.com", get, lookup });
  return {
    ...seen,
    resolve: () => platform.resolveLink({ platform: "tiktok", url: "https://vm.tiktok.com/ZSabc123/" }),
  };
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => "resolved",
    (error: PlatformError) => error.failure,
  );

describe("short links", () => {
  it("follow the platform's own redirects to the full address and do not open it", async () => {
    const { asked, resolve } = tiktok({
      "https://vm.tiktok.com/ZSabc123/": "https://m.tiktok.com/v/7412345678901234567.html?_r=1",
    });
    expect(await resolve()).toMatchObject({ code: "7412345678901234567" });
    expect(asked).toHaveLength(1);
  });

  it("stop before a host outside the list, also where it looks alike", async () => {
    for (const evil of [
      "https://www.tiktok.com.evil.id/@a/video/7412345678901234567",
      "http://169.254.169.254/latest/meta-data/",
      "http://127.0.0.1:5432/",
      "https://127.1/",
      "https://2130706433/",
      "https://[::1]/",
      "https://[::ffff:127.0.0.1]/",
      "https://[::ffff:a9fe:a9fe]/latest/meta-data/",
      "https://localhost/",
      "https://kolega.internal/",
      "https://user@www.tiktok.com/@a/video/7412345678901234567",
      "https://www.tiktok.com:8080/@a/video/7412345678901234567",
      "file:///etc/passwd",
    ]) {
      const { asked, resolve } = tiktok({ "https://vm.tiktok.com/ZSabc123/": evil });
      expect(await failure(resolve())).toBe("deleted");
      expect(asked).toHaveLength(1);
    }
  });

  it("are not opened where an allowed host resolves to a private address", async () => {
    const { asked, resolve } = tiktok({}, async () => ["93.184.216.34", "10.0.0.5"]);
    expect(await failure(resolve())).toBe("unavailable");
    expect(asked).toHaveLength(0);
  });

  it.each([["::ffff:127.0.0.1"], ["::ffff:7f00:1"], ["::ffff:169.254.169.254"], ["fd00::1"], ["0.0.0.0"]])(
    "are not opened where an allowed host resolves to %s",
    async (address) => {
      const { asked, resolve } = tiktok({}, async () => [address]);
      expect(await failure(resolve())).toBe("unavailable");
      expect(asked).toHaveLength(0);
    },
  );

  it("are opened at the address that was judged, whatever the name says a moment later", async () => {
    const answers = [["93.184.216.34"], ["127.0.0.1"]];
    const lookup: Lookup = async () => answers.shift() ?? [];
    const twoHops = {
      "https://vm.tiktok.com/ZSabc123/": "https://vt.tiktok.com/ZSabc123/",
      "https://vt.tiktok.com/ZSabc123/": "https://m.tiktok.com/v/7412345678901234567.html",
    };
    const { reached, resolve } = tiktok(twoHops, lookup);
    // The second hop is judged by itself, and only the first was asked, where it was judged to be.
    expect(await failure(resolve())).toBe("unavailable");
    expect(reached).toEqual(["93.184.216.34"]);
  });

  it("give up after five hops", async () => {
    const { asked, resolve } = tiktok({ "https://vm.tiktok.com/ZSabc123/": "https://vm.tiktok.com/ZSabc123/" });
    expect(await failure(resolve())).toBe("deleted");
    expect(asked).toHaveLength(5);
  });

  it.each([
    [404, "deleted"],
    [200, "deleted"],
    [429, "throttled"],
    [503, "unavailable"],
  ] as const)("HTTP %s is %s", async (status, expected) => {
    expect(await failure(tiktok({ "https://vm.tiktok.com/ZSabc123/": status }).resolve())).toBe(expected);
  });

  it("see through Instagram's login wall", async () => {
    const { get } = redirects({
      "https://www.instagram.com/share/BAabc12345":
        "https://www.instagram.com/accounts/login/?next=%2Freel%2FDabcdefghij%2F",
    });
    const platform = createInstagram({ baseUrl: "https://graph.instagram.com/v26.0", get, lookup: PUBLIC });
    const link = platform.parseLink("https://www.instagram.com/share/BAabc12345");
    expect(link && (await platform.resolveLink(link))).toMatchObject({ code: "Dabcdefghij" });
  });
});

describe("a request to a judged address", () => {
  const hosts: (string | undefined)[] = [];
  const server = createServer((req, res) => {
    hosts.push(req.headers.host);
    res.writeHead(302, { location: "https://m.tiktok.com/v/1.html" });
    res.write("x".repeat(100_000));
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const signal = AbortSignal.timeout(5_000);

  it("goes there under the name it has, and does not wait for the body", async () => {
    const answer = await pinnedGet(new URL(`http://vm.tiktok.com:${port}/ZSabc123/`), ["127.0.0.1"], signal);
    expect(answer).toEqual({ status: 302, location: "https://m.tiktok.com/v/1.html" });
    expect(hosts).toEqual([`vm.tiktok.com:${port}`]);
  });

  it("goes nowhere without one, nor to an address that was never judged", async () => {
    await expect(pinnedGet(new URL(`http://localhost:${port}/`), [], signal)).rejects.toThrow();
    await expect(pinnedGet(new URL(`http://127.0.0.1:${port}/`), ["93.184.216.34"], signal)).rejects.toThrow();
    await expect(pinnedGet(new URL(`http://[::1]:${port}/`), ["93.184.216.34"], signal)).rejects.toThrow();
    expect(hosts).toHaveLength(1);
  });
});

describe("isPublicAddress", () => {
  it.each(["93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111"])("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    ...["0.0.0.0", "10.1.2.3", "127.0.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
    ...["100.64.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "255.255.255.255"],
    ...["::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:7f00:1"],
    ...["64:ff9b::10.0.0.1", "2001:db8::1", "2002:7f00:1::", "not an address"],
  ])("%s is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
