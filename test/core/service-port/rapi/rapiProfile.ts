import { rapiProfileSchema, type RapiProfile } from '../../../../shared/service-port/profile/rapiProfile.ts';

/** The least that a profile says; all else is known of RAPI itself. */
export function rapiProfile(
  change: Partial<RapiProfile> = {},
  line: Partial<RapiProfile['line']> = {},
): RapiProfile {
  const profile = rapiProfileSchema.parse({
    schema: 1,
    id: 'openevse-rapi',
    name: 'OpenEVSE',
    vendor: 'OpenEVSE',
    evidence: { level: 'source-code', source: 'rapi_proc.h' },
    driver: 'rapi',
    line: {
      bauds: [115_200],
      formats: ['8N1'],
      sequenceIds: true,
      timeoutMs: 250,
      retries: 1,
      bootWaitMs: 600,
    },
    identify: [{ command: 'version', field: 'firmware' }],
    commands: [
      {
        key: 'version',
        send: 'GV',
        meaning: 'asks for the version',
        isReading: true,
        reply: [{ name: 'firmware' }, { name: 'protocol' }],
      },
    ],
  });
  return { ...profile, ...change, line: { ...profile.line, ...line } };
}
