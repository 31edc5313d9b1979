// Types of questions about where things lie and their answers (web/state/question.js, web/ask). Global, as types.d.ts.

/** What is asked; selectors as links of filters have them, "" for the whole plan; radii in metres, ascending. */
interface Question {
  kind: string;
  subjects: string[];
  objects: string[];
  radii: number[];
  count: number | null;
}
