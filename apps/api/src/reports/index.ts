export { FreezeReviews } from './freeze-reviews.js';
export { ReportJobModule, ReportsModule } from './reports.module.js';
