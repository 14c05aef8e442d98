import type { Random } from '../model/random.ts';

/** What is on the type plate. The firmware changes by update. */
export interface Identity {
  readonly vendor: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly meterType: string;
  readonly meterSerialNumber: string;
  readonly iccid: string;
  readonly imsi: string;
  firmwareVersion: string;
}

export function makeIdentity(random: Random): Identity {
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random.next() * 10)).join('');
  return {
    vendor: 'Kerbside',
    model: 'Practice 22',
    serialNumber: `KP22-${digits(8)}`,
    meterType: 'KM-3P MID',
    meterSerialNumber: `KM${digits(9)}`,
    iccid: `893202${digits(13)}`,
    imsi: `20601${digits(10)}`,
    firmwareVersion: '1.4.2',
  };
}
