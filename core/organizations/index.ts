import type { DomainModule } from "../usecase/module.ts";
import { getOrganization } from "./get-organization.ts";
import { listMembers } from "./list-members.ts";
import { organizationsLocale } from "./locale.ts";
import { setLanguage } from "./set-language.ts";

export const organizationsModule: DomainModule = {
  name: "organizations",
  useCases: [getOrganization, listMembers, setLanguage],
  notifications: [],
  jobs: [],
  locales: organizationsLocale,
};
