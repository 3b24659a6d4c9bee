import type { DomainModule } from "../usecase/module.ts";
import { approvePost } from "./approve-post.ts";
import { getPost } from "./get-post.ts";
import { listPosts } from "./list-posts.ts";
import { postsLocale } from "./locale.ts";
import { myPosts } from "./my-posts.ts";
import { postOutcome, postRejected, postSubmitted, revisionRequested } from "./notifications.ts";
import { rejectPost } from "./reject-post.ts";
import { requestRevision } from "./request-revision.ts";
import { submitLink } from "./submit-link.ts";

export const postsModule: DomainModule = {
  name: "posts",
  useCases: [submitLink, listPosts, getPost, myPosts, approvePost, rejectPost, requestRevision],
  notifications: [postSubmitted, postOutcome, revisionRequested, postRejected],
  jobs: [],
  locales: postsLocale,
};
