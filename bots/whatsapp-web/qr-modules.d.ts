/** The two packages bring no types: what is used of them. */
declare module "qrcode" {
  const qrcode: {
    toString(code: string, options: { type: "svg"; margin: number; errorCorrectionLevel: "L" }): Promise<string>;
  };
  export = qrcode;
}

declare module "qrcode-terminal" {
  const terminal: { generate(code: string, options: { small: boolean }, done: (lines: string) => void): void };
  export = terminal;
}
