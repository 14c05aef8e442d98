import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { Icon } from '../../../ui/Icon.tsx';

interface RemovePasswordProps {
  folder: string;
  onRemoved?: () => void;
}

/** Takes the password off the stick: everybody who finds it could read it. */
export function RemovePassword({ folder, onRemoved }: RemovePasswordProps): JSX.Element {
  const { t } = useTranslation();
  const [isRemoved, setIsRemoved] = useState(false);
  const { isBusy, isPossible, failure, run } = useAction();
  return (
    <>
      <Button
        leftSection={<Icon name={isRemoved ? 'check' : 'lock'} size={13} />}
        loading={isBusy}
        disabled={!isPossible || isRemoved}
        onClick={() =>
          void run(async (client) => {
            await client.call('stick.removePassword', { folder });
            setIsRemoved(true);
            onRemoved?.();
          })
        }
      >
        <span aria-live="polite">{t(isRemoved ? 'stick.password.removed' : 'stick.password.remove')}</span>
      </Button>
      <FailureText failure={failure} />
    </>
  );
}
