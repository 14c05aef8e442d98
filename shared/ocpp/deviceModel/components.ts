/** A component of the standard's device model (OCPP 2.0.1 and 2.1 part 2, appendix 3). */
export interface ComponentDescription {
  component: string;
  /** One that steers something, or one that can be touched. */
  kind: 'controller' | 'part';
  /** What it is, in the singular and without article where it is a part. */
  meaning: string;
  since?: '2.1';
}

const CONTROLLERS: ReadonlyArray<readonly [component: string, meaning: string, since?: '2.1']> = [
  ['AlignedDataCtrlr', 'Meter values that follow the clock.'],
  ['AuthCacheCtrlr', 'The cards that the station remembers.'],
  ['AuthCtrlr', 'Who may charge.'],
  ['CHAdeMOCtrlr', 'The talk with a vehicle over CHAdeMO.'],
  ['ClockCtrlr', 'The clock of the station.'],
  ['CustomizationCtrlr', 'Extensions of the maker.'],
  ['DeviceDataCtrlr', 'How much the station tells and takes at once.'],
  ['DisplayMessageCtrlr', 'Messages on the display.'],
  ['ISO15118Ctrlr', 'The talk with a vehicle over ISO 15118, and Plug & Charge.'],
  ['LocalAuthListCtrlr', 'The list of cards that the back end has sent.'],
  ['MonitoringCtrlr', 'Variables that are watched.'],
  ['OCPPCommCtrlr', 'The connection to the back end and its messages.'],
  ['ReservationCtrlr', 'Reservations.'],
  ['SampledDataCtrlr', 'Meter values during a transaction.'],
  ['SecurityCtrlr', 'Passwords and certificates.'],
  ['SmartChargingCtrlr', 'Charging profiles.'],
  ['TariffCostCtrlr', 'Prices and costs.'],
  ['TxCtrlr', 'When a transaction begins and ends.'],
  ['ACDERCtrlr', 'The rules of the grid for vehicles’ own inverters.', '2.1'],
  ['BatterySwapCtrlr', 'Batteries that are swapped.', '2.1'],
  ['DataCollector', 'Measurements that are collected into a file.', '2.1'],
  ['DCDERCtrlr', 'The rules of the grid for the station’s inverter.', '2.1'],
  ['FrequencySimulator', 'A simulated grid frequency, for tests.', '2.1'],
  ['NetworkConfiguration', 'A slot with everything that is needed to reach a back end.', '2.1'],
  ['PaymentCtrlr', 'The payment terminal.', '2.1'],
  ['V2XChargingCtrlr', 'Vehicles that feed back into the grid.', '2.1'],
  ['WebPaymentsCtrlr', 'Payment by a code that drivers scan.', '2.1'],
];

const PARTS: ReadonlyArray<readonly [component: string, meaning: string, since?: '2.1']> = [
  ['ChargingStation', 'The station as a whole.'],
  ['EVSE', 'A place where one vehicle can charge at a time.'],
  ['Connector', 'A socket or a cable with its plug.'],
  ['AccessBarrier', 'A barrier or a gate before the bay.'],
  ['AcDcConverter', 'What makes direct current.'],
  ['AcPhaseSelector', 'What chooses the phases.'],
  ['Actuator', 'Something that moves.'],
  ['AirCoolingSystem', 'Cooling with air.'],
  ['AreaVentilation', 'The ventilation of the room.'],
  ['BatteryCartridge', 'A battery in its slot.', '2.1'],
  ['BayOccupancySensor', 'What notices a vehicle in the bay.'],
  ['BeaconLighting', 'The light by which drivers find the station.'],
  ['CableBreakawaySensor', 'What notices a torn cable.'],
  ['CaseAccessSensor', 'What notices an open door of the station.'],
  ['ChargingStatusIndicator', 'The lamp that shows the state.'],
  ['ConnectedEV', 'The vehicle that is plugged in.'],
  ['ConnectorHolsterRelease', 'What lets go the plug from its holder.'],
  ['ConnectorHolsterSensor', 'What notices the plug in its holder.'],
  ['ConnectorPlugRetentionLock', 'The lock that holds the plug in the station.'],
  ['ConnectorProtectionRelease', 'What lets go the plug in an emergency.'],
  ['Controller', 'A computer of the station.'],
  ['ControlMetering', 'Measurements for steering, not for billing.'],
  ['CPPWMController', 'The control pilot, with which the station tells the vehicle its current.'],
  ['DataLink', 'A way to the network, such as a modem.'],
  ['Display', 'The display.'],
  ['DistributionPanel', 'A panel with fuses before the stations.'],
  ['ElectricalFeed', 'What feeds the station.'],
  ['ELVSupply', 'The supply of the station’s own electronics.'],
  ['EmergencyStopSensor', 'The emergency button.'],
  ['EnvironmentalLighting', 'The lighting around the station.'],
  ['EVRetentionLock', 'The lock that holds the plug in the vehicle.'],
  ['ExternalTemperatureSensor', 'The temperature outside.'],
  ['FiscalMetering', 'The meter for billing.'],
  ['FloodSensor', 'What notices water in the station.'],
  ['GroundIsolationProtection', 'The insulation monitor.'],
  ['Heater', 'The heater of the station.'],
  ['HumiditySensor', 'The humidity of the air.'],
  ['LightSensor', 'How light it is.'],
  ['LiquidCoolingSystem', 'Cooling with liquid, mostly of the cable.'],
  ['LocalAvailabilitySensor', 'A contact of the building that says whether charging is allowed.'],
  ['LocalController', 'A controller between the stations and the back end.'],
  ['LocalEnergyStorage', 'A battery at the site.'],
  ['OverCurrentProtection', 'The circuit breaker.'],
  ['OverCurrentProtectionRecloser', 'What switches the circuit breaker on again.'],
  ['PowerContactor', 'The contactor that switches the power to the vehicle.'],
  ['RCD', 'The residual current device.'],
  ['RCDRecloser', 'What switches the residual current device on again.'],
  ['RealTimeClock', 'The clock that goes on without power.'],
  ['ShockSensor', 'What notices a blow.'],
  ['SpacesCountSignage', 'A sign with the number of free places.'],
  ['Switch', 'A switch.'],
  ['TemperatureSensor', 'The temperature inside.'],
  ['TiltSensor', 'What notices that the station is tilted.'],
  ['TokenReader', 'The card reader.'],
  ['UIInput', 'The buttons.'],
  ['UpstreamProtectionTrigger', 'What makes the fuse before the station trip.'],
  ['VehicleIdSensor', 'What recognises a vehicle, such as a camera.'],
];

function described(
  kind: ComponentDescription['kind'],
  rows: ReadonlyArray<readonly [string, string, '2.1'?]>,
): ComponentDescription[] {
  return rows.map(([component, meaning, since]) => ({
    component,
    kind,
    meaning,
    ...(since === undefined ? {} : { since }),
  }));
}

export const COMPONENTS: readonly ComponentDescription[] = [
  ...described('controller', CONTROLLERS),
  ...described('part', PARTS),
];

/** What every station of 2.x has, so that their required variables are required of every station. */
export const ALWAYS_THERE: ReadonlySet<string> = new Set([
  'AlignedDataCtrlr',
  'AuthCtrlr',
  'ChargingStation',
  'ClockCtrlr',
  'Connector',
  'DeviceDataCtrlr',
  'EVSE',
  'OCPPCommCtrlr',
  'SampledDataCtrlr',
  'SecurityCtrlr',
  'TxCtrlr',
]);

const BY_NAME: ReadonlyMap<string, ComponentDescription> = new Map(
  COMPONENTS.map((description) => [description.component.toLowerCase(), description]),
);

/** Case does not count in names of components (ComponentType and VariableType, OCPP 2.0.1 part 2, data types). */
export function describeComponent(component: string): ComponentDescription | undefined {
  return BY_NAME.get(component.toLowerCase());
}
