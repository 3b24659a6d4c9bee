import { MODULES } from "../../app/modules.ts";
import { createRegistry, type Registry } from "../../core/usecase/registry.ts";

/** Everything the product can do, without a database: for tests of the doors over the real registry. */
export function productRegistry(): Registry {
  return createRegistry(MODULES);
}
