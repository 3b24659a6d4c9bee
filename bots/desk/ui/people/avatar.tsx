import type { CSSProperties, ReactNode } from "react";

/** A person's initials on a colour of their own, so that windows side by side are told apart at a glance. */
export function Avatar({ id, name, size = 40 }: { id: string; name: string; size?: number }): ReactNode {
  const style = { "--hue": hueOf(id), "--avatar-size": `${size}px` } as CSSProperties;
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? "?";
  const last = words.length > 1 ? (words[words.length - 1] ?? "") : "";
  return ([...first][0] ?? "?").concat([...last][0] ?? "").toUpperCase();
}

function hueOf(id: string): number {
  let hash = 7;
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  // Steps of 30 degrees: two people are either clearly different or the same.
  return (hash % 12) * 30 + 15;
}
