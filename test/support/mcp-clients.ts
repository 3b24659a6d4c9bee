import { Client, InMemoryTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { type McpHttpOptions, runStdio } from "../../mcp-server/index.ts";

/** How a client speaks: a 2025-era handshake, or one revision and nothing else. */
export type Era = "legacy" | { pin: string };

export const ERAS: readonly (readonly [string, Era])[] = [
  ["a 2025-era client", "legacy"],
  ["a 2026-07-28 client", { pin: "2026-07-28" }],
];

/** What a client can do beyond calling: nothing, show forms, or show links as well. */
type Capabilities = NonNullable<ConstructorParameters<typeof Client>[1]>["capabilities"];

export interface ClientOptions {
  readonly era: Era;
  readonly capabilities?: Capabilities;
  /** False: the caller sees `input_required` answers itself. */
  readonly autoFulfill?: boolean;
}

function clientOf(options: ClientOptions): Client {
  return new Client(
    { name: "test", version: "1" },
    {
      versionNegotiation: { mode: options.era },
      capabilities: options.capabilities ?? {},
      inputRequired: { autoFulfill: options.autoFulfill ?? true },
    },
  );
}

/** The real SDK client over HTTP, with a key. */
export async function connectHttp(url: string, secret: string, options: ClientOptions): Promise<Client> {
  const client = clientOf(options);
  const requestInit = { headers: { authorization: `Bearer ${secret}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit }));
  return client;
}

/** The same over what stdio speaks. Close both. */
export async function connectStdio(
  server: McpHttpOptions,
  secret: string,
  options: ClientOptions,
): Promise<{ client: Client; close(): Promise<void> }> {
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const actor = () => server.authenticate(secret, "mcp");
  const handle = runStdio({ ...server, actor, transport: serverSide as never });
  const client = clientOf(options);
  await client.connect(clientSide);
  return {
    client,
    async close() {
      await client.close();
      await handle.close();
    },
  };
}
