import { type ReactNode, useState } from "react";
import type { Table } from "../../../../core/cards/card.ts";
import { useLocale } from "../text/locale-context.ts";

const SHOWN_ROWS = 10;

/** A table that scrolls sideways within its card; a long one shows its beginning first. */
export function DataTable({ table, title }: { table: Table; title: string }): ReactNode {
  const { t } = useLocale();
  const [all, setAll] = useState(false);
  const long = table.rows.length > SHOWN_ROWS + 2;
  const rows = long && !all ? table.rows.slice(0, SHOWN_ROWS) : table.rows;
  return (
    <div className="table-part">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="table-scroll" aria-label={t("table", { title })} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {table.columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are told apart by their place only
                <th key={index} scope="col" data-align={column.align ?? "start"}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, rowIndex) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place only
              <tr key={rowIndex}>
                {row.map((cell, index) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: as the columns
                    key={index}
                    data-align={table.columns[index]?.align ?? "start"}
                    data-short={cell.length <= 24}
                    dir="auto"
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {long ? (
        <button type="button" className="text-button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("fewerRows") : t("showRows", { count: table.rows.length })}
        </button>
      ) : null}
    </div>
  );
}
