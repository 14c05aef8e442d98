import { describe } from 'vitest';
import { callCases } from './callCases.ts';
import { cancelCases } from './cancelCases.ts';
import { closeCases } from './closeCases.ts';
import { junkCases } from './junkCases.ts';
import { linkCases } from './linkCases.ts';
import type { MakeLinkPair } from './linkPairs.ts';
import { slowClientCases } from './slowClientCases.ts';
import { subscriptionCases } from './subscriptionCases.ts';

/** Everything that the contract promises, over any link. */
export function contractSuite(name: string, makeLinkPair: MakeLinkPair): void {
  describe(`the contract over ${name}`, () => {
    linkCases(makeLinkPair);
    callCases(makeLinkPair);
    cancelCases(makeLinkPair);
    subscriptionCases(makeLinkPair);
    slowClientCases(makeLinkPair);
    closeCases(makeLinkPair);
    junkCases(makeLinkPair);
  });
}
