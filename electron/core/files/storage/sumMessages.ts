/** To the thread that sums files up. `id` is one file's sum; `to` is how far the file is written. */
export type ToSumWorker =
  | { type: 'follow'; id: number; path: string }
  | { type: 'reach'; id: number; to: number }
  | { type: 'restart'; id: number }
  | { type: 'digest'; id: number; to: number }
  | { type: 'drop'; id: number };

export type FromSumWorker = { id: number; sha256: string } | { id: number; error: string };
