/** Who may send the request of an action. */
export type SentBy = 'station' | 'centralSystem' | 'both';

/** What a command can do to a charger that is in use; screens say it before it is sent. */
export const DANGERS = [
  'reboots',
  'replaces-firmware',
  'stops-charging',
  'takes-out-of-service',
  'unlocks',
  'clears-cache',
  'replaces-list',
  'limits-power',
  'removes-limits',
  'changes-connection',
  'changes-certificate',
  'removes-certificate',
  'removes-monitors',
  'erases-customer-data',
  'changes-price',
  'changes-grid-behaviour',
] as const;
export type Danger = (typeof DANGERS)[number];

/** A feature profile of 1.6 or a functional block of 2.x; `id` is the profile's name or the block's letter. */
export interface ActionGroup {
  readonly id: string;
  readonly title: string;
}

export interface ActionInfo {
  readonly name: string;
  readonly sentBy: SentBy;
  /** `id` of its `ActionGroup`. */
  readonly group: string;
  /** One line, what the request is for. */
  readonly description: string;
  readonly danger?: Danger;
  /** A SEND of OCPP 2.1 (part 4 §4.2.5): it is never answered. */
  readonly isSend?: true;
}

type Row = readonly [name: string, description: string, danger?: Danger];

/** Rows of one group, sent by one side, as entries of a catalog. */
export function actionRows(group: string, sentBy: SentBy, rows: readonly Row[]): ActionInfo[] {
  return rows.map(([name, description, danger]) =>
    danger === undefined
      ? { name, sentBy, group, description }
      : { name, sentBy, group, description, danger },
  );
}
