import type { Topics } from '../../../shared/contract/topics.ts';
import type { Services } from './services.ts';

/** Every topic of the contract, from the services' own state and listeners. */
export function createTopics(services: Services): Topics {
  const { listening, attempts, central, findings, practice, trace } = services;
  const { reports, eventStreams, policies, profiles } = services;
  return {
    listening: () => ({ snapshot: () => listening.current(), listen: (on) => listening.onChange(on) }),
    session: () => ({ snapshot: () => trace.session(), listen: (on) => trace.onSessionChange(on) }),
    attempts: () => ({ snapshot: () => attempts.list(), listen: (on) => attempts.onChange(on) }),
    stations: () => ({ snapshot: () => central.list(), listen: (on) => central.onChange(on) }),
    findings: () => ({ snapshot: () => findings.list(), listen: (on) => findings.onChange(on) }),
    reports: () => ({ snapshot: () => reports.list(), listen: (on) => reports.onChange(on) }),
    streams: () => ({
      snapshot: () => eventStreams.list(),
      listen: (on) => eventStreams.onChange(on),
    }),
    policies: () => ({ snapshot: () => policies.states(), listen: (on) => policies.onChange(on) }),
    quirks: () => ({ snapshot: () => profiles.states(), listen: (on) => profiles.onChange(on) }),
    practice: () => ({ snapshot: () => practice.states(), listen: (on) => practice.onChange(on) }),
    marks: () => ({ snapshot: () => trace.notes.state(), listen: (on) => trace.notes.onChange(on) }),
    view: ({ view }) => {
      trace.views.state(view);
      return {
        snapshot: () => trace.views.state(view),
        listen: (on) => trace.views.onGrowth(view, on),
      };
    },
  };
}
