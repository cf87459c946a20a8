'use client';

import { createContext } from 'react';

/** The name of the form around, when it keeps its values at a reload for a new version. */
export const FormName = createContext<string | undefined>(undefined);
