import type { QuirkProfile } from '../../../../../shared/station/quirkProfile.ts';
import type { Detector, NewFinding } from '../detector.ts';

/** Longer ago, a command has nothing to do with the end of a connection. */
const WITHIN_MS = 5000;

/** After these a station goes away by right. */
const ENDS_BY_RIGHT = new Set([
  'Reset',
  'UpdateFirmware',
  'SignedUpdateFirmware',
  'ChangeConfiguration',
  'SetVariables',
  'SetNetworkProfile',
  'InstallCertificate',
  'CertificateSigned',
]);

/** What helps against a station that breaks on a command. */
const PROPOSALS: Readonly<Record<string, { label: string; change: QuirkProfile }>> = {
  GetConfiguration: {
    label: 'Read the configuration in chunks of 4 keys',
    change: { configurationChunk: 4 },
  },
};

/** Breaks the connection upon a command. */
export function closesAfterCommand(): Detector {
  let last: { action: string; at: number } | undefined;
  return {
    observe(event) {
      if (event.type === 'connected') last = undefined;
      if (event.type === 'sent') last = event;
      if (event.type !== 'disconnected' || event.by === 'kerbside' || last === undefined) return undefined;
      const { action, at } = last;
      const afterMs = event.at - at;
      if (afterMs > WITHIN_MS || ENDS_BY_RIGHT.has(action)) return undefined;
      return { findings: [finding(action, afterMs)] };
    },
  };
}

function finding(action: string, afterMs: number): NewFinding {
  const proposal = PROPOSALS[action];
  return {
    code: 'closes-after-command',
    subject: action,
    severity: 'warning',
    message: `The connection ended ${(afterMs / 1000).toFixed(1)} s after ${action} was sent.`,
    remedy:
      'Once may be chance; counted several times, the station breaks on this command. Ask for less at once, or leave it out.',
    ...(proposal === undefined ? {} : { proposal }),
  };
}
