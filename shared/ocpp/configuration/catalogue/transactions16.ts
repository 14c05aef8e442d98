import type { KeyDescription } from '../keyDescription.ts';
import { PHASE_ROTATIONS } from '../measurands.ts';

const core = { profile: 'Core', access: 'read-write', isRequired: true } as const;

/** OCPP 1.6 edition 2 §9.1: the keys of the Core profile about who may charge, and when a transaction ends. */
export const TRANSACTIONS_16: readonly KeyDescription[] = [
  {
    ...core,
    key: 'AllowOfflineTxForUnknownId',
    isRequired: false,
    type: 'boolean',
    default: 'false',
    meaning: 'Whether cards that the station has never seen may charge while the back end cannot be reached.',
    valueMeanings: { true: 'Anybody with any card can charge while the line is down.' },
    risk: 'charging',
    clause: 'OCPP 1.6 §9.1.1',
  },
  {
    ...core,
    key: 'AuthorizationCacheEnabled',
    isRequired: false,
    type: 'boolean',
    meaning: 'Whether the station remembers the cards that the back end accepted or refused.',
    hint: 'Where it is on, a card that was just blocked may go on working until ClearCache is sent.',
    risk: 'charging',
    clause: 'OCPP 1.6 §9.1.2',
  },
  {
    ...core,
    key: 'AuthorizeRemoteTxRequests',
    access: 'either',
    type: 'boolean',
    meaning:
      'Whether a remote start is checked like a card: with true the station asks back (Authorize) before it starts.',
    hint: 'With true an idTag that the back end itself does not know makes every remote start fail.',
    risk: 'charging',
    clause: 'OCPP 1.6 §9.1.3',
  },
  {
    ...core,
    key: 'ConnectorPhaseRotation',
    type: 'list',
    itemForm: 'phase-rotation',
    values: PHASE_ROTATIONS,
    maxItemsKey: 'ConnectorPhaseRotationMaxLength',
    meaning:
      'How the phases of each connector are wired to those of the grid, as “connector.rotation”: 1.RST means straight ' +
      'on. Connector 0 is the feed of the station itself.',
    hint: 'Load balancing over several stations loads the wrong phase where this does not match the wiring.',
    risk: 'safety',
    clause: 'OCPP 1.6 §9.1.7',
  },
  {
    ...core,
    key: 'ConnectorPhaseRotationMaxLength',
    access: 'read-only',
    isRequired: false,
    type: 'integer',
    unit: 'items',
    min: 1,
    meaning: 'The most items that ConnectorPhaseRotation can have.',
    clause: 'OCPP 1.6 §9.1.8',
  },
  {
    ...core,
    key: 'LocalAuthorizeOffline',
    type: 'boolean',
    meaning:
      'Whether known cards (local list or cache) can start charging while the back end cannot be reached.',
    valueMeanings: { false: 'Nobody can start charging while the line is down.' },
    risk: 'charging',
    clause: 'OCPP 1.6 §9.1.12',
  },
  {
    ...core,
    key: 'LocalPreAuthorize',
    type: 'boolean',
    meaning: 'Whether known cards start at once, without waiting for the back end’s answer to Authorize.',
    risk: 'charging',
    clause: 'OCPP 1.6 §9.1.13',
  },
  {
    ...core,
    key: 'MaxEnergyOnInvalidId',
    isRequired: false,
    type: 'integer',
    unit: 'Wh',
    min: 0,
    meaning:
      'How much energy a vehicle still gets after the back end has refused the card of a running transaction, so that ' +
      'it can be driven away.',
    risk: 'charging',
    clause: 'OCPP 1.6 §9.1.14',
  },
  {
    ...core,
    key: 'StopTransactionOnEVSideDisconnect',
    type: 'boolean',
    meaning: 'Whether the transaction ends when the plug is pulled at the vehicle.',
    valueMeanings: {
      false: 'The transaction only pauses; plugging in again goes on with it, for anybody who does so.',
    },
    risk: 'charging',
    clause: 'OCPP 1.6 §9.1.23',
  },
  {
    ...core,
    key: 'StopTransactionOnInvalidId',
    type: 'boolean',
    meaning:
      'Whether a running transaction ends when the back end answers StartTransaction with anything but Accepted. With ' +
      'false the station only stops the energy.',
    hint: 'A card that is accepted locally and refused by the back end then seems to “start and stop at once”.',
    risk: 'charging',
    clause: 'OCPP 1.6 §9.1.24',
  },
  {
    ...core,
    key: 'UnlockConnectorOnEVSideDisconnect',
    type: 'boolean',
    meaning: 'Whether the plug at the station is released when the cable is pulled at the vehicle.',
    valueMeanings: { false: 'The cable stays locked in the station until the card is shown again.' },
    hint: 'With false and without a card reader, drivers cannot get their cable back.',
    risk: 'charging',
    clause: 'OCPP 1.6 §9.1.33',
  },
];
