import type { SQLInputValue } from 'node:sqlite';

/** Values of a statement, by names, so that a condition may stand in it more than once. */
export class SqlParams {
  readonly values: Record<string, SQLInputValue> = {};
  #count = 0;

  /** Answers with what stands for the value in the statement. */
  bind(value: SQLInputValue): string {
    const name = `$p${this.#count}`;
    this.#count += 1;
    this.values[name] = value;
    return name;
  }

  /** `column` is one of these values; long lists go as one value. */
  oneOf(column: string, values: readonly string[]): string {
    if (values.length > 50) {
      return `${column} IN (SELECT value FROM json_each(${this.bind(JSON.stringify(values))}))`;
    }
    return `${column} IN (${values.map((value) => this.bind(value)).join(',')})`;
  }
}
