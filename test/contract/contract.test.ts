import { contractSuite } from './contractSuite.ts';
import { browserSocketPair, memoryPair, messagePortPair, wsSocketPair } from './linkPairs.ts';

contractSuite('memory', memoryPair);
contractSuite('a WebSocket', browserSocketPair);
contractSuite('a WebSocket of ws', wsSocketPair);
contractSuite('a MessagePort', messagePortPair);
