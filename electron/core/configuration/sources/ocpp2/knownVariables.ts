import type { WantedChange } from '../../../../../shared/configuration/change.ts';
import type { ConfigurationItem } from '../../../../../shared/configuration/item.ts';
import { parseVariableAddress } from '../../../../../shared/configuration/variableAddress.ts';
import { addressIdentity, variableInMessage } from '../../../../../shared/configuration/variableMessage.ts';
import type { JsonObject } from '../../../../../shared/json.ts';

/** The actions whose size a station may limit. */
export type LimitedAction = 'GetVariables' | 'SetVariables' | 'GetReport';

/** What a frame needs besides its payload: brackets, type, message id and action. */
const FRAME_BYTES = 80;
/** Where a station tells no limit: what most bear when they are asked, and one at a time where something is written. */
const USUAL_ITEMS: Readonly<Record<LimitedAction, number>> = {
  GetVariables: 10,
  SetVariables: 1,
  GetReport: 10,
};
const MOST_ITEMS = 500;

/** What the answers of a station have told of its variables: their spelling, access and characteristics, and its limits. */
export class KnownVariables {
  readonly #items = new Map<string, ConfigurationItem>();

  /** Takes over what is known of items; their values count only where they are limits. */
  learn(items: readonly ConfigurationItem[]): void {
    for (const item of items) this.#items.set(addressIdentity(item.address), item);
  }

  /** An address as the station spells it. */
  spellingOf(address: string): string {
    return this.#items.get(addressIdentity(address))?.address ?? address;
  }

  /** An item that was read by its name, with what an earlier report told of its variable. */
  completed(item: ConfigurationItem): ConfigurationItem {
    const known = this.#items.get(addressIdentity(item.address));
    if (known === undefined) return item;
    const { access, characteristics, isPersistent, isConstant } = known;
    return {
      ...(access === undefined ? {} : { access }),
      ...(characteristics === undefined ? {} : { characteristics }),
      ...(isPersistent === undefined ? {} : { isPersistent }),
      ...(isConstant === undefined ? {} : { isConstant }),
      ...item,
    };
  }

  isWriteOnly(address: string): boolean {
    return this.#items.get(addressIdentity(address))?.access === 'write-only';
  }

  /** The most items of one message of an action (`ItemsPerMessage`, OCPP 2.0.1 B05.FR.11, B06.FR.16 and B08). */
  mostItems(action: LimitedAction): number {
    const told = this.#limit('ItemsPerMessage', action);
    return Math.min(told ?? USUAL_ITEMS[action], MOST_ITEMS);
  }

  /** How many of the first of these fit into one message of an action; at least one. */
  batchSize(action: LimitedAction, changes: ReadonlyArray<{ address: string; value?: string }>): number {
    const some = changes.slice(0, MOST_ITEMS);
    const seen = new Set<string>();
    // One message sets an attribute once; which of two values counted would be the station's choice.
    const twin = some.findIndex(({ address }) => {
      const isTwin = seen.has(addressIdentity(address));
      seen.add(addressIdentity(address));
      return isTwin;
    });
    const single = twin === -1 ? some : some.slice(0, twin);
    return this.fitting(action, single, ({ address, value = '' }) => {
      const parsed = parseVariableAddress(address);
      return { ...(parsed === undefined ? {} : variableInMessage(parsed)), attributeValue: value };
    });
  }

  /** How many of the first of some entries one message of an action takes; at least one. */
  fitting<T>(action: LimitedAction, entries: readonly T[], inMessage: (entry: T) => JsonObject): number {
    const mostBytes = this.#limit('BytesPerMessage', action) ?? Infinity;
    let bytes = FRAME_BYTES;
    let count = 0;
    for (const entry of entries.slice(0, this.mostItems(action))) {
      bytes += Buffer.byteLength(JSON.stringify(inMessage(entry))) + 1;
      if (count > 0 && bytes > mostBytes) break;
      count += 1;
    }
    return Math.max(1, count);
  }

  #limit(variable: string, action: LimitedAction): number | undefined {
    const address = addressIdentity(`DeviceDataCtrlr.${variable}[${action}]`);
    const limit = Number(this.#items.get(address)?.value?.trim() ?? '');
    // 0 and what is no number cannot be a limit.
    return Number.isFinite(limit) && limit >= 1 ? Math.floor(limit) : undefined;
  }
}

/** Changes of one batch as `setVariableData`. */
export function setVariableData(batch: readonly WantedChange[]): ReturnType<typeof variableInMessage>[] {
  return batch.flatMap(({ address, value }) => {
    const parsed = parseVariableAddress(address);
    return parsed === undefined ? [] : [{ ...variableInMessage(parsed), attributeValue: value }];
  });
}
