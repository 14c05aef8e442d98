import type { JsonNode } from '../../../../shared/jsonTree.ts';
import type { FieldSpec } from '../../../../shared/ocpp/fieldMeanings/fieldSpec.ts';

export interface ScalarControlProps {
  id: string;
  /** Of the field, for what is known of its values. */
  name: string;
  spec: FieldSpec;
  isRequired: boolean;
  hasIssue: boolean;
  /** Nothing where the field is absent. */
  node: JsonNode | undefined;
  /** Takes a JSON text, or nothing: then the field goes. */
  onSource: (source: string | undefined) => void;
}

/** What the controls of all kinds have in common. */
interface CommonControlProps {
  id: string;
  'aria-required': boolean;
  'aria-invalid': boolean;
  'aria-describedby': string;
  error: boolean;
  spellCheck: false;
  autoComplete: 'off';
}

export function commonProps({ id, isRequired, hasIssue }: ScalarControlProps): CommonControlProps {
  return {
    id,
    'aria-required': isRequired,
    'aria-invalid': hasIssue,
    'aria-describedby': `${id}-issues ${id}-about`,
    error: hasIssue,
    spellCheck: false,
    autoComplete: 'off',
  };
}
