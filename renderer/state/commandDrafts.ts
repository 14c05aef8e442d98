/** What stands in the command editor of a station. Payloads are JSON text as the technician left it. */
interface StationDrafts {
  action?: string;
  payloads: Map<string, string>;
}

const stations = new Map<string, StationDrafts>();

function draftsOf(stationId: string): StationDrafts {
  const drafts = stations.get(stationId) ?? { payloads: new Map<string, string>() };
  stations.set(stationId, drafts);
  return drafts;
}

/** The action that was chosen last. Drafts outlive their screen: whoever looks at the messages in between finds them. */
export function draftAction(stationId: string): string | undefined {
  return draftsOf(stationId).action;
}

export function chooseDraftAction(stationId: string, action: string): void {
  draftsOf(stationId).action = action;
}

/** The edited payload of an action; nothing where it was left as the example. */
export function draftPayload(stationId: string, action: string): string | undefined {
  return draftsOf(stationId).payloads.get(action);
}

export function dropDraftPayload(stationId: string, action: string): void {
  draftsOf(stationId).payloads.delete(action);
}

/** The next time that the station's commands are opened, they show this. */
export function keepCommandDraft(stationId: string, action: string, payload: string): void {
  const drafts = draftsOf(stationId);
  drafts.action = action;
  drafts.payloads.set(action, payload);
}
