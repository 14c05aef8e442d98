import type { Issue } from '../../../../shared/trace/issue.ts';

export const ASSUMED_TIME: Issue = {
  severity: 'info',
  code: 'import-no-time',
  message:
    'The imported file gives no time for this frame; it stands at the last time that is known before it.',
};

export const GUESSED_DIRECTION: Issue = {
  severity: 'info',
  code: 'import-direction-guessed',
  message: 'The imported file does not tell which side sent this; the likelier one is shown.',
};
