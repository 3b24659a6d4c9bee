import { APPROVAL_WORDS } from "./approval-words.ts";
import { escapeHtml } from "./http.ts";
import { page, type View } from "./signed-page.ts";

/** What a page says to a browser in which nobody is; `signIn` is left out where the page itself is for strangers too. */
export interface SignInWords {
  readonly signInTitle: string;
  readonly signIn?: string;
  readonly signInButton: string;
}

/** Leads to where a person signs in. */
export function signInPage(view: View, words: SignInWords, signInUrl: string): string {
  const sentence = words.signIn === undefined ? "" : `<p>${escapeHtml(words.signIn)}</p>`;
  const link = `<a class="button" href="${escapeHtml(signInUrl)}">${escapeHtml(words.signInButton)}</a>`;
  return page(view, words.signInTitle, `${sentence}<p class="row">${link}</p>`);
}

/** One browser, several people: the page is nobody's until it is said whose. `why` is the sentence that asks. */
export function choicePage(
  view: View,
  choices: readonly { readonly id: string; readonly name: string }[],
  why?: string,
): string {
  const sentence = why === undefined ? "" : `<p>${escapeHtml(why)}</p>`;
  const links = choices.map(
    ({ id, name }) => `<a class="button" href="?for=${encodeURIComponent(id)}">${escapeHtml(name)}</a>`,
  );
  return page(view, APPROVAL_WORDS[view.locale].chooseTitle, `${sentence}<p class="row">${links.join("")}</p>`);
}
