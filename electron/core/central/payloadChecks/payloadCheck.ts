import type { JsonObject } from '../../../../shared/json.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { Part } from '../schemas/noIssues.ts';

/** Whose payload it is. */
export interface PayloadPlace {
  version: OcppVersion;
  action: string;
  part: Part;
}

/** Looks for what no schema can say; nothing where all is well. Called only for the actions that it is listed under. */
export type PayloadCheck = (payload: JsonObject, place: PayloadPlace) => readonly Issue[] | undefined;
