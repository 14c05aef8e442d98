import { Button } from '@mantine/core';
import { useId, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/Icon.tsx';
import classes from './Stick.module.css';
import { StickPanel } from './StickPanel.tsx';

/** The way to the stick, beside a device that takes one. */
export function StickEntry(): JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={classes.entry}>
      <Button
        leftSection={<Icon name={isOpen ? 'close' : 'chip'} size={13} />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        {t(isOpen ? 'stick.close' : 'stick.open')}
      </Button>
      <div id={id}>{isOpen && <StickPanel />}</div>
    </div>
  );
}
