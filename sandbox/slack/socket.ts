import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Delivered } from "./delivery.ts";
import { ACK_MS, SOCKET_CONNECTIONS } from "./limits.ts";
import type { Json } from "./workspace.ts";

const PATH = "/slack/socket/";

/** Socket Mode: tickets from apps.connections.open, at most ten connections, each event to one of them. */
export class SocketHub {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #sockets = new Set<WebSocket>();
  readonly #waiting = new Map<string, (payload: unknown) => void>();
  #next = 0;

  constructor(private readonly appId: string) {}

  get connections(): number {
    return this.#sockets.size;
  }

  /** The path of one connection; good for one use. */
  newPath(): string {
    const ticket = randomBytes(12).toString("hex");
    this.#tickets.add(ticket);
    return `${PATH}${ticket}`;
  }

  /** Takes an HTTP server's upgrade where it is ours; false leaves it to others. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (!path.startsWith(PATH)) return false;
    if (!this.#tickets.delete(path.slice(PATH.length)) || this.#sockets.size >= SOCKET_CONNECTIONS) {
      socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
      return true;
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#welcome(connection));
    return true;
  }

  /** Sends one envelope and waits for its acknowledgement, as long as Slack does. */
  async send(type: string, payload: Json, retry: { attempt?: number; reason?: string }): Promise<Delivered> {
    const sockets = [...this.#sockets];
    const socket = sockets[this.#next++ % Math.max(1, sockets.length)];
    if (!socket) return { ok: false, reason: "connection_failed" };
    const envelopeId = randomUUID();
    const acknowledged = new Promise<Delivered>((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(envelopeId);
        resolve({ ok: false, reason: "http_timeout" });
      }, ACK_MS);
      const gone = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(envelopeId);
        resolve({ ok: false, reason: "connection_failed" });
      };
      socket.once("close", gone);
      this.#waiting.set(envelopeId, (body) => {
        clearTimeout(timer);
        socket.off("close", gone);
        resolve({ ok: true, status: 200, body });
      });
    });
    socket.send(
      JSON.stringify({
        type,
        envelope_id: envelopeId,
        payload,
        accepts_response_payload: type !== "events_api",
        ...(type === "events_api" ? { retry_attempt: retry.attempt ?? 0, retry_reason: retry.reason ?? "" } : {}),
      }),
    );
    return acknowledged;
  }

  /** Closes all connections: with a word, as Slack does when it renews them, or without. */
  drop(how: "asked" | "cut"): void {
    for (const socket of this.#sockets) {
      if (how === "asked") socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
      else socket.terminate();
    }
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
    this.#server.close();
  }

  #welcome(socket: WebSocket): void {
    this.#sockets.add(socket);
    // One listener an unanswered envelope.
    socket.setMaxListeners(0);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.terminate());
    socket.on("message", (data) => {
      try {
        const answer = JSON.parse(String(data)) as { envelope_id?: string; payload?: unknown };
        const done = this.#waiting.get(answer.envelope_id ?? "");
        this.#waiting.delete(answer.envelope_id ?? "");
        done?.(answer.payload);
      } catch {
        socket.close(1003);
      }
    });
    socket.send(
      JSON.stringify({
        type: "hello",
        num_connections: this.#sockets.size,
        connection_info: { app_id: this.appId },
        debug_info: { host: "sandbox", approximate_connection_time: 18_060 },
      }),
    );
  }
}
