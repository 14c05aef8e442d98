/** Files hold payloads, too, so that reading them is no matter of the core alone. */
export { integerOf, numberOf, objectOf, objectsOf, textOf } from '../../../shared/payloadFields.ts';
