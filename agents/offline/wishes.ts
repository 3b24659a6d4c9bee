/** Words between one wish and another. `dan` also joins two names, two dates: both sides have to stand on their own. */
const JOINT =
  /\s*(?:[,.;]\s*)?(?<![\p{L}\p{N}])(?:(?:dan|and|&)\s+)?(?:(?:terus|trus|trs|lalu|lantas|kemudian|habis\s+itu|abis\s+itu|setelah\s+itu|sekalian|sekaligus|after\s+that|and|dan|then|also|plus|juga|oh\s+iya|btw)\s+)+|\s*[.;]\s+|\s*,\s+(?=(?:yang|yg)\s)|\n+/giu;
/** A longer message is a text, not two wishes. */
const LONGEST = 300;

/** The ways a message may be two: the first wish, and what is left. None where text is dictated behind a colon. */
export function partsOf(text: string): { readonly first: string; readonly rest: string }[] {
  if (text.length > LONGEST || /:\s/.test(text)) return [];
  return [...text.matchAll(JOINT)].flatMap((joint) => {
    const first = text.slice(0, joint.index).trim();
    const rest = text.slice(joint.index + joint[0].length).trim();
    return first !== "" && rest !== "" ? [{ first, rest }] : [];
  });
}
