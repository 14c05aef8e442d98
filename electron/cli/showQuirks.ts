import { QUIRK_SETTINGS } from '../../shared/station/quirkChange.ts';
import { QUIRK_SETTING_INFO } from '../../shared/station/quirkSettings.ts';
import type { QuirkState } from '../../shared/station/quirkState.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

/** The settings as a table on stdout; what is pending or proposed as sentences on stderr. */
export async function showQuirks(state: QuirkState, terminal: Terminal): Promise<void> {
  const { stationId, profile, pending, proposals } = state;
  const rows = QUIRK_SETTINGS.map((name) => {
    const { title, usual } = QUIRK_SETTING_INFO[name];
    const value = profile[name];
    return [name, value === undefined ? undefined : String(value), usual, title];
  });
  for (const line of table(['SETTING', 'VALUE', 'USUAL', 'ABOUT'], rows)) await terminal.print(line);
  if (pending.length > 0) {
    const verb = pending.length === 1 ? 'holds' : 'hold';
    terminal.note(`${pending.join(', ')} ${verb} from the next connection of ${stationId} on.`);
  }
  for (const { message, remedy, proof, proposal } of proposals) {
    const change = Object.entries(proposal?.change ?? {}).map(([name, value]) => `${name}=${String(value)}`);
    const records = proof.length === 0 ? '' : ` (record ${proof.slice(0, 5).join(', ')})`;
    terminal.note(`Proposed: ${change.join(' ')}. ${message}${records} ${remedy ?? ''}`.trimEnd());
  }
  if (proposals.length > 0) {
    terminal.note(
      `\`kerbside quirks ${stationId} --accept\` takes it over, --dismiss does not propose it again.`,
    );
  }
}
