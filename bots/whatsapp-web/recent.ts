/** A map that keeps what was put in last. */
export class Recent<Value> {
  readonly #map = new Map<string, Value>();

  constructor(private readonly size = 2_000) {}

  get(key: string): Value | undefined {
    return this.#map.get(key);
  }

  set(key: string, value: Value): void {
    this.#map.delete(key);
    this.#map.set(key, value);
    const oldest = this.#map.keys().next();
    if (this.#map.size > this.size && !oldest.done) this.#map.delete(oldest.value);
  }

  delete(key: string): void {
    this.#map.delete(key);
  }
}
