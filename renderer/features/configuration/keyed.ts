/** Values with keys for their lines: the same name there twice gets another one each time. */
export function keyed<T>(values: readonly T[], nameOf: (value: T) => string): { key: string; value: T }[] {
  const seen = new Map<string, number>();
  return values.map((value) => {
    const name = nameOf(value);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { key: count === 0 ? name : `${name}\n${count}`, value };
  });
}
