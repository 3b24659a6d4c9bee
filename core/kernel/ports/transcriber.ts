/** The port to a service that writes down what a voice note says. Absent unless one is configured. */
export interface Transcriber {
  /** The words; empty where nothing is said. Throws AppError("unavailable") when the service is away or refuses the file. */
  transcribe(
    recording: { readonly bytes: Uint8Array; readonly mime: string; readonly language?: "id" | "en" },
    signal?: AbortSignal,
  ): Promise<string>;
}
