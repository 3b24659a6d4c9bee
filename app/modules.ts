import { approvalsModule } from "../core/approvals/index.ts";
import type { DomainModule } from "../core/usecase/module.ts";

/** Every domain of the house. A new domain is one line here. */
export const MODULES: readonly DomainModule[] = [approvalsModule];
