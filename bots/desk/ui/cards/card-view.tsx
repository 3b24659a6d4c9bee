import { type ReactNode, useId } from "react";
import type { DeskCard } from "../contract.ts";
import { Markdown } from "../text/markdown-view.tsx";
import { Actions } from "./actions.tsx";
import { Picture } from "./picture.tsx";
import { DataTable } from "./table.tsx";

/** A card: every part that it has, in a fixed order, and every fact and action. */
export function CardView({ card, messageId }: { card: DeskCard; messageId: string }): ReactNode {
  const titleId = useId();
  return (
    <section
      className="card"
      data-tone={card.tone ?? "neutral"}
      data-testid="card"
      tabIndex={-1}
      aria-labelledby={titleId}
    >
      <h3 id={titleId} className="card-title" dir="auto">
        {card.title}
      </h3>
      {card.image ? <Picture url={card.image.url} altText={card.image.altText} /> : null}
      {card.facts && card.facts.length > 0 ? (
        <dl className="facts">
          {card.facts.map((fact, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two facts may have the same label
            <div key={index} className="fact" data-required={fact.required === true} data-long={fact.value.length > 22}>
              <dt>{fact.label}</dt>
              <dd dir="auto">{fact.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {card.body ? <Markdown source={card.body} /> : null}
      {card.table ? <DataTable table={card.table} title={card.title} /> : null}
      {card.chart ? (
        <figure className="chart">
          {card.chart.title ? <figcaption>{card.chart.title}</figcaption> : null}
          <Picture url={card.chart.imageUrl} altText={card.chart.altText} numbers />
        </figure>
      ) : null}
      {card.actions && card.actions.length > 0 ? <Actions actions={card.actions} messageId={messageId} /> : null}
      {card.footer ? <p className="card-footer">{card.footer}</p> : null}
    </section>
  );
}
