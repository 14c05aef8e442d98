interface WalkPlace {
  selected: number | undefined;
  length: number;
  pageRows: number;
}

/** Which row a key leads to; nothing for keys that do not walk. Without a selection the newest row is the start. */
export function walkTarget(key: string, { selected, length, pageRows }: WalkPlace): number | undefined {
  if (length === 0) return undefined;
  const last = length - 1;
  const from = selected ?? length;
  const page = Math.max(1, pageRows);
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'ArrowDown':
      return Math.min(last, from + 1);
    case 'PageUp':
      return Math.max(0, from - page);
    case 'PageDown':
      return Math.min(last, from + page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
