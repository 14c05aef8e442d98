import { z } from 'zod';
import { isSameKey } from '../../ocpp/configuration/keySpelling.ts';
import { wantedChangeSchema, type WantedChange } from '../change.ts';
import type { Configuration } from '../configuration.ts';
import { checkTemplate, type TemplateFacts } from './checkTemplate.ts';
import type { RuleResult, Template, TemplateRule } from './template.ts';

/** What is to be sent so that a template holds, and what cannot be brought about and why. */
export const templatePlanSchema = z.object({
  changes: z.array(wantedChangeSchema),
  cannot: z.array(z.object({ address: z.string(), sentence: z.string() })),
  /** Secrets that have to be asked for. */
  missingSecrets: z.array(z.string()),
});
export type TemplatePlan = z.infer<typeof templatePlanSchema>;

/** `secrets` are the values of the secrets of the template; case does not count in their names. */
export function planOf(
  template: Template,
  configuration: Configuration,
  secrets: readonly WantedChange[] = [],
  facts: TemplateFacts = {},
): TemplatePlan {
  const { results } = checkTemplate(template, configuration, facts);
  const plan: TemplatePlan = { changes: [], cannot: [], missingSecrets: [] };
  for (const [index, rule] of template.rules.entries()) {
    const result = results[index];
    if (result === undefined || result.state === 'holds') continue;
    const step = stepOf(rule, result, configuration, secrets);
    if ('value' in step) plan.changes.push({ address: result.address, value: step.value });
    else plan.cannot.push({ address: result.address, sentence: step.sentence });
    if ('isSecretMissing' in step) plan.missingSecrets.push(result.address);
  }
  return plan;
}

type Step = { value: string } | { sentence: string; isSecretMissing?: true };

function stepOf(
  rule: TemplateRule,
  { address, state }: RuleResult,
  { items }: Configuration,
  secrets: readonly WantedChange[],
): Step {
  if (state === 'must-not-exist') {
    return { sentence: 'The charger has it, but should not. OCPP has no way to take a setting away.' };
  }
  if (state === 'missing') return { sentence: 'The charger does not have it.' };
  if (rule.exists !== undefined) return { sentence: 'The charger gave no answer about it.' };
  // Of a key that is told twice, one that can be written is enough for a try.
  const told = items.filter((item) => item.address === address);
  if (told.length > 0 && told.every((item) => item.access === 'read-only' || item.isConstant === true)) {
    return { sentence: 'The charger only shows it: it cannot be changed.' };
  }
  if (rule.secret === true) {
    const secret = secrets.find((given) => isSameKey(given.address, rule.key));
    if (secret !== undefined) return { value: secret.value };
    return { sentence: 'It is a secret, and no value was given for it.', isSecretMissing: true };
  }
  const value = rule.equals ?? rule.set ?? rule.oneOf?.[0];
  if (value !== undefined) return { value };
  return { sentence: 'The template has a range, but does not say what to set (“set”).' };
}
