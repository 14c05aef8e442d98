/** Characters by their UTF-16 codes, as ranges of first and last; `isNegated`: all others. */
export interface CharacterSet {
  ranges: ReadonlyArray<readonly [number, number]>;
  isNegated: boolean;
}

/** A regular expression as a tree. */
export type PatternNode =
  | { kind: 'set'; set: CharacterSet }
  | { kind: 'anchor'; anchor: Anchor }
  | { kind: 'sequence'; nodes: readonly PatternNode[] }
  | { kind: 'choice'; nodes: readonly PatternNode[] }
  | { kind: 'group'; name: string | undefined; node: PatternNode }
  | { kind: 'repeat'; node: PatternNode; min: number; max: number; isLazy: boolean };

export type Anchor = 'start' | 'end' | 'boundary' | 'no-boundary';
