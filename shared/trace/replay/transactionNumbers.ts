/**
 * `transactionId` of 1.5 and 1.6 is a number that the central system chooses; stations repeat it in what follows. A
 * member of JSON, or an element of SOAP.
 */
const TRANSACTION_ID = /("transactionId"\s*:\s*|<(?:[\w.-]+:)?transactionId(?:\s[^>]*)?>\s*)(-?\d+)/g;

/**
 * Transaction numbers of a recording, and what the other side assigns in their place (OCPP 1.6 §4.8, §4.10). Works on
 * text, so that every digit of the rest stays as it was. From 2.0.1 on the station chooses: there is nothing to replace.
 */
export class TransactionNumbers {
  readonly #assigned = new Map<string, string>();

  /** Two answers to the same StartTransaction: the recorded one and the one that came. */
  learn(recorded: string, received: string): void {
    const [before] = numbersIn(recorded);
    const [after] = numbersIn(received);
    if (before !== undefined && after !== undefined) this.#assigned.set(before, after);
  }

  /** A recorded frame with the numbers that hold now. */
  apply(raw: string): string {
    if (this.#assigned.size === 0) return raw;
    return raw.replaceAll(
      TRANSACTION_ID,
      (_whole, key: string, number: string) => `${key}${this.#assigned.get(number) ?? number}`,
    );
  }
}

function numbersIn(raw: string): string[] {
  return [...raw.matchAll(TRANSACTION_ID)].flatMap(([, , number]) => number ?? []);
}
