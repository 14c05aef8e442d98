import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchLane } from '../../../../renderer/features/files/fetchLanes.ts';
import { ROOT } from '../../../guards/moduleGraph.ts';

const STORY = join(ROOT, 'electron/core/diagnostics/story');

function laneOf(code: string): string {
  return fetchLane({ at: 0, code, level: 'info', sentence: '' });
}

/** The codes of steps that a part of the story makes. */
function codesIn(file: string): string[] {
  const text = readFileSync(join(STORY, file), 'utf8');
  return [...text.matchAll(/step\w*\(\s*(?:at, [\w.]+\)\(\s*)?'([a-z-]+)'/g)].map(([, code]) => code ?? '');
}

describe('the two lanes of a fetch', () => {
  it('whatever a status of the charger brings does not stand on the wire', () => {
    const codes = [...codesIn('onStatus.ts'), ...codesIn('onAnswer.ts')];
    expect(codes.length).toBeGreaterThan(12);
    expect(codes.filter((code) => laneOf(code) === 'wire')).toEqual([]);
  });

  it('bytes and connections stand on the wire, also what a server refuses', () => {
    const seen = [
      'connected',
      'upload-started',
      'stalled',
      'broke',
      'received',
      'file-empty',
      'wrong-password',
    ];
    expect(seen.map(laneOf)).toEqual(seen.map(() => 'wire'));
  });

  it('what follows from both stands across both', () => {
    expect(['asked', 'uploaded-nothing-arrived', 'gave-up', 'cancelled'].map(laneOf)).toEqual([
      'both',
      'both',
      'both',
      'both',
    ]);
  });
});
