import type { RedactionCategory } from '../../../../shared/trace/redaction/redactionChoice.ts';
import type { TraceReading } from '../traceReading.ts';
import { prepareRedaction, type RedactionMeans } from './exportRedaction.ts';

/** Longer traces are looked through for secrets by an export alone. */
const MOST_RECORDS = 100_000;

/** How many different secrets of each category a trace holds; nothing where it is too long to look only for that. */
export async function secretsIn(
  trace: Pick<TraceReading, 'store' | 'openForReading'>,
  means: RedactionMeans,
): Promise<Record<RedactionCategory, number> | undefined> {
  if (trace.store.committedSeq > MOST_RECORDS) return undefined;
  const reader = trace.openForReading();
  try {
    const { summary } = await prepareRedaction(
      { stations: true },
      reader.database,
      trace.store.kept(),
      means,
    );
    return summary.found;
  } finally {
    reader.close();
  }
}
