export type SampleContext =
  'Sample.Clock' | 'Sample.Periodic' | 'Transaction.Begin' | 'Transaction.End' | 'Trigger';

/** One value of the meter; each version formats it in its own way. */
export interface Reading {
  measurand: string;
  value: number;
  unit?: string;
  phase?: string;
  location?: string;
}

/** What the meter showed at one moment. */
export interface SampledReading {
  at: number;
  context: SampleContext;
  readings: Reading[];
}
