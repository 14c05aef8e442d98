import { enableCompileCache } from 'node:module';

// A thread of a checkout strips the types of two hundred files otherwise, at each import.
enableCompileCache();
await import('./importWork.ts');
