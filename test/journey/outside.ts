/** What the tests look at from outside: the REST door with a key, and the hand behind the sandbox. */

/** Reads through the REST door. */
export class Rest {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.url}/api/v1${path}`, { headers: { authorization: `Bearer ${this.key}` } });
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async items<T>(path: string): Promise<readonly T[]> {
    return (await this.get<{ items: readonly T[] }>(path)).items;
  }
}

export interface SandboxPost {
  readonly id: string;
  readonly url: string;
}

/** The social networks and the bank, behind their curtain. */
export class SandboxHand {
  constructor(private readonly url: string) {}

  async publish(accountId: string, caption: string): Promise<SandboxPost> {
    const body = { platform: "instagram", accountId, format: "reel", caption };
    return (await this.control<{ post: SandboxPost }>("POST", "/posts", body)).post;
  }

  async caption(post: SandboxPost, caption: string): Promise<void> {
    await this.control("PATCH", `/posts/instagram/${post.id}`, { caption });
  }

  payouts(): Promise<{
    count: number;
    succeeded: number;
    payouts: readonly { referenceId: string; amount: number; accountNumber: string }[];
  }> {
    return this.control("GET", "/payouts");
  }

  private async control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/_control${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`sandbox ${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}
