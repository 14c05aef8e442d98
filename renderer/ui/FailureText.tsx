import type { JSX } from 'react';
import type { Failure } from '../../shared/contract/failure.ts';
import classes from './FailureText.module.css';
import { Icon } from './Icon.tsx';

/** The tool's own trouble, beside what caused it: what happened, then what to do. */
export function FailureText({ failure }: { failure: Failure | undefined }): JSX.Element | undefined {
  if (failure === undefined) return undefined;
  return (
    <p className={classes.failure} role="alert">
      <Icon name="fault" size={14} />
      <span>
        {failure.message} {failure.hint}
      </span>
    </p>
  );
}
