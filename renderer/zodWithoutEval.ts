import { config } from 'zod';

// Imported before every schema: zod otherwise tries `new Function`, which the page's policy refuses and reports.
config({ jitless: true });
