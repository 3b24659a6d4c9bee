/** Seals small secrets (platform tokens, account numbers), each bound to its place by `aad`: moved elsewhere it does not open. */
export interface Vault {
  seal(plain: string, aad: string): string;
  /** Throws when the text was changed, moved or sealed under a key that is gone; never answers an empty value. */
  open(sealed: string, aad: string): string;
  /** The same text gives the same fingerprint while the key is the same; without the key nobody can try texts against it. */
  fingerprint(plain: string, aad: string): string;
}
