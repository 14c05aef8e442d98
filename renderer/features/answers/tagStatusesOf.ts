import { isOcpp1, type OcppVersion } from '../../../shared/ocpp/version.ts';
import { TAG_STATUSES, TAG_STATUSES_1, type TagStatus } from '../../../shared/station/answerPolicy.ts';

/** What a tag may be answered; everything where the version is not known. */
export function tagStatusesOf(version: OcppVersion | undefined): readonly TagStatus[] {
  return version !== undefined && isOcpp1(version) ? TAG_STATUSES_1 : TAG_STATUSES;
}
