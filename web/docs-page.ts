import express, { Router } from "express";
import absolutePath from "swagger-ui-dist/absolute-path.js";
import { policy } from "./http.ts";
import type { OpenApiDocument } from "./openapi.ts";

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kolega API</title>
<link rel="icon" href="/api/docs/assets/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/assets/swagger-ui.css">
</head>
<body>
<div id="page"></div>
<script src="/api/docs/assets/swagger-ui-bundle.js"></script>
<script src="/api/docs/assets/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#page", validatorUrl: null, deepLinking: true, persistAuthorization: false });\n`;

/** The files of Swagger UI that the page needs; nothing else of the package is served. */
const ASSETS = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];

/** The API's description and a page to read and try it; everything comes from our own address. */
export function createDocsRouter(document: OpenApiDocument): Router {
  const router = Router();
  const text = JSON.stringify(document);
  router.get("/api/openapi.json", (_req, res) => {
    res.set("cache-control", "public, max-age=300").type("json").send(text);
  });
  router.get("/api/docs", (_req, res) => {
    res
      .set(
        "content-security-policy",
        policy({
          "script-src": "'self'",
          "style-src": "'self' 'unsafe-inline'",
          "img-src": "'self' data:",
          "connect-src": "'self'",
        }),
      )
      .type("html")
      .send(PAGE);
  });
  router.get("/api/docs/assets/start.js", (_req, res) => {
    res.type("js").send(START);
  });
  const files = express.static(absolutePath(), { index: false, maxAge: "1d", redirect: false });
  router.use("/api/docs/assets", (req, res, next) => {
    if (ASSETS.includes(req.path.slice(1))) files(req, res, next);
    else next();
  });
  return router;
}
