/** How far back a history goes. Apart from the schemas: pages show them without loading those. */
export const historyRanges = ['hour', 'day', 'week'] as const;
export type HistoryRange = (typeof historyRanges)[number];
