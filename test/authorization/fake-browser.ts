export interface Visited {
  readonly address: string;
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  /** The address outside ours that it was sent to, if so; it is not opened. */
  readonly leftFor: URL | undefined;
}

/** As much of a browser as a consent needs: cookies with paths, redirects, one form a page. */
export class FakeBrowser {
  readonly #cookies: { name: string; value: string; path: string }[] = [];
  readonly #origin: string;

  constructor(url: string, session?: string) {
    this.#origin = new URL(url).origin;
    if (session) this.#cookies.push({ name: "kolega_session", value: session, path: "/" });
  }

  open(path: string): Promise<Visited> {
    return this.#visit(new URL(path, this.#origin), { method: "GET" });
  }

  /** Sends the page's form with its hidden token and what was pressed. */
  submit(page: Visited, pressed: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
    const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] ?? "";
    return this.#visit(new URL(page.address), {
      method: "POST",
      headers: { origin: this.#origin, "sec-fetch-site": "same-origin", ...headers },
      body: new URLSearchParams({ token, ...pressed }),
    });
  }

  async #visit(address: URL, init: RequestInit): Promise<Visited> {
    const cookie = this.#cookies
      .filter(({ path }) => address.pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
    const answer = await fetch(address, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    const location = answer.headers.get("location");
    const visited = {
      address: address.href,
      status: answer.status,
      html: await answer.text(),
      headers: answer.headers,
    };
    if (answer.status < 300 || answer.status >= 400 || !location) return { ...visited, leftFor: undefined };
    const next = new URL(location, address);
    return next.origin === this.#origin ? this.#visit(next, { method: "GET" }) : { ...visited, leftFor: next };
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split("; ");
    const at = pair.indexOf("=");
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? "/";
    const kept = { name: pair.slice(0, at), value: pair.slice(at + 1), path };
    const old = this.#cookies.findIndex((cookie) => cookie.name === kept.name && cookie.path === path);
    if (old >= 0) this.#cookies.splice(old, 1);
    if (kept.value !== "") this.#cookies.push(kept);
  }
}
