import { Fragment, type ReactNode } from "react";
import { type Inline, parsePlain } from "./inline.ts";
import { misleadingHost } from "./links.ts";
import { type Block, parseMarkdown, plainText } from "./markdown.ts";

/** A message's Markdown as elements. Only React makes them, so that no text of a stranger ever becomes markup. */
export function Markdown({ source }: { source: string }): ReactNode {
  return (
    <div className="prose" dir="auto">
      {blocks(parseMarkdown(source))}
    </div>
  );
}

/** What a person typed, as it was typed; addresses can be followed. */
export function PlainText({ source }: { source: string }): ReactNode {
  return (
    <div className="prose" dir="auto">
      <p>{inlines(parsePlain(source))}</p>
    </div>
  );
}

/** A link that leads out of the desk. */
export function OutLink(props: { href: string; className?: string; children: ReactNode }): ReactNode {
  return (
    <a href={props.href} className={props.className} target="_blank" rel="noopener noreferrer nofollow">
      {props.children}
    </a>
  );
}

// Positions are good keys here: a block list is parsed anew whenever its text changes.
function blocks(list: readonly Block[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the place is the name
  return list.map((block, index) => <Fragment key={`${block.type}-${index}`}>{blockView(block)}</Fragment>);
}

function blockView(block: Block): ReactNode {
  switch (block.type) {
    case "paragraph":
      return <p>{inlines(block.children)}</p>;
    case "heading":
      return <p className="prose-heading">{inlines(block.children)}</p>;
    case "code":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling block must be reachable by keyboard
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case "quote":
      return <blockquote>{blocks(block.children)}</blockquote>;
    case "rule":
      return <hr />;
    case "list":
      return block.ordered ? (
        <ol start={block.start}>{block.items.map(itemView)}</ol>
      ) : (
        <ul>{block.items.map(itemView)}</ul>
      );
  }
}

function itemView(item: readonly Block[], index: number): ReactNode {
  return <li key={index}>{blocks(item)}</li>;
}

function inlines(list: readonly Inline[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the place is the name
  return list.map((inline, index) => <Fragment key={`${inline.type}-${index}`}>{inlineView(inline)}</Fragment>);
}

function inlineView(inline: Inline): ReactNode {
  switch (inline.type) {
    case "text":
      return inline.text;
    case "break":
      return <br />;
    case "code":
      return <code>{inline.text}</code>;
    case "strong":
      return <strong>{inlines(inline.children)}</strong>;
    case "emphasis":
      return <em>{inlines(inline.children)}</em>;
    case "strike":
      return <s>{inlines(inline.children)}</s>;
    case "link":
      return <LinkView href={inline.href}>{inline.children}</LinkView>;
  }
}

function LinkView({ href, children }: { href: string; children: readonly Inline[] }): ReactNode {
  const words = children.map((child) => ("text" in child ? child.text : "")).join("");
  const host = misleadingHost(plainText(words), href);
  return (
    <OutLink href={href}>
      {inlines(children)}
      {host ? ` (${host})` : null}
    </OutLink>
  );
}
