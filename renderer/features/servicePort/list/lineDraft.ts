import { withoutUndefined } from '../../../../shared/withoutUndefined.ts';
import { lineSettingsSchema, type LineSettings } from '../../../../shared/service-port/lineSettings.ts';

/** Line settings as they stand in their fields; an empty one is left to what is known of adapter and profile. */
export interface LineDraft {
  baud: string;
  format: string;
  flowControl: string;
  dtr: string;
  rts: string;
}

export const NO_LINE: LineDraft = { baud: '', format: '', flowControl: '', dtr: '', rts: '' };

/** What was set, without what was left empty; nothing where it is no setting. */
export function lineOf(draft: LineDraft): Partial<LineSettings> | undefined {
  const { baud, format, flowControl, dtr, rts } = draft;
  const parsed = lineSettingsSchema.partial().safeParse({
    ...(baud === '' ? {} : { baud: Number(baud) }),
    ...(format === '' ? {} : { format }),
    ...(flowControl === '' ? {} : { flowControl }),
    ...(dtr === '' ? {} : { dtr: dtr === 'on' }),
    ...(rts === '' ? {} : { rts: rts === 'on' }),
  });
  return parsed.success ? withoutUndefined(parsed.data) : undefined;
}
