export { createRecordActivities } from './record.activities.ts';
