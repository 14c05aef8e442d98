import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { commandsOf, findAction, type CommandGroup } from '../../../shared/ocpp/catalog.ts';
import type { OcppVersion, Transport } from '../../../shared/ocpp/version.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import { RAW_FRAME } from './commandRun.ts';
import { isListed, withOwnActions } from './ownAction.ts';

export interface Actions {
  /** What is offered: the specification's, a maker's own that was chosen, and whole frames. */
  groups: readonly CommandGroup[];
  /** What is wrong with the chosen action itself. */
  issue: Issue | undefined;
}

export function useActions(version: OcppVersion, transport: Transport, action: string): Actions {
  const { t } = useTranslation();
  return useMemo(() => {
    const listed = commandsOf(version, transport);
    const raw: CommandGroup = {
      id: 'raw',
      title: t('commands.raw.group'),
      actions: [
        { name: RAW_FRAME, sentBy: 'both', group: 'raw', description: t('commands.raw.description') },
      ],
    };
    if (action === RAW_FRAME) return { groups: [...listed, raw], issue: undefined };
    const words = { title: t('commands.own.title'), description: t('commands.own.hint') };
    const groups = [...withOwnActions(listed, [action], words), raw];
    if (isListed(listed, action)) return { groups, issue: undefined };
    const key = issueKey(version, action);
    const message = t(`commands.own.issue.${key}`, { action, version });
    return { groups, issue: { severity: 'warning', code: `action-${key}`, message } };
  }, [t, version, transport, action]);
}

function issueKey(version: OcppVersion, action: string): 'unknown' | 'stations' | 'jsonOnly' {
  const known = findAction(version, action);
  if (known === undefined) return 'unknown';
  return known.sentBy === 'station' ? 'stations' : 'jsonOnly';
}
