import { SegmentedControl } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandGroup } from '../../../shared/ocpp/catalog.ts';
import { ActionSelect } from './ActionSelect.tsx';
import classes from './CommandsScreen.module.css';

export type EditorView = 'form' | 'json';

interface CommandHeadProps {
  groups: readonly CommandGroup[];
  action: string;
  description: string | undefined;
  onChoose: (action: string) => void;
  /** Which of both is shown where there is room for one. */
  view?: EditorView;
  onView?: (view: EditorView) => void;
  children?: ReactNode;
}

/** What is being prepared, and the tools for it. */
export function CommandHead(props: CommandHeadProps): JSX.Element {
  const { groups, action, description, onChoose, view, onView, children } = props;
  const { t } = useTranslation();
  return (
    <div className={classes.head}>
      <h2>{action}</h2>
      <ActionSelect groups={groups} action={action} onChoose={onChoose} />
      <p className="dim">{description}</p>
      <span className={classes.tools}>
        {view !== undefined && onView !== undefined && (
          <SegmentedControl
            className={classes.viewSwitch ?? ''}
            aria-label={t('form.view.label')}
            value={view}
            onChange={(next) => onView(next === 'json' ? 'json' : 'form')}
            data={[
              { value: 'form', label: t('form.view.form') },
              { value: 'json', label: t('form.view.json') },
            ]}
          />
        )}
        {children}
      </span>
    </div>
  );
}
