import type { DomainModule } from "../usecase/module.ts";
import { getOrganization } from "./get-organization.ts";
import { listMembers } from "./list-members.ts";
import { organizationsLocale } from "./locale.ts";
import { setLanguage } from "./set-language.ts";
import { setSecurity } from "./set-security.ts";

export const organizationsModule: DomainModule = {
  name: "organizations",
  useCases: [getOrganization, listMembers, setLanguage, setSecurity],
  notifications: [],
  jobs: [],
  locales: organizationsLocale,
};
