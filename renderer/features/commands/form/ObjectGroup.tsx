import { useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { Icon } from '../../../ui/Icon.tsx';
import type { JsonObjectNode } from '../../../../shared/jsonTree.ts';
import classes from './CommandForm.module.css';
import { FieldIssues, FieldName } from './FieldRow.tsx';
import type { FieldSpec } from '../../../../shared/ocpp/fieldMeanings/fieldSpec.ts';
import { useForm } from './formContext.ts';
import { hasIssueBelow } from './formIssues.ts';
import { ObjectFields } from './ObjectFields.tsx';

interface GroupProps {
  title: string;
  pointer: string;
  isRequired: boolean;
  about?: string | undefined;
  limits?: string | undefined;
  issues: readonly Issue[];
  /** Buttons of the group's head. */
  tools?: ReactNode;
  onRemove?: (() => void) | undefined;
  children: ReactNode;
}

/** An object or a list with its fields below it, to fold away. */
export function Group(props: GroupProps): JSX.Element {
  const { title, pointer, isRequired, about, limits, issues, tools, onRemove, children } = props;
  const { t } = useTranslation();
  const { formId, issues: all } = useForm();
  const [isFolded, setFolded] = useState(false);
  const id = `${formId}${pointer}-group`;
  return (
    <div className={classes.group} role="group" aria-label={title}>
      <div className={classes.groupHead}>
        <button
          type="button"
          className={classes.fold}
          aria-expanded={!isFolded}
          aria-controls={id}
          onClick={() => setFolded(!isFolded)}
        >
          <Icon name="chevron" size={12} />
          <FieldName name={title} isRequired={isRequired} />
        </button>
        {isFolded && hasIssueBelow(all, pointer) && (
          <span className={classes.foldedIssue} title={t('form.issueInside')}>
            ⚠
          </span>
        )}
        <span className={classes.groupTools}>
          {tools}
          {onRemove !== undefined && (
            <button
              type="button"
              className={classes.mini}
              aria-label={t('form.leaveOut', { name: title })}
              title={t('form.leaveOut', { name: title })}
              onClick={onRemove}
            >
              ×
            </button>
          )}
        </span>
      </div>
      {(about !== undefined || limits !== undefined) && !isFolded && (
        <p className={classes.about} title={about}>
          {limits !== undefined && <span className={classes.limits}>{limits}</span>}
          {about}
        </p>
      )}
      <FieldIssues issues={issues} />
      <div id={id} className={classes.groupBody} hidden={isFolded}>
        {!isFolded && children}
      </div>
    </div>
  );
}

interface ObjectGroupProps extends Omit<GroupProps, 'children'> {
  spec: FieldSpec;
  node: JsonObjectNode;
}

export function ObjectGroup({ spec, node, ...group }: ObjectGroupProps): JSX.Element {
  return (
    <Group {...group}>
      <ObjectFields spec={spec} node={node} pointer={group.pointer} />
    </Group>
  );
}
