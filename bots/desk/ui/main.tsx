import { createRoot } from "react-dom/client";
import { createApi } from "./api/client.ts";
import { App } from "./app.tsx";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/people.css";
import "./styles/side.css";
import "./styles/chat.css";
import "./styles/prose.css";
import "./styles/composer.css";
import "./styles/cards.css";
import "./styles/forms.css";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App api={createApi(sessionStorage)} />);
