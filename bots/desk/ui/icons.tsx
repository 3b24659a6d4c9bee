import type { ReactNode } from "react";

const PATHS = {
  send: "M5 12h13M12.5 6.5 18 12l-5.5 5.5",
  attach: "M19 11.5 12 18.5a4.6 4.6 0 0 1-6.5-6.5l7.5-7.5a3.1 3.1 0 0 1 4.4 4.4l-7.5 7.5a1.5 1.5 0 0 1-2.2-2.2l6.8-6.8",
  down: "M12 5v13M6.5 12.5 12 18l5.5-5.5",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6 6 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  window: "M14 5h5v5M19 5l-8 8M10 6H6a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-4",
  chats: "M4 5h11v8H8l-4 3zM9 16h7l4 3v-9h-2",
  phone: "M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM11 18h2",
  clock: "M12 7v5l3 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
  swap: "M4 9h13l-3.5-3.5M20 15H7l3.5 3.5",
  leave: "M10 5H6a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h4M14 8l4 4-4 4M18 12H9",
  alert: "M12 8v5M12 16.5v.01M12 3.5 21 19.5H3z",
  link: "M9 15 15 9M10 6.5 12 4.6a4.2 4.2 0 0 1 6 6L16.5 12.5M14 17.5 12 19.4a4.2 4.2 0 0 1-6-6L7.5 11.5",
} as const;

/** A small line drawing; only decoration, so screen readers skip it. */
export function Icon({ name, size = 20 }: { name: keyof typeof PATHS; size?: number }): ReactNode {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** Kolega's mark: a K with a full stop, as in "done". */
export function KolegaMark({ size = 32 }: { size?: number }): ReactNode {
  return (
    <svg className="kolega-mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="10" />
      <path d="M11 8.5v15M21.5 8.5 12 16l9.5 7.5" />
      <circle cx="23.6" cy="16" r="2" />
    </svg>
  );
}

/** Something is going on. */
export function Spinner(): ReactNode {
  return <span className="spinner" aria-hidden="true" />;
}
