import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { Vault } from "../kernel/ports/vault.ts";

/**
 * Envelope encryption with Node's AES-256-GCM: a fresh data key a secret, itself sealed under the master key. The
 * place (`aad`) is bound to both, so a sealed value copied to another row does not open.
 * Text form: `v1.<key id>.<sealed data key>.<sealed value>`, base64url.
 */
export function createVault(masterKeys: readonly string[]): Vault {
  const keys = masterKeys.map((secret) => ({
    id: createHash("sha256").update(`kolega-vault-id:${secret}`).digest("hex").slice(0, 8),
    key: Buffer.from(hkdfSync("sha256", secret, "kolega", "vault", 32)),
    printKey: Buffer.from(hkdfSync("sha256", secret, "kolega", "fingerprint", 32)),
  }));
  const current = keys[0];
  if (!current) throw new Error("the vault needs a master key");
  return {
    seal(plain, aad) {
      const dataKey = randomBytes(32);
      return [
        "v1",
        current.id,
        encrypt(current.key, dataKey, `key|${aad}`),
        encrypt(dataKey, Buffer.from(plain, "utf8"), aad),
      ].join(".");
    },
    open(sealed, aad) {
      const [version, id, sealedKey, value] = sealed.split(".");
      const master = keys.find((key) => key.id === id);
      if (version !== "v1" || !master || !sealedKey || !value)
        throw new Error("vault: sealed under a key that is not here");
      return decrypt(decrypt(master.key, sealedKey, `key|${aad}`), value, aad).toString("utf8");
    },
    fingerprint: (plain, aad) => createHmac("sha256", current.printKey).update(`${aad}|${plain}`).digest("hex"),
  };
}

function encrypt(key: Buffer, plain: Buffer, aad: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(aad, "utf8"));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

function decrypt(key: Buffer, sealed: string, aad: string): Buffer {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12)).setAAD(Buffer.from(aad, "utf8"));
  decipher.setAuthTag(bytes.subarray(bytes.length - 16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
}
