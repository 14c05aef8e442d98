/** Names and indexes from the top of a profile down to a field. */
export type FieldPath = ReadonlyArray<string | number>;

/** Something in a profile that has the right form and makes no sense. */
export interface CheckFault {
  path: FieldPath;
  sentence: string;
}

/** `items[3].write.min`. */
export function fieldName(path: FieldPath): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}
