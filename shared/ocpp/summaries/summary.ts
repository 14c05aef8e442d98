import type { JsonObject } from '../../json.ts';

/** Says a payload in a few words; nothing where it has none of what it looks for. */
export type Say = (payload: JsonObject) => string | undefined;

/** The words for an action's two halves. A missing half is said by the generic summary. */
export interface ActionSummary {
  request?: Say;
  response?: Say;
}

export type Summaries = Readonly<Record<string, ActionSummary>>;
