import { useEffect, useState } from 'react';
import { LIMITS } from '../../../shared/contract/limits.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import type { Json } from '../../../shared/json.ts';
import type { Report } from '../../../shared/station/report.ts';
import { useClient } from '../../state/useAppState.ts';

/** Up to `total` entries, the number that the report had when it was asked. */
async function readAll(
  client: ContractClient,
  id: string,
  total: number,
  signal: AbortSignal,
): Promise<Json[]> {
  const items: Json[] = [];
  while (items.length < total) {
    const params = { id, from: items.length, count: LIMITS.rowsPerRead };
    const page = await client.call('report.read', params, { signal });
    items.push(...page.items);
    if (page.items.length === 0) break;
  }
  return items;
}

/** Every entry of a report; read again when it has grown. Those before stay until the next are here. */
export function useReportItems(report: Report | undefined): readonly Json[] {
  const client = useClient();
  const [items, setItems] = useState<readonly Json[]>([]);
  const id = report?.id;
  const count = report?.items ?? 0;
  useEffect(() => {
    if (client === undefined || id === undefined) return undefined;
    const controller = new AbortController();
    readAll(client, id, count, controller.signal)
      .then(setItems)
      .catch(() => {
        // Cancelled by the next report, or the link is lost, which the whole screen tells.
      });
    return () => controller.abort();
  }, [client, id, count]);
  return count === 0 ? [] : items;
}
