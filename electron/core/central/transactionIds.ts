/** Small facts that outlive the program; kept in the session file. */
export interface MetaStore {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

export interface TransactionIds {
  next(): number;
}

const KEY = 'lastTransactionId';
const EPOCH = Date.UTC(2024, 0, 1);

/**
 * Transaction ids of 1.6. They start at the seconds since 2024, so that a charger which still reports a transaction
 * of an earlier visit (another file) does not meet a new one of the same number. They stay below 2^31 until 2092.
 */
export function createTransactionIds(meta: MetaStore, now: () => number = Date.now): TransactionIds {
  let last = 0;
  return {
    next() {
      // Asked for each time: another session file may be recorded into by then, which has had ids of its own.
      const kept = Number(meta.get(KEY) ?? 0);
      last = Math.max(last, Number.isSafeInteger(kept) ? kept : 0);
      last = Math.max(last + 1, Math.floor((now() - EPOCH) / 1000));
      meta.set(KEY, String(last));
      return last;
    },
  };
}
