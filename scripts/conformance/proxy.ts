import { request } from "node:http";
import { serve } from "../../bench/product-app.ts";

/** The suite's runner sends no token: this adds one, and changes nothing else. Answers its own address. */
export function openProxy(target: string, token: string): Promise<string> {
  return serve((req, res) => {
    const headers = [...req.rawHeaders, "authorization", `Bearer ${token}`];
    const onward = request(new URL(req.url ?? "/", target), { method: req.method, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(res);
    });
    onward.on("error", () => res.destroy());
    res.on("close", () => onward.destroy());
    req.pipe(onward);
  });
}
