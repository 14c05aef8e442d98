/** Apart from what writes them: the contract names them, and loads nothing of that. */
export const CONFIGURATION_FORMATS = ['csv', 'json', 'yaml'] as const;
export type ConfigurationFormat = (typeof CONFIGURATION_FORMATS)[number];
