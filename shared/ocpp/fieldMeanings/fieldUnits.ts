/** Units of numbers, by the name of their field: the schemas tell them in prose only, or not at all. */
const UNITS: Readonly<Record<string, string>> = {
  meterStart: 'Wh',
  meterStop: 'Wh',
  timeSpentCharging: 's',
  energyAmount: 'Wh',
  evMaxCurrent: 'A',
  evMinCurrent: 'A',
  evMaxVoltage: 'V',
  evMaxPower: 'W',
  stateOfCharge: '%',
  soC: '%',
  soH: '%',
  retryInterval: 's',
  duration: 's',
  startPeriod: 's',
  maxOfflineDuration: 's',
  messageTimeout: 's',
  interval: 's',
  heartbeatInterval: 's',
  randomizedDelay: 's',
  timeout: 's',
  dischargeLimit: 'A or W',
  limit: 'A or W',
  limit_L2: 'A or W',
  limit_L3: 'A or W',
  minChargingRate: 'A or W',
  setpoint: 'A or W',
  priceKwh: '/kWh',
  priceMinute: '/min',
};

export function fieldUnit(name: string): string | undefined {
  return Object.hasOwn(UNITS, name) ? UNITS[name] : undefined;
}
