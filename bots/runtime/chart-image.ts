import type { Chart } from "../../core/cards/card.ts";

const WIDTH = 800;
const HEIGHT = 420;
const COLORS = ["#0f766e", "#f59e0b", "#6366f1", "#e11d48", "#0284c7"];

/** A chart as a PNG for any channel: ECharts draws SVG on the server, sharp turns it into pixels. Loaded on first use. */
export async function chartImage(chart: Chart): Promise<Buffer> {
  const [{ init }, { default: sharp }] = await Promise.all([import("echarts"), import("sharp")]);
  const drawing = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: HEIGHT });
  try {
    drawing.setOption({
      animation: false,
      backgroundColor: "#ffffff",
      color: COLORS,
      title: { text: chart.title, left: 20, top: 14, textStyle: { fontSize: 18, fontFamily: "sans-serif" } },
      legend: { show: chart.series.length > 1, bottom: 10, textStyle: { fontFamily: "sans-serif" } },
      grid: { left: 70, right: 30, top: 64, bottom: chart.series.length > 1 ? 72 : 50 },
      xAxis: { type: "category", data: [...chart.xLabels], axisLabel: { hideOverlap: true } },
      yAxis: { type: "value", splitLine: { lineStyle: { color: "#e5e7eb" } } },
      series: chart.series.map((series) => ({
        name: series.name,
        type: chart.kind,
        data: [...series.values],
        smooth: true,
        showSymbol: chart.xLabels.length <= 12,
        lineStyle: { width: 3 },
        areaStyle: chart.kind === "line" && chart.series.length === 1 ? { opacity: 0.12 } : undefined,
      })),
    });
    return await sharp(Buffer.from(drawing.renderToSVGString())).png().toBuffer();
  } finally {
    drawing.dispose();
  }
}
