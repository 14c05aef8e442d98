import type { Json } from '../../../../shared/json.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { QuirkProfile } from '../../../../shared/station/quirkProfile.ts';
import type { Report } from '../../../../shared/station/report.ts';
import type { StationStates } from '../stationReturn.ts';

/** What the sources that speak OCPP need of the central system. */
export interface OcppCalls {
  central: StationStates & {
    call(
      stationId: string,
      action: string,
      payloadText: string,
      options: { timeoutMs?: number | undefined; signal?: AbortSignal | undefined },
    ): Promise<Outcome>;
  };
  profileOf: (stationId: string) => QuirkProfile;
  reports: {
    list(): Report[];
    read(id: string, from: number, count: number): { report: Report; items: Json[] };
    onChange(listener: (report: Report) => void): () => void;
  };
}
