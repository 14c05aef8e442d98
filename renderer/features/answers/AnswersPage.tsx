import type { JSX, ReactNode } from 'react';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './AnswersPage.module.css';
import { BootSection } from './BootSection.tsx';
import { DataTransferSection } from './DataTransferSection.tsx';
import { FaultsSection } from './FaultsSection.tsx';
import { TagsSection } from './TagsSection.tsx';
import { TransactionsSection } from './TransactionsSection.tsx';
import { usePolicy, type Subject } from './usePolicy.ts';

/** Everything that Kerbside answers and that is the technician's to set, for one station or for all. */
export function AnswersPage({ subject, lead }: { subject: Subject; lead: ReactNode }): JSX.Element {
  const policy = usePolicy(subject);
  return (
    <div className={classes.page}>
      <div className={classes.lead}>{lead}</div>
      <div className={classes.failure}>
        <FailureText failure={policy.failure} />
      </div>
      <FaultsSection policy={policy} />
      <TagsSection policy={policy} />
      <BootSection policy={policy} />
      <TransactionsSection policy={policy} />
      <DataTransferSection policy={policy} />
    </div>
  );
}
