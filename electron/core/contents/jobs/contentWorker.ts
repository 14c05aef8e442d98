import { enableCompileCache } from 'node:module';

// In a checkout a thread would compile all of its sources anew each time.
enableCompileCache();
await import('./contentThread.ts');
