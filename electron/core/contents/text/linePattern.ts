import { ContractError } from '../../../../shared/contract/failure.ts';

/** What is looked for in lines. */
export interface LineQuery {
  query: string;
  isRegex: boolean;
  isCaseSensitive: boolean;
}

/** The query as a pattern for one line. Fails with `invalid-params` and what is wrong in it. */
export function linePattern({ query, isRegex, isCaseSensitive }: LineQuery): RegExp {
  const source = isRegex ? query : query.replaceAll(/[$()*+./?[\\\]^{|}-]/g, String.raw`\$&`);
  const flags = isCaseSensitive ? 'g' : 'gi';
  try {
    // Without `u` the habits of other tools are patterns too, such as `\-` and `\_`.
    return new RegExp(source, flags);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : '';
    throw new ContractError('invalid-params', `The pattern cannot be read: ${reason}.`, {
      hint: 'Correct it, or search for it as plain text.',
      cause: error,
    });
  }
}
