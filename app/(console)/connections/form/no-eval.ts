import { z } from 'zod';

// In a browser zod would try, with the first schema that is made, whether it may make code from texts, which our own policy
// forbids and reports. Imported before any schema is.
if (typeof window !== 'undefined') z.config({ jitless: true });
