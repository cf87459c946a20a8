import type { Route } from './route';

export const metricsRoutes: readonly Route[] = [];
