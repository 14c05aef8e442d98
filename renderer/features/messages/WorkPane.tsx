import { ActionIcon } from '@mantine/core';
import { useEffect, useRef, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import classes from './WorkPane.module.css';

interface WorkPaneProps {
  title: string;
  /** Beside the title. */
  tools?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** What is made of a selection: in the place of the list, which comes back when it is closed. */
export function WorkPane({ title, tools, onClose, children }: WorkPaneProps): JSX.Element {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section ref={box} className={classes.pane} aria-label={title} tabIndex={-1}>
      <div className={classes.head}>
        <h2>{title}</h2>
        <div className={classes.tools}>{tools}</div>
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={onClose}
          aria-label={t('selection.close')}
          aria-keyshortcuts="Escape"
        >
          <Icon name="close" />
        </ActionIcon>
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
