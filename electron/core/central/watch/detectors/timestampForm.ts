import type { Issue } from '../../../../../shared/trace/issue.ts';
import { issueOf } from '../../sessionIssue.ts';
import { stationTime } from '../../station/stationTime.ts';
import type { Detector, NewFinding } from '../detector.ts';
import { found } from '../found.ts';
import { TIMED_CALLS, timestampOf } from './timestamps.ts';

const CLAUSE = 'OCPP 1.6 §3.14';
/** A clock that was never set counts from here; no OCPP message is older. */
const FIRST_YEAR_OF_OCPP = Date.UTC(2010, 0, 1);

const NO_ZONE = found(
  'warning',
  'clock-no-zone',
  'The station writes times without a zone, so nobody can tell local time from UTC.',
  { clause: CLAUSE, remedy: 'Kerbside takes what is closer to now. Set the station to UTC if it lets you.' },
);
const SHORT_OFFSET = found(
  'warning',
  'clock-short-offset',
  'The station writes the offset of its times without minutes (+03), which many back ends cannot read.',
  { clause: CLAUSE, remedy: 'Kerbside reads it as +03:00. Other back ends may not: tell the maker.' },
);
const UNSET = found(
  'warning',
  'clock-unset',
  'The station sends times from before its clock was set (1970, 2000 or the like).',
  {
    remedy:
      'It sets its clock from our answers to BootNotification and Heartbeat. If the next messages are still old, check its NTP server and its battery: certificates may be refused until the clock is right.',
    clause: 'OCPP 1.6 §4.2',
  },
);

/** Times in a form that others stumble over. What they mean is read all the same. */
export function timestampForm(): Detector {
  return {
    interest: { calls: TIMED_CALLS },
    observe(event) {
      if (event.type !== 'call') return undefined;
      const text = timestampOf(event.payload);
      if (text === undefined) return undefined;
      const seen = flaw(text, event.at);
      return seen === undefined ? undefined : { issues: [seen.issue], findings: [seen.finding] };
    },
  };
}

function flaw(text: string, at: number): { issue: Issue; finding: NewFinding } | undefined {
  const time = stationTime(text, at);
  if (time === undefined) return undefined;
  if (time < FIRST_YEAR_OF_OCPP) {
    const message = `The time ${text} is from before the station’s clock was set.`;
    return { issue: issueOf('warning', 'time-unset', message), finding: UNSET };
  }
  if (text.endsWith('Z')) return undefined;
  if (/T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/i.test(text.trim())) {
    const message = `The time ${text} has no zone; it was read as ${new Date(time).toISOString()}, which is closer to now.`;
    return { issue: issueOf('warning', 'time-without-zone', message, CLAUSE), finding: NO_ZONE };
  }
  if (/[T ][\d:.]+[+-]\d{2}$/i.test(text.trim())) {
    const message = `The offset of the time ${text} has no minutes; it was read as ${new Date(time).toISOString()}.`;
    return { issue: issueOf('warning', 'time-short-offset', message, CLAUSE), finding: SHORT_OFFSET };
  }
  return undefined;
}
