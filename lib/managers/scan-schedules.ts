/** How often bound references are looked at, without anybody asking for it. Apart from the schemas: see plans.ts. */
export const scanSchedules = ['off', 'daily', 'weekly'] as const;
export type ScanSchedule = (typeof scanSchedules)[number];
