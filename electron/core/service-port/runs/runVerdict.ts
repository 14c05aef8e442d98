import { assertNever } from '../../../../shared/assertNever.ts';
import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import { isSameVersion, judgeVersion } from '../../firmware/story/versions.ts';
import type { FlashProof } from '../transfer/flasher.ts';
import type { RunEnd } from './runRecord.ts';

type Versions = Pick<PortRun, 'versionBefore' | 'versionAfter' | 'versionExpected'>;

/**
 * What the device's version after a push proves; what was compared byte by byte needs no version. `silence` says why it told none, where that
 * is known.
 */
export function verdictOf(versions: Versions, proof: FlashProof, silence?: string): RunEnd {
  const { versionBefore: before, versionAfter: after = '', versionExpected: expected } = versions;
  const told = judgeVersion({
    ...(before === undefined ? {} : { versionBefore: before }),
    ...(versions.versionAfter === undefined ? {} : { versionAfter: versions.versionAfter }),
    file: expected === undefined ? {} : { version: expected },
  });
  switch (told) {
    case 'as-expected':
      return asExpected(versions, proof);
    case 'changed':
      return verified(`Verified: its version has changed from ${before ?? ''} to ${after}.`);
    case 'other':
      return unverified(
        'other-version',
        `It reports version ${after}, where ${expected ?? ''} was expected.`,
        'Compare with the notes of the firmware: the number may be spelt otherwise, or the file be another one.',
      );
    case 'same':
      return proof === 'read-back' ? readBack(` It reports version ${after}, as before.`) : same(after);
    case 'not-told':
      return proof === 'read-back' ? readBack('') : notTold(proof, silence);
    case 'before-unknown':
      return proof === 'read-back' ? readBack(` It reports version ${after}.`) : beforeUnknown(after);
    default:
      return assertNever(told);
  }
}

/** A version that it had before as well proves nothing: a device that refused the file tells the same. */
function asExpected(
  { versionBefore: before, versionAfter: after = '' }: Versions,
  proof: FlashProof,
): RunEnd {
  if (before === undefined) return verified(`Verified: it reports version ${after}, as expected.`);
  if (!isSameVersion(before, after)) {
    return verified(`Verified: it reports version ${after}, as expected (${before} before).`);
  }
  return proof === 'read-back' ? readBack(` It reports version ${after}, as before.`) : same(after);
}

function readBack(more: string): RunEnd {
  return verified(`Verified: every byte was read back from the device and is that of the file.${more}`);
}

function same(after: string): RunEnd {
  return unverified(
    'same-version',
    `Everything was sent, but it reports version ${after}, as before.`,
    'It may have refused the file and started its old firmware, or the file holds the version that it had. Look at the console for what it printed.',
  );
}

function notTold(proof: FlashProof, silence: string | undefined): RunEnd {
  const end =
    proof === 'probable'
      ? 'Every block was acknowledged, but not the end, and it does not tell its version: it has probably got all of it.'
      : 'Everything was sent and acknowledged, but it does not tell its version.';
  const why = silence === undefined ? '' : ` ${silence}`;
  return unverified(
    'version-not-told',
    end + why,
    'Look at its display or web page, or identify it once more.',
  );
}

function beforeUnknown(after: string): RunEnd {
  return unverified(
    'before-unknown',
    `It reports version ${after}, and what it had before is not known, so this proves nothing.`,
    'Compare with the notes of the firmware.',
  );
}

function verified(sentence: string): RunEnd {
  return { state: 'verified', step: { code: 'verified', level: 'good', sentence } };
}

function unverified(code: string, sentence: string, remedy: string): RunEnd {
  return { state: 'unverified', step: { code, level: 'warning', sentence, remedy } };
}
