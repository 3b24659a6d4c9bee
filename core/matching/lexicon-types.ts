/** A topic and its ideas: one idea a line, its words and phrases in both languages after one another, by commas. */
export interface TopicWords {
  readonly topic: string;
  readonly ideas: readonly string[];
}
