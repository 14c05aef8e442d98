import type { ContractClient } from '../../shared/contract/client.ts';
import type { Snapshot, TopicName, TopicParams } from '../../shared/contract/events.ts';
import { ContractError } from '../../shared/contract/failure.ts';

/** The state of a topic as it is. Rejects with `ContractError` where Kerbside cannot be asked any more. */
export function firstSnapshot<T extends TopicName>(
  client: ContractClient,
  topic: T,
  params: TopicParams<T>,
): Promise<Snapshot<T>> {
  return new Promise((resolve, reject) => {
    const unsubscribe = client.subscribe(topic, params, {
      snapshot: (snapshot) => {
        queueMicrotask(() => unsubscribe());
        resolve(snapshot);
      },
      change: () => undefined,
      ended: ({ code, message, hint }) =>
        reject(new ContractError(code, message, hint === undefined ? {} : { hint })),
    });
  });
}
