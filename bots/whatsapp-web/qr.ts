import qrcode from "qrcode";
import terminal from "qrcode-terminal";

/** A code as a picture for a page of ours: one SVG element, with no styles, scripts or addresses. */
export function qrSvg(code: string): Promise<string> {
  return qrcode.toString(code, { type: "svg", margin: 2, errorCorrectionLevel: "L" });
}

/** A code as lines of a terminal. */
export function qrLines(code: string): Promise<string> {
  return new Promise((resolve) => terminal.generate(code, { small: true }, resolve));
}
