import type { FieldPath } from '../../../../../shared/service-port/profile/checks/checkFault.ts';

/** Something wrong in the text of a profile. `isName`: it is the name at the end of `path` that is wrong, not its value. */
export interface ProfileFault {
  path: FieldPath;
  sentence: string;
  isName?: boolean;
}
